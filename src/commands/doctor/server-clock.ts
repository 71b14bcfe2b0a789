import { parseHttpDate } from '../../checks/http-date.ts';
import { type Exchange, header } from '../../exchange/exchange.ts';
import { type Found, look, notTried, ok } from '../../report/examination.ts';
import { duration } from '../../report/value.ts';

/** What the point is called. */
export const SERVER_CLOCK = "server's clock";

/** Beyond this the two clocks are not the same. */
const SKEW_MS = 60_000;

/** Compares this machine's clock with the `Date` of the answers (RFC 9110 section 6.6.1). */
export function serverClockPoint(exchanges: readonly Exchange[]): Found {
  const id = 'server-clock';
  const title = SERVER_CLOCK;
  for (const { response, sentAt, ms } of exchanges) {
    const date = header(response?.headers ?? [], 'date');
    const server = date === undefined ? undefined : parseHttpDate(date);
    if (server === undefined) continue;
    // The header has whole seconds, and was written while we waited.
    const ahead = server < sentAt - 1000 ? server - sentAt : server > sentAt + ms ? server - sentAt - ms : 0;
    if (Math.abs(ahead) <= SKEW_MS) return ok(id, title, 'it agrees with the clock here');
    return look(
      id,
      title,
      `it is ${duration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} the clock here`,
      "compare both with a third: certificates and tokens are judged by this machine's, the time of an event by the server's",
    );
  }
  return notTried(
    id,
    title,
    exchanges.some(({ response }) => response !== undefined) ? 'no answer had a Date' : 'no answer came',
  );
}
