import { parseMediaType } from '../../document/media-type.ts';
import { header } from '../../exchange/exchange.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Call } from '../call.ts';
import type { Fault, FaultRun } from '../fault.ts';
import { fault, type Kills } from './make.ts';
import { EXAMPLES, NAMES } from './names.ts';

interface Seen {
  call: Call;
  text: string;
  input: JsonObject;
  resource: string;
  run: FaultRun;
}

/** Some requests that document and contract allow are refused as invalid. */
function refuses(
  kills: Kills,
  name: string,
  title: string,
  when: (seen: Seen) => boolean,
  pointer = '',
): Fault {
  return fault(kills, 'validation too strict', name, title, (run) => ({
    decision(decision, call) {
      if (decision.kind !== 'success' || !isObject(decision.input)) return decision;
      const { input } = decision;
      const seen = {
        call,
        text: call.body.toString('utf8'),
        input,
        resource: String(input[NAMES.resource]),
        run,
      };
      if (!when(seen)) return decision;
      const detail = 'the request is not supported';
      return { kind: 'invalid', objections: [{ keyword: '', pointer, code: 'invalid', detail }] };
    },
  }));
}

const resourceId = (
  kills: Kills,
  name: string,
  title: string,
  when: (resource: string, run: FaultRun) => boolean,
) => refuses(kills, name, title, ({ resource, run }) => when(resource, run), `/${NAMES.resource}`);

const version = (id: string) => id.charAt(14);
const type = (call: Call) => header(call.headers, 'Content-Type') ?? '';
const extras = (input: JsonObject) =>
  Object.entries(input).filter(([key]) => key !== NAMES.resource && key !== NAMES.type);
const nested = (value: Json | undefined) => typeof value === 'object' && value !== null;

