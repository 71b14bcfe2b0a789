import type { Contract, Provocation } from '../contract/contract.ts';
import { fromPointer, valueAt } from '../document/pointer.ts';
import { declares } from '../document/schema.ts';
import type { Json } from '../json.ts';
import { UUID } from './formats.ts';

/**
 * Tells from a request's body alone whether it is one of the contract's provocations.
 *
 * What a provocation sets in a place that the document declares has to stand there. Of what it sets outside the
 * document (a JSON:API `data` object, say) one part is enough, as each contradicts the endpoint by itself. A
 * `$other-uuid` is any text that differs from the values by which the contract knows the caller's own resource.
 *
 * @returns a function from the body to the documented status that it provokes, if any
 */
export function conflicts(
  contract: Contract,
  environment: Record<string, string>,
): (input: Json | undefined) => string | undefined {
  const ways = contract.responses.flatMap(({ status, provoke }) =>
    provoke.map((provocation) => ({ status, matches: matcher(contract, environment, provocation) })),
  );
  return (input) => ways.find(({ matches }) => matches(input))?.status;
}

/** A UUID is the same in upper case (RFC 9562 section 4). */
function isSame(one: string, other: string): boolean {
  return one === other || (UUID.test(one) && one.toLowerCase() === other.toLowerCase());
}

function matcher(
  contract: Contract,
  environment: Record<string, string>,
  provocation: Provocation,
): (input: Json | undefined) => boolean {
  const schemas = (contract.operation.body?.content ?? []).map((media) => media.schema);
  const own = Object.keys(contract.values);
  const parts = Object.entries(provocation.set)
    .filter(([, value]) => !(typeof value === 'string' && value.startsWith('$value:')))
    .map(([pointer, value]) => ({
      declared: schemas.some((schema) => declares(schema, `/${fromPointer(pointer)?.[0] ?? ''}`)),
      holds: (input: Json | undefined) => holds(input, pointer, value),
    }));
  const inside = parts.filter(({ declared }) => declared);
  const outside = parts.filter(({ declared }) => !declared);

  function holds(input: Json | undefined, pointer: string, wanted: Json | undefined): boolean {
    const found = valueAt(input, pointer);
    if (found === undefined || found === null) return false;
    if (wanted === '$other-uuid') {
      return (
        typeof found === 'string' &&
        own.every((place) => String(valueAt(input, place)).toLowerCase() !== found.toLowerCase())
      );
    }
    const filled =
      typeof wanted === 'string'
        ? wanted.replace(/\$\{([A-Z_][A-Z0-9_]*)\}/g, (_, name: string) => environment[name] ?? '')
        : wanted;
    return isSame(String(found), String(filled));
  }

  return (input) =>
    parts.length > 0 &&
    inside.every((part) => part.holds(input)) &&
    (outside.length === 0 || outside.some((part) => part.holds(input)));
}
