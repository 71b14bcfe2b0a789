import { withValue } from '../../document/edit.ts';
import type { Node } from '../../document/node.ts';
import { joinPointer, valueAt } from '../../document/pointer.ts';
import { keyword, schemasAt } from '../../document/schema.ts';
import type { Json } from '../../json.ts';
import { constraintName } from '../constraints.ts';
import { clientErrors, expectSuccess, successStatuses } from '../expect.ts';
import type { Probe } from '../probe.ts';
import { type Base, writeRequest } from '../request.ts';
import { documentedValue, seededFaker, valueFor } from '../values/values.ts';

/**
 * Values that only the team knows, replaced by others that are right by the document. Whether the API knows them is
 * not documented, so any documented answer will do; but all legal kinds of one format have to be treated alike, and
 * what is created must belong to the request that asked.
 */
export function* strangers(base: Base): Generator<Probe> {
  const { operation, values } = base.contract;
  for (const pointer of Object.keys(values)) {
    const [declared] = schemasAt(base.form?.media.schema, pointer);
    if (declared === undefined || valueAt(base.body, pointer) === undefined) continue;
    const name = constraintName({ on: 'body', target: pointer });
    const format = keyword(declared, 'format');
    const documented = valueAt(base.form?.media.examples[0]?.value, pointer) ?? documentedValue([declared]);
    const kinds = [
      ...(documented === undefined ? [] : [EXAMPLE]),
      ...(format?.value === 'uuid' ? [...UUIDS, NIL] : ['another-value']),
    ];
    for (const kind of kinds) {
      const id = `valid/${name}/${kind}`;
      const value =
        kind === EXAMPLE && documented !== undefined ? documented : madeUp(declared, base.seed, id, kind);
      const isNil = kind === NIL;
      yield {
        id,
        group: 'valid',
        title: `${name} is ${kind.replaceAll('-', ' ')} that the API may not know: it is right by the document, ${isNil ? 'and every documented answer to it is' : 'so every kind is answered alike'}`,
        pointer: format?.pointer ?? declared.pointer,
        request: writeRequest(base, { body: withValue(base.body, pointer, value) }),
        expectation: {
          ...expectSuccess(operation),
          statuses: [...successStatuses(operation), ...clientErrors(operation)],
          provokes: undefined,
          sameAs: isNil ? undefined : `stranger ${joinPointer('', name)}`,
        },
        turn: 0,
      };
    }
  }
}

/** The right body with other values in place of those that only the team knows; undefined where there are none. */
export function strangersBody({ body, contract, form, seed }: Base): Json | undefined {
  let changed = body;
  for (const pointer of Object.keys(contract.values)) {
    const [declared] = schemasAt(form?.media.schema, pointer);
    if (declared === undefined || valueAt(body, pointer) === undefined) continue;
    changed = withValue(changed, pointer, madeUp(declared, seed, `stranger ${pointer}`, 'another-value'));
  }
  return changed === body ? undefined : changed;
}

const EXAMPLE = 'the-documented-example';
/** A UUID (RFC 9562 section 5.9) that names nothing: some readers refuse it for that. */
const NIL = 'the-nil-uuid';

/**
 * UUIDs of other versions are UUIDs too (RFC 9562 section 5), and so are those in upper case, of which a pattern may have
 * forgotten the variant (`[89ab]`), and those that a loose reader takes for a number, as a whole or in their first group
 * (`0012e345`), leading zeros lost.
 */
const UUIDS = [
  'another-uuid',
  'an-upper-case-uuid',
  'a-uuid-of-digits',
  'a-uuid-like-a-number',
  'a-version-1-uuid',
  'a-version-7-uuid',
];

function madeUp(schema: Node, seed: number, id: string, kind: string): Json {
  const value = valueFor(schema, seededFaker(seed, id), { examples: false });
  if (typeof value !== 'string') return value;
  if (kind === NIL) return '00000000-0000-0000-0000-000000000000';
  const version = /version-(\d)/.exec(kind)?.[1];
  if (version !== undefined) return `${value.slice(0, 14)}${version}${value.slice(15)}`;
  if (kind === 'an-upper-case-uuid') return `${value.slice(0, 19)}a${value.slice(20)}`.toUpperCase();
  if (kind === 'a-uuid-of-digits') return `00${inDigits(value.slice(2))}`;
  if (kind === 'a-uuid-like-a-number')
    return `00${inDigits(value.slice(2, 4))}e${inDigits(value.slice(5, 8))}${value.slice(8)}`;
  return value;
}

/** Digits in place of letters; `a` and `b` become 8 and 9, so that the variant stays one. */
function inDigits(text: string): string {
  return text.replace(/[a-f]/gi, (letter) => String((Number.parseInt(letter, 16) - 2) % 10));
}