const stateless: Fault[] = [
  resourceId(
    'status',
    'refuses-upper-case-uuid',
    'A UUID in capitals is refused.',
    (id) => id === id.toUpperCase() && /[A-F]/.test(id),
  ),
  resourceId(
    'stable',
    'refuses-uuid-version-1',
    'A UUID of version 1 is refused.',
    (id) => version(id) === '1',
  ),
  resourceId(
    'stable',
    'refuses-uuid-version-7',
    'A UUID of version 7 is refused.',
    (id) => version(id) === '7',
  ),
  resourceId(
    'stable',
    'accepts-version-4-only',
    'Any UUID but one of version 4 is refused.',
    (id) => version(id) !== '4',
  ),
  resourceId(
    'stable',
    'refuses-uuid-of-digits',
    'A UUID without letters is refused.',
    (id) => !/[a-f]/i.test(id),
  ),
  resourceId(
    'stable',
    'refuses-uuid-like-a-number',
    'A UUID that begins like a number with an exponent is refused.',
    (id) => /^\d+e\d+-/i.test(id),
  ),
  resourceId(
    'status',
    'refuses-known-resource',
    'The standing resource of the caller is refused.',
    (id, run) => id === run.environment[run.contract.values[`/${NAMES.resource}`] ?? ''],
  ),
  resourceId(
    'stable',
    'refuses-documented-example',
    'The documented example is refused.',
    (id) => id === EXAMPLES.resource,
  ),
  resourceId(
    'stable',
    'refuses-upper-case-variant',
    'A pattern for UUIDs lists the digits of the variant in lower case alone.',
    (id) => /[AB]/.test(id.charAt(19)),
  ),
  refuses(
    'status',
    'refuses-additional-property',
    'A property that the document does not name is refused.',
    ({ input }) => extras(input).length > 0,
  ),
  refuses(
    'status',
    'refuses-additional-object',
    'An object in a property that the document does not name is refused.',
    ({ input }) => extras(input).some(([, value]) => nested(value)),
  ),
  refuses(
    'status',
    'refuses-additional-null',
    'A null in a property that the document does not name is refused.',
    ({ input }) => extras(input).some(([, value]) => value === null),
  ),
  refuses(
    'status',
    'refuses-additional-empty',
    'An empty text in a property that the document does not name is refused.',
    ({ input }) => extras(input).some(([, value]) => value === ''),
  ),
  refuses(
    'status',
    'refuses-unknown-type',
    'A property called type is taken for the name of a class, which is not there.',
    ({ input }) => 'type' in input,
    '/type',
  ),
  refuses(
    'status',
    'refuses-charset',
    'A charset parameter in the Content-Type is refused.',
    ({ call }) => parseMediaType(type(call))?.parameters.has('charset') === true,
  ),
  refuses('status', 'refuses-upper-case-charset', 'A charset in capitals is refused.', ({ call }) =>
    /[A-Z]/.test(parseMediaType(type(call))?.parameters.get('charset') ?? ''),
  ),
  refuses('status', 'refuses-upper-case-type', 'A Content-Type in capitals is refused.', ({ call }) =>
    /[A-Z]/.test(type(call).split(';')[0] ?? ''),
  ),
  refuses([], 'refuses-quoted-charset', 'A charset in quotes is refused.', ({ call }) =>
    type(call).includes('"'),
  ),
  refuses(
    'status',
    'refuses-other-order',
    'A body whose properties come in another order is refused.',
    ({ input }) => Object.keys(input).indexOf(NAMES.type) < Object.keys(input).indexOf(NAMES.resource),
  ),
  refuses(
    'status',
    'refuses-stranger-first',
    'A body whose first property is not a documented one is refused.',
    ({ input }) => ![NAMES.resource, NAMES.type].some((name) => name === Object.keys(input)[0]),
  ),
  refuses('status', 'refuses-white-space', 'White space in a body is refused.', ({ text }) =>
    /^\s|[{,:]\s|\s\}|\s$/.test(text),
  ),
  refuses(
    'status',
    'overlooks-names-before-white-space',
    'A property whose name has white space before its colon counts as missing.',
    ({ text }) => /"\s+:/.test(text),
    `/${NAMES.resource}`,
  ),
  refuses('status', 'refuses-escapes', 'Characters written as escapes in a body are refused.', ({ text }) =>
    /\\u[0-9a-f]{4}/i.test(text),
  ),
  refuses(
    'status',
    'overlooks-escaped-names',
    'A property whose name is written with an escape counts as missing.',
    ({ text }) => /\\u[0-9a-f]{4}\w*"\s*:/i.test(text),
    `/${NAMES.resource}`,
  ),
  refuses(
    'status',
    'overlooks-chunks',
    'A body that comes in chunks is not read, as if it were empty.',
    ({ call }) => header(call.headers, 'Transfer-Encoding') !== undefined,
    '/',
  ),
  refuses(
    'status',
    'refuses-accept-any',
    'A request that accepts any type, or names none, is refused.',
    ({ call }) => !/application\/json/.test(header(call.headers, 'Accept') ?? ''),
  ),
  refuses(
    'status',
    'refuses-accept-weights',
    'A request whose Accept header has weights is refused.',
    ({ call }) => /;\s*q=/.test(header(call.headers, 'Accept') ?? ''),
  ),
  refuses(
    'status',
    'refuses-charset-without-space',
    'A charset that follows its semicolon at once is refused.',
    ({ call }) => /;\S/.test(type(call)),
  ),
  refuses(
    'status',
    'refuses-unknown-language',
    'A client whose first language is not spoken is refused, though any other will do.',
    ({ call }) => !/^(en|fr|it|de|es)?(-|,|;|$)/.test(header(call.headers, 'Accept-Language') ?? ''),
  ),
  refuses(
    'status',
    'refuses-accept-json',
    'A request that accepts application/json alone is refused.',
    ({ call }) => header(call.headers, 'Accept') === 'application/json',
  ),
  refuses(
    'status',
    'requires-undocumented-property',
    'A property is required that the document does not name.',
    ({ input }) => !('legal_flow' in input),
  ),
  fault(
    [],
    'validation too strict',
    'refuses-lower-case-bearer',
    'The word bearer in lower case is refused.',
    {
      rules: (rules) => ({
        satisfies: (scheme, call) =>
          rules.satisfies(scheme, call) &&
          (scheme.name !== NAMES.bearer || /^Bearer /.test(header(call.headers, 'Authorization') ?? '')),
      }),
    },
  ),
  fault([], 'validation too strict', 'refuses-upper-case-bearer', 'The word BEARER in capitals is refused.', {
    rules: (rules) => ({
      satisfies: (scheme, call) =>
        rules.satisfies(scheme, call) &&
        (scheme.name !== NAMES.bearer || !/^BEARER /.test(header(call.headers, 'Authorization') ?? '')),
    }),
  }),
];

