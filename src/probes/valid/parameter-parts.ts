import { child, type Node } from '../../document/node.ts';
import type { Parameter } from '../../document/operation.ts';
import { documentedProperties, itemSchema, requiredProperties } from '../../document/schema.ts';
import { isObject, type Json } from '../../json.ts';
import { expectAllowed } from '../expect.ts';
import { dotted, slug } from '../id.ts';
import { sentParts } from '../parameter.ts';
import type { Probe } from '../probe.ts';
import { type Base, freeParameters, rightParameter } from '../request.ts';
import { spread } from '../spread.ts';
import { accepts } from '../values/accepts.ts';
import { drawOut } from '../values/draw-out.ts';
import type { MakeValid } from './make-valid.ts';

/** How many values of items and members are sent at most, shared among the parameters. */
const MOST = 40;

/**
 * Lists and objects in the query and in headers: every value of an item or a member whose schema names all of them, two
 * items at once, and all members at once. Items and members that are made up may mean nothing to the API.
 */
export function* parameterParts(base: Base, make: MakeValid): Generator<Probe> {
  const { operation } = base.contract;
  const found = freeParameters(base.contract, base.credentials).flatMap((parameter) => {
    const kind = sentParts(parameter, operation.document);
    return kind === undefined || parameter.schema === undefined
      ? []
      : [
          {
            parameter,
            schema: parameter.schema,
            kind,
            given: base.parameters.get(parameter) ?? rightParameter(parameter, base.seed),
          },
        ];
  });
  const share = Math.max(2, Math.floor(MOST / Math.max(found.length, 1)));
  for (const { parameter, schema, kind, given } of found) {
    const send = (id: string, says: string, value: Json): Probe =>
      make(
        `${dotted([parameter.in, parameter.name])}/${id}`,
        `${parameter.name} ${says}, which the document allows`,
        schema.pointer,
        { parameters: new Map([[parameter, value]]) },
      );
    const perhaps = (probe: Probe): Probe => ({ ...probe, expectation: expectAllowed(operation) });
    if (kind === 'items') yield* items(parameter, schema, given);
    else yield* members(schema, given);

    function* items(of: Parameter, list: Node, right: Json): Generator<Probe> {
      const closed = closedValues(itemSchema(of.schema));
      for (const value of spread(closed, share)) {
        if (accepts(list, [value]) === true)
          yield send(`item/${slug(String(value))}`, `holds ${JSON.stringify(value)} alone`, [value]);
      }
      const two = drawOut(Array.isArray(right) ? right : [], 2, list, { seed: base.seed, different: true });
      if (
        accepts(list, two) !== true ||
        two.some((item) => typeof item === 'object' || /[,|; ]/.test(String(item)))
      )
        return;
      const both = send('several', `holds ${two.map((item) => JSON.stringify(item)).join(' and ')}`, two);
      yield closed.length > 1 ? both : perhaps(both);
    }

    function* members(object: Node, right: Json): Generator<Probe> {
      if (!isObject(right)) return;
      const needed = new Set(requiredProperties(object).map(({ name }) => name));
      const least = Object.fromEntries(Object.entries(right).filter(([name]) => needed.has(name)));
      for (const [name, member] of documentedProperties(object)) {
        for (const value of spread(closedValues(member), share)) {
          const changed = { ...least, [name]: value };
          if (accepts(object, changed) === true)
            yield send(
              `${dotted([name])}/${slug(String(value))}`,
              `has ${name} ${JSON.stringify(value)}`,
              changed,
            );
        }
      }
      if (accepts(object, right) === true && Object.keys(right).length > 0)
        yield perhaps(send('members', 'has every member', right));
    }
  }
}

/** The values of a schema that names all of them. */
export function closedValues(schema: Node | undefined): Json[] {
  if (schema === undefined) return [];
  const values = child(schema, 'enum')?.value;
  const all = Array.isArray(values)
    ? values
    : child(schema, 'type')?.value === 'boolean'
      ? [true, false]
      : [];
  return all.filter((value) => value !== null && accepts(schema, value) === true);
}
