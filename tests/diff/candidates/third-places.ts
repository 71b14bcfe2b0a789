import {
  at,
  type Candidate,
  candidatesOf,
  clone,
  drop,
  EVENT,
  MESSAGE,
  MESSAGES,
  move,
  objectAt,
  put,
  SCHEMAS,
  SEND,
  SEND_BODY,
  SENT,
  TRIGGER,
  WEBHOOK,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const messages = candidatesOf('messages');
const payouts = candidatesOf('payouts');
const subscriptions = candidatesOf('subscriptions');

const TOKEN = '/components/parameters/X-Qonto-Staging-Token';
const JSON_BODY = 'application~1json';

/** Parameters, properties, answers and addresses that move, and what a call may come as. */
export const thirdPlaces: readonly Candidate[] = [
  trigger.breaking(
    'staging-token-to-the-query',
    'The header that was sent is not heard any more.',
    (d) => {
      put(d, `${TOKEN}/in`, 'query');
      put(d, `${TOKEN}/name`, 'staging_token');
    },
    { places: [TOKEN], parts: 1 },
  ),
  trigger.breaking(
    'both-servers-below-api',
    'Requests to either address without /api reach nothing.',
    (d) => {
      for (const server of [0, 1]) put(d, `/servers/${server}/url`, `${at(d, `/servers/${server}/url`)}/api`);
    },
    { places: ['/servers'], parts: 1 },
  ),
  trigger.breaking(
    'second-conflict-by-another-code',
    'Who branches on "conflict" for /data/id no longer meets it.',
    (d) => put(d, '/components/examples/conflict/value/errors/1/code', 'resource_mismatch'),
    { places: ['/components/examples/conflict'], parts: 1 },
  ),
  trigger.breaking(
    'thin-event-as-an-alternative',
    'An event without resource_id may come.',
    (d) => {
      put(d, `${SCHEMAS}/systemEvent`, {
        type: 'object',
        required: ['id', 'created_at'],
        properties: { id: clone(at(d, `${EVENT}/id`)), created_at: clone(at(d, `${EVENT}/created_at`)) },
      });
      put(d, `${TRIGGER}/responses/201/content/${JSON_BODY}/schema/properties/event`, {
        anyOf: [{ $ref: '#/components/schemas/event' }, { $ref: '#/components/schemas/systemEvent' }],
      });
    },
    { places: [`${SCHEMAS}/systemEvent`, `${TRIGGER}/responses/201`], parts: 1 },
  ),
  trigger.breaking(
    'success-as-a-class',
    'Another success than 201 may come.',
    (d) => move(d, `${TRIGGER}/responses/201`, `${TRIGGER}/responses/2XX`),
    { places: [`${TRIGGER}/responses`] },
  ),
  trigger.identical('charset-of-json-spelt-out', 'JSON is UTF-8 anyway.', (d) =>
    move(
      d,
      `${TRIGGER}/responses/201/content/${JSON_BODY}`,
      `${TRIGGER}/responses/201/content/application~1json; charset=utf-8`,
    ),
  ),
  messages.breaking(
    'trace-to-the-query',
    'The header is not heard any more.',
    (d) => {
      put(d, `${MESSAGES}/parameters/2/in`, 'query');
      put(d, `${MESSAGES}/parameters/2/name`, 'message_trace');
    },
    { places: [`${MESSAGES}/parameters/2`], parts: 1 },
  ),
  messages.compatible(
    'link-goes-and-a-link-id-comes',
    'One word in common makes no parameter of another place the same.',
    (d) => {
      drop(d, `${MESSAGES}/parameters/1/allowReserved`);
      put(d, `${MESSAGES}/parameters/1/in`, 'header');
      put(d, `${MESSAGES}/parameters/1/name`, 'X-Link-Origin');
    },
  ),
  messages.breaking(
    'empty-verbose-refused',
    'It was sent without a value.',
    (d) => {
      drop(d, `${MESSAGES}/parameters/0/allowEmptyValue`);
    },
    { places: [`${MESSAGES}/parameters/0`], parts: 1 },
  ),
  messages.breaking(
    'reserved-characters-escaped',
    'What was sent as it is has to be escaped.',
    (d) => put(d, `${MESSAGES}/parameters/1/allowReserved`, false),
    { places: [`${MESSAGES}/parameters/1`], parts: 1 },
  ),
  messages.compatible('empty-link-taken', 'It may be sent without a value as well.', (d) =>
    put(d, `${MESSAGES}/parameters/1/allowEmptyValue`, true),
  ),
  messages.breaking(
    'redirect-into-options',
    'By its old place nobody hears it.',
    (d) =>
      move(
        d,
        `${SEND_BODY}/properties/redirect_url`,
        `${SEND_BODY}/properties/options/properties/redirect_url`,
      ),
    { places: [`${SEND_BODY}/properties`] },
  ),
  messages.breaking(
    'redirect-into-a-new-object',
    'By its old place nobody hears it.',
    (d) => {
      put(d, `${SEND_BODY}/properties/delivery`, { type: 'object', properties: {} });
      move(
        d,
        `${SEND_BODY}/properties/redirect_url`,
        `${SEND_BODY}/properties/delivery/properties/redirect_url`,
      );
    },
    { places: [`${SEND_BODY}/properties`], parts: 1 },
  ),
  messages.breaking(
    'locale-out-of-options',
    'By its old place nobody hears it.',
    (d) => {
      put(
        d,
        `${SEND_BODY}/properties/locale`,
        clone(at(d, `${SEND_BODY}/properties/options/properties/locale`)),
      );
      drop(d, `${SEND_BODY}/properties/options`);
    },
    { places: [`${SEND_BODY}/properties`], parts: 1 },
  ),
  messages.compatible('class-of-successes-narrowed', 'Of the successes only 200 comes.', (d) =>
    move(d, `${MESSAGES}/responses/2XX`, `${MESSAGES}/responses/200`),
  ),
  messages.compatible('class-of-errors-spelt-out', 'Each that may come is as it was.', (d) => {
    const refused = drop(d, `${MESSAGES}/responses/4XX`);
    for (const status of ['400', '401', '404']) put(d, `${MESSAGES}/responses/${status}`, clone(refused));
  }),
  messages.breaking(
    'class-of-errors-narrowed-to-another-shape',
    'The 404 has none of what an error had.',
    (d) => {
      drop(d, `${MESSAGES}/responses/4XX`);
      put(d, `${MESSAGES}/responses/404`, {
        description: 'There is none.',
        content: {
          'application/json': { schema: { type: 'object', properties: { message: { type: 'string' } } } },
        },
      });
    },
    { places: [`${MESSAGES}/responses`] },
  ),
  messages.breaking(
    'conflict-becomes-unprocessable',
    'Who waits for 409 waits in vain.',
    (d) => move(d, `${SEND}/responses/409`, `${SEND}/responses/422`),
    { places: [`${SEND}/responses`, '/components/responses/refused'], parts: 1 },
  ),
  messages.breaking(
    'one-of-two-alike-codes-changed',
    'The error of /message/text has another code.',
    (d) =>
      put(
        d,
        '/components/responses/refused/content/application~1json/examples/twice/value/errors/1/code',
        'too_long',
      ),
    { places: ['/components/responses/refused'], parts: 1 },
  ),
  messages.breaking(
    'size-may-be-a-fraction',
    'A number that is not whole may come.',
    (d) => put(d, `${SEND}/responses/202/content/${JSON_BODY}/schema/properties/size`, { type: 'number' }),
    { places: [`${SEND}/responses/202/content/${JSON_BODY}/schema/properties/size`], parts: 1 },
  ),
  messages.identical('thirty-two-bits-as-bounds', 'The bounds are those of the format.', (d) => {
    const bounds = { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
    put(d, `${SEND}/responses/202/content/${JSON_BODY}/schema/properties/size`, bounds);
    put(d, `${SEND_BODY}/properties/options/properties/delay`, { ...bounds });
  }),
  messages.breaking(
    'delay-within-tighter-bounds',
    'A delay below nought was accepted.',
    (d) => put(d, `${SEND_BODY}/properties/options/properties/delay/minimum`, 0),
    { places: [`${SEND_BODY}/properties/options/properties/delay`], parts: 1 },
  ),
  messages.breaking(
    'region-us-closed',
    'Its address is gone.',
    (d) => {
      drop(d, '/servers/0/variables/region/enum/1');
    },
    { places: ['/servers/0'], parts: 1 },
  ),
  messages.breaking(
    'callback-as-a-form-too',
    'It may come in a form that nobody reads.',
    (d) => {
      const content = objectAt(d, `${SENT}/requestBody/content`);
      content['application/x-www-form-urlencoded'] = clone(content['application/json'] ?? {});
    },
    { places: [`${SENT}/requestBody`], parts: 1 },
  ),
  subscriptions.breaking(
    'webhook-in-cbor-too',
    'It may come in a form that nobody reads.',
    (d) => {
      const content = objectAt(d, `${WEBHOOK}/requestBody/content`);
      content['application/cbor'] = clone(content['application/json'] ?? {});
    },
    { places: [`${WEBHOOK}/requestBody`], parts: 1 },
  ),
  messages.breaking(
    'text-shorter-in-one-alternative',
    'A text of 150 characters was accepted.',
    (d) => put(d, `${SCHEMAS}/Sms/properties/text/maxLength`, 140),
    { places: [`${SCHEMAS}/Sms/properties/text`], parts: 1 },
  ),
  messages.breaking(
    'push-may-come',
    'A kind of message that could not come.',
    (d) => {
      put(d, `${SCHEMAS}/Push`, {
        type: 'object',
        required: ['channel', 'device'],
        properties: { channel: { type: 'string' }, device: { type: 'string' } },
      });
      put(d, `${MESSAGE}/oneOf/-`, { $ref: '#/components/schemas/Push' });
    },
    { places: [`${SCHEMAS}/Push`, MESSAGE] },
  ),
  payouts.breaking(
    'version-of-the-server-by-default',
    'The address with v2 is no longer in the document.',
    (d) => put(d, '/servers/0/variables/version/default', 'v3'),
    { places: ['/servers/0/variables/version'], parts: 1 },
  ),
  messages.compatible('region-of-the-server-by-default', 'Both regions are still listed.', (d) =>
    put(d, '/servers/0/variables/region/default', 'us'),
  ),
  messages.compatible('tenant-of-the-server-by-default', 'A tenant is each caller’s own.', (d) => {
    put(d, '/servers/0/variables/region', { default: 'us' });
  }),
];
