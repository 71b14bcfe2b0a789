import { covers } from '../document/status-key.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { lowerFirst } from './lower-first.ts';
import type { Probe } from './probe.ts';
import { withOwnKey } from './request.ts';

/** As many answers of one status may be luck; where there are more, what was asked is the reason. */
const FEW = 12;
/** How many of a status are asked again, and how many in all: three that are right then say enough. */
const OF_STATUS = 3;
const MOST = 6;

/**
 * The probes that got a status which nobody expected and few others got, to be sent once more: whether it was what they ask
 * or the moment in which they asked shows by the second answer.
 *
 * @param probes all that were sent
 * @param exchanges what came of them
 */
export function onceMore(probes: readonly Probe[], exchanges: readonly Exchange[]): Probe[] {
  const byId = new Map(probes.map((probe) => [probe.id, probe]));
  const byStatus = new Map<number, Probe[]>();
  for (const { id, response } of exchanges) {
    const probe = byId.get(id);
    if (probe === undefined || response === undefined || isExpected(probe, response.status)) continue;
    // Whoever asks for patience is not asked again.
    if (response.status === 429 || response.status === 503) continue;
    byStatus.set(response.status, [...(byStatus.get(response.status) ?? []), probe]);
  }
  // What is asked more than once anyway needs no further call, and what is deleted is gone.
  const isAskedOnce = ({ id, group, request }: Probe): boolean =>
    group !== 'repeated' && !byId.has(`repeated/${id}/2`) && request.method !== 'DELETE';
  return [...byStatus.values()]
    .filter(({ length }) => length <= FEW)
    .flatMap((few) => few.filter(isAskedOnce).slice(0, OF_STATUS))
    .slice(0, MOST)
    .map(again);
}

function isExpected({ expectation }: Probe, status: number): boolean {
  const { gate, statuses, tolerated } = expectation;
  return gate || tolerated.includes(status) || statuses.some((key) => covers(key, status));
}

function again(probe: Probe): Probe {
  const { id, title, expectation } = probe;
  return withOwnKey({
    ...probe,
    id: `repeated/${id}/2`,
    group: 'repeated',
    title: `The same again, since the answer was unexpected: ${lowerFirst(title)}`,
    expectation: { ...expectation, sameAs: expectation.sameAs ?? id },
  });
}
