import type { Direction } from '../document/json-schema.ts';
import type { Node } from '../document/node.ts';
import { choiceDeltas, withAlternatives } from './facets/choice.ts';
import { collectionDeltas } from './facets/collection.ts';
import { changedConditions, changedParts, conditionDeltas } from './facets/condition.ts';
import { type Delta, instancePointer, isSilent, type Located, type Step } from './facets/delta.ts';
import { docsDeltas } from './facets/docs.ts';
import { heirDeltas } from './facets/heir.ts';
import { numberDeltas } from './facets/number.ts';
import { weighed } from './facets/overlap.ts';
import { toldByRules } from './facets/rule.ts';
import { stringDeltas } from './facets/text.ts';
import { combination, type Places, typeDeltas } from './facets/type.ts';
import { unionDeltas } from './facets/union.ts';
import { exclusionDelta, listDeltas } from './facets/values.ts';
import type { SameText } from './same-text.ts';
import { isReadAsText, spokenAlike } from './space/as-text.ts';
import { choiceOf } from './space/choice.ts';
import { type Heirs, heirsNow, heirsOf, toldApartBy } from './space/heirs.ts';
import type { Languages } from './space/language.ts';
import { withoutNewNames } from './space/new-names.ts';
import {
  type Branch,
  type Conjunction,
  SPACE_TYPES,
  type Space,
  type Spaces,
  type SpaceType,
} from './space/space.ts';
import { withoutSeams } from './space/union.ts';

/** Compares schemas of two documents, by the values that they accept, for one direction. */
export interface Comparison {
  base: Spaces;
  candidate: Spaces;
  direction: Direction;
  /**
   * What differs between two schemas: one delta for each cause, with the way to it. Empty when both accept the same
   * values and say the same of them.
   *
   * @param wire true for a value that travels as text, as in a header: `5` is then a text as well
   */
  of(base: Conjunction, candidate: Conjunction, wire?: boolean): readonly Located[];
}

export interface ComparisonParts {
  base: Spaces;
  candidate: Spaces;
  languages: Languages;
  sameText: SameText;
  heirs: { base: Heirs; candidate: Heirs };
}

const NONE: readonly Located[] = [];

/** Of more alternatives of one type that overlap it is not worked out which values each of them shares. */
const WEIGHED = 24;

/** What was found of two branches. */
type Pairs = Map<Branch, Map<Branch, readonly Located[]>>;

