import type { Expectation } from '../exchange/exchange.ts';
import { bearingWithLimits } from './large.ts';
import { lowerFirst } from './lower-first.ts';
import { provokedInOtherForms } from './other-forms.ts';
import type { Probe } from './probe.ts';
import { type Base, withOwnKey } from './request.ts';
import { alike, rightAgain } from './valid.ts';

/** How often the same request goes out again: faults that show in one answer of ten are seen. */
const RIGHT_REPEATS = 4;
const UNAUTHORIZED_REPEATS = 1;
const INVALID_REPEATS = 2;
const PROVOKED_REPEATS = 12;

/**
 * The same requests again, for what only shows across calls: values that ought to be unique, answers that change, an
 * answer that belongs to another request.
 */
export function repeatedProbes(probes: readonly Probe[], base: Base): Probe[] {
  const named = (pattern: RegExp): Probe[] => probes.filter(({ id }) => pattern.test(id));
  const wrong = named(/^invalid\/.*\/enum\/unknown$|^invalid\/.*\/required$/).slice(0, 4);
  return [
    ...repeatRight(named(/^valid\/example$/), base).slice(0, RIGHT_REPEATS),
    ...named(/^unauthorized\/[^/]+\/wrong$/).flatMap((probe) => repeat(probe, UNAUTHORIZED_REPEATS)),
    ...wrong.flatMap((probe) => repeat(probe, INVALID_REPEATS)),
  ];
}

/** The right request once more, for the end of a run. */
export function rightAtLast(preflight: Probe, base: Base): Probe[] {
  return repeatRight([preflight], base)
    .slice(RIGHT_REPEATS)
    .map((probe) => ({
      ...probe,
      title: 'A right request behind all others has to succeed: a conflict leaves nothing behind',
    }));
}

/** What is deleted is gone. */
function repeatRight(right: readonly Probe[], base: Base): Probe[] {
  if (base.contract.operation.method === 'DELETE') return [];
  return right.flatMap((probe) =>
    repeat(probe, RIGHT_REPEATS + 1, { ...rightAgain(base), ...alike(base, 'valid') }),
  );
}

/**
 * The way that provoked an answer, again: once it has come, nothing else is right. Some of the calls are in other forms,
 * since what conflicts may be told on one of an API's ways only, or in a form that nobody documented.
 */
export function repeatProvoked(probe: Probe, base: Base): Probe[] {
  const { operation } = base.contract;
  const { expectation } = probe;
  const again: Expectation = {
    ...expectation,
    statuses: expectation.provokes === undefined ? [] : [expectation.provokes],
    sameAs: expectation.sameAs ?? probe.id,
  };
  // Some forms may be refused for themselves: what their answers must be is said of each.
  const alone = { ...probe, expectation: { ...again, sameAs: undefined } };
  const forms = provokedInOtherForms(alone, base).map((each) =>
    bearingWithLimits(withOwnKey({ ...each, id: `repeated/${each.id}`, group: 'repeated' }), operation),
  );
  return [...repeat(probe, PROVOKED_REPEATS - forms.length, again), ...forms];
}

function repeat(
  probe: Probe,
  times: number,
  expectation: Expectation = { ...probe.expectation, sameAs: probe.expectation.sameAs ?? probe.id },
): Probe[] {
  return Array.from(
    { length: times },
    (_, index): Probe =>
      withOwnKey({
        ...probe,
        id: `repeated/${probe.id}/${index + 2}`,
        group: 'repeated',
        title: `The same again, call ${index + 2}: ${lowerFirst(probe.title)}`,
        expectation,
      }),
  );
}
