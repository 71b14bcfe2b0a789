import { withValue } from '../../document/edit.ts';
import { joinPointer, valueAt } from '../../document/pointer.ts';
import { documentedProperties, itemSchema, keyword, schemasAt } from '../../document/schema.ts';
import { isObject, type Json } from '../../json.ts';
import { constraintName } from '../constraints.ts';
import { expectAllowed } from '../expect.ts';
import { entriesOf } from '../map-entries.ts';
import { placesIn } from '../places.ts';
import type { Probe } from '../probe.ts';
import type { Base } from '../request.ts';
import { spread } from '../spread.ts';
import { accepts } from '../values/accepts.ts';
import { madeFor } from '../values/with-parents.ts';
import type { MakeValid } from './make-valid.ts';

/** How many further parts are sent at most. */
const MOST = 20;

/**
 * What the right body leaves out and the document describes, each by itself: an entry of a map, an item of a list that
 * is empty, one more level of what holds itself. It is made up, so that the API may refuse it with reason; what it
 * answers to it has to be what is documented all the same.
 */
export function* furtherParts(base: Base, make: MakeValid): Generator<Probe> {
  const { body, form, contract, seed } = base;
  const schema = form?.media.schema;
  const found = new Map<string, { body: Json; pointer: string; says: string }>();
  const add = (whole: Json | undefined, target: string, says: string): Json | undefined => {
    const changed = withValue(whole, target, madeFor(schema, target, seed));
    const id = `${constraintName({ on: 'body', target })}/further`;
    const [declared] = schemasAt(schema, target);
    if (found.has(id) || declared === undefined || accepts(schema, changed) === false) return undefined;
    found.set(id, { body: changed, pointer: declared.pointer, says });
    return changed;
  };
  for (const place of placesIn(body)) {
    const value = valueAt(body, place);
    if (Array.isArray(value) && value.length === 0 && itemSchema(schemasAt(schema, place)[0]) !== undefined) {
      const item = joinPointer(place, 0);
      const one = add(body, item, 'is there, in a list that may be empty');
      // One more level, where the item holds such a list itself.
      for (const [name, inner] of Object.entries(valueAt(one, item) ?? {})) {
        const next = joinPointer(joinPointer(item, name), 0);
        if (Array.isArray(inner) && inner.length === 0) add(one, next, 'is there, one level deeper');
      }
    }
    if (!isObject(value)) continue;
    for (const part of schemasAt(schema, place)) {
      const known = documentedProperties(part);
      const entries = Object.keys(value).some((name) => !known.has(name)) ? [] : entriesOf(part);
      for (const { name } of entries) add(body, joinPointer(place, name), 'is there, an entry of a map');
      for (const [name, property] of known) {
        if (value[name] === undefined && keyword(property, 'readOnly') === undefined)
          add(body, joinPointer(place, name), 'is there too');
      }
    }
  }
  for (const [id, each] of spread([...found], MOST)) {
    yield {
      ...make(
        id,
        `${id.replace(/\/further$/, '')} ${each.says}: it is right by the document, though the API may know a reason against it`,
        each.pointer,
        { body: each.body },
      ),
      expectation: expectAllowed(contract.operation),
    };
  }
}
