import type { Finding } from '../../src/checks/finding.ts';
import type { ProbeResult, ResponseVerdict, Run } from '../../src/checks/run.ts';

const DOCUMENT = 'spec/onboarding-api.trigger-event.yaml';
const UNAUTHORIZED = '/components/examples/unauthorized/value/errors/0';

const LAYERS = {
  fine: { answeredBy: 'ok', schema: 'ok', example: 'none' },
  example: { answeredBy: 'ok', schema: 'ok', example: 'ok' },
  nothing: { answeredBy: 'none', schema: 'none', example: 'none' },
} as const;

const REACHED: readonly ResponseVerdict[] = [
  { status: '201', verdict: 'conforms', probes: 22, observed: 22, examples: {}, layers: LAYERS.fine },
  { status: '400', verdict: 'conforms', probes: 30, observed: 30, examples: {}, layers: LAYERS.fine },
  {
    status: '401',
    verdict: 'conforms',
    probes: 40,
    observed: 40,
    examples: { unauthorized: 'matches' },
    layers: LAYERS.example,
  },
  {
    status: '409',
    verdict: 'conforms',
    probes: 3,
    observed: 1,
    examples: { conflict: 'matches' },
    layers: LAYERS.example,
  },
  {
    status: '500',
    verdict: 'not-asked',
    probes: 0,
    observed: 0,
    examples: {},
    layers: LAYERS.nothing,
    reason: 'the contract never provokes it',
  },
];

/** The probes of a run, as many in each group as the run has. */
function probes(): ProbeResult[] {
  const groups: [group: string, expects: string, status: number, number: number][] = [
    ['valid', '201', 201, 22],
    ['invalid', '400', 400, 30],
    ['unauthorized', '401', 401, 40],
    ['gate', '401', 401, 1],
    ['conflict', '409', 409, 3],
  ];
  return groups.flatMap(([group, expects, status, number]) =>
    Array.from({ length: number }, (_, index) => ({
      id: `${group}/${NAMES[group]?.[index] ?? `way-${index + 1}`}`,
      title: `The request of the ${group} kind, number ${index + 1}, has to be answered with ${expects}`,
      expects: [expects],
      status,
      sent: true,
      ms: 3.1 + index / 10,
      findings: 0,
    })),
  );
}

const NAMES: Record<string, string[]> = {
  valid: ['documented-example', 'event_type/registrations.pending', 'resource_id/format/upper-case'],
  invalid: ['resource_id/required', 'resource_id/format/no-dashes', 'event_type/enum/upper', 'body/array'],
  unauthorized: ['wrong-bearer', 'apiKey/absent', 'apiKey/empty', 'qontoPartnerId/almost-right'],
  conflict: ['json-api-mismatch', 'known-conflict', 'json-api-only'],
};

/** A run in which every answer is as documented. */
export function conforming(): Run {
  return {
    plumbline: 1,
    verdict: 'conforms',
    operation: { id: 'webhooks/dev-trigger', method: 'POST', path: '/register/dev/trigger_event' },
    target: { kind: 'embedded', url: 'http://127.0.0.1:41873' },
    document: { file: DOCUMENT, sha256: '3f1c9a'.padEnd(64, '0') },
    contract: { file: 'contracts/trigger-event.contract.yaml' },
    seed: 1,
    startedAt: '2026-11-23T06:00:00.000Z',
    durationMs: 212.4,
    responses: structuredClone([...REACHED]),
    coverage: { responses: [4, 5], requestConstraints: [7, 7], securitySchemes: [2, 2], examples: [2, 2] },
    findings: [
      finding({
        check: 'status',
        kind: 'tolerated',
        severity: 'note',
        status: '400',
        message:
          'A body in text/plain was refused with 415, which the document does not list; it leaves this answer open.',
        probe: 'invalid/way-29',
        fingerprint: '90aa01',
      }),
    ],
    probes: probes(),
    hints: [],
    leftOpen: [
      'requestBody.required is not set, so a request without a body may be right or wrong: any documented client error is accepted.',
      'The schema of 400 requires no property, so {} satisfies it; Plumbline asks for an error with code and detail all the same.',
    ],
    interrupted: false,
  };
}

/** One finding, with the parts that a test does not care about filled in. */
export function finding(part: Partial<Finding>): Finding {
  return {
    check: 'example',
    kind: 'value',
    severity: 'error',
    status: '401',
    message:
      'The documented example has the error code "unauthorized", and the answer has "invalid_token" in its place.',
    probe: 'unauthorized/wrong-bearer',
    curl: CURL,
    fingerprint: 'c0ffee01',
    ...part,
  };
}

const CURL = [
  'curl -sS -i -X POST',
  "'http://127.0.0.1:41873/register/dev/trigger_event'",
  '-H "Authorization: Bearer ${QONTO_TOKEN}x"',
  '-H "Qonto-Partner-Id: ${QONTO_PARTNER_ID}"',
  "-H 'Content-Type: application/json'",
  `--data-raw '{"resource_id":"481248f5-346a-4711-b8a8-18a0348de10f","event_type":"registrations.pending"}'`,
].join(' ');

