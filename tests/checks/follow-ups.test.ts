import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/exchange/exchange.ts';
import { badRequest, type Changes, conflict, created, event, judge, NOW, unauthorized } from './exchanges.ts';

/** Each cause with what follows from it, as `status check/kind`; what differs in its place alone is named once. */
function told(...exchanges: Exchange[]): Record<string, string[]> {
  const errors = judge(exchanges).filter(({ severity }) => severity === 'error');
  const names = new Map(
    errors.map(({ fingerprint, status, check, kind }) => [fingerprint, `${status} ${check}/${kind}`]),
  );
  const causes: Record<string, string[]> = {};
  for (const { fingerprint, follows } of errors) {
    const cause = names.get(follows ?? fingerprint) ?? '';
    causes[cause] ??= [];
    const name = names.get(fingerprint) ?? '';
    if (follows !== undefined && !causes[cause].includes(name)) causes[cause].push(name);
  }
  for (const also of Object.values(causes)) also.sort();
  return causes;
}

/** All refusals wrong in one way; each with an id of its own. */
const refusals = (change: Changes): Exchange[] => [
  badRequest({ id: 'invalid/event_type/enum/unknown', ...change }),
  unauthorized({ id: 'unauthorized/apikey/wrong', ...change }),
  conflict({ id: 'conflict/json-api-mismatch', ...change }),
];

const SAME_ID = '0f0e1a52-58b3-4a7c-9a53-6d5f3f1f2b11';
const HTML = '<!doctype html><html><body>no</body></html>';

describe('what is wrong further in follows from what is wrong further out', () => {
  test('a body that a gateway wrote, whatever its type and however little it holds', () => {
    expect(told(unauthorized({ type: 'text/html', text: HTML }))).toEqual({
      '401 gateway/gateway-body': ['401 json/syntax', '401 media-type/undocumented'],
    });
    expect(told(unauthorized({ json: { error: 'no' } }))).toEqual({
      '401 gateway/gateway-body': ['401 error-shape/no-errors', '401 example/missing', '401 vacuous/empty'],
    });
  });

  test('a body of another media type that is no JSON, or nothing of what is documented', () => {
    expect(told(created({ type: 'text/plain', text: 'done' }))).toEqual({
      '201 media-type/undocumented': ['201 json/syntax'],
    });
    expect(told(badRequest({ type: 'application/problem+json', json: { title: 'no' } }))).toEqual({
      '400 media-type/undocumented': ['400 error-shape/no-errors', '400 vacuous/empty'],
    });
  });

  test('a property that is missing or of another type, and the example that has it', () => {
    expect(told(unauthorized({ edit: { '/errors/0/code': undefined } }))).toEqual({
      '401 schema/required': ['401 example/missing'],
    });
    expect(told(unauthorized({ edit: { '/errors': 'no' } }))).toEqual({
      '401 schema/type': ['401 example/differs'],
    });
    expect(told(unauthorized({ edit: { '/errors/0/code': '' } }))).toEqual({
      '401 error-shape/blank': ['401 example/differs'],
    });
  });

  test('an entry of the example that nothing is left of', () => {
    expect(told(unauthorized({ json: { errors: [{ error_code: 'unauthorized', message: 'no' }] } }))).toEqual(
      {
        '401 schema/required': ['401 example/missing-error', '401 schema/required', '401 vacuous/empty'],
      },
    );
  });

  test('a time that is none, and that it is not now', () => {
    expect(told(created({ edit: { '/event/created_at': 1_700_000_000 } }))).toEqual({
      '201 schema/type': ['201 fresh/past'],
    });
  });

  test('a time that stands still, where the whole answer is given again', () => {
    const again = (id: string, seconds: number, changes: Changes = {}) =>
      created({ id: `valid/${id}`, sentAt: NOW + seconds * 1000, ...changes });
    const answers = [0, 1, 2].map((at) => again(`${at}`, at, { edit: { '/event/id': SAME_ID } }));
    expect(told(...answers)).toEqual({ '201 unique/repeated': ['201 fresh/frozen'] });
    // A time that stands still where the id is new is a fault of its own.
    const other = again('new', 9);
    expect(told(...answers, other)).toEqual({ '201 unique/repeated': [], '201 fresh/frozen': [] });
  });

  test('the body of an answer that ought not to have come', () => {
    const accepted = badRequest({
      status: 201,
      json: {
        event: {
          id: 'f4a15ff0-40a2-48d4-8801-99c7b4e0788e',
          resource_type: 'registration',
          resource_id: 'no uuid',
          created_at: '2026-03-01T10:00:00Z',
          event_type: 'no.such',
        },
      },
      sends: { resource_id: 'no uuid', event_type: 'no.such' },
    });
    expect(told(accepted, created({ id: 'valid/other' }))).toEqual({
      '400 status/accepted-forbidden': ['201 schema/format'],
    });
  });

  test('a status, where the body says by itself that it is of another one', () => {
    expect(told(...refusals({ status: 200 }))).toEqual({
      '200 error-shape/in-success': [
        '400 status/undocumented',
        '401 status/undocumented',
        '409 status/undocumented',
      ],
    });
    const mistaken = unauthorized({ status: 400 });
    expect(told(mistaken)).toEqual({ '400 error-shape/other-status': ['401 status/not-expected'] });
  });

  test('an answer that changes from call to call, where what is wrong with it is told', () => {
    const again = (id: string, change: Changes = {}) =>
      created({ id, expects: { sameAs: 'valid/example' }, ...change });
    expect(told(again('a'), again('b', { status: 400, json: {} }), again('c'))).toEqual({
      '201 status/refused-right': ['201 stable/status', '400 error-shape/no-errors', '400 vacuous/empty'],
    });
    const refused = (id: string, change: Changes = {}) =>
      badRequest({ id, expects: { sameAs: 'invalid/x' }, ...change });
    const old = { json: { error: 'no' } };
    expect(told(refused('a', old), refused('b', old), refused('c'))).toEqual({
      '400 gateway/gateway-body': ['400 error-shape/no-errors', '400 stable/codes', '400 vacuous/empty'],
    });
  });
});

