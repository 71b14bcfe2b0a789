import type { Contract } from '../contract/contract.ts';
import { withValue } from '../document/edit.ts';
import { child, items, members, rootNode } from '../document/node.ts';
import type { Parameter } from '../document/operation.ts';
import { fromPointer, valueAt } from '../document/pointer.ts';
import { documentedProperties, typesOf } from '../document/schema.ts';
import type { Expectation } from '../exchange/exchange.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { brokenBodies, isNeeded } from './broken-body.ts';
import { anyText, type Constraint, constraintName, requestConstraints } from './constraints.ts';
import { expectAnyRefusal, expectRefusal, orNotFound, orUnsupported } from './expect.ts';
import { isText } from './form/form.ts';
import { formInOtherTypes } from './form-in-other-types.ts';
import { slug } from './id.ts';
import { isSurelyWrong } from './judged-body.ts';
import type { Probe } from './probe.ts';
import { isRefused } from './refused-parameter.ts';
import { type Base, type Change, freeParameters, rightParameter, writeRequest } from './request.ts';
import { spread } from './spread.ts';
import { accepts } from './values/accepts.ts';
import { isOf } from './values/alternative.ts';
import { seededFaker, valueFor } from './values/values.ts';
import { madeFor, withParents } from './values/with-parents.ts';
import type { Violation } from './violations/violation.ts';
import { applyViolation, violations } from './violations/violations.ts';

/** How many probes break constraints at most, each constraint's first way before any second one. */
const MOST = 360;
/** The same for rules on what the right request need not have, and how many ways each of them is broken at most. */
const MOST_ASIDE = 80;
const WAYS_ASIDE = 4;
/** The same for rules of the alternatives of a choice. */
const MOST_OF_CHOICES = 300;
const WAYS_OF_CHOICES = 12;

/**
 * Wrong requests: each constraint of the document broken by itself, in every way that a careless validator lets pass,
 * and bodies that are no JSON at all. An API that accepts one is laxer than its document. A way that the document might
 * allow after all is left out.
 */
export function* invalidProbes(base: Base): Generator<Probe> {
  const constraints = constraintsOf(base);
  const ofChoices = constraints.filter(({ chosen }) => chosen !== undefined);
  const [plain, aside] = [false, true].map((each) =>
    constraints.filter(({ aside, chosen }) => chosen === undefined && (aside === true) === each),
  );
  yield* brokenEach(base, plain ?? [], MOST, MOST);
  yield* brokenEach(base, aside ?? [], MOST_ASIDE, WAYS_ASIDE);
  yield* brokenEach(base, ofChoices, MOST_OF_CHOICES, WAYS_OF_CHOICES);
  if (base.body !== undefined && base.form?.json === true) {
    yield* severalAtOnce(base, constraints);
    yield* brokenBodies(base, { body: base.body, form: base.form });
  }
  yield* formInOtherTypes(base);
}

function* brokenEach(
  base: Base,
  constraints: readonly Constraint[],
  most: number,
  mostWays: number,
): Generator<Probe> {
  const ways = Math.min(mostWays, Math.max(1, Math.floor(most / Math.max(constraints.length, 1))));
  for (const constraint of spread(constraints, most)) {
    let made = 0;
    for (const probe of constraintProbes(base, constraint)) {
      yield probe;
      made += 1;
      if (made >= ways) break;
    }
  }
}

/** The rules that probes break: those of a JSON body, of a form, and of the parameters that are no credentials. */
export function constraintsOf(base: Base): Constraint[] {
  const { contract, credentials, form } = base;
  const schema = form?.json === true || form?.fields !== undefined ? form.media.schema : undefined;
  const found = requestConstraints(contract.operation, schema, freeParameters(contract, credentials)).filter(
    // A body that means nothing to the method cannot be missed.
    (constraint) => !(isBodyRequired(constraint) && form === undefined),
  );
  const ofChoices = spread(
    found.filter(({ chosen }) => chosen !== undefined),
    MOST_ASIDE,
  ).filter((each) => [...waysToBreak(base, each)].some(({ body }) => isWrong(base, body)));
  const all = [...found.filter(({ chosen }) => chosen === undefined), ...ofChoices];
  if (form?.fields === undefined) return all;
  return [...all.slice(0, MOST).filter((each) => isBreakable(base, each)), ...all.slice(MOST)];
}

