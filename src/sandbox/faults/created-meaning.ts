import { randomUUID } from 'node:crypto';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { parseJson } from '../body.ts';
import type { Call } from '../call.ts';
import type { Fault, FaultRun } from '../fault.ts';
import { fault, type Kills, rewritingEvent } from './make.ts';
import { EXAMPLES, NAMES } from './names.ts';

type Rewrite = (event: JsonObject, call: Call) => JsonObject;

function meaning(kills: Kills, name: string, title: string, rewrite: (run: FaultRun) => Rewrite): Fault {
  return fault(kills, 'created meaning', name, title, (run) => {
    const change = rewrite(run);
    return rewritingEvent((event, call) => change(event, call))();
  });
}

/** One property of the event, from the event and its count (1 for the first of a run). */
function set(
  kills: Kills,
  key: string,
  name: string,
  title: string,
  value: (event: JsonObject, count: number) => Json | undefined,
): Fault {
  return meaning(kills, name, title, () => {
    let count = 0;
    return (event) => ({ ...event, [key]: value(event, ++count) });
  });
}

const text = (value: Json | undefined) => String(value);

const types: Fault[] = (
  [
    ['example', 'the documented example, whatever was asked for', () => EXAMPLES.eventType],
    ['upper-case', 'what was asked for in capitals', (type) => type.toUpperCase()],
    ['without-namespace', 'what was asked for without its namespace', (type) => type.replace(/^.*\./, '')],
    [
      'singular',
      'what was asked for in the singular',
      (type) => type.replace('registrations', 'registration'),
    ],
    ['with-colon', 'what was asked for with a colon', (type) => type.replace('.', ':')],
    ['underscored', 'what was asked for with an underscore', (type) => type.replace('.', '_')],
    ['next-state', 'the state after the one that was asked for', () => 'registrations.user_started'],
    ['with-version', 'what was asked for with a version behind it', (type) => `${type}.v2`],
    ['with-space', 'what was asked for with a space behind it', (type) => `${type} `],
    ['cut-short', 'what was asked for, cut after twenty letters', (type) => type.slice(0, 20)],
  ] as const satisfies [string, string, (type: string) => string][]
).map(([name, what, change]) =>
  set('echo', 'event_type', `event-type-${name}`, `event_type is ${what}.`, (event) =>
    change(text(event['event_type'])),
  ),
);

/** An id whose last digit is another one. */
const nudged = (id: string) => id.slice(0, -1) + ((Number.parseInt(id.slice(-1), 16) + 1) % 16).toString(16);

const resources: Fault[] = [
  set(
    'echo',
    'resource_id',
    'resource-id-example',
    'resource_id is the documented example, whatever was sent.',
    () => EXAMPLES.resource,
  ),
  set('echo', 'resource_id', 'resource-id-random', 'resource_id is new for each answer.', () => randomUUID()),
  set(
    'echo',
    'resource_id',
    'resource-id-nil',
    'resource_id is nothing but zeros.',
    () => '00000000-0000-0000-0000-000000000000',
  ),
  set('echo', 'resource_id', 'resource-id-nudged', 'The last digit of resource_id is another one.', (event) =>
    nudged(text(event['resource_id'])),
  ),
  set(
    'echo',
    'resource_id',
    'resource-id-is-event-id',
    'resource_id is the id of the event.',
    (event) => event['id'],
  ),
  set(
    'echo',
    'resource_id',
    'resource-id-first-bytes-swapped',
    'The first bytes of resource_id come in the order of little endian.',
    (event) => text(event['resource_id']).replace(/^(..)(..)(..)(..)/, '$4$3$2$1'),
  ),
  set(
    'schema',
    'resource_id',
    'resource-id-without-zeros',
    'resource_id has lost the zeros at its beginning.',
    (event) => text(event['resource_id']).replace(/^0+/, ''),
  ),
  meaning('schema', 'event-copies-request', 'Whatever the request says of the event goes into it.', () => {
    return (event, call) => {
      const { input } = parseJson(call.body);
      const said = isObject(input) ? Object.entries(input).filter(([key]) => key in event) : [];
      return { ...event, ...Object.fromEntries(said) };
    };
  }),
  meaning('schema', 'event-laid-over', 'What a request has as event is laid over the event.', () => {
    return (event, call) => {
      const { input } = parseJson(call.body);
      const said = isObject(input) ? input[NAMES.event] : undefined;
      return isObject(said) ? { ...event, ...said } : event;
    };
  }),
  meaning('echo', 'resource-id-stale', 'resource_id is that of the request before.', () => {
    let last: Json | undefined = EXAMPLES.resource;
    return (event) => {
      const answer = { ...event, resource_id: last };
      last = event['resource_id'];
      return answer;
    };
  }),
  meaning('echo', 'resource-id-of-account', 'resource_id is another one of the partner.', () => {
    const id = randomUUID();
    return (event) => ({ ...event, resource_id: id });
  }),
  meaning(['echo', 'unique'], 'ids-swapped', 'id and resource_id have changed places.', () => (event) => ({
    ...event,
    id: event['resource_id'],
    resource_id: event['id'],
  })),
  meaning(
    ['schema', 'echo'],
    'types-swapped',
    'event_type and resource_type have changed places.',
    () => (event) => ({
      ...event,
      event_type: event['resource_type'],
      resource_type: event['event_type'],
    }),
  ),
  meaning(
    ['echo', 'unique'],
    'event-of-request-before',
    'Each 201 is the event of the request before.',
    () => {
      let last: JsonObject | undefined;
      return (event) => {
        const answer = last ?? event;
        last = event;
        return answer;
      };
    },
  ),
];

