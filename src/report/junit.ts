import Builder from 'fast-xml-builder';
import { isFailing } from '../checks/accepted.ts';
import type { Finding } from '../checks/finding.ts';
import type { ProbeResult, ResponseVerdict, Run } from '../checks/run.ts';
import { answerWord } from './answers.ts';
import { causesOf, type Difference, outcomeOf, promisePlace, seenPlace } from './causes.ts';
import { changesOf } from './history-screen.ts';
import { clip, escapeControl } from './safe.ts';
import { count, showPair } from './value.ts';

/** CI servers refuse files that are too large, and show the beginning of a value as well as all of it. */
const VALUE_LIMIT = 500;
const CURL_LIMIT = 4000;

/** Attributes start with `@`; every string in it has been made safe for XML. */
interface TestCase {
  '@classname': string;
  '@name': string;
  '@time': string;
  '@file'?: string;
  '@line'?: string;
  failure?: Trouble;
  error?: Trouble;
  skipped?: { '@message': string };
  'system-out'?: string;
}
interface Trouble {
  '@message': string;
  '@type': string;
  '#text'?: string;
}

/**
 * A run as JUnit XML: a test case for each probe, one for each documented answer, so that an answer that nobody
 * saw shows, and one for the run, so that no inconclusive run looks like a pass and no finding is lost.
 */
export function renderJUnit(run: Run): string {
  const operation = escapeControl(`${run.operation.method} ${run.operation.path}`);
  const cases = [...probeCases(run, operation), ...answerCases(run, operation), runCase(run, operation)];
  const totals = {
    '@tests': String(cases.length),
    '@failures': String(cases.filter(({ failure }) => failure !== undefined).length),
    '@errors': String(cases.filter(({ error }) => error !== undefined).length),
    '@skipped': String(cases.filter(({ skipped }) => skipped !== undefined).length),
    '@time': seconds(run.durationMs),
  };
  const changes = changesOf(run);
  const properties: [name: string, value: string][] = [
    ['verdict', run.verdict],
    ['target', `${run.target.kind} ${run.target.url}`],
    ['document', `${run.document.file} sha256:${run.document.sha256}`],
    ...(run.contract === undefined ? [] : [['contract', run.contract.file] as [string, string]]),
    ['seed', String(run.seed)],
    ...(changes === undefined
      ? []
      : [
          [
            'since-last-run',
            `${changes.fresh} new, ${changes.still} still there, ${changes.mended} mended, ${changes.notAsked} not asked for`,
          ] as [string, string],
        ]),
    ...(run.baseline === undefined
      ? []
      : [['baseline', `${run.baseline.file}: ${run.baseline.accepted.length} accepted`] as [string, string]]),
  ];
  const builder = new Builder({
    attributeNamePrefix: '@',
    ignoreAttributes: false,
    suppressBooleanAttributes: false,
    suppressEmptyNode: true,
    format: true,
  });
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': 'plumbline',
      ...totals,
      testsuite: {
        '@name': operation,
        ...totals,
        '@timestamp': escapeControl(run.startedAt),
        properties: {
          property: properties.map(([name, value]) => ({ '@name': name, '@value': escapeControl(value) })),
        },
        testcase: cases,
      },
    },
  });
}

function probeCases(run: Run, operation: string): TestCase[] {
  const byProbe = new Map<string, Finding[]>();
  for (const finding of run.findings) {
    byProbe.set(finding.probe, [...(byProbe.get(finding.probe) ?? []), finding]);
  }
  return run.probes.map((probe) => {
    const findings = byProbe.get(probe.id) ?? [];
    return {
      '@classname': `${operation}.${groupOf(probe, run)}`,
      '@name': escapeControl(`${probe.id}: ${probe.title}`),
      '@time': seconds(probe.ms),
      ...place(findings),
      ...outcomes(probe, findings),
      ...systemOut(findings),
    };
  });
}

/** The first part of a probe's id; what was recorded elsewhere has none. */
function groupOf({ id }: ProbeResult, { target }: Run): string {
  return target.kind === 'recording' || !id.includes('/')
    ? 'recorded'
    : escapeControl(id.slice(0, id.indexOf('/')));
}

function outcomes(probe: ProbeResult, findings: readonly Finding[]): Partial<TestCase> {
  const why = escapeControl(probe.failure ?? 'for no known reason');
  const outcome = outcomeOf(probe);
  if (outcome === 'unsent') return { skipped: { '@message': `not sent: ${why}` } };
  const found = failure(findings);
  if (found.failure !== undefined) return found;
  const known = findings.find(({ accepted }) => accepted !== undefined);
  if (known !== undefined) return { skipped: { '@message': acceptedWords(known) } };
  if (outcome === 'answered') return found;
  return { error: { '@message': `no answer: ${why}`, '@type': 'no-answer' } };
}

/** Known and accepted: no failure, and no pass either. */
function acceptedWords({ accepted, check, kind, message }: Finding): string {
  const until = `accepted until ${accepted?.until}: ${accepted?.reason}`;
  return clip(escapeControl(`${until} (${check}/${kind}: ${message})`), VALUE_LIMIT);
}

