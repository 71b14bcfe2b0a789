import { CombinedTransformer, DFA, JS, NFA, type NoParent, Transformers, transform, Words } from 'refa';
import type { Languages, Outside } from './language.ts';
import type { Branch, Rule } from './space.ts';

/** States beyond which an automaton is given up. */
const STATES = 20_000;
/** Lengths beyond which counting them would need too many states. */
const LENGTH = 300;

type Expression = NoParent<JS.ParseResult['expression']>;

/**
 * Compares patterns by the texts that they allow, as automata: `[0-9]` and `\d` are the same, and where two differ a text
 * shows it. A pattern with a back-reference, or with a look-around other than `^` and `$` at its ends, cannot be told.
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

function rulesOf({ patterns, forbiddenPatterns, minLength, maxLength }: Branch): unknown[] {
  const forbidden = forbiddenPatterns.map(({ value }) => value).sort();
  return [
    patterns.map(({ value }) => value).sort(),
    forbidden,
    minLength?.value ?? 0,
    maxLength?.value ?? null,
  ];
}

function compare(branch: Branch, other: Branch | undefined): Outside {
  try {
    const allowed = automaton(branch);
    if (other === undefined) return firstWord(allowed);
    const forbidden = complement(automaton(other));
    return firstWord(NFA.fromIntersection(allowed, forbidden, new NFA.LimitedNodeFactory(STATES)));
  } catch {
    // refa throws for what it does not support and for too many states: both mean that it cannot be told.
    return 'unknown';
  }
}

function complement(automaton: NFA): NFA {
  const result = DFA.fromFA(automaton, new DFA.LimitedNodeFactory(STATES));
  result.complement(new DFA.LimitedNodeFactory(STATES));
  return NFA.fromFA(result, new NFA.LimitedNodeFactory(STATES));
}

function firstWord(automaton: NFA): Outside {
  if (automaton.isEmpty) return 'none';
  for (const set of automaton.wordSets())
    return { word: Words.fromUnicodeToString(Words.pickMostReadableWord(set) ?? []) };
  return 'unknown';
}

function automaton({ patterns, forbiddenPatterns, minLength, maxLength }: Branch): NFA {
  const sources = patterns.map(({ value }: Rule<string>) => value);
  const least = minLength?.value ?? 0;
  const most = maxLength?.value;
  if (least > LENGTH || (most ?? 0) > LENGTH) throw new Error('too long to be counted');
  if (least > 0 || most !== undefined) sources.push(`^[^]{${least},${most ?? ''}}$`);
  if (sources.length === 0) sources.push('');
  const [first, ...others] = sources.map(parse);
  if (first === undefined) throw new Error('there is no pattern');
  const forbidden = forbiddenPatterns.map(({ value }) => complement(parse(value)));
  return [...others, ...forbidden].reduce(
    (all, each) => NFA.fromIntersection(all, each, new NFA.LimitedNodeFactory(STATES)),
    first,
  );
}

function parse(source: string): NFA {
  const parser = JS.Parser.fromLiteral({ source, flags: 'u' });
  const { expression, maxCharacter } = parser.parse({ backreferences: 'throw', assertions: 'parse' });
  const anything = JS.Parser.fromLiteral({ source: '[^]*', flags: 'u' }).parse().expression.alternatives[0];
  const around = anything?.elements ?? [];
  const alternatives = expression.alternatives
    .flatMap(({ elements }) => unfolded(elements))
    .map((elements) => {
      const begins = isEdge(elements[0], 'behind');
      const ends = isEdge(elements.at(-1), 'ahead');
      return {
        type: 'Concatenation',
        elements: [
          ...(begins ? [] : around),
          ...elements.slice(begins ? 1 : 0, ends ? -1 : undefined),
          ...(ends ? [] : around),
        ],
      };
    });
  const whole = transform(
    new CombinedTransformer([Transformers.applyAssertions(), Transformers.removeUnnecessaryAssertions()]),
    { type: 'Expression', alternatives } as unknown as Expression,
  );
  return NFA.fromRegex(whole, { maxCharacter }, { assertions: 'throw' }, new NFA.LimitedNodeFactory(STATES));
}

type Element = { type: string; kind?: string; negate?: boolean; alternatives?: { elements: Element[] }[] };

/** A group at either end that holds an edge of its own is written out: `(^a|b)c` is `^ac|bc`. */
function unfolded(elements: readonly unknown[]): Element[][] {
  const list = elements as Element[];
  for (const index of [0, list.length - 1]) {
    const element = list[index];
    if (element?.type !== 'Alternation' || element.alternatives === undefined) continue;
    if (!element.alternatives.some(({ elements: inner }) => inner.some(holdsEdge))) continue;
    return element.alternatives.flatMap(({ elements: inner }) =>
      unfolded([...list.slice(0, index), ...inner, ...list.slice(index + 1)]),
    );
  }
  return [list];
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
