import type { Probe } from './probe.ts';

/** How often the same request goes out again: faults that show in one answer of ten are seen. */
const REPEATS: { of: RegExp; times: number }[] = [
  { of: /^valid\/example$/, times: 12 },
  { of: /^unauthorized\/[^/]+\/wrong$/, times: 4 },
];
const INVALID_REPEATS = 3;
const PROVOKED_REPEATS = 11;

/**
 * The same requests again, for what only shows across calls: values that ought to be unique, answers that change, an
 * answer that belongs to another request.
 */
export function repeatedProbes(probes: readonly Probe[]): Probe[] {
  const enums = probes
    .filter(({ id }) => /^invalid\/.*\/enum\/unknown$|^invalid\/.*\/required$/.test(id))
    .slice(0, 4);
  return [
    ...REPEATS.flatMap(({ of, times }) =>
      probes.filter(({ id }) => of.test(id)).flatMap((probe) => repeat(probe, times)),
    ),
    ...enums.flatMap((probe) => repeat(probe, INVALID_REPEATS)),
  ];
}

/** The way that provoked an answer, again. */
export function repeatProvoked(probe: Probe): Probe[] {
  return repeat(probe, PROVOKED_REPEATS).map((again) => ({
    ...again,
    expectation: {
      ...again.expectation,
      statuses: probe.expectation.provokes === undefined ? [] : [probe.expectation.provokes],
    },
  }));
}

function repeat(probe: Probe, times: number): Probe[] {
  return Array.from(
    { length: times },
    (_, index): Probe => ({
      ...probe,
      id: `repeated/${probe.id}/${index + 2}`,
      group: 'repeated',
      title: `The same again, call ${index + 2}: ${lowerFirst(probe.title)}`,
      expectation: { ...probe.expectation, sameAs: probe.expectation.sameAs ?? probe.id },
    }),
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
