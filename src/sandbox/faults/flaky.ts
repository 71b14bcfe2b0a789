import type { JsonObject } from '../../json.ts';
import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';
import type { Fault, FaultRun } from '../fault.ts';
import type { Decision } from '../rules.ts';
import {
  changing,
  errorsOf,
  fault,
  jsonAnswer,
  KINDS,
  type Kills,
  type Kind,
  page,
  withErrors,
  withEvent,
  withHeader,
  without,
} from './make.ts';
import { NAMES } from './names.ts';

type Turn = (answer: Answer, call: Call, run: FaultRun) => Answer | Promise<Answer>;

/** Every nth answer of some kinds is wrong. */
function nth(
  kills: Kills,
  every: number,
  kinds: readonly Kind[],
  name: string,
  title: string,
  turn: Turn,
): Fault {
  return fault(kills, 'flakiness and time', name, title, (run) =>
    changing(kinds, (answer, call, _, count) => (count % every === 0 ? turn(answer, call, run) : answer))(),
  );
}

/** Answers of some kinds are wrong from a certain one on. */
function after(
  kills: Kills,
  bearable: number,
  kinds: readonly Kind[],
  name: string,
  title: string,
  turn: Turn,
): Fault {
  return fault(kills, 'flakiness and time', name, title, (run) =>
    changing(kinds, (answer, call, _, count) => (count > bearable ? turn(answer, call, run) : answer))(),
  );
}

const empty = (status: number): Answer => ({ status, headers: [] });
const unknownError = (status: number): Answer =>
  jsonAnswer(status, { [NAMES.errors]: [{ code: 'unknown', detail: 'Unknown error' }] });
const without201 =
  (key: string): Turn =>
  (answer) => ({
    ...answer,
    json: withEvent(answer.json, (event) => without(event, key)),
  });

const now = 'success';
const regular: Fault[] = [
  nth('status', 2, [now], 'every-second-201-fails', 'Every second 201 is a 500.', () => empty(500)),
  nth('schema', 3, [now], 'every-third-201-without-id', 'Every third 201 has no id.', without201('id')),
  nth(
    'media-type',
    4,
    [now],
    'every-fourth-201-labelled-html',
    'Every fourth 201 is labelled text/html.',
    (answer) => withHeader(answer, 'Content-Type', 'text/html'),
  ),
  nth(
    'schema',
    5,
    [now],
    'every-fifth-201-without-created-at',
    'Every fifth 201 has no created_at.',
    without201('created_at'),
  ),
  nth(
    'echo',
    6,
    [now],
    'every-sixth-201-other-event',
    'Every sixth 201 is of another event type.',
    (answer) => ({
      ...answer,
      json: withEvent(answer.json, (event) => ({ ...event, event_type: 'registrations.completed' })),
    }),
  ),
  nth('json', 7, [now], 'every-seventh-201-empty', 'Every seventh 201 has an empty body.', (answer) => ({
    ...answer,
    bytes: Buffer.alloc(0),
  })),
  nth('status', 8, [now], 'every-eighth-201-as-200', 'Every eighth 201 is a 200.', (answer) => ({
    ...answer,
    status: 200,
  })),
  nth(
    'schema',
    9,
    [now],
    'every-ninth-201-without-zone',
    'Every ninth created_at has no time zone.',
    (answer) => ({
      ...answer,
      json: withEvent(answer.json, (event) => ({
        ...event,
        created_at: String(event['created_at']).replace('Z', ''),
      })),
    }),
  ),
  nth('schema', 10, [now], 'every-tenth-201-resource-null', 'Every tenth resource_id is null.', (answer) => ({
    ...answer,
    json: withEvent(answer.json, (event) => ({ ...event, resource_id: null })),
  })),
  nth('status', 12, [now], 'every-twelfth-201-is-502', "Every twelfth 201 is a gateway's 502.", () =>
    page(502, '502 Bad Gateway', 'nginx'),
  ),
  nth(
    'example',
    2,
    ['unauthorized'],
    'every-second-401-other-code',
    'Every second 401 has another code.',
    (answer) => ({
      ...answer,
      json: withErrors(answer.json, (error) => ({ ...error, code: 'invalid_token' })),
    }),
  ),
  nth(
    ['gateway', 'vacuous', 'example', 'error-shape'],
    3,
    ['unauthorized'],
    'every-third-401-from-gateway',
    "Every third 401 has a gateway's body.",
    () => jsonAnswer(401, { error: 'Access to this API has been disallowed' }),
  ),
  nth('status', 5, ['unauthorized'], 'every-fifth-401-as-403', 'Every fifth 401 is a 403.', (answer) => ({
    ...answer,
    status: 403,
  })),
  nth(
    ['vacuous', 'error-shape'],
    2,
    ['invalid'],
    'every-second-400-empty-object',
    'The body of every second 400 is an empty object.',
    (answer) => ({
      ...answer,
      json: {},
    }),
  ),
  nth('status', 4, ['invalid'], 'every-fourth-400-as-500', 'Every fourth 400 is a 500.', () => empty(500)),
  nth('status', 7, ['invalid'], 'every-seventh-400-as-422', 'Every seventh 400 is a 422.', (answer) => ({
    ...answer,
    status: 422,
  })),
  nth(
    'status',
    2,
    ['conflict'],
    'every-second-409-as-201',
    'Every second 409 is not noticed.',
    (_, call, run) => run.answer({ kind: 'success', input: JSON.parse(call.body.toString('utf8')) }),
  ),
  nth('status', 11, KINDS, 'every-eleventh-answer-is-503', 'Every eleventh answer is a 503.', () =>
    empty(503),
  ),
  nth(
    'answer',
    9,
    KINDS,
    'every-ninth-answer-asks-to-wait',
    'Every ninth answer is a 503 with Retry-After.',
    () => withHeader(unknownError(503), 'Retry-After', '0'),
  ),
  nth('status', 6, KINDS, 'every-sixth-answer-is-500', 'Every sixth answer is a 500.', () =>
    unknownError(500),
  ),
];

