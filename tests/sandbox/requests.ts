import { type Ask, type Environment, PATH, PENDING } from './support.ts';

/** A UUID with letters in it, so that capitals show. */
const OTHER = 'c0a8f1de-7b3a-4c2e-9d10-5e6f7a8b9c0d';
const EXAMPLE = '481248f5-346a-4711-b8a8-18a0348de10f';

/**
 * The fixed set of requests by which a faulty sandbox is told from the conforming one, one of each kind first.
 */
export function requestSet(environment: Environment): Ask[] {
  const own = environment['QONTO_RESOURCE_ID'] ?? '';
  const right = { resource_id: own, event_type: PENDING };
  const plain = JSON.stringify(right);
  const kinds = [
    valid(right, environment),
    conflicts(right, environment),
    invalid(right),
    unauthorized(plain, environment),
  ];
  const gate: Ask[] = [
    { name: 'no staging token', kind: 'gate', body: plain, headers: { 'X-Qonto-Staging-Token': undefined } },
    { name: 'wrong staging token', kind: 'gate', body: plain, headers: { 'X-Qonto-Staging-Token': 'other' } },
    { name: 'staging header in lower case', kind: 'gate', body: plain, headers: lowered(environment) },
    { name: 'unknown path', kind: 'elsewhere', body: plain, path: '/register/dev/other' },
    { name: 'unknown method', kind: 'elsewhere', method: 'GET' },
  ];
  return [
    ...kinds.flatMap((asks) => asks.slice(0, 1)),
    ...kinds.flatMap((asks) => asks.slice(1)),
    ...gate,
    { name: 'plain once more', kind: 'valid', body: plain },
    { name: 'plain at last', kind: 'valid', body: plain },
  ];
}

function lowered(environment: Environment): Ask['headers'] & object {
  return {
    'X-Qonto-Staging-Token': undefined,
    'x-qonto-staging-token': environment['QONTO_STAGING_TOKEN'] ?? '',
  };
}

type Right = { resource_id: string; event_type: string };

function valid(right: Right, environment: Environment): Ask[] {
  const token = environment['QONTO_TOKEN'];
  const made = (name: string, body: string | object, headers: Ask['headers'] = {}): Ask => ({
    name,
    kind: 'valid',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers,
  });
  const plain = JSON.stringify(right);
  const withId = (resource_id: string) => ({ ...right, resource_id });
  const type = (value: string) => ({ 'Content-Type': value });
  return [
    made('plain', plain),
    made('capitals', withId(OTHER.toUpperCase())),
    made('documented example', withId(EXAMPLE)),
    made('version 1', withId('2c1d43b8-e6d7-11ee-a506-0242ac120002')),
    made('version 7', withId('018e4f7a-9b3c-7def-8a12-3456789abcde')),
    made('digits', withId('00481248-5034-4671-8138-180348100215')),
    made('like a number', withId('0012e345-7b3a-4c2e-9d10-5e6f7a8b9c0d')),
    made('additional text', { ...right, note: 'x' }),
    made('additional object', { ...right, note: { deep: [1] } }),
    made("the answer's own", { ...right, id: 'x', created_at: 'x', resource_type: 'x' }),
    made('additional null', { ...right, note: null }),
    made('charset', plain, type('application/json; charset=utf-8')),
    made('charset in capitals', plain, type('application/json;charset=UTF-8')),
    made('charset in quotes', plain, type('application/json; charset="utf-8"')),
    made('type in capitals', plain, type('Application/JSON')),
    made('other parameter', plain, type('application/json; profile=a')),
    made('other order', { event_type: right.event_type, resource_id: right.resource_id }),
    made('pretty', JSON.stringify(right, null, 2)),
    made('leading space', ` ${plain}`),
    made('trailing newline', `${plain}\n`),
    made('escapes', plain.replace('registrations', '\\u0072egistrations')),
    made('escaped names', plain.replace('resource_id', '\\u0072esource_id')),
    made('accept gzip', plain, { 'Accept-Encoding': 'gzip' }),
    made('accept any', plain, { Accept: '*/*' }),
    made('accept with weights', plain, { Accept: 'application/json;q=0.9, */*;q=0.1' }),
    { ...made('query', plain), path: `${PATH}?from=test` },
    made('large', { ...right, note: 'x'.repeat(5000) }),
    made('bearer in lower case', plain, { Authorization: `bearer ${token}` }),
    made('bearer in capitals', plain, { Authorization: `BEARER ${token}` }),
    { ...made('chunked', plain), chunked: true },
  ];
}

