import type { Answer } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { changing, fault, type Kills, type Kind } from './make.ts';
import { NAMES } from './names.ts';

/**
 * The documented answer of a kind with another status, its body as it was.
 *
 * @param kills what has to notice it where that is not the check of the status: the probe may get that one
 */
function instead(
  kind: Kind,
  documented: number,
  statuses: Record<number, string>,
  kills: Record<number, string> = {},
): Fault[] {
  return Object.entries(statuses).map(([status, why]) =>
    fault(
      kills[Number(status)] ?? 'status',
      'status',
      `${documented}-as-${status}`,
      `${status} in place of ${documented}: ${why}.`,
      changing([kind], (answer) => withStatus(answer, Number(status))),
    ),
  );
}

function withStatus(answer: Answer, status: number): Answer {
  const bodiless = status === 204 || status === 304;
  return bodiless ? { status, headers: [] } : { ...answer, status };
}

/** The server breaks on some requests that it should refuse. */
function crash(
  kills: Kills,
  name: string,
  title: string,
  breaks: (input: unknown, bytes: Buffer) => boolean,
): Fault {
  return fault(
    kills,
    'status',
    `crashes-on-${name}`,
    title,
    changing(['invalid'], (answer, call) => {
      let input: unknown;
      try {
        input = JSON.parse(call.body.toString('utf8'));
      } catch {
        input = undefined;
      }
      return breaks(input, call.body) ? { status: 500, headers: [] } : answer;
    }),
  );
}

const record = (input: unknown): Record<string, unknown> =>
  typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
const values = (input: unknown): unknown[] => Object.values(record(input));

export const status: readonly Fault[] = [
  ...instead('success', 201, {
    200: 'the framework answers with its default',
    202: 'the event is only queued',
    203: 'a proxy changed the answer',
    204: 'there is nothing to say',
    400: 'the status contradicts the body',
    404: 'the resource is not found',
    500: 'the event is made and the status is wrong',
  }),
  ...instead('invalid', 400, {
    200: 'errors come with a success',
    201: 'errors come with the success that is documented',
    401: 'the check of the body counts as one of credentials',
    403: 'an invalid value counts as forbidden',
    404: 'an unknown value counts as not found',
    409: 'every refusal is a conflict',
    422: 'the framework tells syntax from meaning',
    500: 'validation throws',
  }),
  ...instead('unauthorized', 401, {
    200: 'errors come with a success',
    400: 'missing credentials count as a bad request',
    403: 'who is unknown is forbidden',
    404: 'what is not allowed is hidden',
    407: 'a proxy asks for its own credentials',
    422: 'credentials are validated like fields',
    500: 'the check of credentials throws',
  }),
  ...instead(
    'conflict',
    409,
    {
      200: 'errors come with a success',
      201: 'the conflict is told in the body alone',
      400: 'a conflict counts as a bad request',
      403: 'another resource is forbidden',
      404: 'another resource is not found',
      422: 'a conflict counts as invalid',
      500: 'the conflict is not caught',
    },
    { 201: 'error-shape', 400: 'error-shape' },
  ),
  crash(
    'status',
    'null',
    'A null in the body ends in a 500.',
    (input) => input === null || values(input).includes(null),
  ),
  crash('status', 'list', 'A list in place of the body ends in a 500.', (input) => Array.isArray(input)),
  crash('status', 'scalar', 'A text or number in place of the body ends in a 500.', (input) =>
    ['string', 'number', 'boolean'].includes(typeof input),
  ),
  crash('status', 'numbers', 'A number where text is expected ends in a 500.', (input) =>
    values(input).some((value) => typeof value === 'number'),
  ),
  crash(
    'status',
    'nested-values',
    'An object or list where text is expected ends in a 500.',
    (input) =>
      !Array.isArray(input) && values(input).some((value) => typeof value === 'object' && value !== null),
  ),
  crash(
    'status',
    'malformed-json',
    'Malformed JSON ends in a 500.',
    (input, bytes) => input === undefined && bytes.length > 0,
  ),
  crash('status', 'no-body', 'A request without a body ends in a 500.', (_, bytes) => bytes.length === 0),
  crash('status', 'bad-uuid', 'An id that is no UUID ends in a 500: the database refuses it.', (input) => {
    const id = record(input)[NAMES.resource];
    return typeof id === 'string' && !/^[0-9a-f-]{36}$/i.test(id);
  }),
  crash(
    'status',
    'huge-text',
    'A text of more than 255 letters ends in a 500: its column is too small.',
    (input) => values(input).some((value) => typeof value === 'string' && value.length > 255),
  ),
  crash('status', 'nul', 'A NUL character in a text ends in a 500: the database refuses it.', (input) =>
    values(input).some((value) => typeof value === 'string' && value.includes('\0')),
  ),
  crash(
    'status',
    'punctuation',
    'A quote, a percent sign or a bracket in a text ends in a 500: a query is glued together with it.',
    (input) => values(input).some((value) => typeof value === 'string' && /['"%[]/.test(value)),
  ),
  crash(
    'status',
    'half-character',
    'Half of a character in a text ends in a 500: it cannot be written as UTF-8.',
    (input) =>
      values(input).some((value) => typeof value === 'string' && Buffer.from(value).toString() !== value),
  ),
  crash('status', 'odd-names', 'A property whose name is empty, or an operator, ends in a 500.', (input) =>
    Object.keys(record(input)).some((name) => name === '' || name.startsWith('$')),
  ),
  crash('status', 'unknown-event', 'An event type that is not listed ends in a 500.', (input) => {
    const type = record(input)[NAMES.type];
    return typeof type === 'string' && type !== NAMES.pending;
  }),
  fault(
    ['status', 'error-shape'],
    'status',
    '401-without-header-as-400',
    '400 in place of 401 where a credential is not sent at all.',
    changing(['unauthorized'], (answer, call) => {
      const names = call.headers.map(([name]) => name.toLowerCase());
      return names.includes('authorization') && names.includes(NAMES.partnerHeader.toLowerCase())
        ? answer
        : { ...answer, status: 400 };
    }),
  ),
  fault(
    'status',
    'status',
    '401-with-wrong-partner-as-403',
    '403 in place of 401 where the token is right and the partner is not.',
    (run) => ({
      answer: (answer, call, decision) => {
        const token = run.environment[run.contract.credentials[NAMES.bearer] ?? ''];
        const right = call.headers.some(([, value]) => value === `Bearer ${token}`);
        return decision.kind === 'unauthorized' && right ? { ...answer, status: 403 } : answer;
      },
    }),
  ),
  fault(
    'status',
    'status',
    'crashes-on-malformed-authorization',
    'An Authorization header without a space ends in a 500.',
    changing(['unauthorized'], (answer, call) =>
      call.headers.some(([name, value]) => name.toLowerCase() === 'authorization' && !value.includes(' '))
        ? { status: 500, headers: [] }
        : answer,
    ),
  ),
  fault(
    'status',
    'status',
    'crashes-without-authorization',
    'A request without an Authorization header ends in a 500.',
    changing(['unauthorized'], (answer, call) =>
      call.headers.some(([name]) => name.toLowerCase() === 'authorization')
        ? answer
        : { status: 500, headers: [] },
    ),
  ),
];
