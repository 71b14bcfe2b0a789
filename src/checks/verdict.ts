import type { Contract, ContractResponse } from '../contract/contract.ts';
import { leftOpen } from '../document/left-open.ts';
import type { DocumentedResponse, Example, Media } from '../document/operation.ts';
import { isFailing } from './accepted.ts';
import { isSample, unlike } from './example.ts';
import type { Finding } from './finding.ts';
import type { Reading } from './reading.ts';
import { isRefusedByServer } from './refused-by-server.ts';
import type { LayerVerdict, ProbeResult, ResponseVerdict, Run, Target, Verdict } from './run.ts';
import { isThrottled } from './throttled.ts';

/** A probe that was planned and not sent. */
export interface NotSent {
  id: string;
  title: string;
  statuses: readonly string[];
  reason: string;
}

/** What a run is made of, besides what was read. */
export interface RunFacts {
  contract: Contract;
  target: Target;
  seed: number;
  startedAt: Date;
  durationMs: number;
  /** The statuses that `--only` asks for; undefined for all. */
  only?: readonly string[] | undefined;
  notSent: readonly NotSent[];
  /** Pointers of the request's constraints in the document. */
  constraints: readonly string[];
  /** Documented status → why ways to provoke it were not tried. */
  untried: ReadonlyMap<string, string>;
  hints: readonly string[];
  interrupted: boolean;
}

/** Joins readings and findings to a run with its verdicts: one for each documented answer, one for the whole. */
export function assembleRun(
  readings: readonly Reading[],
  findings: readonly Finding[],
  facts: RunFacts,
): Run {
  const { contract } = facts;
  const { operation } = contract;
  const responses = operation.responses.map((documented) =>
    responseVerdict(documented, readings, findings, facts),
  );
  const throttled = throttledHint(readings);
  return {
    plumbline: 1,
    verdict: overall(responses, findings, { ...facts, hints: [...facts.hints, ...throttled] }),
    operation: { id: operation.id, method: operation.method, path: operation.path },
    target: facts.target,
    document: { file: operation.document.file, sha256: operation.document.sha256 },
    ...(contract.file === undefined ? {} : { contract: { file: contract.file } }),
    seed: facts.seed,
    ...(facts.only === undefined ? {} : { only: [...facts.only] }),
    startedAt: facts.startedAt.toISOString(),
    durationMs: Math.round(facts.durationMs),
    responses,
    coverage: coverage(readings, responses, facts),
    findings: [...findings],
    probes: [
      ...readings.map((reading) => probeResult(reading, findings)),
      ...facts.notSent.map(notSentResult),
    ],
    hints:
      facts.hints.length > 0 || facts.interrupted || throttled.length > 0
        ? [...facts.hints, ...throttled]
        : responses.flatMap((response) => missedHint(response, responses, readings, facts)),
    leftOpen: leftOpen(operation),
    interrupted: facts.interrupted,
  };
}

/** The checks of each layer: a pass on one layer is not a pass on the next. */
export const LAYER_CHECKS: Readonly<Record<keyof ResponseVerdict['layers'], readonly string[]>> = {
  answeredBy: ['gateway'],
  schema: ['media-type', 'json', 'response-header', 'schema', 'vacuous'],
  example: ['example'],
};

function overall(
  responses: readonly ResponseVerdict[],
  findings: readonly Finding[],
  { interrupted, hints }: RunFacts,
): Verdict {
  if (findings.some(isFailing)) return 'drift';
  const open = interrupted || hints.length > 0 || responses.some(({ verdict }) => verdict === 'inconclusive');
  return open ? 'inconclusive' : 'conforms';
}