describe('one kind of difference is one cause in whatever answers it shows', () => {
  test('of the same line of the document', () => {
    expect(told(...refusals({ json: { errors: [{ code: 'x', message: 'no' }] } }))).toMatchObject({
      '400 schema/required': expect.arrayContaining(['401 schema/required', '409 schema/required']),
    });
  });

  test('of what all answers have in common', () => {
    expect(told(...refusals({ type: 'text/html' }), created({ type: 'text/html' }))).toEqual({
      '201 media-type/undocumented': [
        '400 media-type/undocumented',
        '401 media-type/undocumented',
        '409 media-type/undocumented',
      ],
    });
    expect(told(...refusals({ status: 403, json: {} }))).toEqual({
      '400 status/undocumented': ['401 status/undocumented', '409 status/undocumented'],
    });
  });

  test('of one object, and of the entries of one list', () => {
    const bare = { '/event/resource_type': undefined, '/event/created_at': undefined };
    expect(told(created({ edit: bare }))).toEqual({ '201 schema/required': ['201 schema/required'] });
    const upper = { '/errors/0/code': 'CONFLICT', '/errors/1/code': 'CONFLICT' };
    expect(told(conflict({ edit: upper }))).toEqual({ '409 example/differs': ['409 example/differs'] });
  });
});

