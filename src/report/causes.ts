import type { Finding, Severity } from '../checks/finding.ts';
import type { ProbeResult } from '../checks/run.ts';
import { placeText } from '../document/pointer-place.ts';
import { jsonText } from './value.ts';

/** All findings that share a fingerprint: one difference, however many probes ran into it. */
export interface Difference {
  /** The first of them, which stands for all. */
  finding: Finding;
  findings: number;
  /** The probes that saw it, each once. */
  probes: string[];
  /** How many different values were seen in that place. */
  values: number;
}

/** One fault as it is told: the difference that says most of it, and those that follow from that one. */
export interface Cause extends Difference {
  also: Difference[];
}

/**
 * Findings by cause, those that most probes saw first. What is wrong only with answers that should have been refusals, such
 * as an echo of the value that was let through, comes behind: it follows from that.
 */
export function causesOf(findings: readonly Finding[], severity: Severity): Cause[] {
  const all = differencesOf(findings, severity);
  const byFingerprint = new Map(
    all.map((each): [string, Cause] => [each.finding.fingerprint, { ...each, also: [] }]),
  );
  const causes: Cause[] = [];
  for (const each of byFingerprint.values()) {
    const { follows } = each.finding;
    // What it follows from may be accepted, or of an answer that is not looked at: then it stands by itself.
    const root = follows === undefined ? undefined : byFingerprint.get(follows);
    if (root === undefined || root === each) causes.push(each);
    else root.also.push(differenceOf(each));
  }
  return causes.sort((a, b) => graveness(b) - graveness(a));
}

/** What is told first, however few probes saw it: what casts doubt on all else, then who is let in. */
function graveness(cause: Cause): number {
  if (isOfTheMoment(cause)) return 2;
  return isAcceptance(cause.finding) && cause.finding.status === '401' ? 1 : 0;
}

/** That the same request gets now this and then that casts doubt on all else that was seen. */
export function isOfTheMoment({ finding, also }: Cause): boolean {
  return finding.check === 'stable' && also.some((each) => each.finding.check === 'status');
}

/** Every difference as a cause, those that follow from another one too: for whoever means one by its fingerprint. */
export function everyCause(findings: readonly Finding[], severity: Severity): Cause[] {
  return causesOf(findings, severity).flatMap((cause) => [
    cause,
    ...cause.also.map((each): Cause => ({ ...each, also: [] })),
  ]);
}

/** How many findings a cause has, its own and those that follow. */
export function findingsOf({ findings, also }: Cause): number {
  return also.reduce((sum, each) => sum + each.findings, findings);
}

function differenceOf({ also: _, ...difference }: Cause): Difference {
  return difference;
}

/** Findings by fingerprint, in the order of `causesOf`, each as if it stood by itself. */
export function differencesOf(findings: readonly Finding[], severity: Severity): Difference[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.severity !== severity) continue;
    const group = groups.get(finding.fingerprint);
    if (group === undefined) groups.set(finding.fingerprint, [finding]);
    else group.push(finding);
  }
  const accepted = new Set(findings.filter(isAcceptance).map(({ probe }) => probe));
  const follows = ({ finding, probes }: Difference): boolean =>
    !isAcceptance(finding) && probes.length > 0 && probes.every((probe) => accepted.has(probe));
  return [...groups.values()]
    .flatMap(toDifference)
    .sort((a, b) => Number(follows(a)) - Number(follows(b)) || b.probes.length - a.probes.length);
}

/** A request that the document forbids was accepted. */
function isAcceptance({ check, kind, severity }: Finding): boolean {
  return check === 'status' && kind === 'accepted-forbidden' && severity === 'error';
}

/** Whether two differences showed in the same answers, so that they may well be two sides of one fault. */
export function isSeenTogether(one: Difference, other: Difference): boolean {
  if (one.finding.status !== other.finding.status || one.probes.length !== other.probes.length) return false;
  const probes = new Set(one.probes);
  return one.probes.length > 0 && other.probes.every((probe) => probes.has(probe));
}

function toDifference(group: Finding[]): Difference[] {
  const [finding] = group;
  if (finding === undefined) return [];
  return [
    {
      finding,
      findings: group.length,
      probes: [...new Set(group.map(({ probe }) => probe).filter((probe) => probe !== ''))],
      values: group.length === 1 ? 1 : new Set(group.map(({ response }) => jsonText(response?.actual))).size,
    },
  ];
}

/** Whether a probe got its answer, was sent in vain, or was never sent. */
export function outcomeOf(probe: ProbeResult): 'answered' | 'unanswered' | 'unsent' {
  if (probe.status !== undefined) return 'answered';
  return probe.sent ? 'unanswered' : 'unsent';
}

/** Where what was promised stands: in the contract, or else in the document. */
export function promisePlace({ document, contract }: Finding): string | undefined {
  return placeText(contract ?? document);
}

/** Where in the response: `body /errors/0/code`, `header Content-Type`, `status`, `connection`. */
export function seenPlace({ response }: Finding): string | undefined {
  if (response === undefined) return undefined;
  const { part = 'body', pointer } = response;
  if (pointer === '' || part === 'status' || part === 'connection') return part;
  return `${part} ${pointer}`;
}