function isBodyRequired({ on, keyword, target }: Constraint): boolean {
  return on === 'body' && keyword === 'required' && target === '';
}

/** False for a rule of a form that no text breaks, such as a type of string, or a least length of an optional text. */
function isBreakable(base: Base, constraint: Constraint): boolean {
  const { on, keyword, schema, target } = constraint;
  if (on !== 'body' || isBodyRequired(constraint)) return true;
  const { fields } = base.form ?? {};
  if (fields !== undefined && anyText(keyword, schema) && isText(fields, target)) return false;
  const wrong = [...waysToBreak(base, constraint)].filter(
    ({ body }) => accepts(base.form?.media.schema, body) === false,
  );
  return wrong.length === 0 || wrong.some(({ body }) => isWrong(base, body));
}

function* constraintProbes(base: Base, constraint: Constraint): Generator<Probe> {
  const { on } = constraint;
  if (on !== 'body') {
    yield* parameterProbes(base, constraint, on);
    return;
  }
  if (isBodyRequired(constraint)) {
    const bodiless = make(base, 'body/required', 'The body is required and left out', constraint.pointer, {
      noBody: true,
    });
    yield { ...bodiless, expectation: orUnsupported(bodiless.expectation, base.contract.operation) };
    return;
  }
  for (const { violation, body } of waysToBreak(base, constraint)) {
    if (isWrong(base, body)) yield probe(base, constraint, violation, { body });
  }
}

/** Every violation of a rule, in a body that is right otherwise. */
function* waysToBreak(base: Base, constraint: Constraint): Generator<{ violation: Violation; body: Json }> {
  const schema = base.form?.media.schema;
  const { target } = constraint;
  const body = chosenBody(base, constraint);
  if (body === undefined && constraint.chosen !== undefined) return;
  const whole = withParents(givenBody({ ...base, body }, constraint), schema, target, base.seed);
  const there = valueAt(whole, target);
  const isMade = isAside(constraint) || constraint.keyword === 'pattern';
  const right = there ?? (isMade ? madeFor(schema, target, base.seed) : undefined);
  // Whether a word that is made up is of another alternative must not depend on the seed.
  const seed = constraint.chosen === undefined ? base.seed : FIXED;
  for (const violation of violations(constraint, right, seed, wordsFor(base, constraint))) {
    if (target === '' && violation.value === undefined) continue;
    yield { violation, body: applyViolation(whole, constraint, violation) };
  }
}

/** True for a rule that nothing in the right body may be broken by, so that something is made for it. */
function isAside({ aside, keyword }: Constraint): boolean {
  return keyword !== 'required' && (aside === true || ON_WHOLE.has(keyword));
}

/** Words that are broken by changing a part of an object or a list, which therefore has to be there. */
const ON_WHOLE = new Set([
  'items',
  'propertyNames',
  'contains',
  'dependentRequired',
  'unevaluatedProperties',
  'unevaluatedItems',
]);

/** The same for every seed: which rules are broken must not depend on it. */
const FIXED = 1;

/** The right body with a value of the alternative that lays down a rule; undefined where none is known. */
function chosenBody({ body, form, seed }: Base, { chosen }: Constraint): Json | undefined {
  if (chosen === undefined) return body;
  const { target, choice, alternative } = chosen;
  const schema = form?.media.schema;
  const value = valueAt(body, target);
  if (value !== undefined && isOf(alternative, value)) return body;
  const made = valueFor(choice, seededFaker(FIXED, `alternative ${target}`), {
    alternative: alternative.alternative,
  });
  const changed = withValue(withParents(body, schema, target, seed), target, made);
  return isOf(alternative, made) && accepts(schema, changed) === true ? changed : undefined;
}

