import {
  add,
  at,
  type Candidate,
  CREATE,
  CREATED,
  candidatesOf,
  drop,
  ERROR,
  EVENT,
  LIST,
  move,
  ONE,
  put,
  SCHEMAS,
  SUBSCRIPTION,
  TRIGGER,
  TRIGGER_BODY,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');

const UNAUTHORIZED = '/components/examples/unauthorized/value';
const CONFLICT = '/components/examples/conflict/value';
const RESPONSES = '/components/responses';
const EXISTS = `${CREATE}/responses/409/content/application~1json/examples`;

/** Documented examples: what a `code` promises, and what the wording around it does not. */
export const examples: readonly Candidate[] = [
  trigger.breaking(
    'example-code-of-401-changes',
    'Who branches on "unauthorized" never gets there.',
    (d) => put(d, `${UNAUTHORIZED}/errors/0/code`, 'invalid_token'),
    { places: ['/components/examples/unauthorized'], parts: 1 },
  ),
  trigger.breaking(
    'example-code-of-401-in-capitals',
    'Codes are compared by their letters.',
    (d) => put(d, `${UNAUTHORIZED}/errors/0/code`, 'Unauthorized'),
    { places: ['/components/examples/unauthorized'] },
  ),
  trigger.breaking(
    'example-codes-of-409-change',
    'Who branches on "conflict" never gets there.',
    (d) => {
      put(d, `${CONFLICT}/errors/0/code`, 'type_mismatch');
      put(d, `${CONFLICT}/errors/1/code`, 'id_mismatch');
    },
    { places: ['/components/examples/conflict'] },
  ),
  trigger.breaking(
    'example-with-the-code-removed',
    'The documented code "conflict" is gone with its example.',
    (d) => {
      drop(d, `${RESPONSES}/409-conflict/content/application~1json/examples`);
      drop(d, '/components/examples/conflict');
    },
    { places: [`${RESPONSES}/409-conflict`, '/components/examples/conflict'] },
  ),
  trigger.breaking(
    'example-of-401-takes-that-of-409',
    'The code of the 401 is "conflict" now.',
    (d) =>
      put(d, `${RESPONSES}/401-unauthorized/content/application~1json/examples/Example`, {
        $ref: '#/components/examples/conflict',
      }),
    { places: [`${RESPONSES}/401-unauthorized`, '/components/examples'] },
  ),
  trigger.compatible(
    'example-detail-of-401-reworded',
    'Wording for people, which changes without notice.',
    (d) => put(d, `${UNAUTHORIZED}/errors/0/detail`, 'Your token is missing or has expired'),
    { tolerated: 'identical' },
  ),
  trigger.compatible(
    'example-details-of-409-reworded',
    'Wording for people, which changes without notice.',
    (d) => {
      put(d, `${CONFLICT}/errors/0/detail`, "The type does not match the server's endpoint.");
      put(d, `${CONFLICT}/errors/1/detail`, "The identifier does not match the server's endpoint.");
    },
    { tolerated: 'identical' },
  ),
  trigger.compatible(
    'example-for-400-added',
    'What was possible before is shown.',
    (d) =>
      put(d, `${RESPONSES}/400-bad-request/content/application~1json/examples`, {
        Example: {
          value: {
            errors: [
              {
                code: 'not_in_list',
                detail: 'Event type is not in the list',
                source: { pointer: '/event_type' },
              },
            ],
          },
        },
      }),
    { tolerated: 'identical' },
  ),
  trigger.compatible(
    'example-with-another-error-in-the-list',
    'The documented code is still there.',
    (d) => add(d, `${UNAUTHORIZED}/errors`, { code: 'partner_unknown', detail: 'This partner is unknown' }),
    { tolerated: 'identical' },
  ),
  trigger.compatible(
    'example-with-a-second-code-for-401',
    'The documented code is still there.',
    (d) =>
      put(d, `${RESPONSES}/401-unauthorized/content/application~1json/examples/Expired`, {
        value: { errors: [{ code: 'token_expired', detail: 'The token has expired' }] },
      }),
    { tolerated: 'identical' },
  ),
  trigger.identical('example-key-renamed', 'The key of an example is a name for people.', (d) =>
    move(
      d,
      `${RESPONSES}/401-unauthorized/content/application~1json/examples/Example`,
      `${RESPONSES}/401-unauthorized/content/application~1json/examples/missing-token`,
    ),
  ),
  trigger.identical('example-component-renamed', 'Names of components mean nothing.', (d) => {
    move(d, '/components/examples/unauthorized', '/components/examples/not-authenticated');
    put(d, `${RESPONSES}/401-unauthorized/content/application~1json/examples/Example`, {
      $ref: '#/components/examples/not-authenticated',
    });
  }),
  trigger.identical('example-inlined', 'The same value, in place.', (d) => {
    put(
      d,
      `${RESPONSES}/409-conflict/content/application~1json/examples/Example`,
      drop(d, '/components/examples/conflict'),
    );
  }),
  trigger.identical('example-singular-for-one-of-examples', 'One example, spelt either way.', (d) => {
    drop(d, `${RESPONSES}/401-unauthorized/content/application~1json/examples`);
    put(
      d,
      `${RESPONSES}/401-unauthorized/content/application~1json/example`,
      structuredClone(at(d, UNAUTHORIZED)),
    );
  }),
  trigger.identical('example-gets-a-summary', 'Wording is no promise.', (d) =>
    put(d, '/components/examples/unauthorized/summary', 'No valid token'),
  ),
  trigger.identical('example-keys-reordered', 'The order of names in an object has no meaning.', (d) => {
    put(d, UNAUTHORIZED, {
      errors: [{ detail: 'You must authenticate to perform API requests', code: 'unauthorized' }],
    });
  }),
  trigger.identical('example-unused-added', 'Nothing leads to it.', (d) =>
    put(d, '/components/examples/throttled', {
      value: { errors: [{ code: 'throttled', detail: 'Slow down' }] },
    }),
  ),
  trigger.compatible(
    'example-of-an-id-in-the-schema-changes',
    'Any other uuid is as good.',
    (d) => put(d, `${EVENT}/id/example`, '7f000001-36a0-4711-b8a8-18a0348de10f'),
    { tolerated: 'identical' },
  ),
  trigger.compatible(
    'example-of-a-date-in-the-schema-changes',
    'Any other time is as good.',
    (d) => put(d, `${EVENT}/created_at/example`, '2026-01-01T00:00:00.000Z'),
    { tolerated: 'identical' },
  ),
  trigger.compatible(
    'example-of-the-request-changes',
    'Any other uuid is as good.',
    (d) => put(d, `${TRIGGER_BODY}/properties/resource_id/example`, '00000000-0000-4000-8000-000000000001'),
    { tolerated: 'identical' },
  ),
  trigger.compatible(
    'example-of-the-request-removed',
    'What is accepted is the same.',
    (d) => {
      drop(d, `${TRIGGER_BODY}/properties/event_type/example`);
    },
    { tolerated: 'identical' },
  ),
  trigger.compatible(
    'example-for-201-added',
    'An example of what the schema promises already.',
    (d) =>
      put(d, `${TRIGGER}/responses/201/content/application~1json/example`, {
        event: {
          id: 'f4a15ff0-40a2-48d4-8801-99c7b4e0788e',
          resource_type: 'registration',
          resource_id: '481248f5-346a-4711-b8a8-18a0348de10f',
          created_at: '2021-08-17T12:31:32.689Z',
          event_type: 'registrations.pending',
        },
      }),
    { tolerated: 'identical' },
  ),
  trigger.compatible(
    'example-of-schema-codes-added',
    'An example of a code, where any text was documented.',
    (d) => put(d, `${ERROR}/properties/code/example`, 'unauthorized'),
    { tolerated: 'identical' },
  ),
  trigger.compatible(
    'example-of-a-whole-object-in-the-schema',
    'An example beside the schema says nothing new.',
    (d) =>
      put(d, `${CREATED}/example`, {
        event: {
          id: 'f4a15ff0-40a2-48d4-8801-99c7b4e0788e',
          resource_type: 'registration',
          resource_id: '481248f5-346a-4711-b8a8-18a0348de10f',
          created_at: '2021-08-17T12:31:32Z',
          event_type: 'registrations.pending',
        },
      }),
    { tolerated: 'identical' },
  ),
  registrations.breaking(
    'one-of-two-documented-codes-removed',
    'The documented code "organization_closed" is gone.',
    (d) => {
      drop(d, `${EXISTS}/closed`);
    },
    { places: [EXISTS] },
  ),
  registrations.breaking(
    'one-of-two-documented-codes-renamed',
    'Who branches on "already_registered" never gets there.',
    (d) => put(d, `${EXISTS}/exists/value/errors/0/code`, 'registration_exists'),
    { places: [`${EXISTS}/exists`] },
  ),
  registrations.breaking(
    'code-of-404-changes',
    'Who branches on "not_found" never gets there.',
    (d) =>
      put(
        d,
        `${RESPONSES}/not-found/content/application~1json/examples/missing/value/errors/0/code`,
        'registration_not_found',
      ),
    { places: [`${RESPONSES}/not-found`] },
  ),
  registrations.breaking(
    'code-of-shared-400-changes',
    'Who branches on "not_in_list" never gets there, in four operations.',
    (d) => put(d, `${RESPONSES}/bad-request/content/application~1json/example/errors/0/code`, 'invalid'),
    { places: [`${RESPONSES}/bad-request`], parts: 1 },
  ),
  registrations.breaking(
    'code-moves-to-another-status',
    'What was told as a conflict with code "organization_closed" is a 400 now.',
    (d) => {
      const { value } = drop(d, `${EXISTS}/closed`) as { value: never };
      put(d, `${CREATE}/responses/400`, {
        description: 'Something in the request is wrong.',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Errors' },
            examples: {
              list: {
                value: { errors: [{ code: 'not_in_list', detail: 'Status must be one of the list.' }] },
              },
              closed: { value },
            },
          },
        },
      });
    },
    { places: [EXISTS, `${CREATE}/responses`] },
  ),
  registrations.identical(
    'two-examples-become-one',
    'Both codes are documented as before.',
    (d) =>
      put(d, `${CREATE}/responses/409/content/application~1json/examples`, {
        both: {
          value: {
            errors: [
              {
                code: 'already_registered',
                detail: 'This legal number is registered.',
                source: { pointer: '/organization/legal_number' },
              },
              { code: 'organization_closed', detail: 'The organization is closed.' },
            ],
          },
        },
      }),
    { tolerated: 'compatible' },
  ),
  registrations.identical('examples-in-another-order', 'The order of examples has no meaning.', (d) => {
    const { exists, closed } = at(d, EXISTS) as Record<string, never>;
    put(d, EXISTS, { closed: closed as never, exists: exists as never });
  }),
  registrations.identical('one-operation-inlines-the-shared-401', 'It says the same.', (d) =>
    put(d, `${ONE}/delete/responses/401`, structuredClone(at(d, `${RESPONSES}/unauthorized`))),
  ),
  registrations.compatible(
    'example-of-a-query-parameter-added',
    'What is accepted is the same.',
    (d) => put(d, `${LIST}/parameters/5/example`, '123456789'),
    { tolerated: 'identical' },
  ),
  registrations.compatible(
    'another-code-for-409-documented',
    'The documented codes are still there.',
    (d) =>
      put(d, `${EXISTS}/pending`, {
        value: { errors: [{ code: 'registration_pending', detail: 'One is being looked at.' }] },
      }),
    { tolerated: 'identical' },
  ),
  subscriptions.breaking(
    'code-of-problem-changes',
    'Who branches on "forbidden" never gets there.',
    (d) =>
      put(
        d,
        `${RESPONSES}/problem/content/application~1problem+json/examples/forbidden/value/code`,
        'not_yours',
      ),
    { places: [`${RESPONSES}/problem`], parts: 1 },
  ),
  subscriptions.compatible(
    'title-of-problem-reworded',
    'Wording for people.',
    (d) =>
      put(
        d,
        `${SUBSCRIPTION}/get/responses/404/content/application~1problem+json/example/title`,
        'We could not find this subscription.',
      ),
    { tolerated: 'identical' },
  ),
  subscriptions.identical('example-to-named-examples', 'One example, spelt either way.', (d) => {
    const place = `${SUBSCRIPTION}/get/responses/404/content/application~1problem+json`;
    const value = drop(d, `${place}/example`);
    put(d, `${place}/examples`, { missing: { value } });
  }),
  subscriptions.compatible(
    'schema-examples-added',
    'What may come is the same.',
    (d) => put(d, `${SCHEMAS}/Problem/properties/code/examples`, ['invalid', 'forbidden']),
    { tolerated: 'identical' },
  ),
];
