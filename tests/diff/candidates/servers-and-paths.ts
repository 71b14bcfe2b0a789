import {
  add,
  at,
  type Candidate,
  CREATE,
  candidatesOf,
  drop,
  LIST,
  move,
  ONE,
  objectAt,
  put,
  SUBSCRIPTIONS,
  TRIGGER,
  TRIGGER_PATH,
  without,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');

const SANDBOX = 'https://thirdparty-sandbox.staging.qonto.co';
const PRODUCTION = 'https://onboarding-partners.qonto.com';

/** Where an operation is found: hosts, prefixes, paths and methods. */
export const serversAndPaths: readonly Candidate[] = [
  trigger.breaking(
    'server-sandbox-host-changed',
    'The sandbox is no longer at its documented host.',
    (d) => put(d, '/servers/0/url', 'https://sandbox.qonto.com'),
    { places: ['/servers/0'] },
  ),
  trigger.breaking(
    'server-production-removed',
    'A documented host is gone.',
    (d) => {
      drop(d, '/servers/1');
    },
    { places: ['/servers'] },
  ),
  trigger.breaking(
    'server-gets-a-version-prefix',
    'Every URL changes.',
    (d) => {
      put(d, '/servers/0/url', `${SANDBOX}/v2`);
      put(d, '/servers/1/url', `${PRODUCTION}/v2`);
    },
    { places: ['/servers'] },
  ),
  trigger.breaking(
    'server-on-another-port',
    'Port 8443 is not the default of https.',
    (d) => put(d, '/servers/0/url', `${SANDBOX}:8443`),
    { places: ['/servers/0'] },
  ),
  trigger.breaking(
    'server-plain-http',
    'https is no longer documented.',
    (d) => put(d, '/servers/1/url', PRODUCTION.replace('https', 'http')),
    { places: ['/servers/1'] },
  ),
  trigger.compatible('server-added', 'Both hosts of today stay.', (d) =>
    add(d, '/servers', { url: 'https://onboarding-partners.eu.qonto.com', description: 'European Union' }),
  ),
  trigger.breaking(
    'server-override-on-operation',
    'The operation has hosts of its own, and those of the root do not count for it.',
    (d) => put(d, `${TRIGGER}/servers`, [{ url: 'https://events.qonto.com' }]),
    { places: [`${TRIGGER}/servers`, TRIGGER, '/servers'] },
  ),
  trigger.breaking(
    'server-override-on-path',
    'The path keeps the sandbox alone.',
    (d) => put(d, `${TRIGGER_PATH}/servers`, [{ url: SANDBOX }]),
    { places: [`${TRIGGER_PATH}/servers`, TRIGGER_PATH, '/servers'] },
  ),
  trigger.breaking(
    'path-renamed',
    'The documented URL is gone.',
    (d) => move(d, TRIGGER_PATH, '/paths/~1register~1dev~1trigger-event'),
    { places: ['/paths'] },
  ),
  trigger.breaking(
    'path-in-capitals',
    'Paths are compared by their letters.',
    (d) => move(d, TRIGGER_PATH, '/paths/~1Register~1dev~1trigger_event'),
    { places: ['/paths'] },
  ),
  trigger.breaking(
    'path-loses-its-prefix',
    'Path and servers together give another URL.',
    (d) => move(d, TRIGGER_PATH, '/paths/~1dev~1trigger_event'),
    { places: ['/paths'] },
  ),
  trigger.breaking(
    'path-gets-a-parameter',
    'The URL has one more part.',
    (d) => {
      move(d, TRIGGER_PATH, '/paths/~1register~1dev~1trigger_event~1{event_type}');
      put(d, '/paths/~1register~1dev~1trigger_event~1{event_type}/parameters', [
        { name: 'event_type', in: 'path', required: true, schema: { type: 'string' } },
      ]);
    },
    { places: ['/paths'] },
  ),
  trigger.breaking(
    'method-changed-to-put',
    'POST is no longer documented.',
    (d) => move(d, TRIGGER, `${TRIGGER_PATH}/put`),
    { places: [TRIGGER_PATH] },
  ),
  trigger.announced('path-added', 'A new endpoint.', (d) =>
    put(d, '/paths/~1register~1webhooks', {
      get: {
        operationId: 'webhooks/list',
        responses: { '200': { description: 'The webhooks.' } },
      },
    }),
  ),
  trigger.announced('method-added', 'A new endpoint at a known path.', (d) =>
    put(d, `${TRIGGER_PATH}/get`, {
      operationId: 'webhooks/dev-list',
      responses: { '200': { description: 'The events that were triggered.' } },
    }),
  ),
  trigger.compatible('operation-deprecated', 'It still answers.', (d) =>
    put(d, `${TRIGGER}/deprecated`, true),
  ),
  registrations.breaking(
    'operation-removed',
    'Registrations can no longer be withdrawn.',
    (d) => {
      drop(d, `${ONE}/delete`);
    },
    { places: [ONE, `${ONE}/delete`] },
  ),
  registrations.breaking(
    'path-removed',
    'The list of countries is gone.',
    (d) => {
      drop(d, '/paths/~1countries');
    },
    { places: ['/paths', '/paths/~1countries'] },
  ),
  registrations.breaking(
    'server-variable-value-removed',
    'live was one of the environments.',
    (d) => without(d, '/servers/0/variables/environment/enum', 'live'),
    { places: ['/servers/0'] },
  ),
  registrations.compatible('server-variable-value-added', 'Both environments of today stay.', (d) =>
    add(d, '/servers/0/variables/environment/enum', 'preview'),
  ),
  registrations.breaking(
    'server-variable-value-renamed',
    'The sandbox has another host.',
    (d) => {
      put(d, '/servers/0/variables/environment/enum', ['test', 'live']);
      put(d, '/servers/0/variables/environment/default', 'test');
    },
    { places: ['/servers/0'] },
  ),
  registrations.breaking(
    'server-base-path-changed',
    'The prefix of every URL is another one.',
    (d) => put(d, '/servers/0/url', 'https://{environment}.onboarding.example.com/partner'),
    { places: ['/servers/0'] },
  ),
  registrations.breaking(
    'server-base-path-moved-half',
    'The prefix leaves the server, and one of the paths does not take it up.',
    (d) => {
      put(d, '/servers/0/url', 'https://{environment}.onboarding.example.com');
      const paths = objectAt(d, '/paths');
      for (const path of Object.keys(paths)) {
        if (path !== '/countries')
          move(d, `/paths/${path.replaceAll('/', '~1')}`, `/paths/~1partners${path.replaceAll('/', '~1')}`);
      }
    },
    { places: ['/paths/~1countries', '/servers/0'], parts: 1 },
  ),
  registrations.breaking(
    'patch-becomes-put',
    'PATCH is no longer documented.',
    (d) => move(d, `${ONE}/patch`, `${ONE}/put`),
    { places: [ONE] },
  ),
  registrations.announced('head-added', 'A new endpoint at a known path.', (d) =>
    put(d, '/paths/~1registrations/head', { responses: { '200': { description: 'There are some.' } } }),
  ),
  registrations.breaking(
    'path-trailing-part-plural',
    'The path of the files is another one.',
    (d) =>
      move(
        d,
        '/paths/~1registrations~1{registration_id}~1files',
        '/paths/~1registrations~1{registration_id}~1documents',
      ),
    { places: ['/paths'] },
  ),
  registrations.compatible('operations-deprecated-together', 'They still answer.', (d) => {
    put(d, `${LIST}/deprecated`, true);
    put(d, `${CREATE}/deprecated`, true);
  }),
  registrations.identical('deprecated-false', 'That is the default.', (d) =>
    put(d, `${LIST}/deprecated`, false),
  ),
  registrations.identical('server-variable-described', 'Wording is no promise.', (d) =>
    put(d, '/servers/0/variables/environment/description', 'Which of the environments.'),
  ),
  registrations.identical('server-variable-renamed', 'The URLs are the same.', (d) => {
    put(d, '/servers/0/url', 'https://{stage}.onboarding.example.com/partners');
    move(d, '/servers/0/variables/environment', '/servers/0/variables/stage');
  }),
  registrations.identical('server-variable-spelt-out', 'The same two URLs, each in full.', (d) =>
    put(d, '/servers', [
      { url: 'https://sandbox.onboarding.example.com/partners' },
      { url: 'https://live.onboarding.example.com/partners' },
    ]),
  ),
  registrations.identical(
    'server-prefix-moved-to-paths',
    'Server and path together give the same URLs.',
    (d) => {
      put(d, '/servers/0/url', 'https://{environment}.onboarding.example.com');
      for (const path of Object.keys(objectAt(d, '/paths'))) {
        const key = path.replaceAll('/', '~1');
        move(d, `/paths/${key}`, `/paths/~1partners${key}`);
      }
    },
  ),
  subscriptions.breaking(
    'server-version-bumped',
    'The URLs of version 1 are gone.',
    (d) => {
      put(d, '/servers/0/url', 'https://api.onboarding.example.com/v2');
      put(d, '/servers/1/url', 'https://sandbox.onboarding.example.com/v2');
    },
    { places: ['/servers'] },
  ),
  subscriptions.identical(
    'server-prefix-moved-the-other-way',
    'Server and path together give the same URLs.',
    (d) => {
      put(d, '/servers/0/url', 'https://api.onboarding.example.com');
      put(d, '/servers/1/url', 'https://sandbox.onboarding.example.com');
      for (const path of Object.keys(objectAt(d, '/paths'))) {
        const key = path.replaceAll('/', '~1');
        move(d, `/paths/${key}`, `/paths/~1v1${key}`);
      }
    },
  ),
  subscriptions.identical('servers-from-root-to-paths', 'Each path says what the root said.', (d) => {
    const servers = drop(d, '/servers');
    for (const path of Object.keys(objectAt(d, '/paths'))) {
      put(d, `/paths/${path.replaceAll('/', '~1')}/servers`, structuredClone(servers));
    }
  }),
  subscriptions.breaking(
    'one-operation-loses-the-sandbox',
    'The operation is documented for production alone.',
    (d) => put(d, `${SUBSCRIPTIONS}/post/servers`, [at(d, '/servers/0')]),
    { places: [`${SUBSCRIPTIONS}/post/servers`, `${SUBSCRIPTIONS}/post`, '/servers'] },
  ),
];