describe('what is wrong with requests of one manner alone is one cause', () => {
  const many = (make: (changes: Changes) => Exchange) =>
    Array.from({ length: 30 }, (_, index) => make({ id: `right/${make.name}/${index}` }));
  const right = [created, badRequest, unauthorized, conflict].flatMap(many);
  const taken = (id: string) => badRequest({ id, status: 201, json: event() });

  test('a body in chunks that nobody reads', () => {
    const unread = { status: 400, json: { errors: [{ code: 'blank', detail: 'there is no body' }] } };
    const due = { expects: { statuses: ['409'], valid: false } };
    const answers = [
      created({ id: 'valid/body/chunked', ...unread }),
      badRequest({
        id: 'invalid/resource_id/required/in-chunks',
        failure: { kind: 'reset', message: 'closed' },
      }),
      conflict({ id: 'repeated/conflict/known-conflict/in-chunks', ...unread, ...due }),
      badRequest({ id: 'invalid/resource_id/required' }),
    ];
    expect(told(...answers, ...right)).toEqual({
      '201 status/refused-right': ['400 answer/reset', '409 status/not-expected'],
    });
    // Where others are not read either, the chunks are not the reason.
    const other = conflict({ id: 'conflict/known-conflict', ...unread, ...due });
    expect(told(...answers, other, ...right)).toEqual({
      '201 status/refused-right': ['400 answer/reset'],
      '409 status/not-expected': [],
    });
  });

  test('names of properties in any case, of each property', () => {
    const upper = ['resource_id', 'event_type'].map((name) => taken(`invalid/${name}/required/upper-case`));
    expect(told(...upper, ...right)).toEqual({
      '400 status/accepted-forbidden': ['400 status/accepted-forbidden'],
    });
    expect(told(taken('invalid/event_type/required'), ...upper, ...right)).toEqual({
      '400 status/accepted-forbidden': [],
    });
  });

  test('what a client accepts, and what is too long', () => {
    const refused = (id: string) => created({ id: `valid/${id}`, status: 400, json: {}, pointer: `/${id}` });
    const huge = (name: string) => ({ ...taken(`invalid/${name}/huge`), pointer: `/${name}` });
    const causes = (...ids: string[]) =>
      new Set(
        judge([...ids.map(refused), ...right])
          .filter(({ severity }) => severity === 'error')
          .map(({ fingerprint, follows }) => follows ?? fingerprint),
      ).size;
    expect(causes('no-accept', 'accept-anything', 'accept-weights')).toBe(1);
    expect(causes('no-accept', 'accept-anything', 'media-type/parameter')).toBe(2);
    expect(Object.keys(told(huge('resource_id/format'), huge('event_type/enum'), ...right))).toHaveLength(1);
  });

  test('what requests in several forms at once have in common', () => {
    const takenFor = (name: string, ...forms: string[]) => [
      ...forms.map((form) => ({
        ...taken(`invalid/${name}/required/together/${form}`),
        pointer: `/${name}`,
      })),
      badRequest({ id: `invalid/${name}/required` }),
    ];
    const causes = (...answers: Exchange[]) =>
      new Set(
        judge([...answers, ...right])
          .filter(({ severity }) => severity === 'error')
          .map(({ fingerprint, follows }) => follows ?? fingerprint),
      ).size;
    const first = takenFor('a', 'lines.charset.no-accept', 'further.charset.language');
    expect(causes(...first, ...takenFor('b', 'further.charset.client-headers'))).toBe(1);
    expect(causes(...first, ...takenFor('b', 'lines.client-headers', 'further.client-headers'))).toBe(2);
    // One that was sent as usual has no form to blame.
    expect(causes(...first, { ...taken('invalid/b/required'), pointer: '/b' })).toBe(2);
  });

  test('but what an answer gives away stands for itself', () => {
    const detail = 'java.lang.IllegalStateException: x\n\tat com.acme.Api.post(Api.java:12)';
    const ids = ['invalid/resource_id/required/in-chunks', 'invalid/event_type/required/in-chunks'];
    const [first = '', second = ''] = ids;
    const answers = [
      badRequest({ id: first, edit: { '/errors/0/detail': detail } }),
      badRequest({ id: second, type: 'text/plain' }),
      ...ids.map((id) => badRequest({ id: id.slice(0, id.lastIndexOf('/')) })),
    ];
    expect(told(...answers, ...right)).toEqual({
      '400 leak/stack-trace': [],
      '400 media-type/undocumented': [],
    });
  });

  test('but to refuse what is right is not to take what is wrong', () => {
    const refused = created({
      id: 'valid/body/chunked',
      status: 400,
      json: { errors: [{ code: 'x', detail: 'no' }] },
    });
    const usual = badRequest({ id: 'invalid/resource_id/required' });
    expect(told(refused, taken('invalid/resource_id/required/in-chunks'), usual, ...right)).toEqual({
      '201 status/refused-right': [],
      '400 status/accepted-forbidden': [],
    });
  });
});

