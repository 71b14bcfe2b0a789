import {
  type CharSet,
  CombinedTransformer,
  DFA,
  JS,
  NFA,
  type NoParent,
  type ReadonlyNFA,
  Transformers,
  transform,
  Words,
} from 'refa';
import type { Json } from '../../json.ts';
import { EXACT_FORMATS, FORMAT_SHAPES } from './format-shapes.ts';
import { type Languages, type Outside, patternOf } from './language.ts';
import type { Branch, Rule } from './space.ts';

/** States beyond which an automaton is given up. */
const STATES = 20_000;
/** The same where letters are counted, which has a state for each of them. */
const COUNTED = 60_000;
/** Letters beyond which they are not counted. */
const LENGTH = 5000;

type Expression = NoParent<JS.ParseResult['expression']>;

/**
 * Compares patterns by the texts that they allow, as automata: `[0-9]` and `\d` are the same, and where two differ a text
 * shows it. Look-aheads right behind `^` are read; a pattern with a back-reference, or with any other look-around than `^`
 * and `$` at its ends, cannot be told.
 *
 * Source: JSON Schema validation section 6.3.3: a pattern is found anywhere in the text, in ECMA-262's dialect.
 */
export function createLanguages(): Languages {
  const known = new Map<string, Outside>();
  return {
    wordOutside(branch, other) {
      const key = JSON.stringify([rulesOf(branch), other === undefined ? null : rulesOf(other)]);
      const before = known.get(key);
      if (before !== undefined) return before;
      const found = compare(branch, other);
      known.set(key, found);
      return found;
    },
  };
}

function rulesOf({
  patterns,
  forbiddenPatterns,
  excluded,
  formats,
  minLength,
  maxLength,
}: Branch): unknown[] {
  const sorted = (rules: readonly Rule<string>[]) => rules.map(({ value }) => value).sort();
  return [
    sorted(patterns),
    sorted(forbiddenPatterns),
    sorted(formats),
    excluded.map(({ value }) => value),
    minLength?.value ?? 0,
    maxLength?.value ?? null,
  ];
}

function compare(branch: Branch, other: Branch | undefined): Outside {
  const least = branch.minLength?.value ?? 0;
  const most = branch.maxLength?.value ?? Number.POSITIVE_INFINITY;
  const allowed = once(() => both(partsOf(branch, shapesOf(branch, FORMAT_SHAPES))));
  if (other === undefined) return attempt(() => shortest(allowed(), least, most));
  const fewest = other.minLength?.value ?? 0;
  const furthest = other.maxLength?.value ?? Number.POSITIVE_INFINITY;
  // A length is counted by itself: beside a pattern it would be counted in each of the pattern's states.
  const ways = [
    ...(saysAll(branch, other)
      ? []
      : [
          attempt(() =>
            either(
              // A shape that has more texts than its format must not vouch for what the format allows.
              partsOf(other, shapesOf(other, EXACT_FORMATS)).map((part) =>
                attempt(() =>
                  shortest(NFA.fromIntersection(allowed(), complement(part), limited()), least, most),
                ),
              ),
            ),
          ),
        ]),
    ...(most > furthest ? [attempt(() => shortest(allowed(), Math.max(least, furthest + 1), most))] : []),
    ...(least < fewest ? [attempt(() => shortest(allowed(), least, Math.min(most, fewest - 1)))] : []),
  ];
  return either(ways);
}

/** The shortest text of those that were found. */
function either(found: readonly Outside[]): Outside {
  const words = found.flatMap((each) => (typeof each === 'object' ? [each] : []));
  const [first] = words.sort((one, two) => one.word.length - two.word.length);
  return first ?? (found.includes('unknown') ? 'unknown' : 'none');
}

