import { checks } from '../checks/checks.ts';
import type { Run } from '../checks/run.ts';
import { type Cause, type Difference, findingsOf, isOfTheMoment } from './causes.ts';
import { clip, escapeControl } from './safe.ts';
import { count } from './value.ts';

/** A sentence has said what it has to say by then. */
const SENTENCE_LIMIT = 320;

/** What says who answered, or whether it was the right answer at all: it speaks of an answer that was due. */
const ABOUT_THE_ANSWER: ReadonlySet<string> = new Set(['answer', 'gateway', 'status', 'in-time']);

/** The checks from the outermost layer inwards: what is wrong further out explains what is wrong further in. */
const LAYER = new Map(checks.map(({ id }, index) => [id, index]));

/**
 * The cause that names the fault of a run best: of those that a good part of the probes ran into, the one of the
 * outermost layer. A 400 that comes as 201 has the body of a 400, too, and that is no news. What changes from call to call
 * goes before all.
 */
export function leadingCause(causes: readonly Cause[]): Cause | undefined {
  const unsteady = causes.find(isOfTheMoment);
  if (unsteady !== undefined) return unsteady;
  const most = Math.max(...causes.map(findingsOf));
  const rank = ({ finding }: Cause): number => LAYER.get(finding.check) ?? LAYER.size;
  return causes
    .filter((cause) => findingsOf(cause) * 4 >= most)
    .sort((a, b) => rank(a) - rank(b) || findingsOf(b) - findingsOf(a))[0];
}

/** The causes with the leading one first, the others as they were. */
export function leadingFirst(causes: readonly Cause[]): Cause[] {
  const first = leadingCause(causes);
  return first === undefined ? [] : [first, ...causes.filter((cause) => cause !== first)];
}

/**
 * What is wrong, where, and on which answers, in one sentence: `In every 401 answer, /errors/0/code is
 * "invalid_token", where the documented example "Example" has "unauthorized".`
 */
export function causeSentence(cause: Difference | Cause, run: Run): string {
  const { finding, probes } = cause;
  const title = run.probes.find(({ id }) => id === finding.probe)?.title ?? '';
  // Of many probes, the words of the first one say too little and too much.
  const aside = `: ${title}`;
  const message =
    probes.length > 1 && title !== '' && finding.message.endsWith(aside)
      ? finding.message.slice(0, -aside.length)
      : finding.message;
  const said = clip(escapeControl(message.replace(/\.$/, '')), SENTENCE_LIMIT);
  const where = whichAnswers(cause, run);
  if (where === '') return `${capital(said)}.`;
  return `${where}, ${said.replace(/^(?:The|An?) /, (article) => article.toLowerCase())}.`;
}

/** On which answers a cause was seen, as the beginning of a sentence; empty where it is of no answer. */
function whichAnswers(cause: Difference | Cause, run: Run): string {
  const { finding, probes } = cause;
  const { status, check } = finding;
  if (status === '') return '';
  if (ABOUT_THE_ANSWER.has(check) || (check === 'stable' && finding.kind === 'status')) {
    const alike = probesAlike(cause);
    return `Where ${status} is due${alike > 1 ? ` (${count(alike, 'probe')})` : ''}`;
  }
  const seen = run.responses.find((response) => response.status === status)?.observed ?? 0;
  const hit = probes.length;
  if (hit > 0 && hit >= seen)
    return seen === 1 ? `In the only ${status} answer` : `In every ${status} answer`;
  if (hit > 0) return `In ${hit} of ${count(seen, 'answer')} with ${status}`;
  return `In ${status} answers`;
}

/** How many probes saw the same kind of difference, of what follows from the cause too. */
function probesAlike(cause: Difference | Cause): number {
  const nameOf = ({ finding: { status, check, kind } }: Difference) => `${status} ${check}/${kind}`;
  const alike = 'also' in cause ? cause.also.filter((each) => nameOf(each) === nameOf(cause)) : [];
  return new Set([cause, ...alike].flatMap(({ probes }) => probes)).size;
}

/** The text with its first letter in upper case. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
