import { isBusy } from '../exchange/busy.ts';
import type { Check } from './check.ts';
import type { Observation } from './finding.ts';
import { countsFor, isLocal, type Reading } from './reading.ts';

const SAYS = {
  unreachable: 'the target could not be reached',
  tls: 'no secure connection came about',
  timeout: 'no whole answer came in time',
  reset: 'the connection ended before the answer did',
  protocol: 'what came is not HTTP/1.1',
  'too-large': 'the answer is larger than any documented one could be',
  encoding: 'the answer does not decode as its Content-Encoding says',
  cancelled: 'the run was ended first',
} as const;

/** How many lost answers in one run are put down to the network between us and a target elsewhere. */
const BORNE = 1;

export const answer: Check = {
  id: 'answer',
  promise: 'Every request gets one whole HTTP answer.',
  severity: 'error',
  source: 'RFC 9112; the document, which promises an answer to every request',
  kinds: {
    timeout: 'No whole answer within the time-out.',
    reset: 'The connection was closed or reset before the answer was whole.',
    protocol: 'What came cannot be read as HTTP/1.1; an answer of HTTP/1.0 can.',
    'too-large': 'The answer is larger than anything that is read, or has no end.',
    encoding: 'The body does not decode as its Content-Encoding says.',
    unstable:
      'An answer came only at a second try, on a fresh connection. From another machine one in a run is a warning.',
    'sent-again':
      'A kept connection ended without an answer, and the request went out again on another one; a warning from three in a run, else a note.',
    throttled:
      'The target asked us to come back later, and answered then. From another machine that is a warning.',
    refused: 'The target cannot be reached any more, though it answered before.',
  },
  *each(reading) {
    const { failure } = reading.exchange;
    if (failure === undefined || failure.kind === 'cancelled') return;
    if (failure.kind === 'unreachable' || failure.kind === 'tls') return;
    yield {
      severity: 'error',
      kind: failure.kind,
      status: countsFor(reading),
      message: `${SAYS[failure.kind]}: ${failure.message}`,
      response: { part: 'connection', pointer: '', expected: 'a whole answer', actual: failure.message },
      promise: reading.documented?.pointer ?? reading.operation.pointer,
      cause: failure.kind,
    };
  },
  *all(readings) {
    const answered = readings.some(({ status }) => status !== undefined);
    for (const reading of readings) {
      const kind = reading.exchange.failure?.kind;
      if (!answered || (kind !== 'unreachable' && kind !== 'tls')) continue;
      yield observation(
        reading,
        'error',
        'refused',
        `the target answered before, and now ${SAYS[kind]}: ${reading.exchange.failure?.message ?? ''}`,
      );
    }
    const lost = readings.filter(({ exchange }) =>
      exchange.failedTries.some(({ kind, reused }) => kind !== 'throttled' && !reused),
    );
    for (const reading of lost) {
      const [first] = reading.exchange.failedTries.filter(({ kind }) => kind !== 'throttled');
      if (reading.exchange.failure !== undefined || first === undefined) continue;
      const grave = isLocal(reading) || lost.length > BORNE;
      yield observation(
        reading,
        grave ? 'error' : 'warning',
        'unstable',
        `an answer came only at the second try; the first: ${first.message}`,
      );
    }
    yield* sentAgain(readings);
    for (const reading of readings) {
      const later = reading.exchange.failedTries.find(({ kind }) => kind === 'throttled');
      // What was not answered in the end is judged by the status that it got.
      if (later === undefined || isBusy(reading.exchange)) continue;
      yield observation(
        reading,
        isLocal(reading) ? 'error' : 'warning',
        'throttled',
        `the target asked for patience before it answered: ${later.message}`,
      );
    }
  },
};

/** A kept connection may end in the very moment in which it is used again (RFC 9112 section 9.5); this often it is no moment. */
const OFTEN = 3;

/** Each call may have had its effect, and its request went out twice. */
function* sentAgain(readings: readonly Reading[]): Generator<Observation> {
  const again = readings.filter(
    ({ exchange: { failure, failedTries } }) =>
      failure === undefined && failedTries.some(({ kind, reused }) => kind === 'reset' && reused),
  );
  const often = again.length >= OFTEN;
  const says = often
    ? `${again.length} of ${readings.length} requests went out twice, since the connection ended without an answer`
    : 'the request went out twice, since the connection ended without an answer';
  for (const reading of again)
    yield observation(
      reading,
      often ? 'warning' : 'note',
      'sent-again',
      `${says}: it may have had its effect both times`,
    );
}

function observation(
  reading: Reading,
  severity: Observation['severity'],
  kind: string,
  message: string,
): Observation {
  return {
    severity,
    kind,
    status: countsFor(reading),
    message,
    response: {
      part: 'connection',
      pointer: '',
      expected: kind === 'refused' ? 'a whole answer' : 'an answer at the first try',
      actual: message,
    },
    promise: reading.operation.pointer,
    cause: kind,
    exchange: reading.exchange.id,
  };
}