/** refa throws for what it does not support and for too many states: both mean that it cannot be told. */
function attempt(find: () => Outside): Outside {
  try {
    return find();
  } catch {
    return 'unknown';
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Whether all that the other branch says of a text, but for its length, stands in the branch too. */
function saysAll(branch: Branch, other: Branch): boolean {
  const isIn = (theirs: readonly Rule<Json>[], own: readonly Rule<Json>[]) =>
    theirs.every(({ value }) => own.some((each) => each.value === value));
  return (
    isIn(other.patterns, branch.patterns) &&
    isIn(other.forbiddenPatterns, branch.forbiddenPatterns) &&
    isIn(other.formats, branch.formats) &&
    isIn(other.excluded, branch.excluded)
  );
}

/** One of the shortest texts of at least so many letters; none where that has too many. */
function shortest(texts: NFA, least: number, most: number): Outside {
  if (least > LENGTH) return 'unknown';
  const long = least === 0 ? texts : both([texts, ...parse(`^[^]{${least},}$`)], COUNTED);
  const found = firstWord(long);
  return typeof found === 'object' && [...found.word].length > most ? 'none' : found;
}

function complement(automaton: NFA): NFA {
  const result = DFA.fromFA(automaton, new DFA.LimitedNodeFactory(STATES));
  result.complement(new DFA.LimitedNodeFactory(STATES));
  return NFA.fromFA(result, limited());
}

/**
 * One of the shortest texts. Each state is left once: refa's own list of words goes every way to a state, and there are
 * two to the power of a hundred to one that is a hundred letters away.
 */
function firstWord(automaton: NFA): Outside {
  const { initial, finals }: ReadonlyNFA = automaton;
  const ways = new Map<NFA.ReadonlyNode, Way | undefined>([[initial, undefined]]);
  // What is put into a map while it is gone through comes at its end.
  for (const [node, way] of ways) {
    if (finals.has(node)) return { word: wordOf(way) };
    for (const [next, characters] of node.out)
      if (!ways.has(next)) ways.set(next, { characters, before: way });
  }
  return 'none';
}

/** How a state is reached: the last step, and the way to where it begins. */
interface Way {
  characters: CharSet;
  before: Way | undefined;
}

function wordOf(way: Way | undefined): string {
  const sets: CharSet[] = [];
  for (let step = way; step !== undefined; step = step.before) sets.unshift(step.characters);
  return Words.fromUnicodeToString(Words.pickMostReadableWord(sets) ?? []);
}

function shapesOf({ formats }: Branch, shapes: ReadonlyMap<string, string>): string[] {
  return formats.flatMap(({ value }) => shapes.get(value) ?? []);
}

/**
 * What patterns ask of a text, of whatever length: it has to be of each part. A text that is not of all of them lacks
 * one, which is sought part by part: together they may have more states than can be counted.
 */
function partsOf({ patterns, forbiddenPatterns, excluded }: Branch, shapes: readonly string[]): NFA[] {
  const sources = [...patterns.map(({ value }: Rule<string>) => value), ...shapes];
  if (sources.length === 0) sources.push('');
  const forbidden = forbiddenPatterns.map(({ value }) => value);
  if (excluded.length > 0) forbidden.push(patternOf(excluded.map(({ value }) => String(value))));
  return [...sources.flatMap(parse), ...forbidden.map((source) => complement(both(parse(source))))];
}

function both(parts: readonly NFA[], states = STATES): NFA {
  const [first, ...others] = parts;
  if (first === undefined) throw new Error('there is no pattern');
  return others.reduce((all, each) => NFA.fromIntersection(all, each, limited(states)), first);
}

function anyOf(parts: readonly NFA[]): NFA {
  const [first, another] = parts;
  return first !== undefined && another === undefined ? first : complement(both(parts.map(complement)));
}

function limited(states = STATES): NFA.LimitedNodeFactory {
  return new NFA.LimitedNodeFactory(states);
}

/** A pattern as what it asks for: its look-aheads one by one, where it has no alternatives. */
function parse(source: string): NFA[] {
  const parser = JS.Parser.fromLiteral({ source, flags: 'u' });
  const { expression, maxCharacter } = parser.parse({ backreferences: 'throw', assertions: 'parse' });
  return automataOf(expression.alternatives, false, maxCharacter);
}

/**
 * @param begun true where the alternatives are read from the beginning of the text, as those of a look-ahead behind `^`
 * @returns what a text has to be of, all of it
 */
function automataOf(
  alternatives: readonly { elements: readonly unknown[] }[],
  begun: boolean,
  maxCharacter: number,
): NFA[] {
  const plain: Whole[] = [];
  const looking: NFA[][] = [];
  for (const elements of alternatives.flatMap(({ elements }) => unfolded(elements))) {
    const begins = isEdge(elements[0], 'behind');
    const left = elements.slice(begins ? 1 : 0);
    const ahead = begins || begun ? leadingLooks(left) : [];
    const rest = left.slice(ahead.length);
    const ends = isEdge(rest.at(-1), 'ahead');
    const whole: Whole = {
      inner: { type: 'Concatenation', elements: ends ? rest.slice(0, -1) : rest },
      isFirst: begins || begun,
      isLast: ends,
    };
    if (ahead.length === 0) {
      plain.push(whole);
      continue;
    }
    const looks = ahead.map(({ alternatives: inner, negate }) => {
      const seen = both(automataOf(inner ?? [], true, maxCharacter));
      return negate === true ? complement(seen) : seen;
    });
    looking.push([fromWholes([whole], maxCharacter), ...looks]);
  }
  const all = [...(plain.length === 0 ? [] : [[fromWholes(plain, maxCharacter)]]), ...looking];
  const [only, another] = all;
  return only !== undefined && another === undefined ? only : [anyOf(all.map((parts) => both(parts)))];
}

function leadingLooks(elements: readonly Element[]): Element[] {
  const end = elements.findIndex(
    (element) => element.type !== 'Assertion' || element.kind !== 'ahead' || isEdge(element, 'ahead'),
  );
  return elements.slice(0, end < 0 ? elements.length : end);
}

/** An alternative of a pattern, without what may stand before and behind it. */
interface Whole {
  inner: { type: 'Concatenation'; elements: Element[] };
  isFirst: boolean;
  isLast: boolean;
}

/**
 * Alternatives that may stand anywhere share what is before and behind them: with a rest of the text for each of them an
 * automaton has a state for each set of those that were found, two to the power of ten for `1|2|3|4|5|6|7|8|9|10`.
 */
function fromWholes(wholes: readonly Whole[], maxCharacter: number): NFA {
  const groups = new Map<string, Whole[]>();
  for (const whole of wholes) {
    const key = `${whole.isFirst} ${whole.isLast}`;
    groups.set(key, [...(groups.get(key) ?? []), whole]);
  }
  const alternatives = [...groups.values()].map((group): Element => {
    const [first] = group;
    const inner: Element = {
      type: 'Alternation',
      alternatives: group.map(({ inner: each }) => each),
    };
    return {
      type: 'Concatenation',
      elements: [
        ...(first?.isFirst === true ? [] : around()),
        inner,
        ...(first?.isLast === true ? [] : around()),
      ],
    };
  });
  return fromAlternatives(alternatives, maxCharacter);
}

function fromAlternatives(alternatives: readonly Element[], maxCharacter: number): NFA {
  const whole = transform(
    new CombinedTransformer([Transformers.applyAssertions(), Transformers.removeUnnecessaryAssertions()]),
    { type: 'Expression', alternatives } as unknown as Expression,
  );
  return NFA.fromRegex(whole, { maxCharacter }, { assertions: 'throw' }, limited());
}

interface Element {
  type: string;
  kind?: string;
  negate?: boolean;
  elements?: readonly unknown[];
  alternatives?: { elements: Element[] }[];
}

/** Any text, as the elements of an expression: new ones each time, since refa changes in place what it transforms. */
function around(): readonly Element[] {
  const { expression } = JS.Parser.fromLiteral({ source: '[^]*', flags: 'u' }).parse();
  return (expression.alternatives[0]?.elements ?? []) as readonly Element[];
}

/** A group at either end that holds an edge of its own is written out: `(^a|b)c` is `^ac|bc`. */
function unfolded(elements: readonly unknown[]): Element[][] {
  const list = elements as Element[];
  for (const index of [0, list.length - 1]) {
    const element = list[index];
    if (element?.type !== 'Alternation' || element.alternatives === undefined) continue;
    if (!element.alternatives.some(({ elements: inner }) => inner.some(holdsEdge))) continue;
    return element.alternatives.flatMap(({ elements: inner }) =>
      // What stands beside the group stands in each alternative, and must not be the same there.
      unfolded([...list.slice(0, index).map(copied), ...inner, ...list.slice(index + 1).map(copied)]),
    );
  }
  return [list];
}

function copied(element: Element): Element {
  const { elements, alternatives } = element;
  return {
    ...element,
    ...(elements && { elements: elements.map((each) => copied(each as Element)) }),
    ...(alternatives && {
      alternatives: alternatives.map((each) => ({ ...each, elements: each.elements.map(copied) })),
    }),
  };
}

function holdsEdge(element: Element): boolean {
  return (
    isEdge(element, 'behind') ||
    isEdge(element, 'ahead') ||
    (element.alternatives?.some(({ elements }) => elements.some(holdsEdge)) ?? false)
  );
}

/** `^` and `$`: nothing may stand before, or behind. */
function isEdge(element: unknown, kind: 'ahead' | 'behind'): boolean {
  const { type, kind: own, negate, alternatives } = (element ?? {}) as Element;
  const [only, more] = alternatives ?? [];
  const [character, second] = only?.elements ?? [];
  return (
    type === 'Assertion' &&
    own === kind &&
    negate === true &&
    more === undefined &&
    second === undefined &&
    character?.type === 'CharacterClass' &&
    (character as unknown as { characters: { isAll: boolean } }).characters.isAll
  );
}
