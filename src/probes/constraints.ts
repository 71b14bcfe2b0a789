import { child, entries, follow, items, type Node } from '../document/node.ts';
import type { Operation, Parameter } from '../document/operation.ts';
import { fromPointer, joinPointer } from '../document/pointer.ts';
import { applicable, typesOf } from '../document/schema.ts';
import { isObject } from '../json.ts';
import { CHECKED_FORMATS } from './formats.ts';
import { dotted } from './id.ts';

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
  'type',
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

/** How deep the body's schema is followed. */
const DEPTH = 8;

/**
 * Every rule that a document lays on an operation's request: on the body, nested parts included, and on its parameters.
 * What a choice (`oneOf`, `anyOf`, `not`) rules is left out: breaking one branch breaks nothing. So is what is
 * read-only: a request need not have it (OpenAPI 3.0 section 4.7.24.2).
 *
 * @param body the schema of the body, where it is one whose rules can be broken on purpose
 * @param parameters those to look at; all of the operation's by default
 */
export function requestConstraints(
  operation: Operation,
  body: Node | undefined,
  parameters: readonly Parameter[] = operation.parameters,
): Constraint[] {
  const found: Constraint[] = [];
  if (operation.body?.required === true) {
    found.push({
      on: 'body',
      target: '',
      keyword: 'required',
      schema: body ?? { document: operation.document, pointer: operation.body.pointer, value: {} },
      pointer: joinPointer(operation.body.pointer, 'required'),
    });
  }
  if (body !== undefined) walk(body, '', 'body', found, []);
  for (const parameter of parameters) {
    const { schema, pointer } = parameter;
    if (parameter.required && parameter.in !== 'path') {
      found.push({
        on: parameter,
        target: '',
        keyword: 'required',
        schema: schema ?? { document: operation.document, pointer, value: {} },
        pointer: joinPointer(pointer, 'required'),
      });
    }
    if (schema !== undefined) walk(schema, '', parameter, found, []);
  }
  return distinct(found);
}

/** A rule that several parts of `allOf` lay down alike is one rule: what breaks it breaks all of them. */
function distinct(constraints: readonly Constraint[]): Constraint[] {
  const seen = new Set<string>();
  return constraints.filter(({ on, target, keyword, schema }) => {
    const rule = keyword === 'required' ? '' : JSON.stringify(child(schema, keyword)?.value);
    const key = JSON.stringify([on === 'body' ? on : on.pointer, target, keyword, rule]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function walk(
  schema: Node,
  target: string,
  on: Constraint['on'],
  found: Constraint[],
  above: readonly string[],
): void {
  const { pointer } = follow(schema);
  if (above.length > DEPTH || above.includes(pointer)) return;
  const inside = [...above, pointer];
  const parts = asserted(schema);
  for (const node of parts) {
    for (const word of KEYWORDS) {
      const rule = child(node, word);
      if (rule === undefined || !rules(word, rule) || (on !== 'body' && anyText(word, node))) continue;
      found.push({ on, target, keyword: word, schema: node, pointer: rule.pointer });
    }
  }
  if (on !== 'body') return;
  const readOnly = new Set(
    applicable(schema).flatMap((node) =>
      entries(child(node, 'properties')).flatMap(({ key, node: property }) =>
        isReadOnly(property) ? [key] : [],
      ),
    ),
  );
  for (const node of parts) {
    for (const name of items(child(node, 'required'))) {
      if (typeof name.value !== 'string' || readOnly.has(name.value)) continue;
      found.push({
        on,
        target: joinPointer(target, name.value),
        keyword: 'required',
        schema,
        pointer: name.pointer,
      });
    }
    const additional = child(node, 'additionalProperties');
    if (additional?.value === false) {
      found.push({ on, target, keyword: 'additionalProperties', schema: node, pointer: additional.pointer });
    }
    // Where the first items have schemas of their own, the rest begins behind them.
    const item = child(node, 'prefixItems') === undefined ? child(node, 'items') : undefined;
    if (item !== undefined) walk(item, joinPointer(target, 0), on, found, inside);
    for (const { key, node: property } of entries(child(node, 'properties'))) {
      if (!readOnly.has(key)) walk(property, joinPointer(target, key), on, found, inside);
    }
  }
}

/** A schema with what `allOf` holds, and a choice that leaves none: whatever breaks one of these breaks the schema. */
function asserted(schema: Node): Node[] {
  const found = new Map<string, Node>();
  const visit = (node: Node): void => {
    const here = follow(node);
    if (found.has(here.pointer)) return;
    found.set(here.pointer, here);
    for (const part of items(child(here, 'allOf'))) visit(part);
    for (const word of ['anyOf', 'oneOf']) {
      const branches = items(child(here, word));
      if (branches.length === 1) branches.forEach(visit);
    }
  };
  visit(schema);
  return [...found.values()];
}

/** What arrives as text: any text is a string, and may be a list or an object of some style. */
export function anyText(word: string, node: Node): boolean {
  return word === 'type' && ['string', 'array', 'object'].some((type) => typesOf(node).includes(type));
}

function rules(word: string, { value }: Node): boolean {
  if (word === 'uniqueItems') return value === true;
  if (word === 'minLength' || word === 'minItems' || word === 'minProperties')
    return typeof value === 'number' && value > 0;
  if (word === 'exclusiveMinimum' || word === 'exclusiveMaximum') return value !== false;
  if (word === 'format') return CHECKED_FORMATS.some((format) => format === value);
  return true;
}

function isReadOnly(property: Node): boolean {
  return applicable(property).some(({ value }) => isObject(value) && value['readOnly'] === true);
}

/** A constraint's part of a probe id: `event_type`, `address.street`, `body`. */
export function constraintName(constraint: Pick<Constraint, 'on' | 'target'>): string {
  if (constraint.on !== 'body') return dotted([constraint.on.in, constraint.on.name]);
  return constraint.target === '' ? 'body' : dotted(fromPointer(constraint.target) ?? []);
}