const early: Fault[] = [
  fault(
    'status',
    'flakiness and time',
    'first-201-fails',
    'The first request that is right ends in a 500, as if the server were cold.',
    () => {
      let warm = false;
      return {
        answer(answer, _, decision) {
          if (warm || decision.kind !== 'success') return answer;
          warm = true;
          return empty(500);
        },
      };
    },
  ),
];

const late: Fault[] = [
  after('unique', 10, [now], 'ids-end-after-ten', 'After ten events all ids are the same.', (answer) => ({
    ...answer,
    json: withEvent(answer.json, (event) => ({ ...event, id: 'ffffffff-ffff-4fff-bfff-ffffffffffff' })),
  })),
  after(
    'status',
    8,
    [now],
    'fails-after-eight-events',
    'After eight events every further one ends in a 500.',
    () => empty(500),
  ),
  after(
    'status',
    20,
    KINDS,
    'fails-after-twenty-requests',
    'After twenty requests every answer is a 500.',
    () => empty(500),
  ),
  after(
    'status',
    30,
    KINDS,
    'throttles-after-thirty-requests',
    'After thirty requests every answer is a 429.',
    () => jsonAnswer(429, { [NAMES.errors]: [{ code: 'too_many_requests', detail: 'Slow down' }] }),
  ),
  after(
    'status',
    25,
    KINDS,
    'unavailable-after-twenty-five',
    'After 25 requests every answer is a 503 in HTML.',
    () => page(503, '503 Service Unavailable', 'Please try again later.'),
  ),
  after(
    'status',
    5,
    ['unauthorized'],
    'throttles-refusals',
    'After five answers of 401 the next are 429.',
    () => jsonAnswer(429, { [NAMES.errors]: [{ code: 'too_many_requests', detail: 'Too many attempts' }] }),
  ),
  fault(
    'status',
    'flakiness and time',
    'locks-out',
    'After five answers of 401 even right credentials get one.',
    () => {
      let refused = 0;
      return {
        rules: (rules) => ({
          authorizes(call, satisfied) {
            const right = refused < 5 && rules.authorizes(call, satisfied);
            if (!right) refused += 1;
            return right;
          },
        }),
      };
    },
  ),
  fault(
    'stable',
    'flakiness and time',
    'errors-pile-up',
    'The list of errors is shared by all requests, and grows.',
    () => {
      const all: JsonObject[] = [];
      return {
        answer(answer: Answer, _call: Call, decision: Decision) {
          if (decision.kind !== 'invalid') return answer;
          all.push(...errorsOf(answer.json));
          return { ...answer, json: { [NAMES.errors]: [...all] } };
        },
      };
    },
  ),
  fault(
    'status',
    'flakiness and time',
    'breaks-after-invalid-request',
    'The request after a 400 ends in a 500.',
    () => {
      let broken = false;
      return {
        answer(answer: Answer, _call: Call, decision: Decision) {
          const turn = broken && decision.kind !== 'invalid';
          broken = decision.kind === 'invalid';
          return turn ? empty(500) : answer;
        },
      };
    },
  ),
];

/** A conflict leaves something behind, which the next right request runs into. */
const spoilt: Fault[] = (
  [
    [
      'breaks-after-conflict',
      'The first right request after a conflict ends in a 500, as if a lock were left.',
      () => empty(500),
    ],
    [
      'conflict-sticks',
      'The first right request after a conflict gets the conflict again.',
      (run: FaultRun) => run.answer({ kind: 'conflict', status: '409' }),
    ],
  ] as const
).map(([name, title, broken]) =>
  fault('status', 'flakiness and time', name, title, (run) => {
    let left = false;
    return {
      answer(answer, _, { kind }) {
        const turn = left && kind === 'success';
        left = kind === 'conflict' || (left && !turn);
        return turn ? broken(run) : answer;
      },
    };
  }),
);

export const flaky: readonly Fault[] = [...regular, ...early, ...late, ...spoilt];