describe('two faults remain two causes', () => {
  test.each<[what: string, ...Exchange[]]>([
    [
      'another place',
      unauthorized({ edit: { '/errors/0/code': 7 } }),
      unauthorized({ id: 'b', edit: { '/errors/0/detail': 'other' } }),
    ],
    ['another place in one answer', created({ edit: { '/event/id': 7, '/event/created_at': '2026-03-01' } })],
    [
      'an answer in which the first is not',
      unauthorized({ edit: { '/errors/0/code': 7 } }),
      unauthorized({ id: 'b', edit: { '/errors/0/code': 'other' } }),
    ],
    ['another wrong media type', created({ type: 'text/html' }), badRequest({ type: 'text/plain' })],
    ['another wrong status', unauthorized({ status: 403, json: {} }), badRequest({ status: 422, json: {} })],
    [
      'the same place of another schema',
      created({ edit: { '/event': 7 } }),
      badRequest({ edit: { '/errors': 7 } }),
    ],
    [
      'a media type, and a body that is read in spite of it',
      created({ type: 'text/json', edit: { '/event/id': undefined } }),
    ],
    [
      'a body that says it is of another status, and another one that is right',
      unauthorized({ status: 400, edit: { '/errors/0/code': 'x', '/errors/0/status': '500' } }),
    ],
    [
      'one that comes again, whatever its form',
      created({ id: 'a', edit: { '/event/id': 'same' } }),
      created({ id: 'b', edit: { '/event/id': 'same' } }),
    ],
  ])('%s', (_, ...exchanges) => {
    expect(Object.keys(told(...exchanges))).toHaveLength(2);
  });

  test('what an answer gives away, even where the answer is wrong by itself', () => {
    const detail = 'java.lang.IllegalStateException: x\n\tat com.acme.Api.post(Api.java:12)';
    expect(Object.keys(told(badRequest({ status: 401, edit: { '/errors/0/detail': detail } })))).toContain(
      '401 leak/stack-trace',
    );
  });

  test('requests that crash a server each, of many that do not', () => {
    const many = (make: (changes: Changes) => Exchange) =>
      Array.from({ length: 30 }, (_, index) => make({ id: `right/${make.name}/${index}` }));
    const crashes = [
      badRequest({ status: 500, text: '', type: null }),
      unauthorized({ status: 500, text: '', type: null }),
    ];
    expect(told(...crashes)).toEqual({ '400 status/not-expected': ['401 status/not-expected'] });
    expect(told(...crashes, ...many(badRequest), ...many(unauthorized))).toEqual({
      '400 status/not-expected': [],
      '401 status/not-expected': [],
    });
  });
});

