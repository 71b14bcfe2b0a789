import type { Change } from '../../src/diff/change.ts';

/** A breaking change of a request, unless it is said otherwise. */
export function changeOf(own: Partial<Change> = {}): Change {
  return {
    kind: 'request-enum-value-removed',
    side: 'request',
    breaking: true,
    announced: false,
    message: 'the request body, /event_type: "registrations.pending" is no longer among its values',
    why: 'a request that was accepted no longer is',
    base: { pointer: '/a', file: 'spec/api.yaml', line: 49 },
    candidate: { pointer: '/a', file: 'next.yaml', line: 51 },
    operations: ['POST /register/dev/trigger_event'],
    places: ['the request body, /event_type'],
    fingerprint: '0123456789ab',
    touchesUs: [],
    ...own,
  };
}

export const changesOfEveryGravity: Change[] = [
  changeOf({
    before: ['registrations.pending', 'registrations.completed'],
    after: ['registrations.completed'],
    witness: {
      value: { resource_id: '481248f5-346a-4711-b8a8-18a0348de10f', event_type: 'registrations.pending' },
      accepts: 'base',
      refuses: 'candidate',
    },
    touchesUs: [
      'contract: responses.201.echoes',
      'contracts/pacts/a-b.json: interaction "an event is triggered"',
    ],
  }),
  changeOf({
    kind: 'request-parameter-became-required',
    message: 'the header X-Qonto-Staging-Token: it is now required',
    places: ['the header X-Qonto-Staging-Token'],
    before: false,
    after: true,
    witness: { value: null, accepts: 'base', refuses: 'candidate', absent: true },
  }),
  changeOf({
    kind: 'response-property-removed',
    side: 'response',
    message: 'the answer 401, /errors/*/source (and in 5 other places): it is no longer documented',
    why: 'whoever reads it finds it no more',
    before: { type: 'object', properties: { pointer: { type: 'string' } } },
    candidate: { pointer: '/components/schemas/errors', file: 'https://example.com/next.yaml' },
    operations: ['POST /a', 'GET /b', 'GET /c', 'PUT /d', 'GET /e'],
    places: ['400', '401', '403', '404', '409', '422'].map(
      (status) => `the answer ${status}, /errors/*/source`,
    ),
    statuses: ['400', '401', '403', '404', '409', '422'],
  }),
  changeOf({
    kind: 'request-pattern-changed',
    undecided: true,
    message: 'the request body, /name: the pattern is another',
    why: 'undecided: no value was found that proves it; it is treated as breaking',
    before: '^[a-z]+$',
    after: '^(?=.*b)[a-z]+$',
    places: ['the request body, /name'],
  }),
  changeOf({
    kind: 'response-property-added',
    side: 'response',
    breaking: false,
    announced: true,
    message: 'the answer 201, /event/extra: it is new',
    why: 'the provider says that it may come at any time: new response fields at any level',
    base: { pointer: '', file: 'spec/api.yaml' },
    after: { type: 'string' },
    places: ['the answer 201, /event/extra'],
  }),
  changeOf({
    kind: 'request-property-became-optional',
    breaking: false,
    message: 'the request body, /resource_id: it is no longer required',
    why: 'what was accepted still is',
    before: true,
    after: false,
    places: ['the request body, /resource_id'],
  }),
  changeOf({
    kind: 'documentation-changed',
    side: 'docs',
    breaking: false,
    message: 'the operation: its summary is another',
    why: 'only the wording changes',
    before: 'Trigger a webhook event',
    after: 'Trigger one webhook event',
    places: ['the operation'],
  }),
  changeOf({
    kind: 'documentation-changed',
    side: 'docs',
    breaking: false,
    message: 'the document: its description is another',
    why: 'only the wording changes',
    operations: [],
    before: null,
    after: 'All of it, in one page.',
    places: ['the document'],
  }),
];