function responseVerdict(
  documented: DocumentedResponse,
  readings: readonly Reading[],
  findings: readonly Finding[],
  facts: RunFacts,
): ResponseVerdict {
  const { status } = documented;
  const agreed = facts.contract.responses.find((response) => response.status === status);
  const hoped = readings.filter(({ exchange }) => exchange.expectation?.provokes === status);
  const seen = readings.filter((reading) => reading.documented?.status === status && speaksOfTheApi(reading));
  const errors = findings.filter((finding) => finding.severity === 'error' && finding.status === status);
  const accepted = new Set(
    errors.filter((finding) => !isFailing(finding)).map(({ fingerprint }) => fingerprint),
  );
  const unfit = cameOnlyWhereAnotherIsRight(seen, findings);
  // Of a body that broke off nothing is said but that.
  const whole = seen.filter(({ exchange }) => exchange.failure === undefined);
  const verdict: ResponseVerdict['verdict'] =
    errors.some(isFailing) || unfit
      ? 'drift'
      : isLeftOut(status, facts)
        ? 'not-asked'
        : // Whoever accepts that a 401 is a 403 does not ask for the 401 any more.
          seen.length > 0 || accepted.size > 0
          ? 'conforms'
          : agreed?.reach === 'required'
            ? 'inconclusive'
            : 'not-asked';
  const layer = (checks: readonly string[], promised: boolean, of = whole): LayerVerdict =>
    errors.some(({ check }) => checks.includes(check)) ? 'drift' : of.length > 0 && promised ? 'ok' : 'none';
  const reason = unfit
    ? 'came only where another answer is right'
    : whyNotSeen(verdict, agreed, hoped, facts, status);
  return {
    status,
    verdict,
    probes: hoped.length,
    observed: seen.length,
    examples: exampleVerdicts(documented, whole, errors, agreed),
    layers: {
      answeredBy: layer(LAYER_CHECKS.answeredBy, true, seen),
      schema: layer(LAYER_CHECKS.schema, documented.content.length > 0),
      example: layer(
        LAYER_CHECKS.example,
        agreed?.example !== 'off' && documented.content.some(({ examples }) => examples.length > 0),
      ),
    },
    ...(reason === undefined ? {} : { reason }),
    ...(accepted.size === 0 ? {} : { accepted: accepted.size }),
  };
}

/** An answer that was never the right one for its request is no sign that the API has it, as a 500 that it falls into. */
function cameOnlyWhereAnotherIsRight(seen: readonly Reading[], findings: readonly Finding[]): boolean {
  if (seen.length === 0) return false;
  const unfit = new Set(
    findings.flatMap((finding) => (finding.check === 'status' && isFailing(finding) ? finding.probe : [])),
  );
  return seen.every(({ exchange }) => unfit.has(exchange.id));
}

function isLeftOut(status: string, { only }: RunFacts): boolean {
  return only !== undefined && !only.includes(status);
}

/** False for what a gate answered, and for what says nothing because there was nobody to ask. */
function speaksOfTheApi(reading: Reading): boolean {
  return !reading.gate && reading.exchange.notJudged === undefined && !isRefusedByServer(reading);
}

function whyNotSeen(
  verdict: ResponseVerdict['verdict'],
  agreed: ContractResponse | undefined,
  hoped: readonly Reading[],
  facts: RunFacts,
  status: string,
): string | undefined {
  if (verdict === 'not-asked') {
    if (agreed?.reach === 'never') return 'never provoked';
    return isLeftOut(status, facts) ? 'left out by --only' : 'no probe got it, and none has to';
  }
  if (verdict !== 'inconclusive') return undefined;
  const got = hoped.map(
    ({ exchange, status: seen, gate }) =>
      `${exchange.id} got ${gate ? "the gate's answer" : (seen ?? exchange.failure?.kind ?? 'nothing')}`,
  );
  const shown =
    got.length > 4 ? [...got.slice(0, 3), `${got.length - 3} more probes did not get it either`] : got;
  const untried = facts.untried.get(status);
  const seen = shown.length === 0 ? ['no probe was sent for it'] : shown;
  return `not reached: ${[...seen, ...(untried === undefined ? [] : [untried])].join('; ')}`;
}

/** What to do about questions that a busy target left open: without their answers a run may look right and is not known to be. */
function throttledHint(readings: readonly Reading[]): string[] {
  const asked = readings.filter(({ exchange }) => exchange.expectation !== undefined);
  const throttled = asked.filter(isThrottled);
  const [first] = throttled;
  if (first === undefined) return [];
  return [
    `the target was busy: ${throttled.length} of ${asked.length} probes got ${first.status} in place of an answer; ask again later, or less at a time with --only or --rate; other runs from the same address count too`,
  ];
}

