import { isUtf8 } from 'node:buffer';
import type { ExchangeRequest } from './exchange.ts';
import { shellQuoted } from './shell-quoted.ts';
import { USER_AGENT } from './user-agent.ts';

/** curl writes these itself, from the URL and the body. */
const OWN_HEADERS = new Set(['content-length', 'host', 'connection', 'transfer-encoding']);

/** Told of chunks, curl sends a body in them; told that the connection is to end, it says so. */
function isMeant(name: string, value: string, body: Uint8Array | undefined): boolean {
  const said = `${name.toLowerCase()}: ${value.trim()}`;
  return said === 'connection: close' || (body !== undefined && said === 'transfer-encoding: chunked');
}

/** A header's name (RFC 9110 section 5.6.2): not `:path`, which is HTTP/2's, nor `@file`, which curl would read. */
const TOKEN = /^[!#$%&'*+.^`|~\w-]+$/;

/** Linux takes no argument of more than 128 KiB; `printf` is built into the shell and has no such limit. */
const LONGEST_ARGUMENT = 100_000;

/**
 * Writes a request as one line for a POSIX shell that sends it again with curl. Variables that stand for credentials in
 * the URL and in headers stay live, also in the few pipes that spoil them on purpose; nothing else of the request can
 * mean anything to the shell.
 */
export function toCurl(request: ExchangeRequest): string {
  const { method, headers, body } = request;
  const url = liveMarks(request.url);
  const verb = method.toUpperCase() === 'HEAD' ? ['--head'] : ['-X', bareWord(method)];
  const words = ['curl', '-sS', '-i', ...protocol(url), ...verb];
  // curl itself reads brackets and braces in a URL as lists, and takes dots out of its path.
  if (/[[\]{}]/.test(url.replace(EXPANSIONS, ''))) words.push('-g');
  if (/\/\.{1,2}(?:[/?#]|$)/.test(url)) words.push('--path-as-is');
  words.push(...(/^https?:\/\//i.test(url) ? [] : ['--url']), shellWord(visible(url)));
  for (const [name, value] of headers) {
    const isOwn = OWN_HEADERS.has(name.toLowerCase()) && !isMeant(name, value, body);
    // curl says what it is, which does as well.
    const isOurName = name === 'User-Agent' && value === USER_AGENT;
    if (isOwn || isOurName || !TOKEN.test(name)) continue;
    words.push('-H', shellWord(headerLine(name, visible(value).trim())));
  }
  // Or else the terminal shows the compressed bytes.
  if (headers.some(([name]) => name.toLowerCase() === 'accept-encoding')) words.push('--compressed');
  if (body === undefined) return words.join(' ');
  // curl would say that it is a form.
  if (!headers.some(([name]) => name.toLowerCase() === 'content-type')) words.push('-H', "'Content-Type:'");
  const text = printable(body);
  if (text !== undefined) return [...words, '--data-raw', shortened(text)].join(' ');
  return `printf ${shellQuoted(octal(body))} | ${[...words, '--data-binary', '@-'].join(' ')}`;
}

/** Over HTTP/2, which curl prefers with TLS, names of headers would be in lower case. */
function protocol(url: string): string[] {
  return /^https:/i.test(url) ? ['--http1.1'] : [];
}

/** A header without a value has to be written with a semicolon: with a colon it says that curl shall not send it. */
function headerLine(name: string, value: string): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

/** In a URL the mark of a credential becomes its variable, so that the line can be run. */
function liveMarks(url: string): string {
  return url.replace(/\[redacted:([A-Za-z_]\w*)\]/g, '${$1}');
}

const VARIABLE = '\\$\\{[A-Za-z_][A-Za-z0-9_]*(?:(?:%%?|##?)[A-Za-z0-9?*._-]+)?\\}';
const FILTER =
  "(?:base64(?: -w ?0)?|cut -c ?\\d{1,5}-\\d{1,5}|cut -d ?\\. -f ?\\d{1,2}|tr 'A-Za-z' 'a-zA-Z'|rev)";
/** Letters too many, and one byte that is no ASCII. */
const MADE = "\\$\\((?:printf %\\d{1,4}s \\| tr ' ' x|printf '\\\\[23][0-7]{2}')\\)";
const PIPE = `\\$\\(printf %s "(?:[A-Za-z0-9 :._,=@/+-]|${VARIABLE})*" \\| ${FILTER}\\)`;

/**
 * What may stay live: `${NAME}`, POSIX's ways to cut it (`${NAME%?}`), one pipe of it through one of the filters that
 * probes use, and what `printf` makes of nothing. Whatever a recording or a document wrote in such a place, it can print a variable and no more.
 */
const EXPANSIONS = new RegExp(`${VARIABLE}|${PIPE}|${MADE}`, 'g');

/** One word for the shell, in double quotes where something in it stays live. */
function shellWord(text: string): string {
  const live = text.match(EXPANSIONS);
  if (live === null) return shellQuoted(text);
  const parts = text.split(EXPANSIONS).flatMap((part, index) => [inDoubleQuotes(part), live[index] ?? '']);
  return `"${parts.join('')}"`;
}

function inDoubleQuotes(text: string): string {
  return (
    text
      .replace(/[\\"`$]/g, '\\$&')
      // An interactive shell looks for its history behind this mark, in double quotes too.
      .replace(/!+/g, `"'$&'"`)
  );
}

/** A letter or a word so often that nobody would read it: what makes a value too long. */
const OVER_AND_OVER = /([A-Za-z0-9 ._-]{1,16}?)\1{99,}/g;

/** A text as one word for the shell, which writes by itself what stands there a hundred times or more. */
function shortened(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: all, 1: unit = '', index } of text.matchAll(OVER_AND_OVER)) {
    if (index > from) parts.push(shellQuoted(text.slice(from, index)));
    parts.push(`"$(printf %${all.length / unit.length}s | sed 's/ /${unit}/g')"`);
    from = index + all.length;
  }
  if (from < text.length || text === '') parts.push(shellQuoted(text.slice(from)));
  return parts.join('');
}

function bareWord(text: string): string {
  return /^[A-Za-z]+$/.test(text) ? text : shellQuoted(visible(text));
}

/** A line break would end the header, and what a terminal obeys must not be printed. */
function visible(text: string): string {
  return text.replace(UNPRINTABLE, ' ');
}

/** Controls, marks of direction, separators of lines, unassigned and half characters. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A body as text that can be seen and copied as it is. */
function printable(body: Uint8Array): string | undefined {
  if (body.length > LONGEST_ARGUMENT || !isUtf8(body)) return undefined;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
  return text.search(UNPRINTABLE) < 0 ? text : undefined;
}

/** A format for POSIX's printf: what is not plain ASCII as three octal digits. */
function octal(body: Uint8Array): string {
  const written = Array.from(body, (byte) => {
    const letter = String.fromCharCode(byte);
    return byte > 0x20 && byte < 0x7f && !/['\\%-]/.test(letter)
      ? letter
      : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return written.join('').replaceAll('\\040', ' ');
}
