import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { loadDocument } from '../../src/document/load.ts';

/** The pinned document, relative to the repository's root, where npm scripts and tests run. */
const DOCUMENT = 'spec/onboarding-api.trigger-event.yaml';

/** The types of the pinned document, as `src/client/` uses them: the same document gives the same text. */
export async function generateTypes(): Promise<string> {
  const { file, root } = await loadDocument(DOCUMENT);
  // The generator resolves references within the object that it is given, so it gets one of its own.
  const nodes = await openapiTypes(structuredClone(root) as unknown as OpenAPI3, { silent: true });
  return `// Generated from ${file} by \`npm run client:types\`. Do not edit.\n\n${astToString(nodes)}`;
}
