import type { Document } from '../../src/document/document.ts';
import { readDocument } from '../../src/document/load.ts';
import type { LintFinding } from '../../src/lint/finding.ts';
import { lintDocument } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules.ts';

/** A document of the parts of it that matter, as YAML below `openapi` and `info`. */
export function yamlDocument(parts: string, version = '3.0.3'): Document {
  const paths = /^paths:/m.test(parts) ? '' : 'paths: {}\n';
  return readDocument(`openapi: ${version}\ninfo: {title: A, version: '1'}\n${paths}${parts}`, 'api.yaml');
}

/** What one rule finds in a document. */
export async function found(rule: string, document: Document): Promise<LintFinding[]> {
  const chosen = rules.filter(({ id }) => id === rule);
  if (chosen.length !== 1) throw new Error(`there is no rule ${rule}`);
  return lintDocument(document, { rules: chosen });
}

/** An operation `POST /things` with an answer 200, and what else is given as YAML. */
export function operation(parts: string, answers = "'200': {description: Fine.}"): string {
  const indented = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));
  return `paths:\n  /things:\n    post:\n      responses:\n${indented(answers, 8)}\n${indented(parts, 6)}\n`;
}

/** An answer of JSON with a schema, as YAML. */
export function answer(status: string, schema: string, more = ''): string {
  return `'${status}':\n  description: That.\n  content:\n    application/json:\n      schema: ${schema}${more === '' ? '' : `\n${more.replace(/^/gm, '      ')}`}`;
}
