import type { ProbeResult } from '../../checks/run.ts';
import { outcomeOf } from '../causes.ts';
import { count, duration, firstFew } from '../value.ts';
import { type Markup, markup } from './markup.ts';

/** A page holds so many rows and still opens at once. */
const ROWS_LIMIT = 1000;

/** Ids of probes → ids of their rows, which hold nothing that came from outside. */
export function rowIds(probes: readonly ProbeResult[]): Map<string, string> {
  return new Map(probes.slice(0, ROWS_LIMIT).map(({ id }, index) => [id, rowId(index)]));
}

function rowId(index: number): string {
  return `probe-${index + 1}`;
}

/** Every probe in a table that a small script filters; without it the table is whole. */
export function probesTable(probes: readonly ProbeResult[]): Markup {
  const rest = probes.length - ROWS_LIMIT;
  return markup`<section id="probes" aria-labelledby="probes-title">
<h2 id="probes-title">Probes</h2>
<form class="filter" id="filter" role="search" aria-label="Probes" hidden>
<label>Search <input type="search" id="filter-text" autocomplete="off" spellcheck="false"></label>
<label>Show <select id="filter-state"><option value="">all probes</option><option value="finding">with findings</option><option value="clean">without findings</option><option value="unanswered">without an answer</option><option value="unsent">not sent</option></select></label>
<output id="filter-count" for="filter-text filter-state" aria-live="polite">${count(Math.min(probes.length, ROWS_LIMIT), 'probe')}</output>
</form>
<table class="probes" role="table">
<caption>Every request that was planned, what it hoped for and what it got.</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Probe</th><th scope="col" role="columnheader">Hoped for</th><th scope="col" role="columnheader">Got</th><th scope="col" role="columnheader" class="number">Took</th><th scope="col" role="columnheader" class="number">Findings</th></tr></thead>
<tbody role="rowgroup">${probes.slice(0, ROWS_LIMIT).map(row)}</tbody>
</table>
${rest > 0 && markup`<p class="quiet">${count(rest, 'more probe')} in the JSON report.</p>`}
</section>`;
}

function row(probe: ProbeResult, index: number): Markup {
  const { id, title, expects, status, failure, ms, findings } = probe;
  const outcome = outcomeOf(probe);
  const state = outcome === 'answered' ? (findings > 0 ? 'finding' : 'clean') : outcome;
  const got =
    outcome === 'answered'
      ? markup`<strong class="brief">${status}</strong>`
      : markup`${outcome === 'unsent' ? 'not sent' : 'no answer'}: ${failure ?? 'for no known reason'}`;
  return markup`<tr role="row" id="${rowId(index)}" data-state="${state}">
<th scope="row" role="rowheader"><span class="id">${id}</span><span class="title">${title}</span></th>
<td role="cell" data-label="Hoped for">${firstFew(expects, 4)}</td>
<td role="cell" data-label="Got">${got}</td>
<td role="cell" data-label="Took" class="number">${outcome === 'unsent' ? '–' : duration(ms)}</td>
<td role="cell" data-label="Findings" class="number">${findings > 0 ? markup`<span class="cell bad"><span aria-hidden="true">✗</span> ${findings}</span>` : '0'}</td>
</tr>
`;
}
