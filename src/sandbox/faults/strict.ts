import { parseMediaType } from '../../document/media-type.ts';
import { header } from '../../exchange/exchange.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Call } from '../call.ts';
import type { Fault, FaultRun } from '../fault.ts';
import { fault } from './make.ts';
import { EXAMPLES, NAMES } from './names.ts';

interface Seen {
  call: Call;
  text: string;
  input: JsonObject;
  resource: string;
  run: FaultRun;
}

/** Some requests that document and contract allow are refused as invalid. */
function refuses(name: string, title: string, when: (seen: Seen) => boolean, pointer = ''): Fault {
  return fault('validation too strict', name, title, (run) => ({
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

const resourceId = (name: string, title: string, when: (resource: string, run: FaultRun) => boolean) =>
  refuses(name, title, ({ resource, run }) => when(resource, run), `/${NAMES.resource}`);

const version = (id: string) => id.charAt(14);
const type = (call: Call) => header(call.headers, 'Content-Type') ?? '';
const extras = (input: JsonObject) =>
  Object.entries(input).filter(([key]) => key !== NAMES.resource && key !== NAMES.type);
const nested = (value: Json | undefined) => typeof value === 'object' && value !== null;

const stateless: Fault[] = [
  resourceId(
    'refuses-upper-case-uuid',
    'A UUID in capitals is refused.',
    (id) => id === id.toUpperCase() && /[A-F]/.test(id),
  ),
  resourceId('refuses-uuid-version-1', 'A UUID of version 1 is refused.', (id) => version(id) === '1'),
  resourceId('refuses-uuid-version-7', 'A UUID of version 7 is refused.', (id) => version(id) === '7'),
  resourceId(
    'accepts-version-4-only',
    'Any UUID but one of version 4 is refused.',
    (id) => version(id) !== '4',
  ),
  resourceId(
    'refuses-known-resource',
    'The standing resource of the caller is refused.',
    (id, run) => id === run.environment[run.contract.values[`/${NAMES.resource}`] ?? ''],
  ),
  resourceId(
    'refuses-documented-example',
    'The documented example is refused.',
    (id) => id === EXAMPLES.resource,
  ),
  refuses(
    'refuses-additional-property',
    'A property that the document does not name is refused.',
    ({ input }) => extras(input).length > 0,
  ),
  refuses(
    'refuses-additional-object',
    'An object in a property that the document does not name is refused.',
    ({ input }) => extras(input).some(([, value]) => nested(value)),
  ),
  refuses(
    'refuses-additional-null',
    'A null in a property that the document does not name is refused.',
    ({ input }) => extras(input).some(([, value]) => value === null),
  ),
  refuses(
    'refuses-charset',
    'A charset parameter in the Content-Type is refused.',
    ({ call }) => parseMediaType(type(call))?.parameters.has('charset') === true,
  ),
  refuses('refuses-upper-case-charset', 'A charset in capitals is refused.', ({ call }) =>
    /[A-Z]/.test(parseMediaType(type(call))?.parameters.get('charset') ?? ''),
  ),
  refuses('refuses-upper-case-type', 'A Content-Type in capitals is refused.', ({ call }) =>
    /[A-Z]/.test(type(call).split(';')[0] ?? ''),
  ),
  refuses('refuses-quoted-charset', 'A charset in quotes is refused.', ({ call }) =>
    type(call).includes('"'),
  ),
  refuses(
    'refuses-other-order',
    'A body whose properties come in another order is refused.',
    ({ input }) => Object.keys(input).indexOf(NAMES.type) < Object.keys(input).indexOf(NAMES.resource),
  ),
  refuses('refuses-white-space', 'White space in a body is refused.', ({ text }) =>
    /^\s|[{,:]\s|\s\}|\s$/.test(text),
  ),
  refuses('refuses-leading-white-space', 'White space before the JSON of a body is refused.', ({ text }) =>
    /^\s/.test(text),
  ),
  refuses('refuses-trailing-newline', 'A line break behind the JSON of a body is refused.', ({ text }) =>
    /\n$/.test(text),
  ),
  refuses('refuses-line-breaks', 'Line breaks inside the JSON of a body are refused.', ({ text }) =>
    /\n./.test(text),
  ),
  refuses('refuses-escapes', 'Characters written as escapes in a body are refused.', ({ text }) =>
    /\\u[0-9a-f]{4}/i.test(text),
  ),
  refuses(
    'refuses-accept-any',
    'A request that accepts any type, or names none, is refused.',
    ({ call }) => !/application\/json/.test(header(call.headers, 'Accept') ?? ''),
  ),
  refuses(
    'refuses-accept-json',
    'A request that accepts application/json alone is refused.',
    ({ call }) => header(call.headers, 'Accept') === 'application/json',
  ),
  refuses(
    'requires-undocumented-property',
    'A property is required that the document does not name.',
    ({ input }) => !('legal_flow' in input),
  ),
  fault('validation too strict', 'refuses-lower-case-bearer', 'The word bearer in lower case is refused.', {
    rules: (rules) => ({
      satisfies: (scheme, call) =>
        rules.satisfies(scheme, call) &&
        (scheme.name !== NAMES.bearer || /^Bearer /.test(header(call.headers, 'Authorization') ?? '')),
    }),
  }),
  fault('validation too strict', 'refuses-upper-case-bearer', 'The word BEARER in capitals is refused.', {
    rules: (rules) => ({
      satisfies: (scheme, call) =>
        rules.satisfies(scheme, call) &&
        (scheme.name !== NAMES.bearer || !/^BEARER /.test(header(call.headers, 'Authorization') ?? '')),
    }),
  }),
];

/** Requests that are right by themselves are refused for what came before them. */
function remembers(
  name: string,
  title: string,
  status: 'invalid' | 'conflict',
  key: (seen: Seen) => string,
): Fault {
  return fault('validation too strict', name, title, (run) => {
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
    'resource-once',
    'A resource_id is accepted once, then it is a conflict.',
    'conflict',
    ({ resource }) => resource.toLowerCase(),
  ),
  remembers('body-once', 'A body is accepted once, then it is refused.', 'invalid', ({ text }) => text),
];

export const strict: readonly Fault[] = [...stateless, ...stateful];
