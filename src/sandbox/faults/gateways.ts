import { header } from '../../exchange/exchange.ts';
import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';
import type { Fault, FaultRun } from '../fault.ts';
import { changing, fault, jsonAnswer, KINDS, type Kills, type Kind, page, withHeader } from './make.ts';
import { NAMES } from './names.ts';

/** Something in front of the API answers in its place. */
function instead(
  kills: Kills,
  kinds: readonly Kind[],
  name: string,
  title: string,
  answer: (run: FaultRun, call: Call) => Answer,
  marks: Pick<Fault, 'inconclusive'> = {},
): Fault {
  return fault(
    kills,
    'gateways in front',
    name,
    title,
    (run) => changing(kinds, (_, call) => answer(run, call))(),
    marks,
  );
}

/** Something in front of the API changes what it answers. */
function changed(
  kills: Kills,
  kinds: readonly Kind[],
  name: string,
  title: string,
  change: (answer: Answer) => Answer,
): Fault {
  return fault(kills, 'gateways in front', name, title, changing(kinds, change));
}

const TYK = 'Access to this API has been disallowed';
const generator = [['X-Generator', 'tyk.io']] as const;

const keyManagers: Fault[] = [
  instead(
    ['gateway', 'vacuous', 'example', 'error-shape'],
    ['unauthorized'],
    'tyk-401',
    'A 401 comes from Tyk, and says so in a header.',
    () => jsonAnswer(401, { error: TYK }, generator),
  ),
  instead(
    ['gateway', 'vacuous', 'example', 'error-shape'],
    ['unauthorized'],
    'tyk-401-without-header',
    'A 401 has the body of Tyk, without its header.',
    () => jsonAnswer(401, { error: 'Authorization field missing' }),
  ),
  instead('status', ['unauthorized'], 'tyk-403', 'Tyk refuses with 403.', () =>
    jsonAnswer(403, { error: TYK }, generator),
  ),
  fault(
    ['gateway', 'vacuous', 'example', 'error-shape'],
    'gateways in front',
    'tyk-without-authorization',
    'Tyk answers where the Authorization header is missing.',
    {
      answer: (answer, call, decision) =>
        decision.kind === 'unauthorized' && header(call.headers, 'Authorization') === undefined
          ? jsonAnswer(401, { error: 'Authorization field missing' }, generator)
          : answer,
    },
  ),
  instead(['gateway', 'vacuous', 'error-shape'], ['invalid'], 'tyk-400', 'A 400 comes from Tyk.', () =>
    jsonAnswer(400, { error: 'Request body is invalid' }, generator),
  ),
  instead(
    ['gateway', 'vacuous', 'example', 'error-shape'],
    ['unauthorized'],
    'aws-401',
    'A 401 has the body of Amazon API Gateway.',
    () => jsonAnswer(401, { message: 'Unauthorized' }, [['x-amzn-ErrorType', 'UnauthorizedException']]),
  ),
  instead(
    ['gateway', 'vacuous', 'example', 'error-shape'],
    ['unauthorized'],
    'azure-401',
    'A 401 has the body of Azure API Management.',
    () => jsonAnswer(401, { statusCode: 401, message: 'Access denied due to missing subscription key.' }),
  ),
  instead(
    ['vacuous', 'example', 'error-shape'],
    ['unauthorized'],
    'google-401',
    'A 401 has the body of a Google gateway.',
    () =>
      jsonAnswer(401, {
        error: { code: 401, message: 'Request had invalid credentials.', status: 'UNAUTHENTICATED' },
      }),
  ),
  instead(
    ['gateway', 'vacuous', 'example', 'error-shape'],
    ['unauthorized'],
    'oauth-401',
    'A 401 has the body of an OAuth server.',
    () => jsonAnswer(401, { error: 'invalid_token', error_description: 'The access token expired' }),
  ),
  instead(['gateway', 'media-type', 'json'], ['unauthorized'], 'nginx-401', 'A 401 is a page of nginx.', () =>
    page(401, '401 Authorization Required', 'nginx', [['WWW-Authenticate', 'Basic realm="staging"']]),
  ),
  instead(
    'gateway',
    ['unauthorized'],
    'login-redirect-for-401',
    'Wrong credentials are sent to a sign-in page.',
    () => ({
      status: 302,
      headers: [['Location', '/users/sign_in']],
    }),
  ),
  instead(
    'gateway',
    ['unauthorized'],
    'gate-page-for-401',
    "Wrong credentials get the gate's page, though the gate is open.",
    (run) => run.answer({ kind: 'gate' }),
  ),
];

