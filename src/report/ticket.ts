import { isUtf8 } from 'node:buffer';
import { ELSEWHERE } from '../checks/accepted.ts';
import type { Run } from '../checks/run.ts';
import type { SpecLock } from '../document/lock.ts';
import { type Exchange, type HeaderLines, headerValues } from '../exchange/exchange.ts';
import { type Cause, promisePlace, seenPlace } from './causes.ts';
import { foldCommand } from './command.ts';
import { block, code } from './ticket-text.ts';
import { bounded, count, grouped } from './value.ts';

/** What a ticket is made of besides the run. Any of it may be missing, and the ticket then says so. */
export interface Evidence {
  /** What was sent and what came, out of the recording of the run. */
  exchanges: readonly Exchange[];
  /** The text of the document that the run was judged by. */
  document: string | undefined;
  /** Where that document came from. */
  lock: SpecLock | undefined;
}

/** Headers that help to find an answer again, or to tell who gave it. */
const HEADERS = [
  'content-type',
  'content-length',
  'date',
  'x-tyk-trace-id',
  'x-request-id',
  'traceparent',
  'server',
  'via',
  'location',
  'retry-after',
  'www-authenticate',
];
const LONGEST_BODY = 4000;
const LONGEST_CURL = 8000;
const AROUND = 4;
const MOST_PROBES = 5;
const MOST_TRACES = 5;
const MOST_ALSO = 20;

