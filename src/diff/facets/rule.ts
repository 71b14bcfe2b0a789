import { child, items, type Node } from '../../document/node.ts';
import { joinPointer } from '../../document/pointer.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { canonicalText } from '../space/canonical.ts';
import {
  type ConditionalRule,
  conditionalRules,
  isClosing,
  sameRules,
  withoutRules,
} from '../space/conditional-rules.ts';
import type { Branch, Conjunction, Spaces } from '../space/space.ts';
import { tellingWords } from '../space/telling-words.ts';
import { type Certainty, type Delta, instancePointer, isSilent, isTwin, type Located } from './delta.ts';
import { alternativesChanged, rulesChanged } from './rule-sentences.ts';

interface Schemas {
  before: Conjunction;
  after: Conjunction;
  base: Spaces;
  candidate: Spaces;
  /** What differs between two schemas. */
  read(before: Conjunction, after: Conjunction): readonly Located[];
}

/** Conditional rules that only one of two schemas has. */
interface Changed {
  gone: readonly ConditionalRule[];
  added: readonly ConditionalRule[];
}

/**
 * What differs between two schemas, with that told of a conditional rule which its change comes to. Rules such as `if` and
 * `dependentRequired` multiply the alternatives of a schema; held against each other these differ in many things that
 * neither document says.
 */
export function toldByRules(found: readonly Located[], schemas: Schemas): readonly Located[] {
  const telling = found.filter(isOfObjects);
  if (telling.length === 0 || found.some(({ delta }) => delta.breaks !== undefined)) return found;
  // Where no object is left, or the first ones came, that is what there is to tell.
  const [before, after] = [objects(schemas.base, schemas.before), objects(schemas.candidate, schemas.after)];
  if (before.length === 0 || after.length === 0) return found;
  // What differs between two that have no alternatives holds for every object.
  if (before.length === 1 && after.length === 1) return found;
  const [olds, news] = [conditionalRules(schemas.before), conditionalRules(schemas.after)];
  if (olds.length + news.length === 0) return found;
  const changed = {
    gone: olds.filter(({ text }) => !news.some((rule) => rule.text === text)),
    added: news.filter(({ text }) => !olds.some((rule) => rule.text === text)),
  };
  const [old, fresh] = [withoutRules(schemas.before), withoutRules(schemas.after)];
  const plain = schemas.read(old, fresh).filter(isOfObjects);
  const isRest = plain.length === 0 && !isClosing(old) && sameRules(old, fresh);
  const told =
    plain.length === 0
      ? ofRules(telling, changed, schemas, isRest)
      : besideOthers(telling, plain, changed, schemas);
  return told === undefined ? found : [...told, ...found.filter((each) => !telling.includes(each))];
}

/** Whether it tells of the values, and of those that are objects: of others these rules say nothing. */
function isOfObjects({ delta, steps }: Located): boolean {
  if (isSilent(delta)) return false;
  const [step] = steps;
  if (step !== undefined) return step.into !== 'item';
  return [...delta.baseBranches, ...delta.candidateBranches].every(({ type }) => type === 'object');
}

/** One delta for all that a change of conditional rules comes to; undefined where the documents say it as it was found. */
function ofRules(
  telling: readonly Located[],
  changed: Changed,
  schemas: Schemas,
  isRest: boolean,
): Located[] | undefined {
  const { gone, added } = changed;
  if (gone.length + added.length === 0 || isSaid(telling, changed)) return undefined;
  const delta = ruleDelta(telling, changed, schemas);
  if (!isRest) return [{ delta, steps: [] }];
  // Rules that only come, where nothing else differs, let nothing more through; those that only go refuse nothing more.
  const grew = gone.every((rule) => isWithin(rule, added)) ? 'no' : delta.grew;
  const shrank = added.every((rule) => isWithin(rule, gone)) ? 'no' : delta.shrank;
  return [{ delta: { ...delta, grew, shrank }, steps: [] }];
}

/** Whether one of other rules asks for all that a rule asks for. */
function isWithin({ word, key, schema }: ConditionalRule, others: readonly ConditionalRule[]): boolean {
  return others.some((other) => {
    if (word === 'if')
      return Object.keys(schema.value).every((each) => textOf(schema, each) === textOf(other.schema, each));
    const [own, all] = [namesIn(schema.value, key), namesIn(other.schema.value, key)];
    return word === 'dependentRequired' && own.every((name) => all.includes(name));
  });
}

