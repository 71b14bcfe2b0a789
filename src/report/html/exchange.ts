import { isUtf8 } from 'node:buffer';
import type { Exchange, HeaderLines } from '../../exchange/exchange.ts';
import { count } from '../value.ts';
import { codeLines } from './lines.ts';
import { type Markup, markup } from './markup.ts';

/** What of a body is shown; all of it is in the recording. */
const BODY_LIMIT = 4000;
const LINES_LIMIT = 80;
const HEADERS_LIMIT = 40;

/** The request and the response of one exchange, folded. */
export function exchangeDetails({ id, request, response, failure, ms }: Exchange): Markup {
  const asked = message(`${request.method} ${request.url}`, request.headers, request.body);
  const got =
    response === undefined
      ? markup`<p>No answer: ${failure?.message ?? 'for no known reason'}</p>`
      : message(`HTTP ${response.status}`, response.headers, response.body);
  return markup`<details class="exchange"><summary>Request and response of <span class="id">${id}</span></summary>
<figure><figcaption><strong>Request</strong> <span class="place">secrets are redacted</span></figcaption>${asked}</figure>
<figure><figcaption><strong>Response</strong> <span class="place">after ${Math.round(ms)} ms</span></figcaption>${got}</figure>
</details>`;
}

function message(first: string, headers: HeaderLines, body: Uint8Array | undefined): Markup {
  const lines = [
    first,
    ...headers.slice(0, HEADERS_LIMIT).map(([name, value]) => `${name}: ${value}`),
    ...(headers.length > HEADERS_LIMIT ? [`⋯ ${count(headers.length - HEADERS_LIMIT, 'more header')}`] : []),
  ];
  const content = body === undefined || body.length === 0 ? [] : ['', ...bodyLines(body)];
  return markup`<pre tabindex="0" aria-label="Message">${codeLines([...lines, ...content].map((text) => ({ text })))}</pre>`;
}

function bodyLines(body: Uint8Array): string[] {
  if (!isUtf8(body)) return [`⋯ ${count(body.length, 'byte')} that are no text in UTF-8`];
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  const lines = readable(text).slice(0, BODY_LIMIT).split('\n');
  const shown = lines.slice(0, LINES_LIMIT);
  const whole = readable(text).length <= BODY_LIMIT && lines.length <= LINES_LIMIT;
  return whole ? shown : [...shown, `⋯ cut here: the body has ${count(body.length, 'byte')}`];
}

/** JSON over several lines where that loses nothing: not a key that comes twice, nor a space that ought not to be. */
function readable(text: string): string {
  if (text.length > BODY_LIMIT) return text;
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}
