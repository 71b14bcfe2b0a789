import { createHash } from 'node:crypto';
import { raw } from 'hono/html';
import type { Finding } from '../checks/finding.ts';
import type { Run } from '../checks/run.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { type Cause, causesOf } from './causes.ts';
import { leadingFirst } from './headline.ts';
import { coverage, leftOpen, notes } from './html/closing.ts';
import { day } from './html/day.ts';
import { linesOf, type SourceLookup } from './html/excerpt.ts';
import { causeArticle, causeLine, type Evidence } from './html/finding.ts';
import { type Markup, markup } from './html/markup.ts';
import { masthead } from './html/masthead.ts';
import { matrix } from './html/matrix.ts';
import { nights } from './html/nights.ts';
import { probesTable, rowIds } from './html/probes.ts';
import { SCRIPT } from './html/script.ts';
import { STYLE } from './html/style.ts';
import { VERDICT_STYLE } from './style.ts';
import { count, grouped } from './value.ts';

export interface HtmlOptions {
  /** The text of the document and of the contract, for excerpts: without it there are none. */
  source?: SourceLookup;
  /** What was sent and what came, for requests and responses: without it there are none. */
  exchanges?: readonly Exchange[];
}

/** Bytes that causes may take up with all their evidence; those that come after have a line each. */
const ARTICLES_BUDGET = 600_000;
const LINES_LIMIT = 300;

/** Nothing is loaded, nothing is sent, and only the style and the script that are known here are obeyed. */
const POLICY = [
  "default-src 'none'",
  `style-src '${hashOf(STYLE)}'`,
  `script-src '${hashOf(SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/**
 * A run as a page for people: one file that loads nothing, reads without JavaScript and without colour, and holds no
 * character of an answer that a browser would act upon.
 */
export function renderHtml(run: Run, { source = () => undefined, exchanges = [] }: HtmlOptions = {}): string {
  const [known, own] = apart(run);
  const errors = leadingFirst(causesOf(own, 'error'));
  const accepted = causesOf(known, 'error');
  const warnings = causesOf(own, 'warning');
  const anchors = new Map(
    [...errors, ...accepted, ...warnings].map((cause, index) => [cause, `cause-${index + 1}`]),
  );
  const evidence: Evidence = {
    source: linesOf(source),
    exchanges: new Map(exchanges.map((exchange) => [exchange.id, exchange])),
    rows: rowIds(run.probes),
  };
  const room = { left: ARTICLES_BUDGET };
  const section = (id: string, title: string, list: readonly Cause[]) =>
    causesSection({ id, title, list }, { run, anchors, evidence, room });
  const body = markup`<a class="skip" href="#main">To the report</a>
${masthead(run, errors, anchors)}
${contents([
  ['answers', 'Answers'],
  errors.length > 0 && ['drift', `Drift (${errors.length})`],
  accepted.length > 0 && ['accepted', `Accepted (${accepted.length})`],
  run.history !== undefined && ['nights', 'Last runs'],
  warnings.length > 0 && ['warnings', `Warnings (${warnings.length})`],
  run.leftOpen.length > 0 && ['left-open', 'Left open'],
  ['coverage', 'Coverage'],
  ['probes', `Probes (${run.probes.length})`],
])}
<main id="main">
${matrix(
  run.responses,
  own.filter(({ severity }) => severity === 'error'),
)}
${section('drift', errors.length === 1 ? 'The cause of drift' : `${count(errors.length, 'cause')} of drift`, errors)}
${section('accepted', 'Known and accepted, which do not fail this run', accepted)}
${nights(run, errors.length)}
${section('warnings', 'Warnings, which do not fail a run', warnings)}
${notes(causesOf(own, 'note'), run)}
${leftOpen(run)}
${coverage(run)}
${probesTable(run.probes)}
</main>
<footer><p>Written by Plumbline. All of it, for machines: the JSON report of the same run.</p></footer>`;
  return page(run, body).toString();
}

function contents(entries: readonly (readonly [id: string, title: string] | false)[]): Markup {
  return markup`<nav aria-label="Parts of this report"><ul>${entries.map(
    (entry) => entry && markup`<li><a href="#${entry[0]}">${entry[1]}</a></li>`,
  )}</ul></nav>`;
}

/** Findings that the baseline accepts for now, and those that count. */
function apart({ findings, startedAt }: Run): [known: Finding[], own: Finding[]] {
  const known = findings.filter(({ accepted }) => accepted !== undefined && day(startedAt) <= accepted.until);
  const apart = new Set(known);
  return [known, findings.filter((finding) => !apart.has(finding))];
}

function causesSection(
  { id, title, list }: { id: string; title: string; list: readonly Cause[] },
  {
    run,
    anchors,
    evidence,
    room,
  }: { run: Run; anchors: ReadonlyMap<Cause, string>; evidence: Evidence; room: { left: number } },
): Markup | undefined {
  if (list.length === 0) return undefined;
  const articles: Markup[] = [];
  for (const cause of list) {
    if (room.left <= 0) break;
    const article = causeArticle(cause, anchors.get(cause) ?? id, run, evidence);
    room.left -= Buffer.byteLength(article.toString());
    articles.push(article);
  }
  const rest = list.slice(articles.length);
  const lines = rest.slice(0, LINES_LIMIT);
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${articles}
${rest.length > 0 && markup`<h3>${grouped(rest.length)} more, whole in the JSON report</h3><ul class="lines">${lines.map((cause) => causeLine(cause, run, anchors.get(cause)))}</ul>`}
${rest.length > lines.length && markup`<p class="quiet">and ${grouped(rest.length - lines.length)} more</p>`}
</section>`;
}

function page(run: Run, body: Markup): Markup {
  const { sign } = VERDICT_STYLE[run.verdict];
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${sign} ${run.verdict}: ${run.operation.method} ${run.operation.path}, ${day(run.startedAt)}</title>
<style>${raw(STYLE)}</style>
</head>
<body class="${run.verdict}">
${body}
<script>${raw(SCRIPT)}</script>
</body>
</html>
`;
}
