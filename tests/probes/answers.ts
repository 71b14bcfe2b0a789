import type { Exchange, ExchangeFailure, HeaderLines } from '../../src/exchange/exchange.ts';
import type { Probe } from '../../src/probes/probe.ts';

/** What a target does with a request. */
export interface Answer {
  status?: number;
  headers?: HeaderLines;
  body?: string;
  /** No answer, and why. */
  failure?: ExchangeFailure['kind'];
  message?: string;
  ms?: number;
}

/** The exchange of a probe with an answer that is made up. */
export function exchangeOf(probe: Probe, answer: Answer): Exchange {
  const {
    status = 201,
    headers = [],
    body = '',
    failure,
    message = 'no answer within 6000 ms',
    ms = 5,
  } = answer;
  return {
    id: probe.id,
    source: 'probe',
    title: probe.title,
    request: {
      method: probe.request.method,
      url: `http://127.0.0.1:4010${probe.request.path}`,
      headers: probe.request.headers.map(({ name, shown }) => [name, shown]),
      body: probe.request.body,
    },
    response: failure === undefined ? { status, headers, body: Buffer.from(body) } : undefined,
    failure: failure === undefined ? undefined : { kind: failure, message },
    failedTries: [],
    echoedSecrets: [],
    expectation: probe.expectation,
    sentAt: 0,
    ms,
    pointer: probe.pointer,
    notJudged: undefined,
  };
}
