import type { Finding } from './finding.ts';

export type Verdict = 'conforms' | 'drift' | 'inconclusive';

/** Where probes went. `recording` and the like name what was judged instead of a live target. */
export interface Target {
  kind: 'embedded' | 'sandbox' | 'url' | 'recording';
  url: string;
  /** The fault that the embedded sandbox was given. */
  fault?: string;
}

export interface ResponseVerdict {
  status: string;
  verdict: Verdict | 'not-asked';
  /** Probes that hoped for this answer. */
  probes: number;
  /** Answers that carried it. */
  observed: number;
  /** Documented example → whether the answers held it. */
  examples: Record<string, 'matches' | 'differs' | 'not-seen'>;
  /** The three layers, told apart: a pass on one is not a pass on the next. */
  layers: { answeredBy: LayerVerdict; schema: LayerVerdict; example: LayerVerdict };
  /** Why it is inconclusive or was not asked, and what each way to provoke it got. */
  reason?: string;
  /** How many of its errors, by fingerprint, the baseline accepts; absent for none. */
  accepted?: number;
}

/** `none` where the document promises nothing on that layer, or nothing was seen. */
export type LayerVerdict = 'ok' | 'drift' | 'none';

export interface ProbeResult {
  id: string;
  title: string;
  expects: string[];
  /** Absent when no answer came. */
  status?: number;
  /** False when it was planned and not sent. */
  sent: boolean;
  /** Why no answer came, or why the probe was not sent. */
  failure?: string;
  ms: number;
  /** Of `ms`, the time in which Plumbline itself stood still: nobody knows when the answer came. Absent for none. */
  stoodStillMs?: number;
  findings: number;
}

/** A run of `check` or `replay`, whole: the JSON report is this. */
export interface Run {
  plumbline: 1;
  verdict: Verdict;
  operation: { id: string; method: string; path: string };
  target: Target;
  document: { file: string; sha256: string };
  contract?: { file: string };
  seed: number;
  /** The documented answers that the run was narrowed to; absent for all. */
  only?: string[];
  startedAt: string;
  durationMs: number;
  responses: ResponseVerdict[];
  coverage: {
    responses: [number, number];
    requestConstraints: [number, number];
    securitySchemes: [number, number];
    examples: [number, number];
  };
  findings: Finding[];
  probes: ProbeResult[];
  /** Why the run is inconclusive, and what to do about it, a sentence each. */
  hints: string[];
  /** What the document itself leaves open, a sentence each. */
  leftOpen: string[];
  /** True when the run was ended before its last probe. */
  interrupted: boolean;
  /** Absent where no history is kept. */
  history?: RunHistory;
  /** Absent where there is no baseline. */
  baseline?: RunBaseline;
  /** Absent where nothing was compared: the target was the embedded sandbox, or did not answer. */
  parity?: Parity;
}

/** How far the embedded sandbox is a fair stand-in for the target: both were sent the same plan. */
export interface Parity {
  /** The target's URL. */
  target: string;
  /** Probes that both answered. */
  compared: number;
  /** How many of these they answered differently. */
  differing: number;
  /** What differs, the differences that most probes saw first; at most 100. */
  differences: ParityDifference[];
}

export interface ParityDifference {
  kind: 'status' | 'media-type' | 'body' | 'error-codes' | 'header';
  /** The status of the target's answers. */
  status: string;
  /** JSON pointer into the body, `*` for every entry of a list; or the header's name. */
  place?: string;
  /** What the target has there; at most five different ones. */
  target: string[];
  /** What the embedded sandbox has there. */
  embedded: string[];
  probes: string[];
}

/** What a run tells about the differences that are known and accepted. */
export interface RunBaseline {
  /** The baseline file, as it is shown. */
  file: string;
  /** Fingerprints of the errors of this run that it accepts. */
  accepted: string[];
  /** Entries whose day is over: what they are about fails the run again. */
  expired: RunBaselineEntry[];
  /** Entries that this run, which asked for everything, saw nothing of. */
  stale: RunBaselineEntry[];
}

/** An entry of the baseline, with its line in the file. */
export interface RunBaselineEntry {
  fingerprint: string;
  reason: string;
  until: string;
  line: number;
  check?: string;
  status?: string;
  message?: string;
  target?: string;
  acceptedOn?: string;
  probes?: string[];
}

/** What earlier runs of the same operation against the same target tell about this one. */
export interface RunHistory {
  /** The history file, as it is shown. */
  file: string;
  /** Earlier runs, oldest first, at most the last 30; this run is not among them. */
  nights: Night[];
  /** Each error of this run by its fingerprint. */
  causes: Record<string, CauseHistory>;
  /** Errors of the last run that this one did not see, though it asked. */
  mended: MendedCause[];
  /** Errors of earlier runs that this one neither saw nor asked for: narrowed, interrupted, or not answered. */
  notAsked?: MendedCause[];
}

/** One earlier run. */
export interface Night {
  startedAt: string;
  verdict: Verdict;
  /** How many different errors it had, by fingerprint. */
  causes: number;
  /** How many causes they were told as; absent where none followed from another. */
  told?: number;
}

export interface CauseHistory {
  /** `new`: the last run did not have it; `still`: it did. */
  state: 'new' | 'still';
  /** The first night of the unbroken row of nights that had it. */
  since: string;
  /** The last night before `since` that asked and did not have it. */
  lastGood?: string;
  /** Of a new one: the last night that had it, where it was mended in between. */
  lastBad?: string;
}

export interface MendedCause {
  fingerprint: string;
  check: string;
  kind?: string;
  status: string;
  message: string;
  /** The first and the last night that had it. */
  since: string;
  lastBad: string;
  /** The fingerprint of the error from which it followed. */
  follows?: string;
}