/** Three causes of drift, one of them seen by 40 probes, with a warning and many notes. */
export function drifting(): Run {
  const run = conforming();
  const shared = run.probes
    .filter(({ id }) => id.startsWith('unauthorized/'))
    .map(({ id }) =>
      finding({
        probe: id,
        response: {
          part: 'body',
          pointer: '/errors/0/code',
          expected: 'unauthorized',
          actual: 'invalid_token',
        },
        document: { pointer: `${UNAUTHORIZED}/code`, file: DOCUMENT, line: 167 },
      }),
    );
  const findings: Finding[] = [
    finding({
      check: 'freshness',
      kind: 'stale',
      status: '201',
      message: 'created_at is 2 hours behind the Date header of the same answer; the contract allows 300 s.',
      response: {
        part: 'body',
        pointer: '/event/created_at',
        expected: '2026-11-23T06:00:00Z',
        actual: '2026-11-23T04:00:00Z',
      },
      contract: {
        pointer: '/responses/201/fresh',
        file: 'contracts/trigger-event.contract.yaml',
        line: 58,
      },
      probe: 'valid/documented-example',
      fingerprint: 'beef0002',
    }),
    ...shared,
    ...['invalid/event_type/enum/upper', 'invalid/resource_id/format/no-dashes'].map((probe) =>
      finding({
        check: 'status',
        kind: 'accepted',
        status: '400',
        message: 'The document forbids this request, and it was accepted with 201.',
        response: { part: 'status', pointer: '', expected: ['400'], actual: 201 },
        document: {
          pointer:
            '/paths/~1register~1dev~1trigger_event/post/requestBody/content/application~1json/schema/properties/event_type/enum',
          file: DOCUMENT,
          line: 47,
        },
        probe,
        fingerprint: 'beef0003',
      }),
    ),
    finding({
      check: 'media-type',
      kind: 'charset',
      severity: 'warning',
      status: '400',
      message: 'The Content-Type names the charset latin1; JSON is UTF-8 (RFC 8259 section 8.1).',
      response: { part: 'header', pointer: 'Content-Type', actual: 'application/json; charset=latin1' },
      probe: 'invalid/body/array',
      fingerprint: 'beef0004',
    }),
    ...Array.from({ length: 7 }, (_, index) =>
      finding({
        check: 'schema',
        kind: 'extra',
        severity: 'note',
        status: '201',
        message: `The answer has the property "extra_${index}", which the document does not know; the provider's policy allows it.`,
        probe: 'valid/documented-example',
        fingerprint: `feed000${index}`,
      }),
    ),
  ];
  return {
    ...run,
    verdict: 'drift',
    durationMs: 412.7,
    findings,
    responses: run.responses.map((response) => {
      if (response.status === '401') {
        return {
          ...response,
          verdict: 'drift',
          examples: { unauthorized: 'differs' },
          layers: { ...response.layers, example: 'drift' },
        };
      }
      return ['201', '400'].includes(response.status) ? { ...response, verdict: 'drift' } : response;
    }),
    probes: run.probes.map((probe) => ({
      ...probe,
      findings: findings.filter((item) => item.probe === probe.id).length,
    })),
  };
}

/** As `drifting`, where six more differences follow from the one that most probes saw. */
export function following(): Run {
  const run = drifting();
  const also = Array.from({ length: 6 }, (_, index) =>
    finding({
      check: 'error-shape',
      kind: 'no-errors',
      status: index < 3 ? '400' : '409',
      message: `/errors/${index} is empty: an error answer names its errors`,
      probe: index < 3 ? `invalid/way-${index + 5}` : 'conflict/known-conflict',
      fingerprint: `a150000${index}`,
      follows: 'c0ffee01',
    }),
  );
  return { ...run, findings: [...run.findings, ...also] };
}

/** The gate answered instead of the API: the run stopped after its first probe. */
export function gated(): Run {
  const run = conforming();
  const reason = 'the gate in front of the API answered, so nothing of this was seen';
  return {
    ...run,
    verdict: 'inconclusive',
    target: { kind: 'sandbox', url: 'https://thirdparty-sandbox.staging.qonto.co' },
    durationMs: 640,
    findings: [],
    responses: run.responses.map((response) =>
      response.verdict === 'not-asked'
        ? response
        : {
            ...response,
            verdict: 'inconclusive',
            observed: 0,
            layers: LAYERS.nothing,
            examples: Object.fromEntries(Object.keys(response.examples).map((name) => [name, 'not-seen'])),
            reason,
          },
    ),
    coverage: { responses: [0, 5], requestConstraints: [0, 7], securitySchemes: [0, 2], examples: [0, 2] },
    probes: run.probes.map(({ status, ...probe }, index) =>
      index === 0 && status !== undefined
        ? { ...probe, status: 302 }
        : { ...probe, sent: false, ms: 0, failure: 'the preflight did not get past the gate' },
    ),
    hints: [
      'The answer to a request with a staging token was a redirect to onelogin.com: the token is wrong or has run out. Get a staging token from the Developer Portal (https://developers.qonto.com) and put it into QONTO_STAGING_TOKEN.',
    ],
  };
}

