import type { Run, Target } from '../../checks/run.ts';
import type { Cause } from '../causes.ts';
import { outcomeOf } from '../causes.ts';
import { capital, causeSentence } from '../headline.ts';
import { EXIT, VERDICT_STYLE } from '../style.ts';
import { count, duration, grouped } from '../value.ts';
import { minute } from './day.ts';
import { pastOf, sinceWords } from './finding.ts';
import { type Markup, markup, type Part } from './markup.ts';

/** How many causes are named before the others are counted. */
const NAMED = 4;
/** A longer sentence is set in smaller letters. */
const LONG = 150;

/** The first screen: the verdict in a sentence that names the fault, since when, where it was seen, and what to do. */
export function masthead(run: Run, errors: readonly Cause[], anchors: ReadonlyMap<Cause, string>): Markup {
  const { sign } = VERDICT_STYLE[run.verdict];
  const [first, ...others] = errors;
  const sentence = verdictSentence(run, first);
  return markup`<header class="masthead ${run.verdict}">
<p class="brand"><span>Plumbline</span> <span class="operation">${run.operation.method} ${run.operation.path}</span></p>
<h1${sentence.length > LONG && markup` class="long"`}><span class="verdict"><span aria-hidden="true">${sign}</span> ${run.verdict.toUpperCase()}:</span> ${sentence}</h1>
${others.length > 0 && otherCauses(others, run, anchors)}
${targetLine(run.target)}
<dl class="facts">
${since(run, first)}
${fact('What to do', whatToDo(run, first, anchors))}
${
  run.verdict === 'drift' &&
  run.hints.length > 0 &&
  fact(
    'Besides',
    run.hints.map((hint) => markup`<p>${capital(hint)}.</p>`),
  )
}
${fact('Asked', whatWasAsked(run))}
${fact('Judged against', judgedAgainst(run))}
</dl>
</header>`;
}

/** The verdict's sentence, the word of the verdict aside. */
export function verdictSentence(run: Run, leading: Cause | undefined): string {
  const operation = `${run.operation.method} ${run.operation.path}`;
  if (leading !== undefined) return causeSentence(leading, run);
  if (run.verdict === 'conforms')
    return `${operation} answers as its document says, wherever it was asked to.`;
  if (run.verdict === 'drift') return `${operation} does not answer as its document says.`;
  const [hint] = run.hints;
  return hint === undefined
    ? `not enough was seen of ${operation} to judge it.`
    : `${halves(hint)[0].replace(/\.$/, '')}.`;
}

/** A hint says what is the matter, and behind a semicolon what to do about it. */
function halves(hint: string): [what: string, advice: string | undefined] {
  const at = hint.indexOf('; ');
  return at < 0 ? [hint, undefined] : [hint.slice(0, at), hint.slice(at + 2)];
}

function otherCauses(others: readonly Cause[], run: Run, anchors: ReadonlyMap<Cause, string>): Markup {
  const rest = others.length - NAMED;
  return markup`<p class="also">${count(others.length, 'more cause')} of drift:</p>
<ul class="also">${others
    .slice(0, NAMED)
    .map(
      (cause) =>
        markup`<li><a href="#${anchors.get(cause) ?? 'drift'}">${causeSentence(cause, run)}</a></li>`,
    )}${rest > 0 && markup`<li><a href="#drift">and ${grouped(rest)} more</a></li>`}</ul>`;
}

/** What was asked, so plainly that nobody takes the embedded sandbox for the API. */
function targetLine({ kind, url, fault }: Target & { fault?: string }): Markup {
  const says: Record<Target['kind'], Part> = {
    embedded: markup`<strong>The embedded sandbox inside Plumbline was asked, not the real API.</strong> This says nothing about the provider’s servers.${fault !== undefined && markup` Its fault <code>${fault}</code> was switched on.`}`,
    sandbox: markup`The provider’s sandbox was asked: <strong class="url">${url}</strong>`,
    url: markup`The server at <strong class="url">${url}</strong> was asked.`,
    recording: markup`Nothing was asked now: the recording <strong class="url">${url}</strong> was judged.`,
  };
  return markup`<p class="target ${kind}">${says[kind]}</p>`;
}

function fact(name: string, value: Part): Markup {
  return markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function since(run: Run, leading: Cause | undefined): Markup | undefined {
  const past = leading === undefined ? undefined : pastOf(leading, run);
  return past === undefined ? undefined : fact('Since when', capital(sinceWords(past)));
}

function whatToDo(run: Run, leading: Cause | undefined, anchors: ReadonlyMap<Cause, string>): Part {
  if (run.verdict === 'conforms') return 'Nothing.';
  if (run.verdict === 'inconclusive') {
    const [first = '', ...more] = run.hints;
    const advice = [halves(first)[1] ?? 'put right what the sentence above says', ...more];
    const again = 'This is no pass: run it again then.';
    if (run.hints.length === 0) return 'Run it again: this is no pass.';
    if (more.length === 0) return `${capital(advice[0] ?? '')}. ${again}`;
    return markup`<ul>${advice.map((each) => markup`<li>${capital(each)}</li>`)}</ul>${again}`;
  }
  const evidence =
    leading === undefined
      ? 'the evidence below'
      : markup`<a href="#${anchors.get(leading) ?? 'drift'}">the evidence</a>`;
  const whose: Record<Target['kind'], Part> = {
    embedded: markup`Look at ${evidence}. The sandbox was made wrong on purpose, or differs from this document.`,
    sandbox: markup`Look at ${evidence} and send its command again. If it stays, it is the provider’s to mend: report it with the line of the document and the answer.`,
    url: markup`Look at ${evidence} and send its command again. If it stays, mend the server, or the document.`,
    recording: markup`Look at ${evidence}. Whether it is still so, only a new run tells.`,
  };
  return whose[run.target.kind];
}

function whatWasAsked({ probes, target, durationMs, seed, startedAt, interrupted, verdict }: Run): Markup {
  const sent = probes.filter((probe) => outcomeOf(probe) !== 'unsent').length;
  const what =
    target.kind === 'recording'
      ? `${count(probes.length, 'recorded exchange')}, judged in ${duration(durationMs)}`
      : `${sent === probes.length ? '' : `${grouped(sent)} of `}${count(probes.length, 'probe')} in ${duration(durationMs)}, seed ${seed}`;
  return markup`${what}${interrupted && ', stopped early'}<br><time datetime="${startedAt}">${minute(startedAt)}</time><br>Exit code ${EXIT[verdict].code}: ${EXIT[verdict].meaning}`;
}

function judgedAgainst({ document, contract }: Run): Markup {
  return markup`<span class="path">${document.file}</span>${contract && markup`<br><span class="path">${contract.file}</span>`}<br>sha256 <code>${document.sha256.slice(0, 12)}</code>`;
}
