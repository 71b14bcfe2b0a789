import { createHash } from 'node:crypto';
import type { Exchange } from '../../exchange/exchange.ts';

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g;
const TIME = /\d{4}-\d\d-\d\dt\d\d:\d\d:\d\d(\.\d+)?(z|[+-]\d\d:\d\d)?/gi;
const HTTP_DATE = /\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\b/g;
/** Times this near to each other are one; what an answer takes lies below it. */
const STEP_MS = 10_000;
/** Before the answer comes a little time has gone, and clocks are rounded. */
const BEFORE_MS = 3000;

/**
 * What a provider looks like from outside, as a text to compare: every answer of a run with its status, its headers and
 * its body. What differs from run to run anyway is told apart only by what it is: a new id becomes the number of its
 * first appearance, a time becomes its form and its distance from the request.
 *
 * @returns a digest: equal ones come from providers that nobody can tell apart by these requests
 */
export function lookOf(exchanges: readonly Exchange[]): string {
  const sent = new Set(exchanges.flatMap(({ request }) => textOf(request.body).match(UUID) ?? []));
  const numbers = new Map<string, number>();
  const times = new Set<string>();
  const digest = createHash('sha256');
  for (const exchange of [...exchanges].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))) {
    const { id, response, failure, sentAt } = exchange;
    const steady = (text: string): string =>
      text
        .replace(UUID, (uuid) => {
          if (sent.has(uuid)) return uuid;
          const number = numbers.get(uuid) ?? numbers.size;
          numbers.set(uuid, number);
          return `id ${number}`;
        })
        .replace(TIME, (time) => {
          const at = Date.parse(time.toUpperCase());
          times.add(time);
          const form = time.replace(/^\S{19}(\.\d+)?/, (digits) => digits.replace(/\d/g, '0'));
          return Number.isNaN(at) ? form : `${form} ${distance(at, sentAt)}`;
        })
        .replace(HTTP_DATE, (time) => `date ${distance(Date.parse(time), sentAt)}`);
    digest.update(`\n${id}\n`);
    if (response !== undefined) {
      digest.update(`${response.status}\n`);
      for (const [name, value] of response.headers) digest.update(`${name}: ${steady(value)}\n`);
      digest.update(steady(textOf(response.body)));
    }
    // Of a failure its kind and its words, without what was measured.
    if (failure !== undefined) digest.update(`${failure.kind} ${failure.message.replace(/\d+ ms/g, '')}`);
    if (isLate(exchange)) digest.update('late');
    for (const { kind } of exchange.failedTries) digest.update(`again after ${kind}`);
  }
  // Clocks go on: a provider whose time stands still is told from one whose time is right.
  if (times.size === 1) digest.update('one time');
  return digest.digest('hex');
}

/** An honest answer takes milliseconds; a slow fault takes more than a second. */
function isLate({ ms, failure }: Exchange): boolean {
  return failure === undefined && ms > 1500;
}

function distance(at: number, sentAt: number): number {
  return Math.floor((at - sentAt + BEFORE_MS) / STEP_MS);
}

/** Every byte as one character, so that bodies which are no text compare too. */
function textOf(body: Uint8Array | undefined): string {
  return body === undefined ? '' : Buffer.from(body).toString('latin1');
}
