import { expect, test } from 'vitest';
import { insteadOf } from '../../src/checks/instead-of.ts';
import { findOperation } from '../../src/document/find-operation.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json } from '../../src/json.ts';

const { responses } = findOperation(
  readDocument(
    `
openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /things:
    get:
      responses:
        '200':
          description: fine
          content:
            application/json:
              schema:
                properties:
                  resource_type: {}
                  code: {}
                  resource_id: {}
                  items: { items: { properties: { id: {} } } }
`,
    'things.yaml',
  ),
);
const schema = responses[0]?.content[0]?.schema;
if (schema === undefined) throw new Error('the document has no schema');

const CASES: [why: string, pointer: string, body: Json, found: string | undefined][] = [
  ['other letters', '/resource_type', { resourceType: 1 }, 'resourceType'],
  [
    'other letters, though another is nearer',
    '/resource_type',
    { resource_typ: 1, RESOURCETYPE: 2 },
    'RESOURCETYPE',
  ],
  ['nearly the same', '/resource_type', { resource_typ: 1 }, 'resource_typ'],
  ['more words', '/code', { error_code: 1 }, 'error_code'],
  ['in an entry of a list', '/items/1/id', { items: [{ eventId: 1 }, { eventId: 2 }] }, 'eventId'],
  ['another thing', '/resource_type', { kind: 1 }, undefined],
  ['what the document knows stands for itself', '/resource_type', { resource_id: 1 }, undefined],
  ['no object', '/items/0/id', { items: ['id'] }, undefined],
  ['nothing there', '/items/0/id', {}, undefined],
];

test.each(CASES)('%s', (_, pointer, body, found) => {
  expect(insteadOf(pointer, body, schema)).toBe(found);
});
