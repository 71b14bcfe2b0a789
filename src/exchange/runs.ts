import { type GramIndex, LONG_WORD, LONG_WORD_LENGTH } from './gram-index.ts';
import { foldedText, PARTS_FROM, ROUNDS, type Secret, SUBSTRING_FROM, type Word } from './spellings.ts';
import {
  BACKSLASH,
  DEEP,
  ENTITY,
  PERCENT,
  QUOTED_PRINTABLE,
  type Unescaped,
  undoEscapes,
  ZERO,
} from './unescape.ts';

/** A run of a secret, in offsets of the text with its escapes; `to` is exclusive. */
export interface Run {
  owner: number;
  from: number;
  to: number;
}

export interface Search {
  index: GramIndex;
  words: readonly Word[];
  /** Collects the secrets that were certainly there. */
  found: Set<number>;
}

type Note = (owner: number, from: number, to: number) => void;

/** Kinds of escapes that stand within one another; quoted-printable is a whole text's. */
const NESTING = PERCENT | BACKSLASH | ENTITY | ZERO;
/** How often base64 within base64 is undone. */
const DEPTH = 2;

/**
 * Finds every run of a secret in a text as it stands, and in the text with its escapes and its base64 undone.
 *
 * @returns the runs in no order, some within others; `settled` when taking them out cannot bring others to light
 */
export function findRuns(text: Uint8Array, search: Search, depth = 0): { runs: Run[]; settled: boolean } {
  const runs: Run[] = [];
  const first: Unescaped[] = [];
  const kinds = look(text, search, depth, (owner, from, to) => runs.push({ owner, from, to }));
  if (kinds === 0) return { runs, settled: search.words.length === 0 };

  const nesting = kinds & NESTING;
  // Each kind alone too: what belongs to the secret may look like an escape of another kind.
  const alone = [PERCENT, BACKSLASH, ENTITY, ZERO, QUOTED_PRINTABLE].filter(
    (kind) => (kinds & kind) !== 0 && kind !== nesting,
  );
  for (const together of nesting === 0 ? alone : [...alone, nesting]) {
    const layers: Unescaped[] = [];
    let inner = text;
    for (let round = 0; round <= ROUNDS; round++) {
      const layer = undoEscapes(inner, round < ROUNDS ? together : together | DEEP);
      if (layer === undefined) break;
      if (round === 0) first.push(layer);
      layers.unshift(layer);
      inner = layer.bytes;
      look(inner, search, depth, (owner, from, to) => {
        const run: Run = { owner, from, to };
        // The way back leads through each layer in turn.
        for (const each of layers) {
          run.from = each.from(run.from);
          run.to = each.to(run.to - 1);
        }
        runs.push(run);
      });
    }
  }
  for (const run of runs) {
    for (const layer of first) {
      run.from = layer.outside(run.from, 'from');
      run.to = layer.outside(run.to, 'to');
    }
  }
  return { runs, settled: false };
}

/** Looks at a text as it stands; returns the kinds of escapes that it may hold, and `LONG_WORD`. */
function look(text: Uint8Array, search: Search, depth: number, note: Note): number {
  const runs: Run[] = [];
  const noteToo: Note = (owner, from, to) => {
    runs.push({ owner, from, to });
    note(owner, from, to);
  };
  const seen = search.index.scan(text, noteToo, (owner) => search.found.add(owner));
  findWords(text, search.words, note);
  if ((seen & LONG_WORD) !== 0 && depth < DEPTH) findEncoded(text, { search, depth, runs, note });
  return seen;
}

/** Most words that are long enough are one of these. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const WORDS = new RegExp(`(?<![\\w+/-])[\\w+/-]{${LONG_WORD_LENGTH},}={0,2}`, 'g');

/** Words in base64 that hold a secret which was encoded before: all of such a word goes. */
function findEncoded(
  text: Uint8Array,
  { search, depth, runs, note }: { search: Search; depth: number; runs: readonly Run[]; note: Note },
): void {
  const latin = Buffer.from(text.buffer, text.byteOffset, text.length).toString('latin1');
  const taken = runs.toSorted((a, b) => a.from - b.from);
  let next = 0;
  for (const { 0: word, index: from } of latin.matchAll(WORDS)) {
    const to = from + word.length;
    while ((taken[next]?.to ?? to) <= from) next++;
    const run = taken[next];
    if ((run !== undefined && run.from <= from && run.to >= to) || UUID.test(word)) continue;
    // A short secret may stand in any bytes by chance.
    const inside = findRuns(Buffer.from(word, 'base64'), { ...search, words: [] }, depth + 1);
    const owner = longestOf(inside.runs)?.owner;
    if (owner !== undefined) note(owner, from, to);
  }
}

function longestOf(runs: readonly Run[]): Run | undefined {
  return runs.reduce<Run | undefined>(
    (longest, run) =>
      longest === undefined || run.to - run.from > longest.to - longest.from ? run : longest,
    undefined,
  );
}

function findWords(text: Uint8Array, words: readonly Word[], note: Note): void {
  if (words.length === 0) return;
  const folded = foldedText(text);
  for (const { owner, text: word, beside } of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      const around = beside && `${folded[at - 1] ?? ' '}${folded[at + word.length] ?? ' '}`;
      if (around === undefined || !beside?.test(around)) note(owner, at, at + word.length);
    }
  }
}

/** Less of a secret than is looked for elsewhere, at the very end of a text that was cut off there. */
export function findBeginnings(text: Uint8Array, secrets: readonly Secret[]): Run[] {
  const tail = foldedText(text.subarray(-PARTS_FROM));
  return secrets.flatMap((secret, owner) => {
    const head = foldedText(secret.bytes.subarray(0, PARTS_FROM));
    for (let length = Math.min(head.length, tail.length); length >= SUBSTRING_FROM; length--) {
      if (tail.endsWith(head.slice(0, length)))
        return [{ owner, from: text.length - length, to: text.length }];
    }
    return [];
  });
}