/** What a rule says in a word, with all that it refers to. */
function textOf(schema: Node | undefined, word: string): string | undefined {
  const rule = schema === undefined ? undefined : child(schema, word);
  return rule === undefined ? undefined : canonicalText(rule);
}

function namesIn({ dependentRequired: rule = null }: JsonObject, key = ''): Json[] {
  const names = isObject(rule) ? rule[key] : undefined;
  return Array.isArray(names) ? names : [];
}

/** Other words of the schemas differ as well: what these come to by themselves is told of them, and the rest of the rules. */
function besideOthers(
  telling: readonly Located[],
  plain: readonly Located[],
  changed: Changed,
  schemas: Schemas,
): Located[] | undefined {
  const kept = plain.map((each) => likest(each, telling));
  if (kept.includes(undefined)) return undefined;
  const own = telling.filter((each) => kept.includes(each));
  const rest = telling.filter((each) => !own.includes(each));
  if (rest.length === 0) return undefined;
  const copies = rest.filter((each) => own.some((one) => isTwin(one, each)));
  const others = rest.filter((each) => !copies.includes(each));
  const isRuleChange = changed.gone.length + changed.added.length > 0;
  if (isRuleChange && others.length > 0) {
    const ofThem = isSaid(others, changed)
      ? others
      : [{ delta: ruleDelta(others, changed, schemas), steps: [] }];
    return [...withParts(own, copies), ...ofThem];
  }
  const isCovered = ([own, rest] as const).map((list) => [
    strongest(list, 'grew'),
    strongest(list, 'shrank'),
  ]);
  const [[grew, shrank] = [], [grows, shrinks] = []] = isCovered;
  if (grew !== grows && grows !== 'no') return undefined;
  if (shrank !== shrinks && shrinks !== 'no') return undefined;
  return rest.some(({ delta }) => delta.gone) ? undefined : withParts(own, rest);
}

/** Of what was found that which says the same of the same place, and of the same values where there are several. */
function likest(one: Located, found: readonly Located[]): Located | undefined {
  const twins = found.filter((each) => isTwin(one, each));
  const same = ({ delta }: Located) => JSON.stringify([delta.before, delta.after]);
  return twins.find((each) => same(each) === same(one)) ?? twins[0];
}

/** What was found, each with what else was found of its cause. */
function withParts(own: readonly Located[], parts: readonly Located[]): Located[] {
  return own.map((each) => {
    const copies = parts.filter((part) => isTwin(each, part));
    const near =
      own.length === 1 ? parts : parts.filter((part) => copies.includes(part) || isNear(each, part));
    if (near.length === 0) return each;
    const grew = strongest([each, ...copies], 'grew');
    const shrank = strongest([each, ...copies], 'shrank');
    return { ...each, delta: { ...each.delta, grew, shrank, standsFor: near } };
  });
}

/** Whether both tell alike of one place of a document. */
function isNear(one: Located, other: Located): boolean {
  return (
    one.delta.facet === other.delta.facet &&
    instancePointer(one) === instancePointer(other) &&
    (one.delta.base === other.delta.base || one.delta.candidate === other.delta.candidate)
  );
}

/** Whether all that was found stands in the rules that changed, or is one condition. */
function isSaid(telling: readonly Located[], { gone, added }: Changed): boolean {
  const [only, more] = telling;
  if (more === undefined && only?.delta.facet === 'condition-changed' && only.steps.length === 0) return true;
  // An alternative that came or went makes what another one says a rule of its own.
  if (alternativesChanged(gone, added) !== undefined) return false;
  return telling.every(
    ({ delta }) =>
      delta.facet !== 'condition-changed' &&
      (isSaidBy(delta, delta.base, gone) || isSaidBy(delta, delta.candidate, added)),
  );
}

/** What one of several alternatives asks for is required by none of them alone. */
function isSaidBy({ facet }: Delta, pointer: string | undefined, rules: readonly ConditionalRule[]): boolean {
  const asked = facet === 'property-became-required' || facet === 'property-became-optional';
  return rules.some((rule) => {
    if (asked && isChoice(rule)) return false;
    // What is only asked whether it is so holds where the other way out is closed.
    if (isEither(rule) && standsAt(pointer, joinPointer(rule.schema.pointer, 'if'))) return false;
    return standsIn(pointer, rule);
  });
}

