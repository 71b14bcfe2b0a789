import type { Contract } from '../contract/contract.ts';
import { isBusy } from '../exchange/busy.ts';
import { type Exchange, type Expectation, tookAtLeast } from '../exchange/exchange.ts';
import type { Probe } from './probe.ts';

/** After so many lost or late answers of one kind the rest of the kind is not sent: the fault is known, the wait is not. */
const PATIENCE = 3;

/**
 * Counts answers that never came or came late, by what they were hoped to be, and those that ask to come back later:
 * whoever asks on is throttled for longer.
 *
 * @param local the target is on this machine, where it costs nobody anything to be asked on, but for the wait
 */
export function lostAnswers(
  contract: Contract,
  local: boolean,
): {
  note(exchange: Exchange): void;
  /** Why a probe is not worth its wait any more, in the same words for all of a kind. */
  reasonToSkip(probe: Probe): string | undefined;
} {
  const late = new Map<string, number>();
  const busy = new Map<string, number>();
  let unreachable = 0;
  return {
    note(exchange) {
      const kind = exchange.failure?.kind;
      if (kind === 'unreachable' || kind === 'tls') unreachable += 1;
      const hoped = hopedFor(exchange.expectation);
      const limit = contract.responses.find(({ status }) => status === hoped)?.withinMs;
      if (kind === 'timeout' || tookAtLeast(exchange) > (limit ?? Number.POSITIVE_INFINITY))
        late.set(hoped, (late.get(hoped) ?? 0) + 1);
      const waited = exchange.failedTries.some((tried) => tried.kind === 'throttled');
      if (isBusy(exchange) && (waited || !local)) busy.set(hoped, (busy.get(hoped) ?? 0) + 1);
    },
    reasonToSkip({ expectation }) {
      if (unreachable >= PATIENCE)
        return `${PATIENCE} requests found the target gone, though it answered before`;
      const hoped = hopedFor(expectation);
      if ((busy.get(hoped) ?? 0) >= PATIENCE)
        return `${PATIENCE} requests that hoped for ${hoped} were told to come back later, so the others like them were not sent`;
      return (late.get(hoped) ?? 0) < PATIENCE
        ? undefined
        : `${PATIENCE} requests that hoped for ${hoped} got no answer in time, so the others like them are spared the wait`;
    },
  };
}

/** The gate hangs by itself: that says nothing of the API's own 401. */
function hopedFor(expectation: Expectation | undefined): string {
  if (expectation?.gate === true) return "the gate's answer";
  return expectation?.provokes ?? expectation?.statuses[0] ?? 'an answer';
}