const failures: Fault[] = [
  instead('status', ['success'], 'nginx-502', 'nginx answers 502 in place of a 201.', () =>
    page(502, '502 Bad Gateway', 'nginx/1.25.3'),
  ),
  instead('status', ['conflict'], 'nginx-502-for-409', 'nginx answers 502 in place of a 409.', () =>
    page(502, '502 Bad Gateway', 'nginx/1.25.3'),
  ),
  instead('status', ['success'], 'gateway-timeout', 'A load balancer answers 504 in place of a 201.', () =>
    page(504, '504 Gateway Time-out', 'The server did not answer in time.'),
  ),
  instead('status', ['success'], 'envoy-503', 'Envoy answers 503 in place of a 201.', () => ({
    status: 503,
    headers: [['Content-Type', 'text/plain']],
    bytes: Buffer.from(
      'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
    ),
  })),
  instead(
    'status',
    ['success'],
    'cloudflare-challenge',
    'A challenge of Cloudflare stands before a 201.',
    () =>
      page(403, 'Just a moment...', 'Enable JavaScript and cookies to continue', [
        ['cf-mitigated', 'challenge'],
        ['Server', 'cloudflare'],
      ]),
  ),
  instead('status', ['invalid'], 'firewall-for-400', 'A firewall refuses requests that the API should.', () =>
    page(403, 'Request Rejected', 'The requested URL was rejected. Your support ID is 1844.'),
  ),
  instead(
    'status',
    ['conflict'],
    'firewall-for-409',
    'A firewall refuses requests that contradict their resource.',
    () => page(403, 'Access Denied', 'Reference #18.2d351ab8'),
  ),
  instead(
    ['gateway', 'media-type', 'json'],
    ['invalid'],
    'proxy-400',
    'A proxy answers 400 with a page of its own.',
    () => page(400, '400 Bad request', 'Your browser sent an invalid request.'),
  ),
  instead('gateway', ['success'], 'maintenance-200', 'A page about maintenance comes with 200.', () =>
    page(200, 'Maintenance', 'We will be back soon.'),
  ),
  instead('status', ['success'], 'maintenance-503', 'Maintenance is told in JSON with 503.', () =>
    jsonAnswer(503, { message: 'down for maintenance' }, [['Retry-After', '3600']]),
  ),
  instead(
    [],
    KINDS,
    'throttled',
    'Every answer is a 429.',
    () => jsonAnswer(429, { error: 'API rate limit exceeded' }, generator),
    { inconclusive: true },
  ),
  instead(
    [],
    ['success'],
    'gate-page-for-201',
    "A request with every credential right gets the gate's page.",
    (run) => run.answer({ kind: 'gate' }),
    { inconclusive: true },
  ),
  instead('status', ['success'], 'empty-200', 'A 200 without a body comes in place of a 201.', () => ({
    status: 200,
    headers: [],
  })),
  fault('status', 'gateways in front', 'gate-is-forbidden', 'The gate answers 403 in JSON.', {
    answer: (answer, _, decision) => (decision.kind === 'gate' ? jsonAnswer(403, { error: TYK }) : answer),
  }),
  fault(
    'status',
    'gateways in front',
    'gate-breaks',
    'A request without what opens the gate ends in a 500.',
    {
      answer: (answer, _, decision) => (decision.kind === 'gate' ? { status: 500, headers: [] } : answer),
    },
  ),
];

