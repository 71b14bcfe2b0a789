import { child, entries, follow, items, type Node } from '../document/node.ts';
import type { Operation, Parameter } from '../document/operation.ts';
import { fromPointer, joinPointer } from '../document/pointer.ts';
import { applicable, typesOf } from '../document/schema.ts';
import { isObject } from '../json.ts';
import { conditionsIn, type Given } from './conditions.ts';
import { dotted } from './id.ts';
import { entriesOf } from './map-entries.ts';
import { sentParts } from './parameter.ts';
import { type Alternative, alternativesOf } from './values/alternative.ts';
import { CHECKED_FORMATS } from './values/formats.ts';

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
  /**
   * True for what the right request need not have: an entry of a map, one more level of what holds itself, an item of a
   * parameter, what a condition asks for.
   */
  aside?: boolean;
  /** What has to stand in the body for the rule to hold, by pointers into it. */
  given?: readonly Given[];
  /** The alternative of a choice that lays down the rule. */
  chosen?: Chosen;
}

/** An alternative that a value has to be of for a rule to hold. */
export interface Chosen {
  /** Pointer into the body of the value. */
  target: string;
  /** The schema that offers the alternative. */
  choice: Node;
  alternative: Alternative;
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
  'propertyNames',
  'contains',
  'dependentRequired',
  'unevaluatedProperties',
  'unevaluatedItems',
] as const;

/** Words that OpenAPI 3.0 has not. */
const SINCE_31 = new Set([
  'propertyNames',
  'contains',
  'dependentRequired',
  'unevaluatedProperties',
  'unevaluatedItems',
]);

/** How deep the body's schema is followed. */
const DEPTH = 8;
/** How many rules are known at most before those that the right request need not have are looked for no more. */
const MOST_ASIDE = 2000;

/**
 * Every rule that a document lays on an operation's request: on the body, nested parts included, and on its parameters.
 * What an alternative of a choice (`oneOf`, `anyOf`) in the body rules is there as well, and it is for the caller to find
 * out whether what breaks it is of no other alternative. What is read-only is left out: a request need not have it
 * (OpenAPI 3.0 section 4.7.24.2).
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
  if (body !== undefined) walk(body, { on: 'body', target: '', above: [] }, found);
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
    if (schema !== undefined) walk(schema, { on: parameter, target: '', above: [] }, found);
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

/** Where a walk through a schema stands. */
interface Step extends Pick<Constraint, 'on' | 'target' | 'aside' | 'given' | 'chosen'> {
  /** The schemas around. */
  above: readonly string[];
}

function walk(schema: Node, step: Step, found: Constraint[]): void {
  const { on, target, given, chosen } = step;
  const { pointer } = follow(schema);
  const again = step.above.includes(pointer);
  // What holds itself is entered once more, and no further.
  if (step.above.length > DEPTH || (again && step.aside)) return;
  const aside = step.aside === true || again;
  if (aside && found.length > MOST_ASIDE) return;
  const more = {
    ...(aside ? { aside } : {}),
    ...(given === undefined ? {} : { given }),
    ...(chosen === undefined ? {} : { chosen }),
  };
  const apart = on === 'body' ? {} : { aside: true };
  const add = (
    rule: Pick<Constraint, 'keyword' | 'schema' | 'pointer'>,
    other: Partial<Constraint> = {},
  ): void => {
    found.push({ on, target, ...rule, ...more, ...other });
  };
  const inner = (node: Node, key: string | number, other: Partial<Step> = {}): void => {
    const above = [...step.above, pointer];
    walk(node, { on, target: joinPointer(target, key), above, ...more, ...other }, found);
  };
  const parts = asserted(schema);
  for (const node of parts) {
    for (const word of KEYWORDS) {
      const rule = child(node, word);
      if (rule === undefined || !rules(word, rule, node) || (on !== 'body' && anyText(word, node))) continue;
      add({ keyword: word, schema: node, pointer: rule.pointer });
    }
  }
  const inside = on === 'body' ? 'all' : target === '' ? sentParts(on, schema.document) : undefined;
  if (inside === undefined) return;
  if (inside !== 'items') {
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
        const place = joinPointer(target, name.value);
        add({ keyword: 'required', schema, pointer: name.pointer }, { target: place, ...apart });
      }
      const additional = child(node, 'additionalProperties');
      if (additional?.value === false)
        add({ keyword: 'additionalProperties', schema: node, pointer: additional.pointer }, apart);
      for (const { key, node: property } of entries(child(node, 'properties'))) {
        if (!readOnly.has(key)) inner(property, key, apart);
      }
      if (on !== 'body') continue;
      for (const { name, schema: entry } of entriesOf(node)) inner(entry, name, { aside: true });
      for (const { schema: asked, given: needed } of conditionsIn(node, schema, target)) {
        const above = [...step.above, pointer];
        walk(asked, { on, target, above, ...more, aside: true, given: [...(given ?? []), ...needed] }, found);
      }
    }
  }
  if (inside === 'members') return;
  if (on === 'body' && chosen === undefined) {
    for (const choice of parts) {
      for (const alternative of branchesOf(choice)) {
        const above = [...step.above, pointer];
        const of = { target, choice, alternative };
        walk(alternative.schema, { on, target, above, ...more, aside: true, chosen: of }, found);
      }
    }
  }
  for (const node of parts) {
    const first = items(child(node, 'prefixItems'));
    // OpenAPI 3.0 has no such word: some read it, some do not.
    if (first.length > 0 && node.document.version === '3.0') continue;
    first.forEach((item, index) => {
      inner(item, index, apart);
    });
    const item = child(node, 'items');
    if (item?.value === false) add({ keyword: 'items', schema: node, pointer: item.pointer });
    else if (item !== undefined) inner(item, first.length, first.length > 0 ? { aside: true } : apart);
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

/** The alternatives of a choice that leaves several. */
function branchesOf(choice: Node): Alternative[] {
  return (['oneOf', 'anyOf'] as const).flatMap((word) => {
    const branches = alternativesOf(choice, word);
    return branches.length > 1 ? branches : [];
  });
}

/** What arrives as text: any text is a string, and may be a list or an object of some style. */
export function anyText(word: string, node: Node): boolean {
  return word === 'type' && ['string', 'array', 'object'].some((type) => typesOf(node).includes(type));
}

function rules(word: string, { value }: Node, { document }: Node): boolean {
  if (SINCE_31.has(word) && document.version === '3.0') return false;
  if (word === 'unevaluatedProperties' || word === 'unevaluatedItems') return value === false;
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
  const keys = fromPointer(constraint.target) ?? [];
  if (constraint.on !== 'body') return dotted([constraint.on.in, constraint.on.name, ...keys]);
  return constraint.target === '' ? 'body' : dotted(keys);
}