/** Makes a comparison; every pair of schemas is compared once. */
export function createComparison({
  base,
  candidate,
  languages,
  sameText,
  heirs,
}: ComparisonParts): Comparison {
  const known = new Map<string, readonly Located[]>();
  const isDiscriminated = base.document.text.includes('discriminator');
  // What is one value as a text may be two as JSON, so that each has its own.
  const asText: Pairs = new Map();
  const asJson: Pairs = new Map();

  const of = (before: Conjunction, after: Conjunction, wire = false): readonly Located[] => {
    const key = `${before.key}\n${after.key}\n${wire}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    // A recursion comes back to what is being compared: it is the same as far as nothing else shows.
    known.set(key, NONE);
    const result = isSameText(before, after, sameText) ? NONE : distinct(differing(before, after, wire));
    known.set(key, result);
    return result;
  };

  const differing = (before: Conjunction, after: Conjunction, wire: boolean): Located[] => {
    const was = isDiscriminated ? choiceOf(before, base) : undefined;
    const is = was === undefined ? undefined : choiceOf(after, candidate);
    const places = { base: placeOf(before), candidate: placeOf(after) };
    const read = (one: Conjunction, other: Conjunction) =>
      spaces(base.of(one), candidate.of(other), places, wire);
    const told = toldByRules(read(before, after), { before, after, base, candidate, read });
    const all = was === undefined || is === undefined ? overlapsWeighed(told, before, after, wire) : told;
    // Who tells alternatives apart by a property takes a value for the one that it says, whatever else it would fit.
    const found =
      was === undefined || is === undefined
        ? all
        : withAlternatives(
            was,
            is,
            of,
            all.filter((each) => !isOverlap(each)),
          ).map((each) => ({ ...each, chosen: true }));
    const otherwiseSame = found.every(({ delta }) => isSilent(delta));
    const said = [
      ...(was === undefined || is === undefined ? [] : choiceDeltas(was, is, of, otherwiseSame)),
      ...docsDeltas(before, after, wire),
    ];
    const olds = isDiscriminated ? heirsOf(before, heirs.base) : undefined;
    const news = olds === undefined ? undefined : heirsNow(after, heirs.candidate);
    const inherited =
      olds === undefined || news === undefined
        ? []
        : heirDeltas(olds, news, (one, other) => of(one, other, wire), found, toldApartBy(before));
    return [...found, ...inherited, ...said.map((delta) => ({ delta, steps: [] }))];
  };

  /** What was found, where `oneOf` has alternatives that overlap: without these it may be nothing, or there may be more. */
  const overlapsWeighed = (
    found: readonly Located[],
    before: Conjunction,
    after: Conjunction,
    wire: boolean,
  ): readonly Located[] => {
    const [was, is] = [base.of(before), candidate.of(after)];
    if (was.exclusive === undefined && is.exclusive === undefined) return found;
    const branches = [...was.branches, ...is.branches];
    if (SPACE_TYPES.some((each) => branches.filter(({ type }) => type === each).length > WEIGHED))
      return found;
    const places = { base: placeOf(before), candidate: placeOf(after) };
    const [exact, now] = [base.exactly(before), candidate.exactly(after)];
    const sent = base.direction === 'request' ? withoutNewNames(exact, now, base.document) : exact;
    return weighed(found, spaces(sent, now, places, wire));
  };

  const spaces = (was: Space, is: Space, places: Places, wire: boolean): Located[] => {
    const [before, after] = wire ? spokenAlike(was, is) : [was, is];
    const found: Located[] = [];
    const gone: Branch[] = [];
    const added: Branch[] = [];
    const ofType = ({ branches }: Space, type: SpaceType): Branch[] => {
      const own = branches.filter((branch) => branch.type === type);
      // Of two ranges, oneOf refuses what both have.
      return before.exclusive === undefined && after.exclusive === undefined ? withoutSeams(own) : own;
    };
    for (const type of SPACE_TYPES) {
      const [olds, news] = [ofType(before, type), ofType(after, type)];
      const pair = (one: Branch, other: Branch) => branchPair(one, other, wire);
      const [[old, another], [fresh, more]] = [olds, news];
      if (old !== undefined && fresh !== undefined) {
        const told =
          another === undefined && more === undefined
            ? pair(old, fresh).map((each) => withNull(each, type, after))
            : unionDeltas(olds, news, { pair, base, candidate });
        for (const each of told) found.push(each);
      } else if (olds.length > 0 && !(wire && isReadAsText(type, after))) gone.push(...olds);
      else if (news.length > 0 && !(wire && isReadAsText(type, before))) added.push(...news);
    }
    const types = typeDeltas(before, after, gone, added, places);
    const told = [
      ...found.filter((each) => !types.some((delta) => saysIt(delta, each))),
      ...types.map((delta) => ({ delta, steps: [] })),
    ];
    const otherwiseSame = told.every(({ delta }) => isSilent(delta));
    // Of listed values those are told that two alternatives share.
    const overlaps = [before, after].filter(
      ({ exclusive, branches }) =>
        exclusive !== undefined &&
        branches.some(({ type, values }) => values === undefined || type === 'object' || type === 'array'),
    ).length;
    if (overlaps > 0) {
      told.push({ delta: combination(before, after, otherwiseSame && overlaps === 1), steps: [] });
    }
    return told;
  };

  const branchPair = (before: Branch, after: Branch, wire: boolean): readonly Located[] => {
    const pairs = wire ? asText : asJson;
    const row = pairs.get(before) ?? new Map<Branch, readonly Located[]>();
    pairs.set(before, row);
    const found = row.get(after);
    if (found !== undefined) return found;
    row.set(after, NONE);
    const result = distinct(facets(before, after, wire));
    row.set(after, result);
    return result;
  };

  const facets = (before: Branch, after: Branch, wire: boolean): Located[] => {
    const both = { baseBranches: [before], candidateBranches: [after] };
    const inParts = changedParts(changedConditions(before, after)).flatMap(([one, other]) =>
      of(one, other, wire),
    );
    // That their texts differ means nothing only where the schemas are found to differ in something.
    const conditions = inParts.every(({ delta }) => isSilent(delta)) ? conditionDeltas(before, after) : [];
    const own = [
      ...[...scalars(before, after, languages), ...conditions].map((delta) => ({
        delta: { ...delta, ...both },
        steps: [],
      })),
      ...inParts,
    ];
    const inside = (
      step: Omit<Step, 'base' | 'candidate'>,
      one: Conjunction,
      other: Conjunction,
      inText = wire,
    ): Located[] =>
      of(one, other, inText).map(({ steps, ...rest }) => ({
        ...rest,
        steps: [{ ...step, base: before, candidate: after }, ...steps],
      }));
    // JSON in a text is JSON, however that text travels.
    if (before.type === 'string')
      return [...own, ...inside({ key: '(content)', into: 'content' }, before.content, after.content, false)];
    if (before.type !== 'object' && before.type !== 'array') return own;
    return [...own, ...collectionDeltas(before, after, inside, languages)];
  };

  return { base, candidate, direction: base.direction, of };
}

/** Whether a change of the types says that numbers are whole ones now, or no longer, in the same direction. */
function saysIt(types: Delta, { delta, steps }: Located): boolean {
  const isOfNumbers = delta.before === 'integer' || delta.before === 'number';
  return steps.length === 0 && isOfNumbers && Array.isArray(types.after) && delta.facet === types.facet;
}

/** Null is a type of its own, and yet one of the listed values that people read. */
function withNull(located: Located, type: SpaceType, { branches }: Space): Located {
  const { delta, steps } = located;
  const isListed = delta.facet === 'enum-added' && steps.length === 0 && Array.isArray(delta.after);
  if (!isListed || type === 'null' || !branches.some((branch) => branch.type === 'null')) return located;
  return { ...located, delta: { ...delta, text: `${delta.text}, or null` } };
}

function placeOf({ nodes }: Conjunction): string {
  return nodes[0]?.pointer ?? '';
}

function isOverlap({ delta, steps }: Located): boolean {
  return steps.length === 0 && delta.facet === 'combination-changed' && delta.onlyIfProven === true;
}

function isSameText(before: Conjunction, after: Conjunction, sameText: SameText): boolean {
  if (before.nodes.length !== after.nodes.length) return false;
  return before.nodes.every((node: Node, index) => {
    const other = after.nodes[index];
    return other !== undefined && sameText(node, other);
  });
}

/** The same cause is reached once, by the first way to it. */
function distinct(found: readonly Located[]): readonly Located[] {
  if (found.length === 0) return NONE;
  const seen = new Set<Delta | string>();
  const each = found.filter(({ delta }) => !seen.has(delta) && seen.add(delta));
  if (each.length <= MANY) return each;
  return each.filter((one) => {
    // Of two that count only where they are proven one may be, and the other not.
    if (one.delta.onlyIfProven === true) return true;
    const words = wordsOf(one);
    return !seen.has(words) && seen.add(words);
  });
}

/** Of more, those count once that say the same of the same places: alternatives of alternatives multiply them. */
const MANY = 200;

function wordsOf(located: Located): string {
  const { facet, text, grew, shrank, gone, breaks, base, candidate } = located.delta;
  const at = instancePointer(located);
  return JSON.stringify([at, facet, text, grew, shrank, gone, breaks, base, candidate, located.chosen]);
}

function* scalars(
  before: Branch,
  after: Branch,
  languages: Languages,
): Generator<Omit<Delta, 'baseBranches' | 'candidateBranches'>> {
  if (before.values !== undefined || after.values !== undefined) {
    yield* listDeltas(before, after, languages);
    return;
  }
  yield* exclusionDelta(before, after);
  if (before.type === 'number') {
    yield* numberDeltas(before, after);
  } else if (before.type === 'string') {
    yield* stringDeltas(before, after, languages);
  }
}
