import type { Finding, Severity } from '../checks/finding.ts';
import type { ProbeResult } from '../checks/run.ts';
import { jsonText } from './value.ts';

/** All findings that share a fingerprint: one fault, however many probes ran into it. */
export interface Cause {
  /** The first of them, which stands for all. */
  finding: Finding;
  findings: number;
  /** The probes that saw it, each once. */
  probes: string[];
  /** How many different values were seen in that place. */
  values: number;
}

/**
 * Findings by cause, those that most probes saw first. What is wrong only with answers that should have been refusals, such
 * as an echo of the value that was let through, comes behind: it follows from that.
 */
export function causesOf(findings: readonly Finding[], severity: Severity): Cause[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.severity !== severity) continue;
    const group = groups.get(finding.fingerprint);
    if (group === undefined) groups.set(finding.fingerprint, [finding]);
    else group.push(finding);
  }
  const accepted = new Set(findings.filter(isAcceptance).map(({ probe }) => probe));
  const follows = ({ finding, probes }: Cause): boolean =>
    !isAcceptance(finding) && probes.length > 0 && probes.every((probe) => accepted.has(probe));
  return [...groups.values()]
    .flatMap(toCause)
    .sort((a, b) => Number(follows(a)) - Number(follows(b)) || b.probes.length - a.probes.length);
}

/** A request that the document forbids was accepted. */
function isAcceptance({ check, kind, severity }: Finding): boolean {
  return check === 'status' && kind === 'accepted-forbidden' && severity === 'error';
}

/** Whether two causes showed in the same answers, so that they may well be two sides of one fault. */
export function isSeenTogether(one: Cause, other: Cause): boolean {
  if (one.finding.status !== other.finding.status || one.probes.length !== other.probes.length) return false;
  const probes = new Set(one.probes);
  return one.probes.length > 0 && other.probes.every((probe) => probes.has(probe));
}

/** Which of these causes, a request that was accepted though it is forbidden, is all that leads to another one. */
export function followsFrom(cause: Cause, causes: readonly Cause[]): Cause | undefined {
  if (cause.probes.length === 0 || isAcceptance(cause.finding)) return undefined;
  return causes.find(
    ({ finding, probes }) => isAcceptance(finding) && cause.probes.every((probe) => probes.includes(probe)),
  );
}

function toCause(group: Finding[]): Cause[] {
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

/** `file:line`, or file and pointer where the line is not known. */
export function promisePlace({ document, contract }: Finding): string | undefined {
  const place = contract ?? document;
  if (place === undefined) return undefined;
  const { file, line, pointer } = place;
  if (line !== undefined) return `${file}:${line}`;
  return pointer === '' ? file : `${file} ${pointer}`;
}

/** Where in the response: `body /errors/0/code`, `header Content-Type`, `status`, `connection`. */
export function seenPlace({ response }: Finding): string | undefined {
  if (response === undefined) return undefined;
  const { part = 'body', pointer } = response;
  if (pointer === '' || part === 'status' || part === 'connection') return part;
  return `${part} ${pointer}`;
}
