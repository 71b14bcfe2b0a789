// What our client needs of Qonto's POST /register/dev/trigger_event, written down as a Pact. docs/pact.md says how to put
// another client in its place. The last test holds the committed file against what these tests write.
import { MatchersV3 } from '@pact-foundation/pact';
import { describe, expect, test } from 'vitest';
import type { TriggerEventBody } from '../../src/client/answer.ts';
import { CONSUMER, PATTERNS, PLACEHOLDERS, sendAnyway, triggerEvent } from './client-under-test.ts';
import { loadDocumented } from './documented.ts';
import { fromState } from './from-state.ts';
import { createPactRecorder, type ProviderState } from './pact-recorder.ts';

const PROVIDER = 'qonto-onboarding-api';

const { arrayContaining, regex, string } = MatchersV3;
const { operation, headers: names, variables, ...documented } = await loadDocumented();
const pact = await createPactRecorder({
  consumer: CONSUMER,
  provider: PROVIDER,
  operationId: operation.id,
});

const resourceId = documented.requestExample('/resource_id');
// The type is generated from the document too, in which this is the one event that can be triggered.
const eventType = documented.requestExample('/event_type') as TriggerEventBody['event_type'];
// Both are documented, and only here does one stand for the other: any UUID that is not the example will do.
const conflictingResourceId = documented.createdExample('/event/id');

const VALID_CREDENTIALS: ProviderState = { name: 'the partner has valid credentials' };
const REGISTRATION: ProviderState = {
  name: 'the partner has a registration',
  parameters: { resource_id: resourceId },
};
const CONFLICTING_REGISTRATION: ProviderState = {
  name: 'there is a registration whose type and id conflict with a trigger',
  parameters: { resource_id: conflictingResourceId },
};
const FAILURE: ProviderState = { name: 'the API fails inside' };

const sentResourceId = fromState(`\${${variables.resourceId}}`, resourceId);
const jsonType = { 'Content-Type': regex(PATTERNS.jsonType, 'application/json') };

/** What the client sends, with the credentials that the provider state knows; `undefined` leaves one out. */
function request(
  body: Record<string, unknown>,
  credentials: Partial<Record<keyof typeof PLACEHOLDERS, string | undefined>> = {},
) {
  const inState = {
    token: fromState(`Bearer \${${variables.token}}`, `Bearer ${PLACEHOLDERS.token}`),
    partnerId: fromState(`\${${variables.partnerId}}`, PLACEHOLDERS.partnerId),
    stagingToken: fromState(`\${${variables.stagingToken}}`, PLACEHOLDERS.stagingToken),
  };
  const sent = Object.entries({ ...inState, ...credentials }).flatMap(([name, value]) =>
    value === undefined ? [] : [[names[name as keyof typeof PLACEHOLDERS], value]],
  );
  return {
    method: operation.method,
    path: operation.path,
    headers: { ...Object.fromEntries(sent), 'Content-Type': 'application/json', Accept: 'application/json' },
    body,
  };
}

describe('201', () => {
  const event = {
    id: documented.createdExample('/event/id'),
    resource_type: documented.createdExample('/event/resource_type'),
    resource_id: resourceId,
    created_at: documented.createdExample('/event/created_at'),
    event_type: eventType,
  };
  pact.interaction(
    {
      description: 'a request for an event about a registration',
      given: [VALID_CREDENTIALS, REGISTRATION],
      request: request({ resource_id: sentResourceId, event_type: eventType }),
      response: {
        status: 201,
        headers: jsonType,
        body: {
          event: {
            id: regex(PATTERNS.uuid, event.id),
            resource_type: string(event.resource_type),
            resource_id: regex(PATTERNS.uuid, event.resource_id),
            created_at: regex(PATTERNS.dateTime, event.created_at),
            event_type: string(event.event_type),
          },
        },
      },
    },
    async (url) => {
      const answer = await triggerEvent(url, { resourceId, eventType });
      expect(answer).toEqual({ kind: 'created', status: 201, event });
    },
  );
});

