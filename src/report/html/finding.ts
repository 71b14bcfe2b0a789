import { checks } from '../../checks/checks.ts';
import type { Severity } from '../../checks/finding.ts';
import type { CauseHistory, Run } from '../../checks/run.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { hasOwn } from '../../json.ts';
import type { Cause, Difference } from '../causes.ts';
import { foldCommand } from '../command.ts';
import { commonFormsWords } from '../common-forms.ts';
import { causeSentence } from '../headline.ts';
import { count } from '../value.ts';
import { day } from './day.ts';
import { difference } from './difference.ts';
import { excerpt, type LineLookup } from './excerpt.ts';
import { exchangeDetails } from './exchange.ts';
import { codeLines } from './lines.ts';
import { type Markup, markup } from './markup.ts';

/** What the report has at hand besides the run. */
export interface Evidence {
  source: LineLookup;
  exchanges: ReadonlyMap<string, Exchange>;
  /** Ids of probes → ids of their rows in the table of probes. */
  rows: ReadonlyMap<string, string>;
}

export const SEVERITY_SIGN: Readonly<Record<Severity, string>> = { error: '✗', warning: '!', note: '·' };
/** What still is a command that one would paste. */
const COMMAND_LIMIT = 4000;
const PROBES_LIMIT = 100;
const ALSO_LIMIT = 100;
/** Narrow enough for a column of text. */
const COMMAND_WIDTH = 88;

/** A cause with its evidence: what was promised and seen, the document's words, the exchange, and how to see it again. */
export function causeArticle(cause: Cause, anchor: string, run: Run, evidence: Evidence): Markup {
  const { finding } = cause;
  const past = pastOf(cause, run);
  const exchange = evidence.exchanges.get(finding.probe);
  return markup`<article id="${anchor}" class="cause ${finding.severity}" aria-labelledby="${anchor}-title">
<p class="label"><span class="sign" aria-hidden="true">${SEVERITY_SIGN[finding.severity]}</span> <strong>${finding.severity}</strong> <span class="chip">${finding.check}/${finding.kind}</span>${
    past === undefined ? undefined : markup` <span class="chip">${sinceWords(past)}</span>`
  }</p>
<h3 id="${anchor}-title">${causeSentence(cause, run)}</h3>
${meaning(cause)}
${acceptance(cause)}
${difference(cause)}
${excerpt(finding, evidence.source)}
${exchange === undefined ? undefined : exchangeDetails(exchange)}
${alsoList(cause, run)}${probeList(cause, evidence)}${forms(cause, run)}
${command(finding.curl)}
<p class="quiet fingerprint">Fingerprint <code>${finding.fingerprint}</code></p>
</article>`;
}

/** What follows from a cause, folded away. */
function alsoList({ also }: Cause, run: Run): Markup | undefined {
  if (also.length === 0) return undefined;
  const rest = also.length - ALSO_LIMIT;
  return markup`<details class="follows"><summary>${count(also.length, 'more difference')} of the same cause</summary><ul class="lines">${also
    .slice(0, ALSO_LIMIT)
    .map((each) =>
      causeLine(each, run),
    )}${rest > 0 && markup`<li>and ${rest} more, in the JSON report</li>`}</ul></details>`;
}

/** A cause on one line, where there is no room for more. */
export function causeLine(cause: Difference, run: Run, anchor?: string): Markup {
  const { finding, probes } = cause;
  const seen = probes.length > 1 ? ` ×${count(probes.length, 'probe')}` : '';
  return markup`<li${anchor !== undefined && markup` id="${anchor}"`}><span class="chip">${finding.check}/${finding.kind}${seen}</span> ${causeSentence(cause, run)}</li>`;
}

/** What earlier runs tell of a cause. */
export function pastOf({ finding: { fingerprint } }: Cause, { history }: Run): CauseHistory | undefined {
  return history !== undefined && hasOwn(history.causes, fingerprint)
    ? history.causes[fingerprint]
    : undefined;
}

/** `new` or `since 2026-11-20`, with the last night without it. */
export function sinceWords({ state, since, lastGood }: CauseHistory): string {
  const good = lastGood === undefined ? '' : `; last good night ${day(lastGood)}`;
  return state === 'new' ? `new${good}` : `still there since ${day(since)}${good}`;
}

function meaning({ finding }: Cause): Markup | undefined {
  const check = checks.find(({ id }) => id === finding.check);
  if (check === undefined) return undefined;
  return markup`<p class="meaning"><strong>The promise:</strong> ${check.promise}</p>`;
}

function acceptance({ finding: { accepted } }: Cause): Markup | undefined {
  if (accepted === undefined) return undefined;
  return markup`<p class="accepted-because"><strong>Accepted until ${accepted.until}:</strong> ${accepted.reason}</p>`;
}

function probeList({ probes }: Cause, { rows }: Evidence): Markup | undefined {
  if (probes.length === 0) return undefined;
  const link = (id: string): Markup => {
    const row = rows.get(id);
    return row === undefined ? markup`<li>${id}</li>` : markup`<li><a href="#${row}">${id}</a></li>`;
  };
  const rest = probes.length - PROBES_LIMIT;
  return markup`<details class="seen-by"><summary>Seen by ${count(probes.length, 'probe')}</summary><ul>${probes
    .slice(0, PROBES_LIMIT)
    .map(link)}${rest > 0 && markup`<li>and ${rest} more, in the JSON report</li>`}</ul></details>`;
}

function forms(cause: Cause, run: Run): Markup | undefined {
  const words = commonFormsWords(cause, run);
  return words === undefined ? undefined : markup`<p class="forms">Seen ${words}.</p>`;
}

function command(curl: string): Markup | undefined {
  if (curl === '') return undefined;
  if (curl.length > COMMAND_LIMIT) {
    return markup`<p class="quiet">The command that sends it again is too long to be shown; it is in the JSON report.</p>`;
  }
  const lines = foldCommand(curl, COMMAND_WIDTH).map((text) => ({ text }));
  return markup`<figure class="command"><figcaption><strong>See it again</strong> <span class="place">variables stand for credentials</span> <button type="button" data-copy hidden>Copy</button></figcaption><pre tabindex="0" aria-label="Command that sends the request again">${codeLines(lines)}</pre></figure>`;
}
