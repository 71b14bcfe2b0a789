import { withValue } from '../../document/edit.ts';
import type { Node } from '../../document/node.ts';
import type { Parameter } from '../../document/operation.ts';
import { fromPointer, valueAt } from '../../document/pointer.ts';
import { itemSchema, keyword, schemasAt } from '../../document/schema.ts';
import type { Expectation } from '../../exchange/exchange.ts';
import { type Json, sameJson } from '../../json.ts';
import { constraintName } from '../constraints.ts';
import { clientErrors, expectAllowed } from '../expect.ts';
import { arrives, sentParts } from '../parameter.ts';
import { placesIn } from '../places.ts';
import type { Probe } from '../probe.ts';
import { type Base, type Change, freeParameters, rightParameter } from '../request.ts';
import { spread } from '../spread.ts';
import { accepts } from '../values/accepts.ts';
import { drawOut } from '../values/draw-out.ts';
import { hasMeaning, isProse } from '../values/meaning.ts';
import { documentedValue } from '../values/values.ts';
import { isRight } from './breadth.ts';
import type { MakeValid } from './make-valid.ts';

/** How many bounds are sent at most. */
const MOST = 40;
/** Beyond these, a number, a text or a list is refused for its size, whatever the document says. */
const GREAT = 1_000_000;
const LONG = 5000;
const MANY = 100;

interface Bound {
  word: string;
  value: Json;
  /** For a sentence: `is 100`. */
  says: string;
  rule: Node;
  /** True when no reason is known for which the API could refuse it. */
  plain: boolean;
}

/**
 * Values that are just allowed: at the least and the most of a number, of a text's length, of a list's. An API that
 * refuses one of them is stricter than its document, unless the value may mean something to it.
 */
export function* bounds(base: Base, make: MakeValid): Generator<Probe> {
  const { operation } = base.contract;
  const found = [...inBody(base), ...inParameters(base)];
  for (const { id, name, bound, change } of spread(found, MOST)) {
    const probe = make(
      `${id}/${bound.word}/at`,
      `${name} ${bound.says}, the "${bound.word}" that the document allows`,
      bound.rule.pointer,
      change,
    );
    yield {
      ...probe,
      expectation: bound.plain ? orReason(probe.expectation, base) : expectAllowed(operation),
    };
  }
}

/** What only the API knows is told by another status than a rule of the document: no such thing, a conflict. */
function orReason(expectation: Expectation, { contract }: Base): Expectation {
  const others = clientErrors(contract.operation).filter((status) => !['400', '422', '4XX'].includes(status));
  return { ...expectation, statuses: [...new Set([...expectation.statuses, ...others])] };
}

interface Found {
  id: string;
  name: string;
  bound: Bound;
  change: Change;
}

function* inBody(base: Base): Generator<Found> {
  const { body, form, contract, seed } = base;
  if (form === undefined || (!form.json && form.fields === undefined)) return;
  for (const pointer of placesIn(body)) {
    const value = valueAt(body, pointer);
    const [declared] = schemasAt(form.media.schema, pointer);
    if (value === undefined || declared === undefined || contract.values[pointer] !== undefined) continue;
    const id = constraintName({ on: 'body', target: pointer });
    const key = (fromPointer(pointer) ?? []).findLast((each) => !/^\d+$/.test(each)) ?? '';
    const documented = valueAt(form.media.examples[0]?.value, pointer) ?? documentedValue([declared]);
    for (const bound of boundsOf(declared, value, { key, seed, documented: documented !== undefined })) {
      const changed = withValue(body, pointer, bound.value);
      if (isRight(base, changed)) yield { id, name: id, bound, change: { body: changed } };
    }
  }
}

function* inParameters(base: Base): Generator<Found> {
  const { contract, credentials, seed } = base;
  const { document } = contract.operation;
  for (const parameter of freeParameters(contract, credentials)) {
    // What a path names is a thing that there is or is not; a cookie is the server's own.
    if (parameter.schema === undefined || !['query', 'header'].includes(parameter.in)) continue;
    const value = base.parameters.get(parameter) ?? rightParameter(parameter, seed);
    const documented = parameter.example !== undefined || documentedValue([parameter.schema]) !== undefined;
    for (const bound of boundsOf(parameter.schema, value, { key: parameter.name, seed, documented })) {
      if (accepts(parameter.schema, bound.value) !== true || !canArrive(parameter, bound.value)) continue;
      // What an optional list holds may mean nothing to the API, its documented example included.
      const closed = keyword(itemSchema(parameter.schema), 'enum') !== undefined;
      const plain = bound.plain && (!Array.isArray(bound.value) || closed || parameter.required);
      const id = constraintName({ on: parameter, target: '' });
      yield {
        id,
        name: parameter.name,
        bound: { ...bound, plain },
        change: { parameters: new Map([[parameter, bound.value]]) },
      };
    }
  }

  function canArrive(parameter: Parameter, value: Json): boolean {
    if (Array.isArray(value))
      return (
        value.length > 0 &&
        sentParts(parameter, document) === 'items' &&
        value.every(
          (item) =>
            typeof item !== 'object' &&
            !/[,|; ]/.test(String(item)) &&
            arrives(parameter, String(item), document),
        )
      );
    return typeof value !== 'object' && arrives(parameter, String(value), document);
  }
}

function boundsOf(
  schema: Node,
  right: Json,
  { key, seed, documented }: { key: string; seed: number; documented: boolean },
): Bound[] {
  if (['enum', 'const', 'pattern'].some((word) => keyword(schema, word) !== undefined)) return [];
  const plain = !hasMeaning(key);
  const bound = (
    word: string,
    most: number,
    make: (limit: number) => Omit<Bound, 'word' | 'rule'>,
  ): Bound[] => {
    const rule = keyword(schema, word);
    if (rule === undefined || typeof rule.value !== 'number' || rule.value > most) return [];
    const made = make(rule.value);
    return sameJson(made.value, right) ? [] : [{ word, rule, ...made }];
  };
  if (typeof right === 'number') {
    const at = (limit: number) => ({
      value: limit,
      says: `is ${limit}`,
      plain: plain && Math.abs(limit) <= GREAT,
    });
    return ['minimum', 'maximum'].flatMap((word) => bound(word, Number.MAX_SAFE_INTEGER, at));
  }
  if (typeof right === 'string') {
    if (keyword(schema, 'format') !== undefined) return [];
    const long = (length: number) => ({
      value: [...right].slice(0, length).join('').padEnd(length, 'x'),
      says: `has ${length} ${length === 1 ? 'character' : 'characters'}`,
      // What the document gives as its example may be of a form that it does not tell.
      plain: plain && (!documented || isProse(key)),
    });
    return ['minLength', 'maxLength'].flatMap((word) =>
      bound(word, LONG, long).filter(({ value }) => value !== ''),
    );
  }
  if (!Array.isArray(right)) return [];
  const items = itemSchema(schema);
  const closed = keyword(items, 'enum') !== undefined;
  const list = (count: number) => ({
    value: drawOut(right, count, schema, { seed, different: true }),
    says: `has ${count} ${count === 1 ? 'item' : 'items'}`,
    plain: plain && (count <= right.length || closed),
  });
  return ['minItems', 'maxItems'].flatMap((word) => bound(word, MANY, list));
}
