import { expect, test } from 'vitest';
import { createAcceptance } from '../../src/diff/witness/acceptance.ts';
import { createCompiler, createCompilers } from '../../src/diff/witness/compiler.ts';
import { readDocument } from '../../src/document/load.ts';
import { child, type Node, rootNode } from '../../src/document/node.ts';
import type { Json } from '../../src/json.ts';

/** The schema `Whole` of a document that has these schemas. */
function whole(version: string, schemas: Record<string, Json>): Node {
  const text = JSON.stringify({
    openapi: version,
    info: { title: 'T', version: '1' },
    paths: {},
    components: { schemas },
  });
  const node = child(rootNode(readDocument(text, 'api.json')), 'components', 'schemas', 'Whole');
  if (node === undefined) throw new Error('there is no schema Whole');
  return node;
}

const PART = { type: 'object', properties: { a: { type: 'integer' } } };

test.each(['3.0.3', '3.1.0'])('%s: what is referred to is judged as well', (version) => {
  const schema = whole(version, {
    Whole: { type: 'object', properties: { part: { $ref: '#/components/schemas/Part' } } },
    Part: { ...PART, properties: { a: { type: 'integer' }, part: { $ref: '#/components/schemas/Part' } } },
  });
  const accepts = createAcceptance('request', createCompiler)(schema, false);
  expect([{}, { part: {} }, { part: { a: 1 } }, { part: { part: { a: 1 } } }].map(accepts)).toEqual(
    Array(4).fill(true),
  );
  expect([{ part: 1 }, { part: { a: 'x' } }, { part: { part: { a: 'x' } } }].map(accepts)).toEqual(
    Array(3).fill(false),
  );
});

test('a part that two values share is judged once, and alike in both', () => {
  const schema = whole('3.0.3', {
    Whole: {
      type: 'object',
      properties: { part: { $ref: '#/components/schemas/Part' }, n: { type: 'integer' } },
    },
    Part: PART,
  });
  const accepts = createAcceptance('request', createCompiler)(schema, false);
  const [right, wrong] = [{ a: 1 }, { a: 'x' }];
  expect([right, wrong, right, wrong].map((part, n) => accepts({ part, n }))).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(accepts({ part: right, n: 'x' })).toBe(false);
});

test('unevaluatedProperties sees what a schema behind a reference has evaluated', () => {
  const schema = whole('3.1.0', {
    Whole: { allOf: [{ $ref: '#/components/schemas/Part' }], unevaluatedProperties: false },
    Part: PART,
  });
  const accepts = createAcceptance('request', createCompiler)(schema, false);
  expect(accepts({ a: 1 })).toBe(true);
  expect(accepts({ b: 1 })).toBe(false);
});

test('the judge of another document is asked for what is alike, and none is compiled', () => {
  const schema = whole('3.0.3', {
    Whole: { type: 'object', properties: { part: { $ref: '#/components/schemas/Part' } } },
    Part: PART,
  });
  const asked: string[] = [];
  const acceptance = createAcceptance('request', createCompiler, ({ pointer }) => {
    asked.push(pointer);
    return () => false;
  });
  expect(acceptance(schema, false)({ part: { a: 1 } })).toBe(false);
  expect(asked).toEqual(['/components/schemas/Part']);
});

test('a recursion without an end accepts nothing that could be shown', () => {
  const schema = whole('3.1.0', { Whole: { anyOf: [{ $ref: '#/components/schemas/Whole' }, PART] } });
  expect(createAcceptance('request', createCompiler)(schema, false)({ a: 1 })).toBeUndefined();
});

test('what two documents have in the same words is judged by what each of them refers to, at every depth', () => {
  const words = {
    Whole: { type: 'object', properties: { part: { $ref: '#/components/schemas/Part' } } },
    Part: { type: 'object', properties: { leaf: { $ref: '#/components/schemas/Leaf' } } },
  };
  const createBoth = createCompilers();
  const [texts, numbers] = ['string', 'number'].map((type) =>
    createAcceptance('response', createBoth)(whole('3.0.3', { ...words, Leaf: { type } }), false),
  );
  const values = [{ part: { leaf: 'a' } }, { part: { leaf: 1 } }, { part: {} }];
  expect(values.map((value) => texts?.(value))).toEqual([true, false, true]);
  expect(values.map((value) => numbers?.(value))).toEqual([false, true, true]);
});

test('readOnly rules out for requests what the same words allow in responses', () => {
  const flagged = { Whole: { type: 'object', properties: { a: { type: 'string', readOnly: true } } } };
  const createBoth = createCompilers();
  const accepts = (direction: 'request' | 'response') =>
    createAcceptance(direction, createBoth)(whole('3.0.3', flagged), false)({ a: 'x' });
  expect([accepts('request'), accepts('response')]).toEqual([false, true]);
});
