import { withValue } from '../../document/edit.ts';
import { leaves, valueAt } from '../../document/pointer.ts';
import { keyword, schemasAt } from '../../document/schema.ts';
import { type Json, sameJson } from '../../json.ts';
import { expectAllowed } from '../expect.ts';
import { slug } from '../id.ts';
import type { Probe } from '../probe.ts';
import type { Base } from '../request.ts';
import { spread } from '../spread.ts';
import { isRight } from './breadth.ts';
import type { MakeValid } from './make-valid.ts';

/** How many further examples are sent at most. */
const MOST = 10;

/**
 * The documented examples of the body behind the first one, which the right request is made from, with the team's own
 * values. An API may refuse one for what it means, such as a customer that it does not have; not one that has nothing but
 * flags, nulls, values of enums, and what the right request has at the same place.
 */
export function* furtherExamples(base: Base, make: MakeValid): Generator<Probe> {
  const { form, body, contract } = base;
  if (form === undefined || body === undefined) return;
  for (const { name, value, pointer } of spread(form.media.examples.slice(1), MOST)) {
    const own = Object.keys(contract.values).reduce<Json>((whole, place) => {
      const known = valueAt(body, place);
      return known === undefined || valueAt(whole, place) === undefined
        ? whole
        : withValue(whole, place, known);
    }, value);
    if (sameJson(own, body) || !isRight(base, own)) continue;
    const probe = make(
      `documented/${slug(name)}`,
      `The request is the documented example ${JSON.stringify(name)}`,
      pointer,
      { body: own },
    );
    yield isPlain(own, base) ? probe : { ...probe, expectation: expectAllowed(contract.operation) };
  }
}

/** Whether nothing in a body could mean something that the API does not know. */
function isPlain(value: Json, { body, form }: Base): boolean {
  return [...leaves(value)].every(
    ({ pointer, value: leaf }) =>
      leaf === null ||
      typeof leaf === 'boolean' ||
      sameJson(valueAt(body, pointer), leaf) ||
      ['enum', 'const'].some((word) =>
        schemasAt(form?.media.schema, pointer).some((schema) => keyword(schema, word) !== undefined),
      ),
  );
}
