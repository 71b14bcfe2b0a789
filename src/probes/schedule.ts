import type { Exchange } from '../exchange/exchange.ts';
import type { Probe } from './probe.ts';
import { pause } from './send/pause.ts';

export interface Schedule {
  send: (probe: Probe) => Promise<Exchange>;
  /** Most probes under way at one time. */
  concurrency: number;
  /** Most probes begun in a second, evenly spaced; without it there is no spacing. */
  ratePerSecond?: number | undefined;
  /** Begins no more probes; those that are under way are for the sender to end. */
  signal: AbortSignal;
  /** Called once for each probe that was sent, in the order of the answers. */
  onExchange: (exchange: Exchange, probe: Probe) => void;
  /** Asked right before a probe would be sent: a reason means that it is not. */
  skip?: ((probe: Probe) => string | undefined) | undefined;
  onSkipped?: ((probe: Probe, reason: string) => void) | undefined;
}

/**
 * Sends probes in their order, several at a time. A probe is asked for only when there is room for it, so that a plan may
 * make up its mind by the answers that came before.
 *
 * @returns when all that were begun have ended
 * @throws what `onExchange`, `skip`, `onSkipped` or the plan itself throws, once all that were begun have ended
 */
export async function sendAll(
  probes: AsyncIterable<Probe> | Iterable<Probe>,
  { send, concurrency, ratePerSecond, signal, onExchange, skip, onSkipped }: Schedule,
): Promise<void> {
  const iterator =
    Symbol.asyncIterator in probes ? probes[Symbol.asyncIterator]() : probes[Symbol.iterator]();
  const interval = ratePerSecond === undefined ? 0 : 1000 / ratePerSecond;
  let nextAt = 0;
  const running = new Set<Promise<void>>();
  const faults: unknown[] = [];

  const begin = (probe: Probe) => {
    const task = (async () => {
      try {
        onExchange(await send(probe), probe);
      } catch (error) {
        faults.push(error);
      }
    })().then(() => void running.delete(task));
    running.add(task);
  };

  let ended = false;
  try {
    while (!ended) {
      if (running.size >= concurrency) await Promise.race(running);
      if (signal.aborted || faults.length > 0) break;
      const next = await unlessAborted(iterator.next(), signal);
      if (next === undefined) break;
      if (next.done === true) {
        ended = true;
        break;
      }
      if (interval > 0) await pause(nextAt - performance.now(), signal);
      if (signal.aborted || faults.length > 0) break;
      const reason = skip?.(next.value);
      if (reason !== undefined) {
        onSkipped?.(next.value, reason);
        continue;
      }
      if (interval > 0) nextAt = performance.now() + interval;
      begin(next.value);
    }
  } catch (error) {
    faults.push(error);
  }
  // Not waited for: a plan that hangs would not end by this either.
  if (!ended) Promise.resolve(iterator.return?.()).catch(() => {});
  await Promise.all(running);
  if (faults.length > 0) throw faults[0];
}

/** What `value` becomes, or undefined as soon as `signal` aborts. */
async function unlessAborted<T>(value: T | Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (!(value instanceof Promise)) return value;
  let stop = () => {};
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
  });
  signal.addEventListener('abort', stop);
  try {
    return await Promise.race([value, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