const identities: Fault[] = [
  set(
    'unique',
    'id',
    'id-nil',
    'Every event has an id of zeros.',
    () => '00000000-0000-0000-0000-000000000000',
  ),
  set(
    'unique',
    'id',
    'id-is-resource-id',
    'The id of an event is its resource_id.',
    (event) => event['resource_id'],
  ),
  meaning('unique', 'id-per-server', 'All events of a run share one id.', () => {
    const id = randomUUID();
    return (event) => ({ ...event, id });
  }),
  ...[2, 3, 8].map((every) =>
    meaning(
      'unique',
      `id-repeated-every-${every}`,
      `Every ${every}${every === 2 ? 'nd' : every === 3 ? 'rd' : 'th'} event has the id of the one before.`,
      () => {
        let count = 0;
        let last: Json | undefined;
        return (event) => {
          count += 1;
          const id: Json | undefined = count % every === 0 ? last : event['id'];
          last = id;
          return { ...event, id };
        };
      },
    ),
  ),
  meaning('unique', 'id-pool-of-five', 'Ids are given again after five events.', () => {
    const pool = Array.from({ length: 5 }, () => randomUUID());
    let count = 0;
    return (event) => ({ ...event, id: pool[count++ % 5] });
  }),
  meaning(
    'unique',
    'id-per-resource-cached',
    'A second event of the same resource has the id of the first.',
    () => {
      const known = new Map<string, Json | undefined>();
      return (event) => {
        const resource = text(event['resource_id']).toLowerCase();
        if (!known.has(resource)) known.set(resource, event['id']);
        return { ...event, id: known.get(resource) };
      };
    },
  ),
];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const moved: Fault[] = (
  [
    ['hour-behind', 'an hour behind', -HOUR],
    ['hour-ahead', 'an hour ahead', HOUR],
    ['local-time-as-utc', 'local time, two hours ahead, with a Z', 2 * HOUR],
    ['day-behind', 'a day behind', -24 * HOUR],
    ['day-ahead', 'a day ahead', 24 * HOUR],
    ['ten-minutes-behind', 'ten minutes behind', -10 * MINUTE],
    ['ten-minutes-ahead', 'ten minutes ahead', 10 * MINUTE],
    ['month-behind', 'a month behind', -31 * 24 * HOUR],
    ['year-ahead', 'a year ahead', 365 * 24 * HOUR],
  ] as const
).map(([name, what, by]) =>
  set('fresh', 'created_at', `created-at-${name}`, `created_at is ${what}.`, (event) =>
    new Date(Date.parse(text(event['created_at'])) + by).toISOString(),
  ),
);

const times: Fault[] = [
  set(
    'fresh',
    'created_at',
    'created-at-example',
    'created_at is the documented example.',
    () => EXAMPLES.createdAt,
  ),
  set(
    'fresh',
    'created_at',
    'created-at-1970',
    'created_at is the beginning of 1970.',
    () => '1970-01-01T00:00:00.000Z',
  ),
  set(
    'fresh',
    'created_at',
    'created-at-year-one',
    'created_at is the beginning of the year one.',
    () => '0001-01-01T00:00:00Z',
  ),
  set(
    'fresh',
    'created_at',
    'created-at-far-future',
    'created_at is the end of the year 9999.',
    () => '9999-12-31T23:59:59.999Z',
  ),
  set('fresh', 'created_at', 'created-at-wrong-offset', 'created_at is in UTC and says +02:00.', (event) =>
    text(event['created_at']).replace('Z', '+02:00'),
  ),
  set(
    'fresh',
    'created_at',
    'created-at-offset-reversed',
    'created_at is local time of +05:30 and says -05:30.',
    (event) =>
      new Date(Date.parse(text(event['created_at'])) + 5.5 * HOUR).toISOString().replace('Z', '-05:30'),
  ),
  meaning(
    'fresh',
    'created-at-frozen',
    'created_at stands still at a time an hour before the start.',
    ({ now }) => {
      const at = new Date(now() - HOUR).toISOString();
      return (event) => ({ ...event, created_at: at });
    },
  ),
  meaning(
    'fresh',
    'created-at-frozen-at-start',
    'created_at is the time of the start, in every answer.',
    ({ now }) => {
      // Never a round one, which a clock that counts in tenths might have twice.
      const at = new Date(Math.floor(now() / 10) * 10 + 7).toISOString();
      return (event) => ({ ...event, created_at: at });
    },
  ),
  meaning('fresh', 'created-at-drifts', 'created_at falls behind by a minute with each event.', () => {
    let count = 0;
    return (event) => ({
      ...event,
      created_at: new Date(Date.parse(text(event['created_at'])) - MINUTE * ++count).toISOString(),
    });
  }),
];

export const createdMeaning: readonly Fault[] = [...types, ...resources, ...identities, ...moved, ...times];
