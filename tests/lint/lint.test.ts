import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadDocument, readDocument } from '../../src/document/load.ts';
import type { LintFinding } from '../../src/lint/finding.ts';
import { lintDocument } from '../../src/lint/lint.ts';
import { Problem } from '../../src/problem.ts';
import { PAGE, PINNED, pinnedText } from '../document/support.ts';
import { yamlDocument } from './support.ts';

const told = (findings: readonly LintFinding[]) =>
  findings.map(({ severity, rule, document }) => `${document.line} ${severity} ${rule}`);

/** Every defect of the real page, by hand: the line of the pinned document, and what is wrong there. */
const DEFECTS = [
  '17 note tag-unused', // Registrations: the page is one operation of a larger document
  '19 note tag-unused', // Files
  '34 warning request-body-optional', // resource_id and event_type are required, the body is not
  '57 warning accepts-empty', // 201: event is not required
  '75 warning required-in-prose', // X-Qonto-Staging-Token: "Required only for Sandbox API requests"
  '115 warning dead-link', // public/documentation/docs/webhooks.md#supported-events
  '119 warning example-not-producible', // registrations.completed, where only registrations.pending can be triggered
  '120 warning accepts-empty', // 400, 401, 409: errors is not required
  '124 note error-list', // an empty list of errors
  '145 warning error-without-example', // 400
  '161 warning unknown-name', // 409: the data/id parameter
  '171 note error-without-body', // 500
  '185 warning example-pointer', // 409: /data/type
  '189 warning example-pointer', // 409: /data/id
];

test('the real document has these defects and no other', async () => {
  expect(told(await lintDocument(await loadDocument(PINNED)))).toEqual(DEFECTS);
});

test('the page that it is from has the same, on lines of its own', async () => {
  const pinned = await lintDocument(await loadDocument(PINNED));
  const page = await lintDocument(await loadDocument(PAGE));
  expect(page.map(({ fingerprint }) => fingerprint)).toEqual(pinned.map(({ fingerprint }) => fingerprint));
  const lines = readFileSync(PAGE, 'utf8').split('\n');
  for (const [index, { document }] of page.entries()) {
    const pinnedLine = readFileSync(PINNED, 'utf8').split('\n')[(pinned[index]?.document.line ?? 0) - 1];
    expect(lines[(document.line ?? 0) - 1]).toBe(pinnedLine);
  }
});

test('with its defects mended, the document is clean', async () => {
  const mended = pinnedText(
    ['  - name: Registrations\n    description: Endpoints for Registration resource\n', ''],
    [
      '  - name: Files\n    description: Endpoints for file management throughout the company creation process.\n',
      '',
    ],
    ['      requestBody:\n', '      requestBody:\n        required: true\n'],
    [
      '                type: object\n                properties:\n                  event:',
      '                type: object\n                required: [event]\n                properties:\n                  event:',
    ],
    ['        Required only for Sandbox API requests; to get', '        For Sandbox API requests; to get'],
    [
      'public/documentation/docs/webhooks.md#supported-events',
      'https://docs.qonto.com/webhooks#supported-events',
    ],
    ['example: registrations.completed', 'example: registrations.pending'],
    [
      '      title: Errors\n      type: object\n',
      '      title: Errors\n      type: object\n      required: [errors]\n',
    ],
    ['          type: array\n', '          type: array\n          minItems: 1\n'],
    [
      "            $ref: '#/components/schemas/errors'\n    401",
      "            $ref: '#/components/schemas/errors'\n          example: {errors: [{code: not_in_list, detail: x}]}\n    401",
    ],
    ["didn't\n        match the data/id parameter", "didn't\n        match"],
    [
      '      description: Returns an internal server error.\n',
      "      description: Returns an internal server error.\n      content:\n        application/json:\n          schema:\n            $ref: '#/components/schemas/errors'\n          example: {errors: [{code: x, detail: y}]}\n",
    ],
    ['pointer: /data/type', 'pointer: /event_type'],
    ['pointer: /data/id', 'pointer: /resource_id'],
  );
  expect(told(await lintDocument(readDocument(mended, 'mended.yaml')))).toEqual([]);
});

test('a fingerprint stays where the document is moved around, and tells defects apart', async () => {
  const before = await lintDocument(readDocument(pinnedText(), 'a.yaml'));
  const moved = pinnedText(
    ['openapi: 3.0.3\n', 'openapi: 3.0.3\n\n# Moved.\n\n'],
    ["$ref: '#/components/responses/409-conflict'", "$ref: '#/components/responses/conflict'"],
    ['    409-conflict:\n', '    conflict:\n'],
  );
  const after = await lintDocument(readDocument(moved, 'b.yaml'));
  expect(after.map(({ fingerprint }) => fingerprint)).toEqual(before.map(({ fingerprint }) => fingerprint));
  expect(after.map(({ document }) => document.line)).not.toEqual(before.map(({ document }) => document.line));
  expect(new Set(before.map(({ fingerprint }) => fingerprint)).size).toBe(before.length);
});

describe('narrowed to one operation', () => {
  const document = yamlDocument(`paths:
  /a:
    get:
      operationId: a
      responses:
        '200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
  /b:
    get:
      responses:
        '200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}
components:
  schemas:
    A: {type: object, required: [x], properties: {x: {$ref: '#/components/schemas/C'}}}
    B: {type: string, minLength: 2, maxLength: 1}
    C: {type: string, format: uuid, example: no}
    D: {type: string}
`);
  test('what it leads to is told of, and nothing else', async () => {
    expect(told(await lintDocument(document, { operation: 'a' }))).toEqual(['17 error example-fails-schema']);
    expect(told(await lintDocument(document, { operation: 'GET /b' }))).toEqual([
      '16 error impossible-bounds',
    ]);
  });
  test('the whole has all', async () => {
    expect(told(await lintDocument(document))).toEqual([
      '16 error impossible-bounds',
      '17 error example-fails-schema',
      '18 note unreachable-component',
    ]);
  });
  test('an operation that is not there is a problem', async () => {
    await expect(lintDocument(document, { operation: 'c' })).rejects.toThrow(Problem);
  });
});
