import type { Run } from '../../checks/run.ts';
import type { Cause } from '../causes.ts';
import { count } from '../value.ts';
import { causeLine } from './finding.ts';
import { type Markup, markup } from './markup.ts';

/** Notes on a line each: what is no fault and may still be worth knowing. */
export function notes(list: readonly Cause[], run: Run): Markup | undefined {
  if (list.length === 0) return undefined;
  return markup`<section id="notes" aria-labelledby="notes-title">
<h2 id="notes-title">Notes, which are no fault</h2>
<ul class="lines">${list.slice(0, 100).map((cause) => causeLine(cause, run))}${
    list.length > 100 && markup`<li>${count(list.length - 100, 'more note')} in the JSON report</li>`
  }</ul>
</section>`;
}

/** How much of the document the probes came by. */
export function coverage({ coverage: covered }: Run): Markup {
  const parts: [name: string, pair: [number, number]][] = [
    ['Answers seen', covered.responses],
    ['Rules for requests broken', covered.requestConstraints],
    ['Security schemes tried', covered.securitySchemes],
    ['Examples compared', covered.examples],
  ];
  return markup`<section id="coverage" aria-labelledby="coverage-title">
<h2 id="coverage-title">Coverage</h2>
<dl class="coverage">${parts.map(
    ([name, [some, all]]) =>
      markup`<div class="${some < all ? 'unsure' : 'good'}"><dt>${name}</dt><dd>${
        all === 0 ? 'none documented' : markup`<strong>${some}</strong> of ${all}`
      }</dd></div>`,
  )}</dl>
</section>`;
}

/** What the document itself leaves open, which nobody can be held to. */
export function leftOpen({ leftOpen: sentences }: Run): Markup | undefined {
  if (sentences.length === 0) return undefined;
  return markup`<section id="left-open" aria-labelledby="left-open-title">
<h2 id="left-open-title">What the document leaves open</h2>
<ul class="lines">${sentences.map((sentence) => markup`<li>${sentence}</li>`)}</ul>
</section>`;
}
