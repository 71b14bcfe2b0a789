import type { Pool } from 'undici';
import { type Ask, ask, type Environment, type Reply } from './support.ts';

/** What of an answer is its framing or differs from answer to answer anyway. */
const PASSED_OVER = ['connection', 'keep-alive', 'content-length', 'transfer-encoding'];
const EVENT_ID = /"id":"([0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})"/;
const CREATED_AT = /"created_at":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"/;
const MINUTE = 60_000;

/**
 * Sends requests and writes down what is seen of each answer, so that two sandboxes that behave alike give equal
 * texts: ids become fresh or seen, times become now where they are.
 */
export function observer(pool: Pool, environment: Environment, patience: number) {
  const seen = new Set<string>();
  const now = (text: string) => (Math.abs(Date.parse(text) - Date.now()) < MINUTE ? 'now' : text);
  /** Both clocks are one: nothing is made before it was asked for, a few milliseconds of rounding aside. */
  const made = (at: string, asked: number) => (Date.parse(at) < asked - 20 ? 'earlier' : now(at));
  const text = (reply: Reply, asked: number): string => {
    const headers = reply.headers
      .filter(([name]) => !PASSED_OVER.includes(name.toLowerCase()))
      .map(([name, value]) => `${name}: ${name === 'Date' ? now(value) : value}`);
    const body = reply.body.toString('latin1').replace(EVENT_ID, (_, id: string, version: string) => {
      const known = seen.has(id);
      seen.add(id);
      return known ? `"id":"seen ${id}"` : `"id":"fresh v${version}"`;
    });
    return [
      `${reply.status} ${reply.reason}`,
      ...headers,
      body.replace(CREATED_AT, (_, at: string) => `"created_at":"${made(at, asked)}"`),
    ].join('\n');
  };
  return {
    async one(request: Ask): Promise<string> {
      const from = performance.now();
      const asked = Date.now();
      try {
        const observed = text(await ask(pool, environment, request, patience), asked);
        return performance.now() - from > patience / 2 ? `late: ${observed}` : observed;
      } catch (error) {
        return `no answer: ${error instanceof Error ? error.message : String(error)}`;
      }
    },
  };
}
