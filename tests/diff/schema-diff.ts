import type { Change } from '../../src/diff/change.ts';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

/** A document with one operation, of which a schema is that of the request's body or of the answer's. */
function documentOf(
  schema: Json,
  side: 'request' | 'response',
  version: string,
  schemas: JsonObject,
): string {
  const content = { 'application/json': { schema } };
  const post = {
    ...(side === 'request' ? { requestBody: { required: true, content } } : {}),
    responses: { 200: { description: '', ...(side === 'response' ? { content } : {}) } },
  };
  return JSON.stringify({
    openapi: version,
    info: { title: 'T', version: '1' },
    paths: { '/a': { post } },
    components: { schemas },
  });
}

export interface SchemaOptions {
  side?: 'request' | 'response';
  version?: string;
  /** Schemas that both documents have by name. */
  schemas?: JsonObject;
  /** Those of the second document, where they are others. */
  schemasNow?: JsonObject;
}

/** The changes between two schemas of one body. */
export async function schemaChanges(
  before: Json,
  after: Json,
  options: SchemaOptions = {},
): Promise<Change[]> {
  const { side = 'request', version = '3.1.0', schemas = {}, schemasNow = schemas } = options;
  const { changes } = await diffDocuments(
    readDocument(documentOf(before, side, version, schemas), 'base.json'),
    readDocument(documentOf(after, side, version, schemasNow), 'candidate.json'),
  );
  return changes;
}

/** What is told of them: whether it breaks, the kind without its side, and where. */
export async function schemaDiff(before: Json, after: Json, options: SchemaOptions = {}): Promise<string[]> {
  const changes = await schemaChanges(before, after, options);
  return changes.map(({ breaking, undecided, kind, at = '' }) =>
    [undecided ? 'undecided' : breaking ? 'breaks' : 'safe', kind.replace(/^(request|response)-/, ''), at]
      .filter((word) => word !== '')
      .join(' '),
  );
}
