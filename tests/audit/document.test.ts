import { expect, test } from 'vitest';
import { fromPointer, leaves, toPointer, valueAt } from '../../src/document/pointer.ts';
import { isObject, type Json, type JsonObject } from '../../src/json.ts';
import { everyProbe, planProbes } from '../../src/probes/plan.ts';
import { madeUpEnvironment } from '../../src/sandbox/environment.ts';
import { badRequest, conflict, contract, created, judge, unauthorized } from '../checks/exchanges.ts';
import { DOCUMENT } from './waivers.ts';

/*
 * The parts of the document are gathered here from its text alone, without the engine that reads operations: what the
 * engine overlooks would otherwise be overlooked by its audit too.
 */
const { root } = contract.operation.document;
const OPERATION = toPointer(['paths', '/register/dev/trigger_event', 'post']);
const RIGHT = { '201': created, '400': badRequest, '401': unauthorized, '409': conflict } as const;
/** A value of no type that the document asks for anywhere. */
const ODD = 184467;

const plan = planProbes(contract, madeUpEnvironment(contract, 1), { seed: 1 });
const probes = everyProbe(plan);
const broken = new Set(probes.filter(({ expectation }) => !expectation.valid).map(({ pointer }) => pointer));

/** What stands at a pointer, references followed, with where it stands itself. */
function resolved(pointer: string): { pointer: string; value: JsonObject } {
  const value = valueAt(root, pointer);
  if (!isObject(value)) throw new Error(`nothing stands at ${pointer}`);
  const reference = value['$ref'];
  return typeof reference === 'string' ? resolved(reference.replace(/^#/, '')) : { pointer, value };
}

const below = (pointer: string, ...keys: (string | number)[]) => `${pointer}${toPointer(keys)}`;
const keysAt = (pointer: string): string[] => {
  const value = valueAt(root, pointer);
  return isObject(value) ? Object.keys(value) : [];
};

/** Every keyword of a schema that can be broken, below all its properties: each required name is one of its own. */
function* constraints(at: string): Generator<string> {
  const { pointer, value } = resolved(at);
  for (const [word, given] of Object.entries(value)) {
    if (word === 'properties') {
      for (const key of keysAt(below(pointer, word))) yield* constraints(below(pointer, word, key));
    } else if (word === 'items') yield* constraints(below(pointer, word));
    else if (word === 'required' && Array.isArray(given))
      yield* given.map((_, index) => below(pointer, word, index));
    else if (!['title', 'description', 'example', 'readOnly', 'writeOnly'].includes(word))
      yield below(pointer, word);
  }
}

/** Every `example` and `examples` below a place, references followed once. */
function* examples(at: string, seen = new Set<string>()): Generator<string> {
  const { pointer, value } = resolved(at);
  if (seen.has(pointer)) return;
  seen.add(pointer);
  for (const [key, item] of Object.entries(value)) {
    if (key === 'example') yield below(pointer, key);
    else if (key === 'examples')
      yield* keysAt(below(pointer, key)).map((name) => resolved(below(pointer, key, name)).pointer);
    else if (isObject(item)) yield* examples(below(pointer, key), seen);
    else if (Array.isArray(item))
      for (const [index, each] of item.entries())
        if (isObject(each)) yield* examples(below(pointer, key, index), seen);
  }
}

/** Places in a right answer that a constraint of its schema is about: data pointers, by following the schema. */
function* answerParts(at: string, data = ''): Generator<{ pointer: string; data: string }> {
  const { pointer, value } = resolved(at);
  for (const [word, given] of Object.entries(value)) {
    if (word === 'properties') {
      for (const key of keysAt(below(pointer, word))) {
        const property = below(pointer, word, key);
        yield { pointer: property, data: below(data, key) };
        yield* answerParts(property, below(data, key));
      }
    } else if (word === 'items') yield* answerParts(below(pointer, word), below(data, 0));
    else if (word === 'required' && Array.isArray(given))
      yield* given.map((name, index) => ({
        pointer: below(pointer, word, index),
        data: below(data, String(name)),
      }));
    else if (word === 'format' || word === 'enum') yield { pointer: below(pointer, word), data };
  }
}

/** Whether the judge calls it an error that a right answer is broken in that part. */
function noticed(status: keyof typeof RIGHT, pointer: string, data: string): boolean {
  const value = /\/required\/\d+$/.test(pointer) ? undefined : /\/(format|enum)$/.test(pointer) ? 'x' : ODD;
  return judge([RIGHT[status]({ edit: { [data]: value } })]).some(({ severity }) => severity === 'error');
}

function parsed(bytes: Uint8Array | undefined): Json {
  return JSON.parse(new TextDecoder().decode(bytes)) as Json;
}

/** The documented value's leaves, as pointers into an answer that holds them at the same places. */
const leavesOf = (value: Json | undefined) => [...leaves(value)].map(({ pointer }) => pointer);

const covered = new Map<string, boolean>();
const note = (pointer: string, yes: boolean) => covered.set(pointer, yes || covered.get(pointer) === true);

const responses = below(OPERATION, 'responses');
for (const status of keysAt(responses)) {
  const { pointer, value } = resolved(below(responses, status));
  note(
    below(responses, status),
    probes.some(({ expectation }) => expectation.statuses[0] === status),
  );
  if (!isObject(value['content'])) continue;
  const right = status as keyof typeof RIGHT;
  for (const type of keysAt(below(pointer, 'content'))) {
    const media = below(pointer, 'content', type);
    for (const part of answerParts(below(media, 'schema'))) {
      // An answer of a 400 need not blame a part of the request; those that do not are checked as they are.
      const there = valueAt(parsed(RIGHT[right]().response?.body), part.data) !== undefined;
      if (there) note(part.pointer, noticed(right, part.pointer, part.data));
    }
    for (const name of keysAt(below(media, 'examples'))) {
      const example = resolved(below(media, 'examples', name));
      const values = leavesOf(example.value['value']);
      const all = values.map((data) =>
        judge([RIGHT[right]({ edit: { [data]: 'another value' } })]).some(({ check }) => check === 'example'),
      );
      note(example.pointer, all.length > 0 && all.every(Boolean));
    }
  }
}
const content = below(OPERATION, 'requestBody', 'content');
for (const type of keysAt(content)) {
  for (const pointer of constraints(below(content, type, 'schema'))) note(pointer, broken.has(pointer));
}
for (const index of (valueAt(root, below(OPERATION, 'parameters')) as Json[]).keys()) {
  const parameter = resolved(below(OPERATION, 'parameters', index)).pointer;
  for (const pointer of constraints(below(parameter, 'schema'))) note(pointer, broken.has(pointer));
}
for (const requirement of valueAt(root, below(OPERATION, 'security')) as JsonObject[]) {
  for (const name of Object.keys(requirement)) {
    const pointer = toPointer(['components', 'securitySchemes', name]);
    note(
      pointer,
      probes.some((probe) => probe.group === 'unauthorized' && probe.pointer === pointer),
    );
  }
}
const sent = probes.flatMap(({ expectation, request }) =>
  expectation.valid && request.body !== undefined ? [parsed(request.body)] : [],
);
for (const pointer of examples(OPERATION)) {
  if (covered.has(pointer)) continue;
  const [, property] = /requestBody.*\/properties\/([^/]+)\/example$/.exec(pointer) ?? [];
  note(
    pointer,
    property !== undefined &&
      sent.some((body) => valueAt(body, toPointer([property])) === valueAt(root, pointer)),
  );
}

test('what is gathered is the document', () => {
  expect(covered.size).toBeGreaterThan(35);
  for (const pointer of covered.keys()) expect(fromPointer(pointer), pointer).toBeDefined();
  expect([...covered.keys()].filter((pointer) => valueAt(root, pointer) === undefined)).toEqual([]);
});

test('every documented status, constraint, security scheme, property and example is covered or waived', () => {
  const open = [...covered].flatMap(([pointer, yes]) => (yes || pointer in DOCUMENT ? [] : [pointer]));
  expect(open).toEqual([]);
});

test('every waiver is for a part of the document that nothing covers', () => {
  expect(Object.keys(DOCUMENT).filter((pointer) => covered.get(pointer) !== false)).toEqual([]);
});

test('an answer that is broken nowhere is no error', () => {
  for (const right of Object.values(RIGHT))
    expect(judge([right({ edit: {} })]).filter(({ severity }) => severity === 'error')).toEqual([]);
});
