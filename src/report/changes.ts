import type { Change } from '../diff/change.ts';
import { placeText } from '../document/pointer-place.ts';
import {
  GRAVITIES,
  GRAVITY,
  gravityOf,
  otherPlaces,
  placeOf,
  sentenceOf,
  witnessWords,
} from './change-words.ts';
import type { Page, Span } from './page.ts';
import { clip, columns, escapeControl } from './safe.ts';
import type { Paint } from './style.ts';
import { count, grouped, jsonText, showPair } from './value.ts';

export interface ChangesOptions {
  /** Every change with a block of its own, those of wording too. */
  verbose: boolean;
}

/** How many changes of one gravity get a block of their own, and how many more a line, before the rest is counted. */
const BLOCKS = 20;
const LINES = 50;
/** How many kinds are counted by name above more changes than get blocks, and how many that are alike are named. */
const KINDS = 8;
const ALIKE = 12;
/** A message has said what it has to say by then. */
const MESSAGE_LIMIT = 600;
/** What still can be read of a witness; the whole one is in the JSON report. */
const WITNESS_LIMIT = 1200;
const LIST_LIMIT = 4000;
const LABEL = 14;

/**
 * Writes changes onto a page, the gravest first: each with its kind, what it is and why, both places, what was and what
 * is, the witness that proves it and whom it reaches. Changes of wording are counted in one line unless all is asked for.
 */
export function renderChanges(page: Page, changes: readonly Change[], { verbose }: ChangesOptions): void {
  for (const gravity of GRAVITIES) {
    const own = changes.filter((change) => gravityOf(change) === gravity);
    if (own.length === 0) continue;
    const { sign, paint, title, titlePaint } = GRAVITY[gravity];
    page.gap();
    if (gravity === 'docs' && !verbose) {
      const them = own.length === 1 ? 'it' : 'each of them';
      page.paragraph(
        [
          [paint, `${sign} `],
          ['strong', `${count(own.length, 'change')} of documentation only`],
          ` (${listed(placesOf(own))})`,
          ['quiet', `; --verbose shows ${them}`],
        ],
        { hang: 2 },
      );
      continue;
    }
    page.line([
      [titlePaint, title],
      ['quiet', `  ${grouped(own.length)}`],
    ]);
    const isMuch = own.length > BLOCKS;
    if (isMuch) kindsOf(page, own);
    const groups = isMuch && !verbose ? alike(own) : own.map((change) => [change]);
    const blocks = verbose ? groups.length : BLOCKS;
    for (const [change, ...others] of groups.slice(0, blocks)) {
      if (change === undefined) continue;
      if (change !== own[0] || isMuch) page.gap();
      changeBlock(page, change, verbose);
      if (others.length > 0) {
        const more = clip(escapeControl(listed(others.map(whereOf), ALIKE)), LIST_LIMIT);
        labelled(page, 'alike', [
          ['strong', `${grouped(others.length)} more`],
          ['quiet', `: ${more}`],
        ]);
      }
    }
    folded(page, groups.slice(blocks));
  }
}

/** How many changes there are of each kind, for who has not the time to read them all. */
function kindsOf(page: Page, changes: readonly Change[]): void {
  const counts = new Map<string, number>();
  for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = [...counts].sort(([, one], [, other]) => other - one);
  const shown = kinds.slice(0, KINDS).map(([kind, number]) => `${grouped(number)} ${kind}`);
  const rest = kinds.length > KINDS ? `, and ${count(kinds.length - KINDS, 'other kind')}` : '';
  page.paragraph([['quiet', clip(escapeControl(`${shown.join(', ')}${rest}`), MESSAGE_LIMIT)]], {
    indent: 2,
  });
}

/** Changes of which the same is said at different places, together; what touches us stands for itself. */
function alike(changes: readonly Change[]): Change[][] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const { kind, fingerprint, touchesUs } = change;
    const key = touchesUs.length > 0 ? fingerprint : `${kind} ${sentenceOf(change)}`;
    const group = groups.get(key) ?? [];
    group.push(change);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Where one of several changes that are alike is. */
function whereOf(change: Change): string {
  const { operations } = change;
  const [first = ''] = operations;
  const operation = operations.length > 1 ? `${first} and ${grouped(operations.length - 1)} more` : first;
  const place = placeOf(change);
  return place === '' || place === 'the operation' || operation === ''
    ? operation || place
    : `${operation}: ${place}`;
}

/** Where documentation changes, each place once: what people want to know of it. */
function placesOf(changes: readonly Change[]): string[] {
  return [...new Set(changes.flatMap(({ places }) => places.slice(0, 1)))].map((place) =>
    clip(escapeControl(place), 60),
  );
}

function folded(page: Page, rest: readonly (readonly Change[])[]): void {
  const sum = (groups: readonly (readonly Change[])[]) => groups.flat().length;
  if (rest.length === 0) return;
  page.gap();
  page.line([['strong', `${grouped(sum(rest))} more`], ', whole with --verbose and in the JSON report']);
  for (const [change, ...others] of rest.slice(0, LINES)) {
    if (change === undefined) continue;
    const more = others.length === 0 ? '' : `${grouped(others.length + 1)} alike, the first: `;
    page.line([...titleOf(change, false), '  ', `${more}${change.message}`]);
  }
  const uncounted = sum(rest.slice(LINES));
  if (uncounted > 0) page.line([['quiet', `… and ${grouped(uncounted)} more`]]);
}

