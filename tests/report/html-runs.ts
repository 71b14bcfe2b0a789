import type { Run } from '../../src/checks/run.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import * as runs from './runs.ts';

/** A run with all that it may tell of other nights: what is new, what stays, what is mended, what is accepted. */
export function nightly(): Run {
  const run = runs.drifting();
  const nights = Array.from({ length: 29 }, (_, index) => ({
    startedAt: `2026-${index < 7 ? '10' : '11'}-${String(index < 7 ? 25 + index : index - 6).padStart(2, '0')}T03:17:00.000Z`,
    verdict:
      index === 11 ? ('inconclusive' as const) : index > 25 ? ('drift' as const) : ('conforms' as const),
    causes: index > 25 ? 2 : 0,
  }));
  return {
    ...run,
    findings: [
      ...run.findings,
      runs.finding({
        check: 'leak',
        kind: 'debug-field',
        status: '400',
        message: 'the error has a field "debug" ("trace 12"), which is for developers only',
        response: { pointer: '/errors/0/debug', actual: 'trace 12' },
        probe: 'invalid/body/array',
        fingerprint: 'acce97ed',
        accepted: {
          reason: 'Told to the provider on 2 November, ticket 4711; harmless to us.',
          until: '2026-12-31',
        },
      }),
    ],
    history: {
      file: 'reports/history.jsonl',
      nights,
      causes: {
        c0ffee01: { state: 'still', since: '2026-11-20T03:17:00.000Z', lastGood: '2026-11-19T03:17:00.000Z' },
        beef0002: { state: 'new', since: run.startedAt, lastGood: '2026-11-22T03:17:00.000Z' },
        beef0003: { state: 'new', since: run.startedAt },
      },
      mended: [
        {
          fingerprint: 'dead0001',
          check: 'media-type',
          status: '409',
          message: 'the Content-Type is text/html; the document says application/json',
          since: '2026-11-20T03:17:00.000Z',
          lastBad: '2026-11-22T03:17:00.000Z',
        },
      ],
    },
  };
}

/** What was sent and what came for the first probe of the most seen cause. */
export function exchangeOf(id: string, body: string | Uint8Array): Exchange {
  return {
    id,
    source: 'probe',
    title: 'A bearer token with one more letter, everything else is right',
    request: {
      method: 'POST',
      url: 'http://127.0.0.1:41873/register/dev/trigger_event',
      headers: [
        ['Authorization', 'Bearer ${QONTO_TOKEN}x'],
        ['Content-Type', 'application/json'],
      ],
      body: Buffer.from(
        '{"resource_id":"481248f5-346a-4711-b8a8-18a0348de10f","event_type":"registrations.pending"}',
      ),
    },
    response: {
      status: 401,
      headers: [['Content-Type', 'application/json']],
      body: typeof body === 'string' ? Buffer.from(body) : body,
    },
    failure: undefined,
    failedTries: [],
    echoedSecrets: [],
    expectation: undefined,
    sentAt: Date.UTC(2026, 10, 23, 6),
    ms: 3.1,
    pointer: undefined,
    notJudged: undefined,
  };
}
