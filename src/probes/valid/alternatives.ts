import { withValue } from '../../document/edit.ts';
import { valueAt } from '../../document/pointer.ts';
import { schemasAt } from '../../document/schema.ts';
import { constraintName } from '../constraints.ts';
import { expectAllowed } from '../expect.ts';
import { slug } from '../id.ts';
import { placesIn } from '../places.ts';
import type { Probe } from '../probe.ts';
import type { Base } from '../request.ts';
import { accepts } from '../values/accepts.ts';
import { alternativesOf, isOf } from '../values/alternative.ts';
import { seededFaker, valueFor } from '../values/values.ts';
import type { MakeValid } from './make-valid.ts';

/** How many alternatives are sent at most. */
const MOST = 30;

/** Where the seed of the run makes a value that breaks a rule, this one may not: another seed asks for the same probes. */
const FIXED = 1;

/**
 * The alternatives of the body, and of what stands in it (`oneOf`, `anyOf`), that the right request has not: an API may
 * take them wrongly, or answer them wrongly. They are made up, so that it may also refuse one with reason.
 */
export function* alternatives(base: Base, make: MakeValid): Generator<Probe> {
  const schema = base.form?.media.schema;
  const told = new Set<string>();
  for (const pointer of placesIn(base.body)) {
    for (const choice of schemasAt(schema, pointer)) {
      const value = valueAt(base.body, pointer);
      const others = (['oneOf', 'anyOf'] as const)
        .flatMap((word) => alternativesOf(choice, word))
        .filter((each) => value !== undefined && !isOf(each, value));
      const name = constraintName({ on: 'body', target: pointer });
      for (const { alternative, name: kind } of others) {
        const id = `${name}/alternative/${slug(kind)}`;
        if (told.size >= MOST || told.has(id)) continue;
        const [body] = [base.seed, FIXED]
          .map((seed) => valueFor(choice, seededFaker(seed, `alternative ${name}`), { alternative }))
          .map((value) => withValue(base.body, pointer, value))
          .filter((made) => accepts(schema, made) !== false);
        if (body === undefined) continue;
        told.add(id);
        yield {
          ...make(
            id,
            `${name} is ${kind}, one of the alternatives: it is right by the document, though the API may know a reason against it`,
            choice.pointer,
            { body },
          ),
          expectation: expectAllowed(base.contract.operation),
        };
      }
    }
  }
}