/** A difference as a ticket for the provider, in Markdown that is ready to be sent. */
export function renderTicket(run: Run, cause: Cause, evidence: Evidence): string {
  const { finding } = cause;
  const { method, path } = run.operation;
  const exchange = exchangeOf(cause, evidence.exchanges);
  const promise = finding.contract === undefined ? 'what its document says' : 'what we rely on';
  const answer = finding.status === '' ? 'the answer' : `the answer ${code(finding.status)}`;
  const parts = [
    `# ${code(`${method} ${path}`)}: ${answer} is not ${promise}`,
    ...warningsOf(run),
    // What we accept is nothing to the provider.
    block(finding.message.replace(ELSEWHERE, ''), 'text'),
    '## What the document says',
    ...promised(run, cause, evidence),
    '## What came',
    ...seen(run, cause, exchange),
    ...follows(cause),
    '## How to see it again',
    ...again(cause),
    '## Since when, and how often',
    ...howOften(run, cause, evidence.exchanges),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The embedded sandbox is never passed off as the provider's. */
function warningsOf({ target }: Run): string[] {
  if (target.kind === 'embedded') {
    const fault = target.fault === undefined ? '' : `, which had been given the fault ${code(target.fault)}`;
    return [
      `> **Not for sending.** This was seen on the sandbox inside Plumbline${fault}, not on the provider's API.`,
    ];
  }
  return target.kind === 'recording'
    ? [`> Judged from a recording, ${code(target.url)}, and not seen on the API at that moment.`]
    : [];
}

function promised(run: Run, { finding }: Cause, { document, lock }: Evidence): string[] {
  const { document: place, contract, response } = finding;
  const lines: string[] = [];
  if (contract !== undefined) {
    const at = promisePlace(finding) ?? contract.file;
    lines.push(`- This is not in the document itself: it is in our contract, ${code(at)}.`);
  }
  if (place !== undefined) {
    const at = place.line === undefined ? place.file : `${place.file}:${place.line}`;
    const pointer = place.pointer === '' ? '' : `, at ${code(place.pointer)}`;
    lines.push(`- Where: ${code(at)}${pointer}`);
  }
  lines.push(
    lock === undefined
      ? `- Document: ${code(run.document.file)}, sha256 ${code(run.document.sha256)}`
      : `- Page: ${code(lock.origin)}, as of ${code(lock.acceptedOn)} (sha256 ${code(run.document.sha256)})`,
  );
  if (response?.expected !== undefined)
    lines.push(`- Promised: ${code(clipped(JSON.stringify(bounded(response.expected))))}`);
  const excerpt = place?.line === undefined ? undefined : excerptOf(document, place.line);
  if (excerpt !== undefined) return [lines.join('\n'), block(excerpt, 'yaml')];
  if (place?.line === undefined) return [lines.join('\n')];
  return [
    lines.join('\n'),
    `No excerpt: ${code(place.file)} is not at hand, or no longer is what the run was judged by.`,
  ];
}

/** The lines around one of a text, numbered, with a mark at that one. */
function excerptOf(text: string | undefined, line: number): string | undefined {
  const lines = text?.split(/\r?\n/) ?? [];
  if (line < 1 || line > lines.length) return undefined;
  const first = Math.max(1, line - AROUND);
  const shown = lines.slice(first - 1, line + AROUND);
  const width = String(first + shown.length - 1).length;
  return shown
    .map((each, index) => {
      const number = first + index;
      return `${number === line ? '>' : ' '} ${String(number).padStart(width)}  ${each}`;
    })
    .join('\n');
}

function seen(run: Run, { finding }: Cause, exchange: Exchange | undefined): string[] {
  const { response } = finding;
  const place = seenPlace(finding);
  const lines = [
    ...(run.target.kind === 'recording' ? [] : [`- Target: ${code(run.target.url)}`]),
    `- Run: ${code(run.startedAt)}, probe ${code(exchange?.id ?? finding.probe)}`,
    ...(place === undefined ? [] : [`- Where: ${code(place)}`]),
    ...(response?.actual === undefined
      ? []
      : [`- Seen: ${code(clipped(JSON.stringify(bounded(response.actual))))}`]),
  ];
  if (exchange === undefined)
    return [
      lines.join('\n'),
      'The recording of the run is not at hand (`--recording FILE` names it), so the headers and the body of the answer are missing here.',
    ];
  if (exchange.response === undefined)
    return [lines.join('\n'), `No answer: ${code(exchange.failure?.message ?? 'for no known reason')}`];
  const { status, headers, body } = exchange.response;
  const wanted = response?.part === 'header' ? response.pointer.toLowerCase() : undefined;
  const relevant = headers.filter(
    ([name]) => HEADERS.includes(name.toLowerCase()) || name.toLowerCase() === wanted,
  );
  const more = headers.length - relevant.length;
  const text = [
    `HTTP/1.1 ${status}`,
    ...relevant.map(([name, value]) => `${name}: ${value}`.replace(/[\r\n]+/g, ' ')),
    ...(body.length === 0 ? [] : ['', bodyText(body)]),
  ].join('\n');
  return [
    lines.join('\n'),
    block(text, 'http'),
    ...(more > 0 ? [`(${count(more, 'other header')} left out.)`] : []),
  ];
}

function bodyText(body: Uint8Array): string {
  if (!isUtf8(body)) return `(${count(body.length, 'byte')} that are no text in UTF-8)`;
  const text = new TextDecoder().decode(body);
  return text.length <= LONGEST_BODY
    ? text
    : `${text.slice(0, LONGEST_BODY)}… (cut here, of ${count(body.length, 'byte')})`;
}

/** What the provider mends with it, so that nobody writes a ticket for each. */
function follows({ also }: Cause): string[] {
  if (also.length === 0) return [];
  const lines = also.slice(0, MOST_ALSO).map(({ finding: { status, check, kind, message }, probes }) => {
    const answer = status === '' ? '' : `${code(status)}, `;
    return `- ${answer}${code(`${check}/${kind}`)}, ${count(probes.length, 'probe')}: ${code(clipped(message))}`;
  });
  const rest = also.length - lines.length;
  return [
    '## What else follows from it, as far as we can tell',
    [...lines, ...(rest > 0 ? [`- and ${grouped(rest)} more`] : [])].join('\n'),
  ];
}

function again({ finding }: Cause): string[] {
  if (finding.curl === '') return ['The request is not known.'];
  if (finding.curl.length > LONGEST_CURL)
    return [
      `The command is too long for a ticket (${grouped(finding.curl.length)} characters); the JSON report has it.`,
    ];
  const names = [...new Set([...finding.curl.matchAll(/\$\{([A-Za-z_]\w*)/g)].map(([, name = '']) => name))];
  const variables =
    names.length === 0
      ? []
      : [
          `${names.map((name) => code(name)).join(', ')} ${names.length === 1 ? 'stands' : 'stand'} in place of credentials.`,
        ];
  return [block(foldCommand(finding.curl, 100).join('\n'), 'sh'), ...variables];
}

function howOften(run: Run, cause: Cause, exchanges: readonly Exchange[]): string[] {
  const { finding, probes } = cause;
  const sent = run.probes.filter(({ sent: was }) => was);
  const hopes = new Set(sent.filter(({ id }) => probes.includes(id)).map(({ expects }) => expects[0] ?? ''));
  const alike = sent.filter(({ expects }) => hopes.has(expects[0] ?? ''));
  const hoped = [...hopes].filter((status) => status !== '').map((status) => code(status));
  const rest = probes.length - MOST_PROBES;
  const names = probes.slice(0, MOST_PROBES).map((probe) => code(probe));
  return [
    [
      ...ages(run, finding.fingerprint),
      `- Seen by ${grouped(probes.length)} of ${count(alike.length, 'probe')}${hoped.length === 0 ? '' : ` that ${alike.length === 1 ? 'hopes' : 'hope'} for ${hoped.join(' or ')}`}, of ${grouped(sent.length)} sent in all`,
      ...(names.length === 0
        ? []
        : [`- Probes: ${names.join(', ')}${rest > 0 ? ` and ${grouped(rest)} more` : ''}`]),
      ...traces(cause, exchanges),
      `- Fingerprint: ${code(finding.fingerprint)} (${code(`${finding.check}/${finding.kind}`)})`,
    ].join('\n'),
  ];
}

function ages({ history, startedAt }: Run, fingerprint: string): string[] {
  const known = history !== undefined && Object.hasOwn(history.causes, fingerprint);
  const cause = known ? history.causes[fingerprint] : undefined;
  if (cause === undefined) return [`- First seen: ${code(startedAt)} (no history of earlier runs is kept)`];
  const before = cause.lastBad === undefined ? '' : `; it was there before, until ${code(cause.lastBad)}`;
  return [
    `- First seen: ${code(cause.since)}${before}`,
    `- Last good: ${cause.lastGood === undefined ? 'not known' : code(cause.lastGood)}`,
  ];
}

/** What the provider finds the answers by in its own logs. */
function traces({ probes }: Cause, exchanges: readonly Exchange[]): string[] {
  const wanted = new Set(probes);
  const found = exchanges.flatMap(({ id, response }) => {
    if (response === undefined || !wanted.has(id)) return [];
    const [trace] = headerValues(response.headers, 'x-tyk-trace-id');
    return trace === undefined ? [] : [`${code(trace)}${dated(response.headers)}`];
  });
  if (found.length === 0) return [];
  const rest = found.length - MOST_TRACES;
  return [
    `- ${code('X-Tyk-Trace-Id')}: ${found.slice(0, MOST_TRACES).join(', ')}${rest > 0 ? ` and ${grouped(rest)} more` : ''}`,
  ];
}

function dated(headers: HeaderLines): string {
  const [date] = headerValues(headers, 'date');
  return date === undefined ? '' : ` (${code(date)})`;
}

/** The exchange that shows it best: that of the finding itself, or the first with an answer. */
function exchangeOf({ finding, probes }: Cause, exchanges: readonly Exchange[]): Exchange | undefined {
  const own = exchanges.find(({ id }) => id === finding.probe);
  return own ?? exchanges.find(({ id, response }) => probes.includes(id) && response !== undefined);
}

function clipped(text: string): string {
  return text.length <= 500 ? text : `${text.slice(0, 499)}…`;
}
