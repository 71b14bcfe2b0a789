import type { Exchange, ExchangeFailure, Expectation, FailedTry } from './exchange.ts';
import type { Fields } from './har-fields.ts';

const SOURCES = ['probe', 'recording', 'pact', 'documented'] as const;
const FAILURES = [
  'unreachable',
  'tls',
  'timeout',
  'reset',
  'protocol',
  'too-large',
  'encoding',
  'cancelled',
] as const satisfies readonly ExchangeFailure['kind'][];
const TRIES = [...FAILURES, 'throttled'] as const satisfies readonly FailedTry['kind'][];

/**
 * Reads what Plumbline wrote of an exchange beside the fields of HAR.
 *
 * @throws {Problem} when a field is missing or of another type: somebody changed it
 */
export function readOwnFields(own: Fields): Omit<Exchange, 'request' | 'response' | 'ms'> {
  const expectation = own.optionalObject('expectation');
  const failure = own.optionalObject('failure');
  const stoodStillMs = own.optionalNumber('stoodStillMs');
  return {
    id: own.string('id'),
    source: oneOf(own, 'source', SOURCES),
    title: own.string('title'),
    pointer: own.optionalString('pointer'),
    sentAt: own.number('sentAt'),
    ...(stoodStillMs === undefined ? {} : { stoodStillMs }),
    expectation: expectation && readExpectation(expectation),
    failure: failure && { kind: oneOf(failure, 'kind', FAILURES), message: failure.string('message') },
    failedTries: own.list('failedTries').map((each) => ({
      kind: oneOf(each, 'kind', TRIES),
      message: each.string('message'),
      reused: each.boolean('reused'),
    })),
    echoedSecrets: own
      .list('echoedSecrets')
      .map((each) => ({ name: each.string('name'), where: each.string('where') })),
    notJudged: own.optionalString('notJudged'),
  };
}

function readExpectation(fields: Fields): Expectation {
  return {
    statuses: fields.strings('statuses'),
    tolerated: fields.numbers('tolerated'),
    gate: fields.boolean('gate'),
    provokes: fields.optionalString('provokes'),
    broken: fields.optionalString('broken'),
    sameAs: fields.optionalString('sameAs'),
    valid: fields.boolean('valid'),
  };
}

function oneOf<Word extends string>(fields: Fields, name: string, words: readonly Word[]): Word {
  const text = fields.string(name);
  const word = words.find((each) => each === text);
  if (word === undefined) throw fields.problem(`${name} is none of ${words.join(', ')}`);
  return word;
}
