import type { Change } from '../diff/change.ts';
import type { Paint } from './style.ts';

/** How much a change matters to a consumer, the gravest first. */
export const GRAVITIES = ['breaking', 'undecided', 'announced', 'compatible', 'docs'] as const;
export type Gravity = (typeof GRAVITIES)[number];

/** Which of them a change is. */
export function gravityOf({ breaking, undecided, announced, side }: Change): Gravity {
  if (breaking) return undecided === true ? 'undecided' : 'breaking';
  if (side === 'docs') return 'docs';
  return announced ? 'announced' : 'compatible';
}

/** How each is written: its sign and word on a change, and the title above all of them. */
export const GRAVITY: Readonly<
  Record<Gravity, { sign: string; word: string; paint: Paint; titlePaint: Paint; title: string }>
> = {
  breaking: { sign: '✗', word: 'breaking', paint: 'bad', titlePaint: 'badTitle', title: 'Breaking' },
  undecided: {
    sign: '?',
    word: 'undecided',
    paint: 'bad',
    titlePaint: 'badTitle',
    title: 'Undecided, and treated as breaking',
  },
  announced: {
    sign: '!',
    word: 'announced',
    paint: 'unsure',
    titlePaint: 'unsureTitle',
    title: 'Announced: the provider says that it may come at any time',
  },
  compatible: { sign: '+', word: 'compatible', paint: 'good', titlePaint: 'goodTitle', title: 'Compatible' },
  docs: {
    sign: '·',
    word: 'documentation only',
    paint: 'quiet',
    titlePaint: 'strong',
    title: 'Documentation only',
  },
};

/** What a witness proves, in words: which document takes it, which does not, or what is left out in it. */
export function witnessWords({ witness, side }: Change): string {
  if (witness === undefined) return '';
  const { accepts, refuses, absent } = witness;
  const verdicts = `accepted by ${accepts.toUpperCase()}, refused by ${refuses.toUpperCase()}`;
  if (absent !== true) return verdicts;
  return `${side === 'response' ? 'an answer' : 'a request'} that leaves it out: ${verdicts}`;
}

/** The place that a change's message begins with, in words; empty where it begins with none. */
export function placeOf({ message, places }: Change): string {
  const own = places.filter((place) => message.startsWith(`${place}:`) || message.startsWith(`${place} (`));
  // Of two places that begin alike the message means the longer one.
  const [first = ''] = own.sort((a, b) => b.length - a.length);
  return first;
}

/** What a change's message says of its place. */
export function sentenceOf(change: Change): string {
  return change.message.slice(placeOf(change).length).replace(/^ \(and in \d+ other places?\)/, '');
}

/** The places that a change reaches beside the one that its message begins with. */
export function otherPlaces(change: Change): string[] {
  const own = placeOf(change);
  return change.places.filter((place) => place !== own);
}
