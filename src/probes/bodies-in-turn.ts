import { isObject, type Json } from '../json.ts';
import type { Base, Change } from './request.ts';
import { withCapitalUuids, withFurther } from './ways.ts';

/** A right body in another form, with what a sentence says of it. */
export interface BodyInTurn {
  /** The end of a sentence: `the body is written in lines`. */
  says: string;
  change: Change;
}

/**
 * The right body in other forms that are as right, for wrong credentials to come with: an API may look at credentials on
 * one of its ways only, such as that of the body of its own examples.
 *
 * @returns the last words of probes' ids → the body that they have; empty where the body is no JSON object
 */
export function bodiesInTurn(base: Base): ReadonlyMap<string, BodyInTurn> {
  const { body, form } = base;
  if (form?.json !== true || !isObject(body)) return new Map();
  const forms: [name: string, says: string, body: Json | Uint8Array | undefined][] = [
    ['null', 'is written in lines', new TextEncoder().encode(`${JSON.stringify(body, null, 2)}\n`)],
    ['undefined', 'has a further property', withFurther(base)?.write?.(body)],
    ['number', 'has its UUIDs in upper case', withCapitalUuids(base).write?.(body)],
    [
      'uuid',
      'has its properties in another order',
      Object.keys(body).length > 1 ? Object.fromEntries(Object.entries(body).reverse()) : undefined,
    ],
  ];
  return new Map(
    forms.flatMap(([name, says, changed]) =>
      changed === undefined ? [] : [[name, { says: `the body ${says}`, change: { body: changed } }]],
    ),
  );
}
