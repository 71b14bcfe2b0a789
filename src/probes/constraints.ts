import { child, follow, items, type Node } from '../document/node.ts';
import type { Operation, Parameter } from '../document/operation.ts';
import { fromPointer, joinPointer } from '../document/pointer.ts';
import { applicable, documentedProperties, requiredProperties, typesOf } from '../document/schema.ts';
import { isObject } from '../json.ts';

/** One rule that the document lays on the request. */
export interface Constraint {
  /** `body`, or the parameter that it is about. */
  on: 'body' | Parameter;
  /** Pointer into the body of what it rules; empty for the body itself and for a parameter. */
  target: string;
  /** The word of JSON Schema, e.g. `required`, `type`, `format`. */
  keyword: string;
  schema: Node;
  /** Where the rule stands in the document. */
  pointer: string;
}

const KEYWORDS = [
  'enum',
  'const',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
] as const;

/** Formats whose violation a server can be expected to notice. */
export const CHECKED_FORMATS = [
  'uuid',
  'date-time',
  'date',
  'time',
  'email',
  'uri',
  'ipv4',
  'ipv6',
  'hostname',
];

/** How deep the body's schema is followed. */
const DEPTH = 8;

/**
 * Every rule that a document lays on an operation's request: on the body (JSON only), nested parts included, and on
 * its parameters. What a choice (`oneOf`, `anyOf`, `not`) rules is left out: breaking one branch breaks nothing.
 */
export function requestConstraints(operation: Operation, body: Node | undefined): Constraint[] {
  const found: Constraint[] = [];
  if (operation.body?.required === true) {
    const schema = body ?? { document: operation.document, pointer: operation.body.pointer, value: {} };
    found.push({
      on: 'body',
      target: '',
      keyword: 'required',
      schema,
      pointer: joinPointer(operation.body.pointer, 'required'),
    });
  }
  if (body !== undefined) walk(body, '', 'body', found, []);
  for (const parameter of operation.parameters) {
    if (parameter.required && parameter.in !== 'path' && parameter.schema !== undefined) {
      found.push({
        on: parameter,
        target: '',
        keyword: 'required',
        schema: parameter.schema,
        pointer: joinPointer(parameter.pointer, 'required'),
      });
    }
    if (parameter.schema !== undefined) walk(parameter.schema, '', parameter, found, []);
  }
  return found;
}

function walk(
  schema: Node,
  target: string,
  on: Constraint['on'],
  found: Constraint[],
  above: readonly string[],
): void {
  if (above.length > DEPTH || above.includes(follow(schema).pointer)) return;
  if (isChoice(schema)) return;
  const inside = [...above, follow(schema).pointer];
  for (const node of applicable(schema)) {
    for (const word of ['type', ...KEYWORDS]) {
      const rule = child(node, word);
      if (rule === undefined || !rules(word, rule)) continue;
      // Parameters arrive as text: any text is a string.
      if (
        on !== 'body' &&
        word === 'type' &&
        ['string', 'array', 'object'].some((type) => typesOf(node).includes(type))
      )
        continue;
      found.push({ on, target, keyword: word, schema: node, pointer: rule.pointer });
    }
  }
  if (on !== 'body') return;
  for (const { name, pointer } of requiredProperties(schema)) {
    found.push({ on, target: joinPointer(target, name), keyword: 'required', schema, pointer });
  }
  for (const node of applicable(schema)) {
    const additional = child(node, 'additionalProperties');
    if (additional?.value === false) {
      found.push({ on, target, keyword: 'additionalProperties', schema: node, pointer: additional.pointer });
    }
    const item = child(node, 'items');
    if (item !== undefined) walk(item, joinPointer(target, 0), on, found, inside);
  }
  for (const [name, property] of documentedProperties(schema)) {
    if (applicable(property).some((node) => child(node, 'readOnly')?.value === true)) continue;
    walk(property, joinPointer(target, name), on, found, inside);
  }
}

function rules(word: string, rule: Node): boolean {
  if (word === 'uniqueItems') return rule.value === true;
  if (word === 'minLength' || word === 'minItems' || word === 'minProperties')
    return typeof rule.value === 'number' && rule.value > 0;
  if (word === 'exclusiveMinimum' || word === 'exclusiveMaximum') return rule.value !== false;
  if (word === 'format') return typeof rule.value === 'string' && CHECKED_FORMATS.includes(rule.value);
  return true;
}

function isChoice(schema: Node): boolean {
  const here = follow(schema);
  return (
    isObject(here.value) &&
    ['oneOf', 'anyOf', 'not', 'if'].some((word) => child(here, word) !== undefined) &&
    items(child(here, 'anyOf')).length + items(child(here, 'oneOf')).length !== 1
  );
}

/** A constraint's part of a probe id: `event_type`, `address.street`, `body`. */
export function constraintName(constraint: Pick<Constraint, 'on' | 'target'>): string {
  if (constraint.on !== 'body') return `${constraint.on.in}.${constraint.on.name}`;
  return constraint.target === '' ? 'body' : (fromPointer(constraint.target) ?? []).join('.');
}