describe('what is one fault in whatever is asked', () => {
  const many = (make: (changes: Changes) => Exchange, group: string) =>
    Array.from({ length: 30 }, (_, index) => make({ id: `${group}/right/${index}` }));
  const right = [...many(badRequest, 'invalid'), ...many(unauthorized, 'unauthorized')];
  const crash: Changes = { status: 500, text: '', type: null };

  test('a form of requests, where the same request in another form is answered well', () => {
    const [invalid, stranger] = ['invalid/event_type/enum/unknown', 'unauthorized/apikey/wrong'];
    const crashes = [
      badRequest({ id: `${invalid}/client-headers`, ...crash }),
      unauthorized({ id: `${stranger}/client-headers`, ...crash }),
    ];
    const apart = { '400 status/not-expected': [], '401 status/not-expected': [] };
    expect(told(...crashes, ...right)).toEqual(apart);
    expect(told(...crashes, ...right, badRequest({ id: invalid }))).toEqual({
      '400 status/not-expected': ['401 status/not-expected'],
    });
    const other = unauthorized({ id: `${stranger}/no-accept`, ...crash });
    expect(told(...crashes.slice(0, 1), other, ...right, badRequest({ id: invalid }))).toEqual(apart);
    // That both were called for the ninth time is no form of theirs.
    const ninth = [
      badRequest({ id: `repeated/${invalid}/9`, ...crash }),
      unauthorized({ id: `repeated/${stranger}/9`, ...crash }),
    ];
    expect(told(...ninth, ...right, badRequest({ id: invalid }))).toMatchObject(apart);
  });

  test('a status that changes from call to call', () => {
    const calls = (make: (changes: Changes) => Exchange, id: string, wrong: Changes) =>
      Array.from({ length: 5 }, (_, call) =>
        make({
          id: `repeated/${id}/${call}`,
          expects: { sameAs: id },
          ...(call === 3 ? wrong : {}),
        }),
      );
    const unavailable: Changes = { status: 503, text: '', type: null };
    const exchanges = [
      ...calls(badRequest, 'invalid/event_type/required', unavailable),
      ...calls(unauthorized, 'unauthorized/apikey/wrong', unavailable),
    ];
    expect(told(...exchanges, ...right)).toEqual({
      '400 stable/status': ['400 status/undocumented', '401 stable/status', '401 status/undocumented'],
    });
    // One that nobody asked twice is another matter, unless the same comes at times to more than one kind of request.
    const once = created({ id: 'valid/other', ...unavailable });
    expect(told(...exchanges, once, ...right)['400 stable/status']).toContain('201 status/undocumented');
    expect(told(...exchanges.slice(0, 5), once, ...right)).toHaveProperty('201 status/undocumented');
    // Or where a good part of both is refused so.
    const call = (make: (changes: Changes) => Exchange, id: string, turn: number, sameAs?: string) =>
      make({
        id,
        ...(sameAs === undefined ? {} : { expects: { sameAs } }),
        ...(turn > 0 ? unavailable : {}),
      });
    const often = [0, 1, 2, 3, 4, 5].flatMap((turn) => [
      call(created, `repeated/valid/example/${turn + 2}`, turn, 'valid'),
      call(badRequest, `invalid/x/${turn}`, turn),
    ]);
    expect(told(...often, ...right)['201 stable/status']).toContain('400 status/undocumented');
    // Another refusal is another fault, and so is one of a request that others of its kind do not get.
    const crash = badRequest({ id: 'invalid/event_type/enum/nul', status: 500, text: '', type: null });
    expect(told(...exchanges, crash, ...right)).toHaveProperty('400 status/not-expected');
    const strange = created({ id: 'valid/resource_id/b', expects: { sameAs: 'stranger /resource_id' } });
    const refused = { ...strange, id: 'valid/resource_id/a', response: badRequest().response };
    expect(told(strange, refused, ...right)).toHaveProperty('201 status/refused-right');
  });

  test('to be let in at times is what is told first of it', () => {
    const letIn = ['', '', 'in'].map((turn, call) =>
      unauthorized({
        id: `repeated/unauthorized/apikey/wrong/${call}`,
        expects: { sameAs: 'unauthorized/apikey/wrong' },
        ...(turn === 'in' ? { status: 201, json: event() } : {}),
      }),
    );
    expect(told(...letIn, ...right)).toEqual({ '401 status/accepted-forbidden': ['401 stable/status'] });
  });

  test('what only those are told who were let in with the same credential', () => {
    const letIn = unauthorized({ id: 'unauthorized/apikey/wrong', status: 201, json: {} });
    const conflicts = (credential: string) =>
      unauthorized({ id: `unauthorized/${credential}/conflict`, status: 409, json: {} });
    const causes = (...exchanges: Exchange[]) => told(...exchanges, ...right);
    expect(causes(letIn, conflicts('apikey'))['401 status/accepted-forbidden']).toContain(
      '401 status/not-expected',
    );
    // A crash is a fault of its own, whoever asked.
    const crashed = unauthorized({ id: 'unauthorized/apikey/conflict', status: 500, text: '', type: null });
    expect(causes(letIn, crashed)).toHaveProperty('401 status/not-expected', []);
    expect(causes(letIn, conflicts('qontopartnerid'))).toHaveProperty('401 status/not-expected');
    expect(causes(letIn, conflicts('apikey'), conflicts('qontopartnerid'))).toHaveProperty(
      '401 status/not-expected',
    );
  });
});

