import { createColors } from 'picocolors';
import type { ResponseVerdict, Verdict } from '../checks/run.ts';

/** What a piece of text is, from which follows how it looks. */
export type Paint =
  | 'plain'
  | 'strong'
  | 'quiet'
  | 'good'
  | 'bad'
  | 'unsure'
  | 'goodTitle'
  | 'badTitle'
  | 'unsureTitle';

/** Turns a text and its paint into what a terminal shows. */
export type Painter = (paint: Paint, text: string) => string;

/** A painter with or without colour; colour says nothing that a word or a sign does not say too. */
export function painter(colour: boolean): Painter {
  if (!colour) return (_, text) => text;
  const { bold, dim, green, red, yellow } = createColors(true);
  const inks: Record<Paint, (text: string) => string> = {
    plain: (text) => text,
    strong: bold,
    quiet: dim,
    good: green,
    bad: red,
    unsure: yellow,
    goodTitle: (text) => bold(green(text)),
    badTitle: (text) => bold(red(text)),
    unsureTitle: (text) => bold(yellow(text)),
  };
  return (paint, text) => inks[paint](text);
}

/** How a verdict is written: the sign, its paint, and the paint of its title. */
export const VERDICT_STYLE: Readonly<
  Record<ResponseVerdict['verdict'], { sign: string; paint: Paint; title: Paint }>
> = {
  conforms: { sign: '✓', paint: 'good', title: 'goodTitle' },
  drift: { sign: '✗', paint: 'bad', title: 'badTitle' },
  inconclusive: { sign: '?', paint: 'unsure', title: 'unsureTitle' },
  'not-asked': { sign: '–', paint: 'quiet', title: 'quiet' },
};

/** The exit code of a verdict and what it means, a sentence for the last line. */
export const EXIT: Readonly<Record<Verdict, { code: 0 | 1 | 3; meaning: string }>> = {
  conforms: { code: 0, meaning: 'every answer that was asked for is what the document promises' },
  drift: { code: 1, meaning: 'an answer is not what was promised' },
  inconclusive: { code: 3, meaning: 'not enough was seen to judge, so this is no pass' },
};