const redirects: Fault[] = [
  [301, 'The path has moved for good.'],
  [302, 'The path has moved for now.'],
  [307, 'The request is to be repeated on another host.'],
  [308, 'The request is to be repeated on another host, for good.'],
].map(([status, title]) =>
  // A 302 is what the gate of this API answers too.
  instead(
    status === 302 ? 'gateway' : 'status',
    ['success'],
    `redirect-${String(status)}`,
    String(title),
    (_, call) => ({
      status: Number(status),
      headers: [['Location', `https://api.example.com${call.path}/`]],
    }),
  ),
);

const changes: Fault[] = [
  fault(
    // A time that stands still for less than a run is told only where its last digits are no zeros.
    ['echo', 'unique'],
    'gateways in front',
    'cached-answer',
    'A cache repeats the first 201, with its Age.',
    () => {
      let cached: { answer: Answer; at: number } | undefined;
      return {
        answer(answer, _, decision) {
          if (decision.kind !== 'success') return answer;
          const first = cached ?? { answer, at: Date.now() };
          const old = cached !== undefined;
          cached = first;
          const age = String(Math.floor((Date.now() - first.at) / 1000) + 1);
          return old ? withHeader(withHeader(first.answer, 'Age', age), 'X-Cache', 'HIT') : answer;
        },
      };
    },
  ),
  fault(
    // Where two requests of a run with the same body come close together, the time that is repeated is still fresh.
    'unique',
    'gateways in front',
    'cached-per-body',
    'A cache repeats the 201 of an equal body.',
    () => {
      const cached = new Map<string, Answer>();
      return {
        answer(answer, call, decision) {
          if (decision.kind !== 'success') return answer;
          const key = call.body.toString('latin1');
          const known = cached.get(key);
          if (known === undefined) cached.set(key, answer);
          return known ?? answer;
        },
      };
    },
  ),
  fault(
    ['status', 'unique'],
    'gateways in front',
    'cached-for-anyone',
    'A cache answers before credentials are looked at.',
    () => {
      const cached = new Map<string, Answer>();
      return {
        answer(answer, call, decision) {
          const key = call.body.toString('latin1');
          if (decision.kind === 'success') cached.set(key, answer);
          const known = decision.kind === 'unauthorized' ? cached.get(key) : undefined;
          return known ?? answer;
        },
      };
    },
  ),
  changed(
    'status',
    ['success'],
    'lambda-envelope',
    'The 201 stands inside a 200, as an unproxied function returns it.',
    (answer) => jsonAnswer(200, { statusCode: answer.status, body: JSON.stringify(answer.json) }),
  ),
  changed(
    'json',
    ['invalid', 'unauthorized', 'conflict'],
    'errors-emptied',
    'A proxy takes the body off every error.',
    (answer) => ({
      status: answer.status,
      headers: [['Content-Type', 'application/json']],
    }),
  ),
  changed(
    ['status', 'error-shape'],
    ['invalid', 'unauthorized', 'conflict'],
    'errors-as-200',
    'A proxy turns every error into a 200.',
    (answer) => ({
      ...answer,
      status: 200,
    }),
  ),
  changed(
    ['vacuous', 'example', 'error-shape'],
    ['unauthorized'],
    'errors-joined-by-gateway',
    "A gateway puts its own word in place of the 401's errors.",
    (answer) => ({
      ...answer,
      json: { [NAMES.errors]: [], message: 'Unauthorized' },
    }),
  ),
  changed(
    'json',
    ['success'],
    'page-with-script',
    'A proxy puts a script behind the JSON of a 201.',
    (answer) => ({
      ...answer,
      bytes: Buffer.from(`${JSON.stringify(answer.json)}<script src="/__monitor.js"></script>`),
    }),
  ),
];

export const gateways: readonly Fault[] = [...keyManagers, ...failures, ...redirects, ...changes];