function conflicts(right: Right, environment: Environment): Ask[] {
  const made = (name: string, body: object): Ask => ({ name, kind: 'conflict', body: JSON.stringify(body) });
  const data = { type: 'plumbline-no-such-type', id: OTHER };
  return [
    made('foreign document', { ...right, data }),
    made('known conflict', { ...right, resource_id: environment['QONTO_CONFLICT_RESOURCE_ID'] }),
    made('other id alone', { ...right, data: { id: OTHER } }),
    made('foreign document again', { ...right, data }),
  ];
}

function invalid(right: Right): Ask[] {
  const made = (name: string, body: string | Buffer | undefined, headers: Ask['headers'] = {}): Ask => ({
    name,
    kind: 'invalid',
    body,
    headers,
  });
  const plain = JSON.stringify(right);
  const wrong = (key: keyof Right, name: string, value: unknown) =>
    made(`${key} ${name}`, JSON.stringify({ ...right, [key]: value }));
  const text = (name: string, mangle: (plain: string) => string | Buffer) => made(name, mangle(plain));
  const type = (value: string | undefined) => made(`type ${value}`, plain, { 'Content-Type': value });
  const { resource_id: id } = right;
  return [
    wrong('event_type', 'unknown', 'registrations.frobnicated'),
    ...(['resource_id', 'event_type'] as const).flatMap((key) => [
      wrong(key, 'missing', undefined),
      wrong(key, 'null', null),
      wrong(key, 'empty', ''),
      wrong(key, 'number', 5),
      wrong(key, 'boolean', true),
      wrong(key, 'zero', 0),
      wrong(key, 'false', false),
      wrong(key, 'with a NUL', `${right[key]}\0x`),
      wrong(key, 'with punctuation', `${right[key]} isn't 100% ["right"]`),
      wrong(key, 'with half a character', `${right[key]}\ud83d`),
      wrong(key, 'huge', 'x'.repeat(300)),
      wrong(key, 'list', [right[key]]),
      wrong(key, 'object', { id: right[key] }),
      wrong(key, 'any text', 'something'),
    ]),
    wrong('resource_id', 'without dashes', id.replaceAll('-', '')),
    wrong('resource_id', 'in braces', `{${id}}`),
    wrong('resource_id', 'urn', `urn:uuid:${id}`),
    wrong('resource_id', 'newline', `${id}\n`),
    wrong('resource_id', 'spaces', ` ${id} `),
    wrong('resource_id', 'with ending', `${id}-x`),
    wrong('resource_id', 'with beginning', `x-${id}`),
    wrong('resource_id', 'short', id.slice(0, -1)),
    wrong('resource_id', 'misplaced dashes', `${id.slice(0, 7)}-${id.slice(7).replace('-', '')}`),
    wrong('resource_id', 'not hexadecimal', `g${id.slice(1)}`),
    wrong('event_type', 'in capitals', PENDING.toUpperCase()),
    wrong('event_type', 'spaces', ` ${PENDING} `),
    wrong('event_type', 'with ending', `${PENDING}x`),
    wrong('event_type', 'short', PENDING.slice(0, -1)),
    wrong('event_type', 'underscored', PENDING.replace('.', '_')),
    wrong('event_type', 'singular', 'registration.pending'),
    wrong('event_type', 'without namespace', 'pending'),
    wrong('event_type', 'other event', 'registrations.completed'),
    made('no body', undefined),
    made('empty object', '{}'),
    made('odd names', '{"$a":1,"":2}'),
    made('in the prototype', `{"__proto__":${plain}}`),
    made('null', 'null'),
    made('scalar', '5'),
    made('empty list', '[]'),
    made('list', `[${plain}]`),
    made('text', JSON.stringify(plain)),
    made('wrapped', JSON.stringify({ data: { attributes: right } })),
    made('wrapped as event', JSON.stringify({ event: right })),
    made('keys with spaces', plain.replaceAll('":', ' ":')),
    made('keys with dashes', plain.replaceAll('_', '-').replace(PENDING.replaceAll('_', '-'), PENDING)),
    { ...made('in the query', '{}'), path: `${PATH}?${new URLSearchParams(right).toString()}` },
    made('keys in capitals', plain.toUpperCase().replace(PENDING.toUpperCase(), PENDING)),
    made('keys in camel case', plain.replace('resource_id', 'resourceId').replace('event_type', 'eventType')),
    text('trailing comma', (json) => json.replace('}', ',}')),
    text('single quotes', (json) => json.replaceAll('"', "'")),
    text('bare keys', (json) => json.replace(/"(\w+)":/g, '$1:')),
    text('not a number', (json) => json.replace('{', '{"note":NaN,')),
    text('comment', (json) => `/* x */${json}`),
    text('leading bytes', (json) => `x ${json}`),
    text('trailing bytes', (json) => `${json}x`),
    text('cut short', (json) => json.slice(0, -1)),
    text('malformed', () => '{"resource_id": ?'),
    text('utf-16', (json) => Buffer.from(json, 'utf16le')),
    text('byte order mark', (json) => `\uFEFF${json}`),
    text('invalid utf-8', (json) => Buffer.from(json.replace('}', ',"note":"é"}'), 'latin1')),
    type(undefined),
    type('text/plain'),
    type('application/x-www-form-urlencoded'),
    type('application/xml'),
    type('application/octet-stream'),
    type('application/vnd.api+json'),
    made('form', new URLSearchParams(right).toString(), {
      'Content-Type': 'application/x-www-form-urlencoded',
    }),
  ];
}