/** The right body in which a rule's condition is true, where the document allows that. */
function givenBody({ body, form, seed }: Base, { given = [] }: Constraint): Json | undefined {
  const schema = form?.media.schema;
  const changed = given.reduce<Json | undefined>((whole, each) => {
    const { target } = each;
    if (!('value' in each) && valueAt(whole, target) !== undefined) return whole;
    const value = 'value' in each ? each.value : valueFor(each.schema, seededFaker(FIXED, `given ${target}`));
    return withValue(withParents(whole, schema, target, seed), target, value);
  }, body);
  return changed !== undefined && accepts(schema, changed) === true ? changed : body;
}

function isWrong({ form, body }: Base, broken: Json): boolean {
  return form !== undefined && isSurelyWrong(form, broken, body);
}

/** Parameters are texts: what counts is how a server may read them, and whether they arrive as they were written. */
function* parameterProbes(base: Base, constraint: Constraint, on: Parameter): Generator<Probe> {
  const { operation } = base.contract;
  const { target } = constraint;
  const given = base.parameters.get(on) ?? rightParameter(on, base.seed);
  const whole = withParents(given, on.schema, target, base.seed);
  const right = valueAt(whole, target) ?? madeFor(on.schema, target, base.seed);
  for (const violation of violations(constraint, right, base.seed, [])) {
    const value = target === '' ? violation.value : applyViolation(whole, constraint, violation);
    if (value !== undefined && !isRefused(on, value, operation.document)) continue;
    const made = probe(base, constraint, violation, {
      parameters: new Map([
        [on, value === undefined ? null : typeof value === 'object' ? value : String(value)],
      ]),
    });
    // What fits no path is not there (RFC 9110 section 15.5.5).
    yield on.in === 'path' ? { ...made, expectation: expectAnyRefusal(operation, [404]) } : made;
  }
}

function probe(base: Base, constraint: Constraint, violation: Violation, change: Change): Probe {
  const name = constraintName(constraint);
  const id = [name, constraint.keyword, violation.name].filter((part) => part !== '').join('/');
  const subject = name === 'body' ? 'The body' : name;
  return {
    ...make(
      base,
      id,
      `${subject} ${violation.says}: the document's rule "${constraint.keyword}" forbids it`,
      constraint.pointer,
      change,
    ),
    expectation: expectRefusal(
      base.contract.operation,
      // A pointer into a form is not defined.
      constraint.on === 'body' &&
        constraint.target !== '' &&
        // Who finds a value to be of no alternative need not say which part of it is to blame.
        constraint.chosen === undefined &&
        base.form?.json === true
        ? constraint.target
        : undefined,
    ),
  };
}

function make(base: Base, id: string, title: string, pointer: string, change: Change): Probe {
  return {
    id: `invalid/${id}`,
    group: 'invalid',
    title,
    pointer,
    request: writeRequest(base, change),
    expectation: expectRefusal(base.contract.operation, undefined),
    turn: 0,
  };
}

/** Values that the document gives as examples for a property of the same name elsewhere: the likeliest near miss. */
function wordsFor(base: Base, constraint: Constraint): string[] {
  const name = fromPointer(constraint.target)?.at(-1);
  if (name === undefined || constraint.keyword !== 'enum') return [];
  const words = new Set<string>();
  const note = (value: Json | undefined): void => {
    if (typeof value === 'string') words.add(value);
  };
  const root = rootNode(base.contract.operation.document);
  const schemas = [
    ...members(child(root, 'components', 'schemas')).map(({ node }) => node),
    ...base.contract.operation.responses.flatMap(({ content }) =>
      content.flatMap(({ schema }) => schema ?? []),
    ),
  ];
  for (const schema of schemas) {
    const property = documentedProperties(schema).get(name);
    if (property === undefined) continue;
    note(child(property, 'example')?.value);
    for (const item of items(child(property, 'enum'))) note(item.value);
  }
  return [...words].slice(0, 4);
}