/** A change with all that a reader needs to judge it. */
export function changeBlock(page: Page, change: Change, verbose: boolean): void {
  const { message, why, touchesUs, operations, fingerprint } = change;
  page.paragraph(titleOf(change, true), { hang: 2, glued: true });
  page.paragraph([clip(escapeControl(message), MESSAGE_LIMIT)], { indent: 2 });
  labelled(page, 'why', [clip(escapeControl(why), MESSAGE_LIMIT)]);
  beforeAndAfter(page, change);
  proof(page, change);
  const list = (items: readonly string[]) =>
    clip(escapeControl(listed(items, verbose ? items.length : undefined)), LIST_LIMIT);
  const elsewhere = otherPlaces(change);
  if (elsewhere.length > 0) labelled(page, 'also', [['quiet', list(elsewhere)]]);
  if (operations.length > 1) labelled(page, 'operations', [['quiet', list(operations)]]);
  if (touchesUs.length > 0) {
    labelled(page, 'touches us', [['strong', list(touchesUs)]], 'unsureTitle');
  }
  if (verbose) labelled(page, 'change', [['quiet', fingerprint]]);
}

/** `a; b; c; and 4 more`: places in words have commas of their own. */
function listed(items: readonly string[], limit = 3): string {
  const rest = items.length - limit;
  return rest > 0 ? `${items.slice(0, limit).join('; ')}; and ${grouped(rest)} more` : items.join('; ');
}

function titleOf(change: Change, whole: boolean): Span[] {
  const { sign, word, paint } = GRAVITY[gravityOf(change)];
  const { kind, operations } = change;
  const [first] = operations;
  const where = operations.length > 1 ? `${grouped(operations.length)} operations` : (first ?? '');
  if (!whole)
    return [[paint, sign], ' ', ['strong', kind], ...(where === '' ? [] : [['quiet', `  ${where}`] as Span])];
  return [
    [paint, `${sign} ${word}`],
    ['strong', `  ${kind}`],
    ...(where === '' ? [] : [['quiet', `  ${where}`] as Span]),
  ];
}

function labelled(page: Page, label: string, spans: readonly Span[], paint: Paint = 'quiet'): void {
  page.paragraph([[paint, label], ' '.repeat(LABEL - 2 - label.length), ...spans], {
    indent: 2,
    hang: LABEL,
  });
}

interface Row {
  paint: Paint;
  sign: string;
  /** Undefined where the document has nothing there: only the place is shown. */
  value: string | undefined;
  place: string | undefined;
}

/** What was and what is, each with its place, beside it where there is room and below it where not. */
function beforeAndAfter(page: Page, { before, after, base, candidate }: Change): void {
  const indent = 4;
  const room = page.width - indent - 2;
  const [was, is] = showPair(before, after, room);
  const rows: Row[] = [
    { paint: 'bad', sign: '-', value: before === undefined ? undefined : was, place: placeText(base) },
    { paint: 'good', sign: '+', value: after === undefined ? undefined : is, place: placeText(candidate) },
  ];
  const column = Math.max(...rows.map(({ value = 'nothing' }) => columns(value)));
  const beside = rows.every(
    ({ place = '' }) => indent + 2 + column + 2 + columns(escapeControl(place)) <= page.width,
  );
  for (const { paint, sign, value, place } of rows) {
    if (value === undefined && place === undefined) continue;
    // `null` is a value; a place without one says where it would stand.
    const shown: Span = value === undefined ? ['quiet', 'nothing'] : [paint, value];
    const spans: Span[] = [[paint, `${sign} `], shown];
    if (place !== undefined && beside) {
      spans.push(' '.repeat(column - columns(value ?? 'nothing') + 2), ['quiet', place]);
    }
    page.whole(spans, { indent });
    if (place !== undefined && !beside) page.paragraph([['quiet', place]], { indent: indent + 2 });
  }
}

function proof(page: Page, change: Change): void {
  const { witness } = change;
  if (witness === undefined) return;
  labelled(page, 'proof', [['strong', witnessWords(change)]]);
  if (witness.absent === true) return;
  const text = jsonText(witness.value);
  const whole = text.length <= WITNESS_LIMIT;
  const shown = whole ? text : clip(text, WITNESS_LIMIT);
  page.paragraph(
    breakable(shown).map((piece): Span => ['plain', piece]),
    { indent: LABEL, hang: LABEL + 1, glued: true },
  );
  if (!whole) page.line([['unsure', 'cut here: the whole witness is in the JSON report']], { indent: LABEL });
}

/** JSON on one line in pieces between which it may be broken: after a comma or colon that is not within a text. */
function breakable(json: string): string[] {
  const pieces = json.match(/(?:"(?:[^"\\]|\\.)*"?|[^",:])+[,:]?|[,:]/g) ?? [];
  return pieces.map((piece, index) => (index === 0 ? piece : ` ${piece}`));
}