/** All is well but for 409, which no way of provoking it could get. */
export function unreached(): Run {
  const run = conforming();
  return {
    ...run,
    verdict: 'inconclusive',
    target: { kind: 'url', url: 'https://api.example.test/v2' },
    responses: run.responses.map((response) =>
      response.status === '409'
        ? {
            ...response,
            verdict: 'inconclusive',
            observed: 0,
            examples: { conflict: 'not-seen' },
            layers: LAYERS.nothing,
            reason:
              'json-api-mismatch got 400; known-conflict was not tried, QONTO_CONFLICT_RESOURCE_ID is not set; json-api-only got 400',
          }
        : response,
    ),
    coverage: { ...run.coverage, responses: [3, 5], examples: [1, 2] },
    probes: run.probes.map(({ status, ...probe }) => {
      if (!probe.id.startsWith('conflict/')) return status === undefined ? probe : { ...probe, status };
      return probe.id.endsWith('known-conflict')
        ? { ...probe, sent: false, ms: 0, failure: 'QONTO_CONFLICT_RESOURCE_ID is not set' }
        : { ...probe, status: 400 };
    }),
    hints: [
      'No probe got a 409. Set QONTO_CONFLICT_RESOURCE_ID to a registration that is known to conflict, or say "reach: optional" in the contract.',
    ],
  };
}

/** Ended by Ctrl-C after 34 probes, two of which got no answer. */
export function interrupted(): Run {
  const run = conforming();
  return {
    ...run,
    verdict: 'inconclusive',
    interrupted: true,
    durationMs: 61_200,
    findings: [],
    responses: run.responses.map((response, index) =>
      index < 2
        ? { ...response, observed: 16 }
        : {
            ...response,
            verdict: response.verdict === 'not-asked' ? 'not-asked' : 'inconclusive',
            observed: 0,
            examples: {},
            layers: LAYERS.nothing,
            reason: response.reason ?? 'the run was stopped before it was asked',
          },
    ),
    probes: run.probes.map(({ status, ...probe }, index) => {
      if (index === 12 || index === 13)
        return { ...probe, ms: 30_000, failure: 'no answer within 30 s (headers)' };
      if (index >= 34) return { ...probe, sent: false, ms: 0, failure: 'the run was stopped' };
      return status === undefined ? probe : { ...probe, status };
    }),
    hints: ['The run was stopped by SIGINT. Run it again to judge every answer.'],
  };
}

export const ESCAPE = '\u001b]0;owned\u0007\u001b[2J\u001b[31mall is well\u001b[0m';

/** Everything that a response can hold to fool a terminal, an XML parser or a page. */
export function hostile(): Run {
  const run = drifting();
  const long = 'a'.repeat(5000);
  const values: [kind: string, expected: string, actual: string][] = [
    ['escape', 'registration', ESCAPE],
    ['control', 'registration', 'regi\u0000stration\u0085\u009b2J\u007f\r\nFAKE LINE ✓ CONFORMS'],
    ['markup', 'registration', ']]></failure><script>alert("x")</script>&amp;\'"'],
    ['bidi', 'registration', 'noitartsiger\u202e\u2066regi\u200bstration\ufeff\u00a0'],
    ['surrogate', 'registration', 'half \ud800 of it \udfff \uffff \u{e0041}'],
    ['long', `${long}right${long}`, `${long}wrong${long}`],
    ['wide', '登録'.repeat(40), `${'登録'.repeat(39)}注册`],
  ];
  return {
    ...run,
    findings: values.map(([kind, expected, actual], index) =>
      finding({
        kind,
        message: `The answer says ${actual}.`,
        response: {
          part: index === 1 ? 'header' : 'body',
          pointer: `/errors/${index}/${actual.slice(0, 12)}`,
          expected,
          actual,
        },
        document: { pointer: '/a', file: DOCUMENT, line: 10 + index },
        probe: `unauthorized/way-${index + 8}`,
        curl: `${CURL} -H 'X-Note: ${actual.slice(0, 60).replaceAll("'", '')}'`,
        fingerprint: `bad${index}`,
      }),
    ),
  };
}

/** As many findings as asked for, ten to a cause. */
export function crowded(number: number): Run {
  const run = drifting();
  return {
    ...run,
    findings: Array.from({ length: number }, (_, index) =>
      finding({
        message: `Property number ${Math.floor(index / 10)} is not what the document promises.`,
        response: { pointer: `/errors/${index}/code`, expected: 'unauthorized', actual: `other-${index}` },
        document: { pointer: `${UNAUTHORIZED}/code`, file: DOCUMENT, line: 167 },
        probe: run.probes[index % run.probes.length]?.id ?? '',
        fingerprint: `cause-${Math.floor(index / 10)}`,
      }),
    ),
  };
}
