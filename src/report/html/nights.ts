import type { Run, RunHistory, Verdict } from '../../checks/run.ts';
import { standing } from '../history-screen.ts';
import { VERDICT_STYLE } from '../style.ts';
import { count } from '../value.ts';
import { day, minute } from './day.ts';
import { type Markup, markup } from './markup.ts';

/** The last nights one beside the other, this one last, and what is mended since the one before. */
export function nights(run: Run, causes: number): Markup | undefined {
  const { history } = run;
  if (history === undefined) return undefined;
  const earlier = history.nights.map((each) => ({ ...each, causes: each.told ?? each.causes }));
  const all = [...earlier, { startedAt: run.startedAt, verdict: run.verdict, causes }];
  const first = all[0]?.startedAt ?? run.startedAt;
  return markup`<section id="nights" aria-labelledby="nights-title">
<h2 id="nights-title">The last runs</h2>
<ol class="nights">${all.map((night, index) => one(night, index === all.length - 1))}</ol>
<p class="quiet">${
    all.length === 1
      ? 'This is the first run against this target.'
      : markup`From ${day(first)} to this run. A number says how many causes of drift there were.`
  } Kept in <span class="path">${history.file}</span>.</p>
${mended(history)}
</section>`;
}

function one(
  { startedAt, verdict, causes }: { startedAt: string; verdict: Verdict; causes: number },
  last: boolean,
): Markup {
  const { sign } = VERDICT_STYLE[verdict];
  const words = `${last ? 'this run, ' : ''}${minute(startedAt)}: ${verdict}${causes > 0 ? `, ${count(causes, 'cause')}` : ''}`;
  return markup`<li class="${verdict}${last ? ' now' : ''}" title="${words}"><span aria-hidden="true">${sign}${causes > 0 && markup`<small>${causes > 99 ? '99+' : causes}</small>`}</span><span class="spoken">${words}</span></li>`;
}

function mended({ mended: list }: RunHistory): Markup | undefined {
  if (list.length === 0) return undefined;
  return markup`<h3>Mended since the last run</h3>
<ul class="mended">${standing(list).map(
    ({ check, status, message, since, lastBad }) =>
      markup`<li><span class="sign" aria-hidden="true">✓</span> <span class="chip">${status} ${check}</span> ${message} <span class="quiet">(seen from ${day(since)} to ${day(lastBad)})</span></li>`,
  )}</ul>`;
}