describe('400', () => {
  // No example of a 400 is documented: these texts only stand for some code and some detail.
  const error = { code: 'some-code', detail: 'some detail' };
  const response = {
    status: 400,
    headers: jsonType,
    body: { errors: arrayContaining({ code: string(error.code), detail: string(error.detail) }) },
  };
  const malformed = resourceId.slice(0, -1);
  const notTriggerable = documented.createdExample('/event/event_type');
  const bodies = [
    ['without a resource id', { event_type: eventType }, { event_type: eventType }],
    ['without an event type', { resource_id: sentResourceId }, { resource_id: resourceId }],
    [
      'with a resource id that is no UUID',
      { resource_id: malformed, event_type: eventType },
      { resource_id: malformed, event_type: eventType },
    ],
    [
      'with an event type that cannot be triggered',
      { resource_id: sentResourceId, event_type: notTriggerable },
      { resource_id: resourceId, event_type: notTriggerable },
    ],
  ] as const;
  for (const [fault, expected, body] of bodies) {
    pact.interaction(
      {
        description: `a request ${fault}`,
        given: [VALID_CREDENTIALS, REGISTRATION],
        request: request(expected),
        response,
      },
      async (url) => {
        const answer = await sendAnyway(url, body);
        expect(answer).toEqual({ kind: 'invalid', status: 400, errors: [error] });
      },
    );
  }
});

describe('401', () => {
  const errors = documented.errorExamples('401').map(({ code, detail }) => ({ code, detail }));
  const response = {
    status: 401,
    headers: jsonType,
    body: {
      errors: arrayContaining(...errors.map(({ code, detail }) => ({ code, detail: string(detail) }))),
    },
  };
  const faults = [
    ['without a token', 'token', undefined, undefined],
    ['with a wrong token', 'token', 'wrong-token', 'Bearer wrong-token'],
    ['without a partner id', 'partnerId', undefined, undefined],
    ['with a wrong partner id', 'partnerId', 'wrong-partner-id', 'wrong-partner-id'],
  ] as const;
  for (const [fault, credential, value, header] of faults) {
    pact.interaction(
      {
        description: `a request ${fault}`,
        given: [VALID_CREDENTIALS, REGISTRATION],
        request: request({ resource_id: sentResourceId, event_type: eventType }, { [credential]: header }),
        response,
      },
      async (url) => {
        const body = { resource_id: resourceId, event_type: eventType };
        const answer = await sendAnyway(url, body, { [credential]: value });
        expect(answer).toEqual({ kind: 'unauthorized', status: 401, errors });
      },
    );
  }
});

describe('409', () => {
  const errors = documented.errorExamples('409').map(({ code, detail, pointer }) => ({
    code,
    detail,
    source: { pointer },
  }));
  pact.interaction(
    {
      description: 'a request for an event about a registration that conflicts',
      given: [VALID_CREDENTIALS, CONFLICTING_REGISTRATION],
      request: request({
        resource_id: fromState(`\${${variables.conflictingResourceId}}`, conflictingResourceId),
        event_type: eventType,
      }),
      response: {
        status: 409,
        headers: jsonType,
        // Each of them, in any order: by their pointers the client tells what it is that conflicts.
        body: {
          errors: arrayContaining(
            ...errors.map(({ code, detail, source }) => ({ code, detail: string(detail), source })),
          ),
        },
      },
    },
    async (url) => {
      const answer = await triggerEvent(url, {
        resourceId: conflictingResourceId,
        eventType,
      });
      expect(answer).toEqual({
        kind: 'conflict',
        status: 409,
        errors,
        mismatches: errors.map(({ source }) => source.pointer),
      });
    },
  );
});

describe('500', () => {
  pact.interaction(
    {
      description: 'a request while the API fails inside',
      given: [VALID_CREDENTIALS, REGISTRATION, FAILURE],
      request: request({ resource_id: sentResourceId, event_type: eventType }),
      response: { status: 500 },
      pending:
        'Nobody can make the API fail on purpose. The client needs nothing but the status of this answer.',
    },
    async (url) => {
      const answer = await triggerEvent(url, { resourceId, eventType });
      expect(answer).toMatchObject({ kind: 'unexpected', status: 500, body: '' });
    },
  );
});

test('every documented answer has an interaction', async () => {
  const { interactions } = JSON.parse(await pact.file()) as {
    interactions: { response: { status: number } }[];
  };
  const statuses = new Set(interactions.map(({ response }) => String(response.status)));
  expect([...statuses].sort()).toEqual(operation.responses.map(({ status }) => status).sort());
});

test('the committed Pact is what these tests write (if it is meant to change: npm run pact:write)', async () => {
  await expect(await pact.file()).toMatchFileSnapshot(`../../contracts/pacts/${CONSUMER}-${PROVIDER}.json`);
});
