import {
  at,
  type Candidate,
  candidatesOf,
  clone,
  drop,
  extend,
  move,
  put,
  SCHEMAS,
  TRIGGER,
  TRIGGER_BODY,
  TRIGGER_PATH,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');

const EVENT_TYPE = `${TRIGGER_BODY}/properties/event_type`;
const EXAMPLES = '/components/examples';
const ANSWER = `${TRIGGER}/responses/201/content/application~1json`;

/** Addresses, bodies and examples in another spelling, and values that are counted, from a blind trial. */
export const fifthSpellings: readonly Candidate[] = [
  trigger.identical('path-with-a-needless-escape', 'An underscore is the same with an escape.', (d) =>
    move(d, TRIGGER_PATH, '/paths/~1register~1dev~1trigger%5fevent'),
  ),
  trigger.identical('server-that-goes-up-again', 'Every client takes the two segments out.', (d) =>
    put(d, '/servers/1/url', `${at(d, '/servers/1/url')}/v1/..`),
  ),
  trigger.breaking(
    'path-with-an-escaped-slash',
    'An escaped slash parts no segments, so that the old address is gone.',
    (d) => move(d, TRIGGER_PATH, '/paths/~1register~1dev%2Ftrigger_event'),
    { places: ['/paths'], parts: 1 },
  ),
  trigger.identical('examples-by-their-new-name', 'OpenAPI 3.2 calls the value dataValue.', (d) => {
    put(d, '/openapi', '3.2.0');
    for (const name of ['unauthorized', 'conflict'])
      move(d, `${EXAMPLES}/${name}/value`, `${EXAMPLES}/${name}/dataValue`);
  }),
  trigger.breaking(
    'code-in-an-example-by-its-new-name',
    'Who branches on "unauthorized" no longer meets it.',
    (d) => {
      put(d, '/openapi', '3.2.0');
      move(d, `${EXAMPLES}/unauthorized/value`, `${EXAMPLES}/unauthorized/dataValue`);
      put(d, `${EXAMPLES}/unauthorized/dataValue/errors/0/code`, 'invalid_token');
    },
    { places: [`${EXAMPLES}/unauthorized`], parts: 1 },
  ),
  trigger.breaking(
    'event-type-listed-twice-under-one-of',
    'The only value is of both alternatives, and oneOf refuses what is of two.',
    (d) => {
      const schema = clone(at(d, EVENT_TYPE));
      put(d, EVENT_TYPE, {
        type: 'string',
        oneOf: [schema, { enum: ['registrations.pending', 'registrations.completed'] }],
      });
    },
    { places: [EVENT_TYPE], parts: 1 },
  ),
  trigger.breaking(
    'further-properties-are-texts',
    'Further properties could be anything, and a number is refused now.',
    (d) => put(d, `${TRIGGER_BODY}/additionalProperties`, { type: 'string' }),
    { places: [TRIGGER_BODY], parts: 1 },
  ),
  trigger.breaking(
    'answer-without-a-schema',
    'Whoever reads the event finds nothing promised of it.',
    (d) => drop(d, `${ANSWER}/schema`),
    { places: [ANSWER] },
  ),
  trigger.compatible('errors-contain-an-entry', 'A list of errors is no longer empty.', (d) => {
    put(d, '/openapi', '3.1.0');
    extend(d, `${SCHEMAS}/errors/properties/errors`, { contains: {} });
  }),
  trigger.compatible('event-closed-and-counted', 'Less may come: five properties, by their names.', (d) =>
    extend(d, `${SCHEMAS}/event`, { additionalProperties: false, maxProperties: 5 }),
  ),
];