function answerCases(run: Run, operation: string): TestCase[] {
  const known = new Set(run.probes.map(({ id }) => id));
  return run.responses.map((response) => {
    const own = run.findings.filter(({ status }) => status === response.status);
    const homeless = own.filter(({ probe }) => !known.has(probe));
    return {
      '@classname': `${operation}.answers`,
      '@name': `${escapeControl(response.status)} is what the document promises`,
      '@time': '0',
      ...place(own),
      ...answerOutcome(response, own, homeless),
      ...systemOut(homeless),
    };
  });
}

function answerOutcome(
  response: ResponseVerdict,
  findings: readonly Finding[],
  homeless: readonly Finding[],
): Partial<TestCase> {
  const reason = escapeControl(response.reason ?? '');
  const word = answerWord(response);
  const message = reason === '' ? word : `${word}: ${reason}`;
  const found = failure(homeless);
  if (found.failure !== undefined && response.verdict !== 'drift') return found;
  switch (response.verdict) {
    case 'conforms': {
      const known = findings.find(({ accepted }) => accepted !== undefined);
      return known === undefined ? {} : { skipped: { '@message': acceptedWords(known) } };
    }
    case 'not-asked':
      return { skipped: { '@message': message } };
    case 'inconclusive':
      return { error: { '@message': message, '@type': word.replace(' ', '-') } };
    case 'drift': {
      const causes = causesOf(findings.filter(isFailing), 'error');
      const line = ({ finding, probes }: Difference): string =>
        `${finding.check}/${finding.kind} (${count(probes.length, 'probe')}): ${escapeControl(finding.message)}`;
      const lines = causes.flatMap((cause) => [
        line(cause),
        ...cause.also.map((each) => `  also ${line(each)}`),
      ]);
      const whole = homeless.filter(isFailing).map(describe);
      return {
        failure: {
          '@message': causes.length === 0 ? 'drift' : `drift: ${count(causes.length, 'cause')}`,
          '@type': 'drift',
          '#text': [lines.join('\n'), ...whole].join('\n\n'),
        },
      };
    }
    default:
      return response.verdict satisfies never;
  }
}

/** What belongs to no probe and to no documented answer, and why a run is inconclusive. */
function runCase(run: Run, operation: string): TestCase {
  const probes = new Set(run.probes.map(({ id }) => id));
  const statuses = new Set(run.responses.map(({ status }) => status));
  const homeless = run.findings.filter(({ probe, status }) => !probes.has(probe) && !statuses.has(status));
  const found = failure(homeless);
  const hints = run.hints.map(escapeControl);
  const inconclusive: Partial<TestCase> =
    run.verdict === 'inconclusive'
      ? {
          error: {
            '@message': hints[0] ?? 'not enough was seen to judge',
            '@type': 'inconclusive',
            '#text': hints.join('\n'),
          },
        }
      : {};
  return {
    '@classname': `${operation}.run`,
    '@name': 'the run: enough was seen to judge',
    '@time': seconds(run.durationMs),
    ...place(homeless),
    ...(found.failure === undefined ? inconclusive : found),
    ...systemOut(homeless),
  };
}

function failure(findings: readonly Finding[]): Partial<TestCase> {
  const errors = findings.filter(isFailing);
  const [first] = errors;
  if (first === undefined) return {};
  const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
  return {
    failure: {
      '@message': escapeControl(first.message) + more,
      '@type': escapeControl(`${first.check}/${first.kind}`),
      '#text': errors.map(describe).join('\n\n'),
    },
  };
}

function systemOut(findings: readonly Finding[]): Partial<TestCase> {
  const others = findings.filter((finding) => !isFailing(finding));
  return others.length === 0 ? {} : { 'system-out': others.map(describe).join('\n\n') };
}

function place(findings: readonly Finding[]): Partial<TestCase> {
  const document = (findings.find(({ severity }) => severity === 'error') ?? findings[0])?.document;
  if (document === undefined) return {};
  const line = document.line === undefined ? {} : { '@line': String(document.line) };
  return { '@file': escapeControl(document.file), ...line };
}

/** A finding as plain lines: what, promised and where, seen and where, how to see it again unless it is a note. */
function describe(finding: Finding): string {
  const { check, kind, severity, response, message, curl, accepted } = finding;
  const [promised, seen] = showPair(response?.expected, response?.actual, VALUE_LIMIT);
  const at = (where: string | undefined) => (where === undefined ? '' : ` at ${escapeControl(where)}`);
  const lines = [`${severity} ${check}/${kind}: ${message}`];
  if (accepted !== undefined) lines.push(`accepted until ${accepted.until}: ${accepted.reason}`);
  if (response?.expected !== undefined) lines.push(`promised: ${promised}${at(promisePlace(finding))}`);
  else if (finding.document !== undefined) lines.push(`promised${at(promisePlace(finding))}`);
  const shown = response?.expected !== undefined || response?.actual !== undefined;
  if (response !== undefined) lines.push(`${shown ? `seen: ${seen}` : 'seen'}${at(seenPlace(finding))}`);
  if (curl !== '' && severity !== 'note') lines.push(clip(curl, CURL_LIMIT));
  return lines.map(escapeControl).join('\n');
}

function seconds(ms: number): string {
  return (Math.max(0, ms) / 1000).toFixed(4);
}
