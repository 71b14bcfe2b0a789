import type {} from 'vitest';
import type { Finding } from './checks/finding.ts';
import { createJudge } from './checks/judge.ts';
import type { Reading } from './checks/reading.ts';
import type { Run } from './checks/run.ts';
import { isThrottled } from './checks/throttled.ts';
import type { Contract } from './contract/contract.ts';
import { placeText } from './document/pointer-place.ts';
import type { Exchange } from './exchange/exchange.ts';
import { isObject } from './json.ts';
import { renderRun } from './report/terminal.ts';

export { openSession, type Session } from './commands/session.ts';

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the parameter has to be declared as Vitest declares it
  interface Matchers<T = any> {
    /**
     * The run conforms, as `plumbline check` says; or the exchange, or all of them together, is what document and contract
     * promise: no finding is an error. Several exchanges are also judged for what only shows across calls, such as a value
     * that ought to be unique. Where nothing could be judged, as of a target that is not there, it fails, `not` or no.
     */
    toConform(): T;
  }
}

interface Matched {
  pass: boolean;
  message(): string;
}

/**
 * Matchers for Vitest that judge by a contract: `expect.extend(conformance(contract))`.
 *
 * @returns `toConform`, for a run, one exchange or a list of them; it throws where nothing could be judged
 */
export function conformance(contract: Contract): { toConform(received: unknown): Matched } {
  const judge = createJudge(contract);
  return {
    toConform(received) {
      if (isRun(received)) return matchRun(received);
      const exchanges = (Array.isArray(received) ? received : [received]) as Exchange[];
      if (
        exchanges.length === 0 ||
        !exchanges.every((exchange) => isObject(exchange) && 'request' in exchange)
      ) {
        throw new TypeError(
          'toConform() wants a run, an exchange, or a list of exchanges that is not empty; a Map of them has values()',
        );
      }
      const readings = exchanges.map((exchange) => judge.read(exchange));
      const errors = judge.judge(readings).filter(({ severity }) => severity === 'error');
      const silent = readings.flatMap((reading) => whySilent(reading) ?? []);
      if (errors.length === 0 && silent.length > 0) {
        throw new Error(
          `of ${exchanges.length} exchanges ${silent.length} could not be judged:\n${firstOf(silent).join('\n')}`,
        );
      }
      return {
        pass: errors.length === 0,
        message: () =>
          errors.length === 0
            ? `${firstOf(exchanges.map(({ id }) => id)).join(', ')}: conforms, and was expected not to`
            : byCause(errors).map(describe).join('\n\n'),
      };
    },
  };
}

function isRun(received: unknown): received is Run {
  return isObject(received) && 'verdict' in received && 'probes' in received && 'findings' in received;
}

function matchRun(run: Run): Matched {
  const screen = () => renderRun(run, { colour: false, width: 100 });
  if (run.verdict === 'inconclusive') throw new Error(screen());
  return { pass: run.verdict === 'conforms', message: screen };
}

/** What came in place of an answer that document and contract say something of; undefined where there is one. */
function whySilent(reading: Reading): string | undefined {
  const { exchange, status, gate } = reading;
  const { id, failure, notJudged, expectation } = exchange;
  if (notJudged !== undefined) return `${id}: ${notJudged}`;
  if (status === undefined) return `${id}: ${failure?.message ?? 'no answer came'}`;
  if (gate && expectation?.gate !== true)
    return `${id}: the gate in front of the API answered, with ${status}`;
  return isThrottled(reading) ? `${id}: the target was busy, and answered with ${status}` : undefined;
}

const SHOWN = 5;

function firstOf(texts: readonly string[]): string[] {
  const more = texts.length - SHOWN;
  return more > 0 ? [...texts.slice(0, SHOWN), `and ${more} more`] : [...texts];
}

function byCause(findings: readonly Finding[]): Finding[][] {
  const fingerprints = new Set(findings.map(({ fingerprint }) => fingerprint));
  return [...fingerprints].map((each) => findings.filter(({ fingerprint }) => fingerprint === each));
}

/** Findings of one cause: the first of them, and how many there are. */
function describe(found: readonly Finding[]): string {
  const [first] = found;
  if (first === undefined) return '';
  const { check, kind, status, message, response, document, contract, curl, probe } = first;
  const place = contract ?? document;
  const times = found.length === 1 ? '' : ` (×${found.length})`;
  const lines = [`${probe}${times}: ${status} ${check}/${kind}: ${message}`];
  if (response?.expected !== undefined) lines.push(`  - promised  ${JSON.stringify(response.expected)}`);
  if (response?.actual !== undefined) lines.push(`  + seen      ${JSON.stringify(response.actual)}`);
  if (place !== undefined) lines.push(`  ${placeText(place)}`);
  return [...lines, `  ${curl}`].join('\n');
}
