import type { Answer } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { changing, eventOf, fault, jsonAnswer, type Kills, type Kind, pause, withEvent } from './make.ts';
import { NAMES } from './names.ts';

const unknownError = (status: number): Answer =>
  jsonAnswer(status, { [NAMES.errors]: [{ code: 'unknown', detail: 'Unknown error' }] });

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

export const timing: readonly Fault[] = [...concurrent, ...slowness, ...connections];
