import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';
import type { Fault, FaultRun } from '../fault.ts';
import type { Decision } from '../rules.ts';
import {
  changing,
  eventOf,
  fault,
  jsonAnswer,
  KINDS,
  type Kills,
  type Kind,
  page,
  pause,
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
  nth(
    ['schema', 'echo'],
    10,
    [now],
    'every-tenth-201-resource-null',
    'Every tenth resource_id is null.',
    (answer) => ({
      ...answer,
      json: withEvent(answer.json, (event) => ({ ...event, resource_id: null })),
    }),
  ),
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

/** How long a request waits for another that may come beside it. */
const BESIDE_MS = 25;

/** Requests of the same moment disturb each other; `turn` gets the answer of the one that came before. */
function beside(
  kills: Kills,
  name: string,
  title: string,
  turn: (answer: Answer, other: Answer) => Answer,
): Fault {
  return fault(kills, 'flakiness and time', name, title, () => {
    const open = new Set<Answer>();
    return {
      async answer(answer, _, decision) {
        if (decision.kind !== 'success') return answer;
        const [other] = open;
        open.add(answer);
        await pause(BESIDE_MS);
        open.delete(answer);
        return other === undefined ? answer : turn(answer, other);
      },
    };
  });
}

const concurrent: Fault[] = [
  fault(
    'echo',
    'flakiness and time',
    'concurrent-answers-swapped',
    "Concurrent requests get each other's answer.",
    () => {
      let waiting: { answer: Answer; take: (answer: Answer) => void } | undefined;
      return {
        answer(answer, _, decision) {
          if (decision.kind !== 'success') return answer;
          if (waiting !== undefined) {
            const other = waiting;
            waiting = undefined;
            other.take(answer);
            return other.answer;
          }
          return new Promise<Answer>((resolve) => {
            const own = { answer, take: resolve };
            waiting = own;
            void pause(BESIDE_MS).then(() => {
              if (waiting !== own) return;
              waiting = undefined;
              resolve(answer);
            });
          });
        },
      };
    },
  ),
  beside('unique', 'concurrent-ids-shared', 'Concurrent events share their id.', (answer, other) => ({
    ...answer,
    json: withEvent(answer.json, (event) => ({ ...event, id: eventOf(other.json)['id'] })),
  })),
  beside('status', 'concurrent-requests-fail', 'A request beside another ends in a 500.', () =>
    unknownError(500),
  ),
  beside('status', 'concurrent-requests-conflict', 'A request beside another is a conflict.', () =>
    jsonAnswer(409, { [NAMES.errors]: [{ code: 'conflict', detail: 'Another request is being processed' }] }),
  ),
];

function slow(
  kills: Kills,
  kind: Kind,
  name: string,
  title: string,
  when: (count: number) => boolean = () => true,
): Fault {
  return fault(
    kills,
    'flakiness and time',
    name,
    title,
    (run) =>
      changing([kind], async (answer, _call, _decision, count) => {
        if (when(count)) await pause(run.slowMs);
        return answer;
      })(),
    { slow: true },
  );
}

const slowness: Fault[] = [
  slow('in-time', 'success', '201-slow', 'A 201 takes six seconds.'),
  slow('in-time', 'invalid', '400-slow', 'A 400 takes six seconds.'),
  slow('in-time', 'unauthorized', '401-slow', 'A 401 takes six seconds.'),
  slow('in-time', 'conflict', '409-slow', 'A 409 takes six seconds.'),
  slow(
    'in-time',
    'success',
    'fifth-201-slow',
    'Every fifth 201 takes six seconds.',
    (count) => count % 5 === 0,
  ),
  fault(
    'in-time',
    'flakiness and time',
    '201-in-drops',
    'The body of a 201 comes in small pieces, over six seconds.',
    (run) => ({
      send(answer, { response }, _call, decision) {
        if (decision.kind !== 'success') return false;
        const text = JSON.stringify(answer.json);
        const size = Math.ceil(text.length / 12);
        response.writeHead(answer.status, answer.headers.flat());
        const next = (from: number) => {
          if (response.destroyed) return;
          response.write(text.slice(from, from + size));
          if (from + size >= text.length) response.end();
          else void pause(run.slowMs / 12).then(() => next(from + size));
        };
        next(0);
        return true;
      },
    }),
    { slow: true },
  ),
];

const connections: Fault[] = [
  fault(
    'answer',
    'flakiness and time',
    'every-fifth-201-reset',
    'Every fifth 201 is cut off in its body.',
    () => {
      let count = 0;
      return {
        send(answer, { response, socket }, _call, decision) {
          if (decision.kind !== 'success' || ++count % 5 !== 0) return false;
          const text = JSON.stringify(answer.json);
          response.writeHead(answer.status, [
            ...answer.headers.flat(),
            'Content-Length',
            String(text.length),
          ]);
          response.write(text.slice(0, 50), () => socket.resetAndDestroy());
          return true;
        },
      };
    },
  ),
];

export const flaky: readonly Fault[] = [
  ...regular,
  ...early,
  ...late,
  ...concurrent,
  ...slowness,
  ...connections,
];
