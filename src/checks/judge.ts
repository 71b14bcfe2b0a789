import { createHash } from 'node:crypto';
import type { Contract } from '../contract/contract.ts';
import { pointerPlace } from '../document/pointer-place.ts';
import { toCurl } from '../exchange/curl.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Json } from '../json.ts';
import type { Check } from './check.ts';
import { checks as everyCheck } from './checks.ts';
import type { Finding, Observation, ResponseSide, Severity } from './finding.ts';
import { followUps } from './follow-ups.ts';
import { plainestFirst } from './plainest.ts';
import { countsFor, type Reading, readExchange } from './reading.ts';
import { isRefusedByServer } from './refused-by-server.ts';
import { type BodyValidator, compileResponseSchemas } from './response-schema.ts';
import type { Told } from './told.ts';

/** Judges exchanges against one contract; what can be compiled is compiled once. */
export interface Judge {
  /** What an exchange says, without a judgement. */
  read(exchange: Exchange): Reading;
  /** The findings of all checks on these exchanges, gravest first. */
  judge(readings: readonly Reading[]): Finding[];
  /** The same step by step, so that whoever judges large answers can do something else between two steps. */
  steps(readings: readonly Reading[]): Generator<undefined, Finding[]>;
}

/**
 * Makes a judge for a contract. It never throws on what an API answers.
 *
 * @param checks the checks to make, all of them by default
 */
export function createJudge(contract: Contract, checks: readonly Check[] = everyCheck): Judge {
  const validate: BodyValidator = (media, body) => validatorOf(contract.operation)(media, body);
  const judge: Judge = {
    read: (exchange) => readExchange(exchange, contract, validate),
    judge(all) {
      const steps = judge.steps(all);
      for (;;) {
        const { done, value } = steps.next();
        if (done === true) return value;
      }
    },
    *steps(all) {
      const readings = plainestFirst(all.filter(({ exchange }) => exchange.notJudged === undefined));
      const byId = new Map(readings.map((reading) => [reading.exchange.id, reading]));
      const refused = new Set(readings.filter(isRefusedByServer));
      const told: Told[] = [];
      const curls = new Map<string, string>();
      const curlOf = ({ id, request }: Exchange): string => {
        const curl = curls.get(id) ?? toCurl(request);
        curls.set(id, curl);
        return curl;
      };
      const report = (check: Check, observation: Observation, reading: Reading | undefined): void => {
        if (reading === undefined) return;
        told.push({
          finding: toFinding(check, observation, reading, curlOf),
          alike: likenessOf(check, observation),
          due: reading.exchange.expectation?.statuses ?? [],
          means: observation.means,
          byTheMoment: observation.byTheMoment === true,
        });
      };
      for (const check of checks) {
        if (check.each !== undefined) {
          for (const reading of readings) {
            if (refused.has(reading) && !OF_ANY_SERVER.has(check.id)) continue;
            yield;
            let said = 0;
            for (const observation of check.each(reading)) {
              report(check, observation, reading);
              said += 1;
              if (said >= MOST) break;
            }
          }
        }
        if (check.all !== undefined) {
          yield;
          for (const observation of check.all(readings))
            report(check, observation, byId.get(observation.exchange ?? ''));
        }
      }
      const roots = followUps(told, {
        due: dueOf(readings),
        seen: new Set(readings.map(({ status }) => `${status}`)),
        ids: new Set(byId.keys()),
      });
      return told
        .map(({ finding }) => following(finding, roots.get(finding.fingerprint)))
        .sort((a, b) => RANK[a.severity] - RANK[b.severity] || a.status.localeCompare(b.status));
    },
  };
  return judge;
}

/** How many answers of each status were due. */
function dueOf(readings: readonly Reading[]): Map<string, number> {
  const due = new Map<string, number>();
  for (const reading of readings) {
    const status = countsFor(reading);
    due.set(status, (due.get(status) ?? 0) + 1);
  }
  return due;
}

function following(finding: Finding, root: string | undefined): Finding {
  return root === undefined || finding.severity !== 'error' ? finding : { ...finding, follows: root };
}

/** They are the document's alone: contracts that differ, and judges that make other checks, share them. */
const validators = new WeakMap<Contract['operation'], BodyValidator>();

function validatorOf(operation: Contract['operation']): BodyValidator {
  const validator =
    validators.get(operation) ??
    compileResponseSchemas(operation.responses.flatMap(({ content }) => content));
  validators.set(operation, validator);
  return validator;
}

/** Checks that hold for every answer, whoever gives it. */
const OF_ANY_SERVER = new Set(['answer', 'in-time', 'leak']);

/** What a check says of one exchange at most: a hostile body could break a rule at every other byte. */
const MOST = 50;

const RANK: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

function toFinding(
  check: Check,
  observation: Observation,
  reading: Reading,
  curlOf: (exchange: Exchange) => string,
): Finding {
  const { exchange, operation, contract, documented, status } = reading;
  const counted =
    observation.status ?? documented?.status ?? (status === undefined ? 'none' : String(status));
  const { promise, agreed, response } = observation;
  return {
    check: check.id,
    severity: observation.severity,
    status: counted,
    message: cut(observation.message),
    ...(response === undefined ? {} : { response: bounded(response) }),
    ...(promise === undefined ? {} : { document: pointerPlace(operation.document, promise) }),
    ...(agreed === undefined || contract.file === undefined
      ? {}
      : { contract: pointerPlace(contract, agreed) }),
    probe: exchange.id,
    // Written when it is asked for: most notes are never shown with theirs.
    get curl() {
      return curlOf(exchange);
    },
    kind: observation.kind,
    fingerprint: createHash('sha256')
      .update([check.id, observation.kind, counted, causeOf(observation)].join('\n'))
      .digest('hex')
      .slice(0, 12),
  };
}

function causeOf({ cause, response }: Observation): string {
  return cause ?? `${response?.part ?? 'body'} ${response?.pointer ?? ''}`;
}

/** What makes a fingerprint, without the status. */
function likenessOf({ id }: Check, observation: Observation): string {
  return [id, observation.kind, causeOf(observation)].join('\n');
}

/** Longest text of a finding: what an API answers must not make a report of any size. */
const LONGEST = 1000;

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

function bounded(side: ResponseSide): ResponseSide {
  const small = (value: Json): Json => {
    if (typeof value === 'string') return cut(value);
    const text = JSON.stringify(value);
    return text.length <= LONGEST ? value : cut(text);
  };
  const { expected, actual } = side;
  return {
    ...side,
    pointer: cut(side.pointer),
    ...(expected === undefined ? {} : { expected: small(expected) }),
    ...(actual === undefined ? {} : { actual: small(actual) }),
  };
}