function unauthorized(plain: string, environment: Environment): Ask[] {
  const token = environment['QONTO_TOKEN'] ?? '';
  const partner = environment['QONTO_PARTNER_ID'] ?? '';
  const made = (name: string, headers: Ask['headers']): Ask => ({
    name,
    kind: 'unauthorized',
    body: plain,
    headers: headers ?? {},
  });
  const bearer = (name: string, value: string | string[] | undefined) =>
    made(`bearer ${name}`, { Authorization: value });
  const id = (name: string, value: string | undefined) =>
    made(`partner ${name}`, { 'Qonto-Partner-Id': value });
  const swapCase = (text: string) =>
    text.replace(/[a-z]/i, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
  return [
    bearer('wrong', 'Bearer wrong'),
    bearer('missing', undefined),
    bearer('empty', 'Bearer '),
    bearer('without word', token),
    bearer('other word', `Token ${token}`),
    bearer('with ending', `Bearer ${token}x`),
    bearer('beginning', `Bearer ${token.slice(0, 12)}`),
    bearer('last character', `Bearer ${token.slice(0, -1)}#`),
    bearer('first half', `Bearer ${token.slice(0, 20)}${'x'.repeat(20)}`),
    bearer('case', `Bearer ${swapCase(token)}`),
    bearer('length', `Bearer ${'x'.repeat(token.length)}`),
    bearer('reversed', `Bearer ${[...token].reverse().join('')}`),
    bearer('basic', basic('user:password')),
    bearer('basic user', basic(`${token}:`)),
    bearer('quoted', `Bearer "${token}"`),
    bearer('anywhere', `Bearer x ${token}`),
    bearer('twice', ['Bearer wrong', `Bearer ${token}`]),
    bearer('jwt', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'),
    bearer('partner', `Bearer ${partner}`),
    bearer('staging', `Bearer ${environment['QONTO_STAGING_TOKEN']}`),
    bearer('null', 'Bearer null'),
    id('wrong', 'wrong'),
    id('missing', undefined),
    id('empty', ''),
    id('with ending', `${partner}x`),
    id('beginning', partner.slice(0, 12)),
    id('last character', `${partner.slice(0, -1)}#`),
    id('case', swapCase(partner)),
    id('length', 'x'.repeat(partner.length)),
    id('token', token),
    id('list', `x, ${partner}`),
    id('uuid', EXAMPLE),
    id('number', '12345'),
    { ...bearer('in the query', undefined), path: `${PATH}?access_token=${token}` },
    made('bearer in a cookie', { Authorization: undefined, Cookie: `access_token=${token}` }),
    {
      ...bearer('in the body', undefined),
      body: JSON.stringify({ ...(JSON.parse(plain) as object), access_token: token }),
    },
    { ...id('in the query', undefined), path: `${PATH}?Qonto-Partner-Id=${partner}` },
    made('partner in a cookie', { 'Qonto-Partner-Id': undefined, Cookie: `Qonto-Partner-Id=${partner}` }),
    made('nothing', { Authorization: undefined, 'Qonto-Partner-Id': undefined }),
    made('both wrong', { Authorization: 'Bearer wrong', 'Qonto-Partner-Id': 'wrong' }),
    made('both empty', { Authorization: 'Bearer ', 'Qonto-Partner-Id': '' }),
    made('swapped', { Authorization: `Bearer ${partner}`, 'Qonto-Partner-Id': token }),
  ];
}