describe('what nobody looks at is one cause', () => {
  const PLACES: Record<string, string> = {
    apikey: '/components/securitySchemes/apiKey',
    qontopartnerid: '/components/securitySchemes/qontoPartnerId',
    all: '/paths/~1register~1dev~1trigger_event/post/responses/401',
  };
  const stranger = (id: string, change: Changes) => {
    const [scheme = ''] = id.split('/');
    return unauthorized({ id: `unauthorized/${id}`, pointer: PLACES[scheme] ?? '', ...change });
  };
  const accepted = (id: string) => stranger(id, { status: 201, json: event() });
  const taken = ['apikey/absent', 'apikey/wrong', 'qontopartnerid/wrong', 'all/absent'].map(accepted);
  const many = Array.from({ length: 20 }, (_, at) => accepted(`apikey/value-${at}`));
  const refused = (count: number, change: Changes) =>
    Array.from({ length: count }, (_, at) => stranger(`apikey/value-${at}`, change));
  const ROW = '401 status/accepted-forbidden';
  const causes = (...exchanges: Exchange[]) =>
    judge(exchanges)
      .filter(
        ({ check, kind, follows }) =>
          `${check}/${kind}` === 'status/accepted-forbidden' && follows === undefined,
      )
      .map(({ probe }) => probe);

  test('no credential, where no 401 came at all: the request that has none stands for all', () => {
    expect(causes(...taken)).toEqual(['unauthorized/all/absent']);
    expect(told(...taken)).toEqual({ [ROW]: [ROW] });
    // What a few got besides, such as a conflict or 400 for the body, is no look at credentials.
    const others = refused(5, { status: 400, json: {} }).map((each, at) => ({
      ...each,
      id: `unauthorized/${at}`,
    }));
    expect(causes(...taken, ...many, ...others)).toContain('unauthorized/all/absent');
    expect(new Set(causes(...taken, ...many, ...others)).size).toBe(1);
  });

  test('but somebody looks where one 401 came, or others were refused in another way', () => {
    const all = taken.map(({ id }) => id).sort();
    expect(causes(...taken, ...refused(1, {})).sort()).toEqual(all);
    expect(causes(...taken, ...many, ...refused(1, {})).length).toBeGreaterThan(1);
    expect(causes(...taken, ...refused(2, { status: 403, json: {} })).sort()).toEqual(all);
  });
});

describe('a credential that comes back', () => {
  const echo = (id: string, name: string, where = 'body') =>
    unauthorized({ id, echoedSecrets: [{ name, where }] });
  const count = (...exchanges: Exchange[]) =>
    new Set(
      judge(exchanges)
        .filter(({ check }) => check === 'leak')
        .map(({ fingerprint, follows }) => follows ?? fingerprint),
    ).size;

  test('is one cause, whichever was sent, at one place', () => {
    expect(count(echo('a', 'QONTO_TOKEN'), echo('b', 'QONTO_TOKEN'), echo('c', 'QONTO_PARTNER_ID'))).toBe(1);
  });

  test('but not at another place, in another status, or where two come back in one answer', () => {
    expect(count(echo('a', 'QONTO_TOKEN'), echo('b', 'QONTO_PARTNER_ID', 'header X-Debug'))).toBe(2);
    expect(
      count(
        echo('a', 'QONTO_TOKEN'),
        badRequest({ echoedSecrets: [{ name: 'QONTO_PARTNER_ID', where: 'body' }] }),
      ),
    ).toBe(2);
    const both = ['QONTO_TOKEN', 'QONTO_PARTNER_ID'].map((name) => ({ name, where: 'body' }));
    expect(count(unauthorized({ id: 'a', echoedSecrets: both }), echo('b', 'QONTO_TOKEN'))).toBe(2);
  });
});

test('what stands for others follows from nothing, and is an error of the same run', () => {
  const findings = judge([...refusals({ json: { error: 'no' } }), created({ json: {} })]);
  const roots = new Set(findings.flatMap(({ follows }) => follows ?? []));
  expect(roots.size).toBeGreaterThan(0);
  for (const root of roots) {
    const own = findings.filter(({ fingerprint }) => fingerprint === root);
    expect(own).not.toEqual([]);
    expect(own.every(({ follows, severity }) => follows === undefined && severity === 'error')).toBe(true);
  }
  expect(findings.every(({ follows, severity }) => follows === undefined || severity === 'error')).toBe(true);
});