function* severalAtOnce(base: Base, constraints: readonly Constraint[]): Generator<Probe> {
  const { body, form } = base;
  const schema = form?.media.schema;
  const pointer = schema?.pointer ?? base.contract.operation.pointer;
  if (
    !isObject(body) ||
    !constraints.some(({ on, keyword, target }) => on === 'body' && keyword === 'required' && target !== '')
  )
    return;
  const bodies: [id: string, title: string, body: JsonObject][] = [
    ['empty-object', 'Nothing that the document requires is there', {}],
    [
      'only-strangers',
      'There are properties of odd names, but none of those that are required',
      oddNames(body),
    ],
    ['wrapped', 'The right body stands inside one more object', { request: body }],
    ...answerNames(base).map((name): [string, string, JsonObject] => [
      `wrapped-as-${slug(name)}`,
      `The right body stands inside ${name}, as what the answer holds`,
      { [name]: body },
    ]),
    [
      'wrapped-as-data',
      'The right body stands inside data, as the body of a JSON:API document',
      { data: body },
    ],
    [
      'wrapped-as-attributes',
      'The right body stands inside the attributes of data, as in a JSON:API document',
      { data: { attributes: body } },
    ],
    ['all-null', 'Every property is null', Object.fromEntries(Object.keys(body).map((key) => [key, null]))],
  ];
  for (const [id, title, broken] of bodies) {
    if (accepts(schema, broken) !== false) continue;
    const probe = make(base, `body/${id}`, title, pointer, { body: broken });
    const added = Object.keys(broken).filter((name) => !Object.hasOwn(body, name));
    yield { ...probe, expectation: orProvoked(probe.expectation, base.contract, added) };
  }
  const pairs = Object.entries(body).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !base.contract.operation.parameters.some((known) => known.name === name)
      ? [[name, value]]
      : [],
  );
  if (accepts(schema, {}) !== false || pairs.length < Object.keys(body).length) return;
  yield withQuery(
    make(base, 'body/in-query', 'The properties stand in the query, and not in the body', pointer, {
      body: {},
      query: pairs,
    }),
  );
  if (!isNeeded(base)) return;
  const alone = make(
    base,
    'body/in-query-alone',
    'The properties stand in the query, and there is no body',
    pointer,
    {
      noBody: true,
      query: pairs,
    },
  );
  yield withQuery({ ...alone, expectation: expectAnyRefusal(base.contract.operation) });
}

/**
 * Names that mean something to some readers and nothing to JSON: an operator of a database, a path, a property of every
 * object, nothing at all. Behind the third a reader that copies carelessly finds all that is required.
 */
function oddNames(right: JsonObject): JsonObject {
  return Object.fromEntries([
    ['$plumbline.extra', 'x'],
    ['', 'x'],
    ['__proto__', right],
  ]);
}

function withQuery(probe: Probe): Probe {
  return { ...probe, expectation: orNotFound(probe.expectation) };
}

/** A property by which the contract provokes an answer may provoke it here too: nobody says which fault is found first. */
function orProvoked(
  expectation: Expectation,
  { responses }: Contract,
  names: readonly string[],
): Expectation {
  const provoked = responses.flatMap(({ status, provoke }) =>
    status.startsWith('4') &&
    provoke.some(({ set }) =>
      Object.keys(set).some((pointer) => names.includes(fromPointer(pointer)?.[0] ?? '')),
    )
      ? [status]
      : [],
  );
  return { ...expectation, statuses: [...new Set([...expectation.statuses, ...provoked])] };
}

/** The names of what a documented answer of success consists of: a request may be wrapped likewise by mistake. */
function answerNames({ contract, form }: Base): string[] {
  const asked = documentedProperties(form?.media.schema);
  const [success] = contract.operation.responses.filter(({ status }) => /^2/.test(status));
  const names = (success?.content ?? []).flatMap(({ schema }) =>
    [...documentedProperties(schema)].flatMap(([name, property]) =>
      typesOf(property).includes('object') && !asked.has(name) ? [name] : [],
    ),
  );
  return [...new Set(names)].slice(0, 2);
}
