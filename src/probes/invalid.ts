import { child, items, members, rootNode } from '../document/node.ts';
import { fromPointer } from '../document/pointer.ts';
import { documentedProperties } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';
import { type Constraint, constraintName, requestConstraints } from './constraints.ts';
import { expectAnyRefusal, expectRefusal } from './expect.ts';
import type { Probe } from './probe.ts';
import { type Base, type Change, writeRequest } from './request.ts';
import { applyViolation, rightValue, type Violation, violations } from './violations.ts';

/**
 * Wrong requests: each constraint of the document broken by itself, in every way that a careless validator lets pass,
 * and bodies that are no JSON at all. An API that accepts one is laxer than its document.
 */
export function* invalidProbes(base: Base): Generator<Probe> {
  for (const constraint of requestConstraints(base.contract.operation, base.media?.schema)) {
    yield* constraintProbes(base, constraint);
  }
  if (base.body !== undefined) {
    yield* severalAtOnce(base);
    yield* brokenBodies(base);
  }
}

function* constraintProbes(base: Base, constraint: Constraint): Generator<Probe> {
  const { operation } = base.contract;
  const { on } = constraint;
  if (on !== 'body') {
    const right = base.parameters.get(on);
    for (const violation of violations(constraint, right, base.seed, [])) {
      if (on.in === 'path' && (violation.value === undefined || violation.value === '')) continue;
      yield probe(base, constraint, violation, {
        parameters: new Map([[on, violation.value === undefined ? null : String(violation.value)]]),
      });
    }
    return;
  }
  if (constraint.keyword === 'required' && constraint.target === '') {
    yield {
      ...make(base, 'body/required', 'The body is required and left out', constraint.pointer, {
        noBody: true,
      }),
      expectation: expectRefusal(operation, undefined),
    };
    return;
  }
  const right = rightValue(base.body, constraint);
  for (const violation of violations(constraint, right, base.seed, wordsFor(base, constraint))) {
    if (constraint.target === '' && violation.value === undefined) continue;
    yield probe(base, constraint, violation, { body: applyViolation(base.body, constraint, violation) });
  }
}

function probe(base: Base, constraint: Constraint, violation: Violation, change: Change): Probe {
  const name = constraintName(constraint);
  const id = [name, constraint.keyword, violation.name].filter((part) => part !== '').join('/');
  const subject = name === 'body' ? 'The body' : name;
  return {
    ...make(
      base,
      id,
      `${subject} ${violation.says}: the document's rule "${constraint.keyword}" forbids it`,
      constraint.pointer,
      change,
    ),
    expectation: expectRefusal(
      base.contract.operation,
      constraint.on === 'body' && constraint.target !== '' ? constraint.target : undefined,
    ),
  };
}

function make(base: Base, id: string, title: string, pointer: string, change: Change): Probe {
  return {
    id: `invalid/${id}`,
    group: 'invalid',
    title,
    pointer,
    request: writeRequest(base, change),
    expectation: expectRefusal(base.contract.operation, undefined),
    turn: 0,
  };
}

/** Values that the document gives as examples for a property of the same name elsewhere: the likeliest near miss. */
function wordsFor(base: Base, constraint: Constraint): string[] {
  const name = fromPointer(constraint.target)?.at(-1);
  if (name === undefined || constraint.keyword !== 'enum') return [];
  const words = new Set<string>();
  const note = (value: Json | undefined): void => {
    if (typeof value === 'string') words.add(value);
  };
  const root = rootNode(base.contract.operation.document);
  const schemas = [
    ...members(child(root, 'components', 'schemas')).map(({ node }) => node),
    ...base.contract.operation.responses.flatMap(({ content }) =>
      content.flatMap(({ schema }) => schema ?? []),
    ),
  ];
  for (const schema of schemas) {
    const property = documentedProperties(schema).get(name);
    if (property === undefined) continue;
    note(child(property, 'example')?.value);
    for (const item of items(child(property, 'enum'))) note(item.value);
  }
  return [...words].slice(0, 4);
}

