import { covers } from '../document/status-key.ts';
import type { Check } from './check.ts';
import type { Observation } from './finding.ts';
import { familyOf } from './probe-family.ts';
import { countsFor, type Reading } from './reading.ts';
import { isThrottled } from './throttled.ts';

export const status: Check = {
  id: 'status',
  promise: 'Every answer has a status that the document knows, and that is right for its request.',
  severity: 'error',
  source: 'the document: `responses` of the operation; OpenAPI 3.0 section 4.7.16',
  kinds: {
    undocumented: 'The document does not know the status.',
    'accepted-forbidden': 'A request that the document forbids was accepted.',
    'refused-right': 'A request that the document allows was refused.',
    'not-expected': 'The status is documented, but not for this request.',
    tolerated: 'The document does not know the status, but a standard asks for it; a note.',
  },
  *all(readings) {
    const found = readings.flatMap((reading) =>
      [...judge(reading)].map((each) => ({ ...each, exchange: reading.exchange.id })),
    );
    const common = commonCauses(found);
    // Whatever breaks one rule has its own cause, until it is plain that no rule of the kind is kept.
    for (const each of found) yield common.has(kindOf(each)) ? { ...each, cause: kindOf(each) } : each;
  },
};

function* judge(reading: Reading): Generator<Observation> {
  const { status: seen, documented, exchange, gate } = reading;
  const { expectation } = exchange;
  if (seen === undefined) return;
  if (gate && expectation?.gate === true) return;
  if (gate && documented === undefined) return; // the check `gateway` says so
  if (isThrottled(reading)) return;
  if (documented === undefined) {
    yield expectation?.tolerated.includes(seen) === true
      ? observation(
          reading,
          'note',
          'tolerated',
          `the answer is ${seen}, which is right for such a request but not documented`,
        )
      : observation(
          reading,
          'error',
          'undocumented',
          `the answer is ${seen}, which the document does not know${hoped(reading)}`,
        );
    return;
  }
  if (expectation === undefined || expectation.statuses.some((key) => covers(key, seen))) return;
  // A conflict is nothing that the document forbids: that it came before makes it right again.
  if (seen < 300 && !expectation.valid && !isProvokedAgain(exchange.id)) {
    yield observation(
      reading,
      'error',
      'accepted-forbidden',
      `the answer is ${seen}, though the document forbids the request: ${exchange.title}`,
      familyOf(exchange.id),
    );
  } else if (seen >= 400 && seen < 500 && expectation.valid) {
    yield observation(
      reading,
      'error',
      'refused-right',
      `the answer is ${seen}, though the document allows the request: ${exchange.title}`,
      familyOf(exchange.id),
    );
  } else {
    yield observation(
      reading,
      'error',
      'not-expected',
      `the answer is ${seen} where ${expectation.statuses.join(' or ')} is right: ${exchange.title}`,
    );
  }
}

function isProvokedAgain(id: string): boolean {
  return /^repeated\/(conflict|provoke-[^/]+)\//.test(id);
}

/** From so many causes on, alike in kind and status, it is one. */
const COMMON = 4;

function commonCauses(found: readonly Observation[]): Set<string> {
  const causes = new Map<string, Set<string>>();
  for (const each of found) {
    const kind = kindOf(each);
    causes.set(kind, (causes.get(kind) ?? new Set()).add(each.cause ?? ''));
  }
  return new Set([...causes].filter(([, of]) => of.size >= COMMON).map(([kind]) => kind));
}

function kindOf({ kind, status, response }: Observation): string {
  return `${kind} ${status ?? ''} ${String(response?.actual)}`;
}

function hoped({ exchange }: Reading): string {
  const statuses = exchange.expectation?.statuses ?? [];
  return statuses.length === 0 ? '' : `; ${statuses.join(' or ')} is right for this request`;
}

function observation(
  reading: Reading,
  severity: Observation['severity'],
  kind: string,
  message: string,
  cause = '',
): Observation {
  const { exchange, status: seen } = reading;
  const expected =
    exchange.expectation?.statuses.join(' or ') ??
    reading.operation.responses.map((each) => each.status).join(', ');
  return {
    severity,
    kind,
    status: countsFor(reading),
    message,
    response: { part: 'status', pointer: '', expected, actual: seen ?? null },
    promise: exchange.pointer ?? reading.operation.pointer,
    cause: `${seen} ${cause}`,
  };
}