/** An `if` with two ways out. */
function isEither({ word, schema: { value } }: ConditionalRule): boolean {
  return word === 'if' && value['then'] !== false && value['else'] !== false;
}

/** An `anyOf` of nothing but names of properties, of which some have to be there. */
function isChoice({ word, schema }: ConditionalRule): boolean {
  const parts = word === 'anyOf' ? items(child(schema, word)) : [];
  return (
    parts.length > 1 &&
    parts.every(({ value }) => isObject(value) && tellingWords(value).join() === 'required')
  );
}

function standsIn(pointer: string | undefined, { key, schema, at }: ConditionalRule): boolean {
  const places =
    key === undefined ? Object.keys(schema.value).map((each) => joinPointer(schema.pointer, each)) : [at];
  return places.some((place) => standsAt(pointer, place));
}

function standsAt(pointer: string | undefined, place: string): boolean {
  return pointer === place || pointer?.startsWith(`${place}/`) === true;
}

function ruleDelta(telling: readonly Located[], changed: Changed, schemas: Schemas): Delta {
  const { gone, added } = changed;
  const alternatives = alternativesChanged(gone, added);
  const [was, is] = [written(gone, added), written(added, gone)];
  // What a closed schema has in an alternative is no certain word: others may close it.
  const left = isClosing(withoutRules(schemas.after)) ? [] : objects(schemas.candidate, schemas.after);
  return {
    facet: alternatives?.facet ?? 'condition-changed',
    text: alternatives?.text ?? rulesChanged(gone, added),
    grew: strongest(telling, 'grew'),
    shrank: strongest(telling, 'shrank'),
    gone: telling.some((each) => isGone(each, left)),
    ...(was.shown === undefined ? {} : { before: was.shown }),
    ...(is.shown === undefined ? {} : { after: is.shown }),
    base: was.at ?? schemas.before.nodes[0]?.pointer ?? '',
    candidate: is.at ?? schemas.after.nodes[0]?.pointer ?? '',
    baseBranches: objects(schemas.base, schemas.before),
    candidateBranches: objects(schemas.candidate, schemas.after),
    standsFor: telling,
  };
}

/** Whether something is there no more: a property that some alternative has is, whatever another one says of it. */
function isGone({ delta, steps }: Located, alternatives: readonly Branch[]): boolean {
  const { gone, name } = delta;
  if (!gone || name === undefined || steps.length > 0) return gone;
  return !alternatives.some((branch) => mayHave(branch, name));
}

function mayHave({ properties }: Branch, name: string): boolean {
  const property = properties.get(name);
  return (
    property !== undefined &&
    !property.ruledOut &&
    !property.schema.nodes.some(({ value }) => value === false)
  );
}

function objects(spaces: Spaces, schema: Conjunction): Delta['baseBranches'] {
  return spaces.of(schema).branches.filter(({ type }) => type === 'object');
}

/** Rules as they are written, and where, without what the others say as well. */
function written(
  rules: readonly ConditionalRule[],
  others: readonly ConditionalRule[],
): { shown?: Json; at?: string } {
  const own = rules.map((rule) => {
    const { schema } = rule;
    const other = others.find(
      (each) => each.word === 'if' && textOf(each.schema, 'if') === textOf(schema, 'if'),
    )?.schema;
    const words = Object.keys(schema.value).filter((word) => textOf(schema, word) !== textOf(other, word));
    return { rule, words };
  });
  const shown = own
    .filter(({ words }) => words.length > 0)
    .map(({ rule, words }) =>
      Object.fromEntries(words.map((word) => [word, rule.schema.value[word] ?? null])),
    );
  const [first] = own;
  if (first === undefined) return {};
  const { rule, words } = first;
  const at = rule.word === 'if' ? joinPointer(rule.schema.pointer, words[0] ?? 'if') : rule.at;
  const [one] = shown;
  return one === undefined ? { at } : { at, shown: shown.length === 1 ? one : shown };
}

function strongest(found: readonly Located[], which: 'grew' | 'shrank'): Certainty {
  const all = found.map(({ delta }) => delta[which]);
  return all.includes('yes') ? 'yes' : all.includes('maybe') ? 'maybe' : 'no';
}