/** A right request ends in a 500. */
function breaksAt(name: string, title: string, when: (call: Call, input: JsonObject) => boolean): Fault {
  return fault('status', 'validation too strict', name, title, {
    answer: (answer, call, decision) =>
      decision.kind === 'success' && isObject(decision.input) && when(call, decision.input)
        ? { status: 500, headers: [] }
        : answer,
  });
}

/** Requests that document and contract allow break the server. */
const breaking: Fault[] = [
  breaksAt('breaks-at-nil-uuid', 'The nil UUID ends in a 500.', (_, input) =>
    /^[0-]+$/.test(String(input[NAMES.resource])),
  ),
  breaksAt('breaks-at-brotli', 'A client that takes Brotli gets a 500: the library is not there.', (call) =>
    /\bbr\b/.test(header(call.headers, 'Accept-Encoding') ?? ''),
  ),
  breaksAt('breaks-at-names-beyond-ascii', 'A property whose name is not ASCII ends in a 500.', ({ body }) =>
    /"[^"\\]*[^\0-\x7f][^"\\]*"\s*:/.test(body.toString('utf8')),
  ),
];

/** What HTTP lets a server refuse, and no document forbids. */
const left: Fault[] = [
  fault([], 'validation too strict', 'refuses-query', 'There is nothing at a URL with a query.', {
    decision: (decision, { query }) => (query.size > 0 ? { kind: 'not-found' } : decision),
  }),
  fault(
    [],
    'validation too strict',
    'requires-content-length',
    'A body without a Content-Length gets a 411.',
    {
      answer: (answer, { headers, body }) =>
        body.length > 0 && header(headers, 'Content-Length') === undefined
          ? { ...answer, status: 411 }
          : answer,
    },
  ),
];

/** Requests that are right by themselves are refused for what came before them. */
function remembers(
  kills: Kills,
  name: string,
  title: string,
  status: 'invalid' | 'conflict',
  key: (seen: Seen) => string,
): Fault {
  return fault(kills, 'validation too strict', name, title, (run) => {
    const known = new Set<string>();
    return {
      decision(decision, call) {
        if (decision.kind !== 'success' || !isObject(decision.input)) return decision;
        const { input } = decision;
        const found = key({
          call,
          text: call.body.toString('utf8'),
          input,
          resource: String(input[NAMES.resource]),
          run,
        });
        if (!known.has(found)) {
          known.add(found);
          return decision;
        }
        if (status === 'conflict') return { kind: 'conflict', status: '409' };
        const detail = 'the event was triggered before';
        return { kind: 'invalid', objections: [{ keyword: '', pointer: '', code: 'invalid', detail }] };
      },
    };
  });
}

const stateful: Fault[] = [
  remembers(
    'status',
    'resource-once',
    'A resource_id is accepted once, then it is a conflict.',
    'conflict',
    ({ resource }) => resource.toLowerCase(),
  ),
  remembers(
    'status',
    'body-once',
    'A body is accepted once, then it is refused.',
    'invalid',
    ({ text }) => text,
  ),
];

export const strict: readonly Fault[] = [...stateless, ...breaking, ...left, ...stateful];