/** What to do about an answer that never came. */
function missedHint(
  { status, verdict }: ResponseVerdict,
  responses: readonly ResponseVerdict[],
  readings: readonly Reading[],
  { untried, contract, notSent }: RunFacts,
): string[] {
  if (verdict !== 'inconclusive') return [];
  const left = notSent.find(({ statuses }) => statuses[0] === status);
  const isAsked = readings.some(({ exchange }) => exchange.expectation?.provokes === status);
  if (left !== undefined && !isAsked) return [`no ${status} was asked for: ${left.reason}`];
  const way = untried.get(status);
  const others = responses.filter(
    (other) => other.verdict !== 'inconclusive' && other.verdict !== 'not-asked',
  );
  const without =
    others.length === 0
      ? ''
      : `, or leave it out with --only ${others.map((other) => other.status).join(',')}`;
  const advice =
    contract.file === undefined
      ? `write a contract (--contract) that says how to provoke it${without}`
      : `find a way to provoke it, or say "reach: optional" for it in ${contract.file}`;
  return [`no probe got a ${status}${way === undefined ? '' : ` (${way})`}; ${advice}`];
}

function exampleVerdicts(
  { content }: DocumentedResponse,
  seen: readonly Reading[],
  errors: readonly Finding[],
  agreed: ContractResponse | undefined,
): ResponseVerdict['examples'] {
  const differing = errors
    .filter(({ check }) => check === 'example')
    .map((finding) => finding.document?.pointer ?? '');
  const verdict = (media: Media, example: Example): ResponseVerdict['examples'][string] => {
    const { pointer } = example;
    const came = seen.filter((reading) => reading.media === media);
    if (came.length === 0) return 'not-seen';
    if (differing.some((at) => at === pointer || at.startsWith(`${pointer}/`))) return 'differs';
    // An answer has to be like one of several examples, or of what might be one: the others were not seen by that.
    const alone =
      agreed?.example !== 'off' &&
      ((media.examples.length === 1 && !came.some(isSample)) || agreed?.example === 'code');
    return alone || came.some((reading) => unlike(reading, example).length === 0) ? 'matches' : 'not-seen';
  };
  const all = content.flatMap((media) => media.examples.map((example) => ({ media, example })));
  return Object.fromEntries(
    all.map(({ media, example }) => {
      const shared = all.filter((other) => other.example.name === example.name).length > 1;
      return [shared ? `${example.name} (${media.type})` : example.name, verdict(media, example)];
    }),
  );
}

function coverage(
  readings: readonly Reading[],
  responses: readonly ResponseVerdict[],
  { contract, constraints }: RunFacts,
): Run['coverage'] {
  // A right request may be about a constraint too, and does not break it.
  const answered = readings.filter(
    (reading) =>
      reading.status !== undefined && speaksOfTheApi(reading) && reading.exchange.expectation?.valid !== true,
  );
  const probed = new Set(answered.map(({ exchange }) => exchange.pointer));
  const schemes = [
    ...new Set(
      contract.operation.security.flatMap((requirement) => requirement.schemes.map(({ pointer }) => pointer)),
    ),
  ];
  const examples = responses.flatMap((response) => Object.values(response.examples));
  return {
    responses: [responses.filter(({ observed }) => observed > 0).length, responses.length],
    requestConstraints: [constraints.filter((pointer) => probed.has(pointer)).length, constraints.length],
    securitySchemes: [schemes.filter((pointer) => probed.has(pointer)).length, schemes.length],
    examples: [examples.filter((verdict) => verdict !== 'not-seen').length, examples.length],
  };
}

function probeResult({ exchange, status }: Reading, findings: readonly Finding[]): ProbeResult {
  return {
    id: exchange.id,
    title: exchange.title,
    expects: [...(exchange.expectation?.statuses ?? [])],
    sent: true,
    ...(status === undefined ? {} : { status }),
    ...(exchange.failure === undefined ? {} : { failure: exchange.failure.message }),
    ms: hundredths(exchange.ms),
    ...(exchange.stoodStillMs === undefined ? {} : { stoodStillMs: hundredths(exchange.stoodStillMs) }),
    findings: findings.filter(({ probe, severity }) => probe === exchange.id && severity !== 'note').length,
  };
}

function hundredths(ms: number): number {
  return Math.round(ms * 100) / 100;
}

function notSentResult({ id, title, statuses, reason }: NotSent): ProbeResult {
  return {
    id,
    title,
    expects: [...statuses],
    sent: false,
    failure: reason,
    ms: 0,
    findings: 0,
  };
}

/** The exit code of a verdict (docs/cli.md). */
export function exitCode(verdict: Verdict): 0 | 1 | 3 {
  return verdict === 'conforms' ? 0 : verdict === 'drift' ? 1 : 3;
}
