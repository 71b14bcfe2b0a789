import { withValue } from '../../document/edit.ts';
import { child, follow, type Node } from '../../document/node.ts';
import { joinPointer, valueAt } from '../../document/pointer.ts';
import { documentedProperties, keyword, schemasAt, typesOf } from '../../document/schema.ts';
import { isObject } from '../../json.ts';
import { constraintName } from '../constraints.ts';
import { placesIn } from '../places.ts';
import type { Probe } from '../probe.ts';
import type { Base } from '../request.ts';
import { spread } from '../spread.ts';
import { accepts } from '../values/accepts.ts';
import { isRight } from './breadth.ts';
import type { MakeValid } from './make-valid.ts';

/** How many properties are null at most, each by itself. */
const MOST = 20;

/** Every property of the body that may be null, as null: who allows it has to take it. */
export function* nulls(base: Base, make: MakeValid): Generator<Probe> {
  const { body, form, contract } = base;
  const found = [...placesIn(body)].flatMap((place) => {
    if (!isObject(valueAt(body, place))) return [];
    const properties = schemasAt(form?.media.schema, place).flatMap((part) => [
      ...documentedProperties(part),
    ]);
    return [...new Map(properties)].flatMap(([name, declared]) => {
      const pointer = joinPointer(place, name);
      const changed = withValue(body, pointer, null);
      const said =
        allowsNull(declared) &&
        valueAt(body, pointer) !== null &&
        keyword(declared, 'readOnly') === undefined;
      return said && contract.values[pointer] === undefined && isRight(base, changed)
        ? [{ pointer, declared, changed }]
        : [];
    });
  });
  for (const { pointer, declared, changed } of spread(found, MOST)) {
    const name = constraintName({ on: 'body', target: pointer });
    yield make(`${name}/null`, `${name} is null, which the document allows`, declared.pointer, {
      body: changed,
    });
  }
}

/**
 * True where the document says it in words that everybody reads alike: in OpenAPI 3.0 `nullable` beside the type, and
 * null among the values of an enum (3.0.3, section 4.7.24.1); since 3.1 the type.
 */
function allowsNull(schema: Node): boolean {
  const here = follow(schema);
  if (accepts(here, null) !== true) return false;
  if (here.document.version !== '3.0') return typesOf(here).includes('null') || lists(here);
  return (
    child(here, 'nullable')?.value === true &&
    child(here, 'type') !== undefined &&
    ['allOf', 'anyOf', 'oneOf'].every((word) => child(here, word) === undefined) &&
    (child(here, 'enum') === undefined || lists(here))
  );
}

function lists(schema: Node): boolean {
  const values = child(schema, 'enum')?.value;
  return Array.isArray(values) && values.includes(null);
}
