/** When this process stood still: it was stopped, swapped out, or on a machine that was paused. */
export interface Standstills {
  /**
   * How much of the time since a moment this process stood still: an answer that came meanwhile was read late, and
   * nobody knows when it came.
   *
   * @param from - of `performance.now()`
   * @returns milliseconds
   */
  since(from: number): number;
  /**
   * Waits, and does not count the time in which this process stood still: what came meanwhile is read first.
   *
   * @param ended - called once the time is over
   * @returns what ends the wait before that
   */
  wait(ms: number, ended: () => void): () => void;
  /** Watches no longer. */
  end(): void;
}

const TICK_MS = 100;
/** A process that is merely busy is back sooner. */
const STANDSTILL_MS = 500;

/** Watches this process from now on; that keeps no process alive. */
export function watchStandstills(): Standstills {
  const stops: { from: number; to: number }[] = [];
  let seen = performance.now();
  const look = () => {
    const now = performance.now();
    if (now - seen > TICK_MS + STANDSTILL_MS) stops.push({ from: seen, to: now });
    seen = now;
  };
  const timer = setInterval(look, TICK_MS).unref();
  const since = (from: number) => {
    look();
    return stops.reduce((total, stop) => total + Math.max(0, stop.to - Math.max(stop.from, from)), 0);
  };
  return {
    since,
    wait(ms, ended) {
      const from = performance.now();
      let waiting: NodeJS.Timeout;
      const waitFor = (left: number) => {
        waiting = setTimeout(() => {
          const stoodStill = since(from);
          const still = stoodStill === 0 ? 0 : from + ms + stoodStill - performance.now();
          if (still > 0) waitFor(still);
          else ended();
        }, left);
      };
      waitFor(ms);
      return () => clearTimeout(waiting);
    },
    end: () => clearInterval(timer),
  };
}