function* severalAtOnce(base: Base): Generator<Probe> {
  const { body, media } = base;
  const pointer = media?.schema?.pointer ?? base.contract.operation.pointer;
  if (!isObject(body) || Object.keys(body).length === 0) return;
  const required = requestConstraints(base.contract.operation, media?.schema).filter(
    ({ on, keyword, target }) => on === 'body' && keyword === 'required' && target !== '',
  );
  if (required.length === 0) return;
  yield make(base, 'body/empty-object', 'Nothing that the document requires is there', pointer, { body: {} });
  yield make(
    base,
    'body/only-strangers',
    'There are properties, but none of those that are required',
    pointer,
    {
      body: { plumbline_extra: 'x' },
    },
  );
  yield make(base, 'body/wrapped', 'The right body stands inside one more object', pointer, {
    body: { request: body },
  });
  if (required.length > 1) {
    yield make(base, 'body/all-null', 'Every property is null', pointer, {
      body: Object.fromEntries(Object.keys(body).map((key) => [key, null])),
    });
  }
}

/** Bodies that are not the JSON that the media type promises, no body, and other media types. */
function* brokenBodies(base: Base): Generator<Probe> {
  const { body, media } = base;
  const { operation } = base.contract;
  if (body === undefined || media === undefined || operation.body === undefined) return;
  const right = JSON.stringify(body);
  const home = media.pointer;
  const text = (value: string) => new TextEncoder().encode(value);
  const malformed: [name: string, says: string, bytes: Uint8Array][] = [
    ['truncated', 'The body breaks off before its end', text(right.slice(0, -1))],
    ['trailing-comma', 'The body has a comma too many', text(right.replace(/([}\]])$/, ',$1'))],
    ['single-quotes', 'The body has single quotes', text(right.replaceAll('"', "'"))],
    ['trailing-text', 'The body has text behind its end', text(`${right} plumbline`)],
    ['two-documents', 'The body holds two JSON documents', text(`${right}${right}`)],
    ['bare-word', 'The body is a bare word', text('plumbline')],
    [
      'unquoted-keys',
      'The keys of the body have no quotes',
      text(right.replace(/"([A-Za-z_]\w*)":/g, '$1:')),
    ],
    ['comment', 'The body holds a comment', text(`${right.slice(0, 1)}/* plumbline */${right.slice(1)}`)],
  ];
  for (const [name, says, bytes] of malformed) {
    yield make(base, `body/malformed/${name}`, `${says}: that is no JSON (RFC 8259)`, home, { body: bytes });
  }
  if (!operation.body.required) {
    yield open(
      base,
      'body/absent',
      'There is no body: the document does not say that one is required, so any documented refusal is right',
      operation.body.pointer,
      { noBody: true },
    );
  }
  yield open(
    base,
    'body/empty',
    'The body has no bytes: any documented refusal is right',
    operation.body.pointer,
    { body: new Uint8Array(), contentType: media.type },
  );
  yield open(
    base,
    'body/utf-16',
    'The body is written in UTF-16: JSON is UTF-8 (RFC 8259 section 8.1)',
    home,
    {
      body: new Uint8Array(Buffer.from(`\uFEFF${right}`, 'utf16le')),
    },
  );
  if (operation.body.content.length > 1) return;
  const form = new URLSearchParams(
    Object.entries(isObject(body) ? body : {}).map(([key, value]): [string, string] => [key, String(value)]),
  );
  const types: [name: string, type: string, bytes: Uint8Array][] = [
    ['text', 'text/plain', text(right)],
    ['form', 'application/x-www-form-urlencoded', text(form.toString())],
    [
      'xml',
      'application/xml',
      text(
        `<request>${Object.entries(isObject(body) ? body : {})
          .map(([key, value]) => `<${key}>${String(value)}</${key}>`)
          .join('')}</request>`,
      ),
    ],
    ['json-as-form', 'application/x-www-form-urlencoded', text(right)],
    ['json-as-xml', 'application/xml', text(right)],
    ['json-as-bytes', 'application/octet-stream', text(right)],
  ];
  for (const [name, type, bytes] of types) {
    yield open(
      base,
      `media-type/${name}`,
      `The body comes as ${type}, which the document does not know: any documented refusal is right`,
      home,
      {
        body: bytes,
        contentType: type,
      },
    );
  }
}

function open(base: Base, id: string, title: string, pointer: string, change: Change): Probe {
  return {
    ...make(base, id, title, pointer, change),
    expectation: expectAnyRefusal(base.contract.operation),
  };
}
