import { gzipSync } from 'node:zlib';
import { parseMediaType } from '../../document/media-type.ts';
import { header, headerValues } from '../../exchange/exchange.ts';
import { isObject, type JsonObject } from '../../json.ts';
import { parseJson } from '../body.ts';
import type { Call } from '../call.ts';
import type { Fault, FaultHooks } from '../fault.ts';
import {
  bodyBytes,
  changing,
  fault,
  jsonAnswer,
  page,
  rewritingErrors,
  rewritingEvent,
  withHeader,
  without,
} from './make.ts';
import { EXAMPLES, NAMES } from './names.ts';
import { rawHead } from './wire-frames.ts';

const { resource, type, partnerHeader } = NAMES;

const hasCharset = (call: Call) =>
  parseMediaType(header(call.headers, 'Content-Type') ?? '')?.parameters.has('charset') === true;
const namesLanguage = (call: Call) => header(call.headers, 'Accept-Language') !== undefined;
const speaksFrench = (call: Call) => /^fr/.test(header(call.headers, 'Accept-Language') ?? '');
const wantsToEnd = (call: Call) => /close/i.test(header(call.headers, 'Connection') ?? '');
const inChunks = (call: Call) => header(call.headers, 'Transfer-Encoding') !== undefined;

function inputOf(call: Call): JsonObject {
  const { input } = parseJson(call.body);
  return isObject(input) ? input : {};
}

const hasFurther = (call: Call) => Object.keys(inputOf(call)).length > 2 && !('data' in inputOf(call));
const hasCapitals = (call: Call) => /[A-F]/.test(String(inputOf(call)[resource]));

/** What a stranger is answered whose partner id alone is wrong, and whose request is so besides. */
function toWrongPartners(when: (call: Call) => boolean, status: number): Fault['hooks'] {
  return (run) => {
    const token = run.environment[run.contract.credentials[NAMES.bearer] ?? ''] ?? '';
    const isOurs = (call: Call) =>
      header(call.headers, 'Authorization') === `Bearer ${token}` &&
      headerValues(call.headers, partnerHeader).length === 1;
    const answer: FaultHooks['answer'] = (usual, call, { kind }) =>
      kind === 'unauthorized' && isOurs(call) && when(call)
        ? jsonAnswer(status, { errors: [{ code: 'error', detail: 'the request failed' }] })
        : usual;
    return { answer };
  };
}

/** A credential is taken from a header that the document does not name for it. */
function alsoIn(name: string, kind: 'http' | 'apiKey', scheme: string, id: string, title: string): Fault {
  return fault('status', 'authentication', id, title, (run) => {
    const right = run.environment[run.contract.credentials[scheme] ?? ''];
    return {
      rules: (rules) => ({
        satisfies: (each, call) =>
          rules.satisfies(each, call) || (each.kind === kind && header(call.headers, name) === right),
      }),
    };
  });
}

/** What goes wrong where two conditions meet, each of which is harmless by itself, or where nobody looks for the second. */
export const conditionsThatMeet: readonly Fault[] = [
  fault(
    'schema',
    'created body',
    'created-at-lost-with-charset-and-further-property',
    'A 201 lacks created_at where the body has a charset and a property that the document does not know.',
    rewritingEvent((event, call) =>
      hasCharset(call) && hasFurther(call) ? without(event, 'created_at') : event,
    ),
  ),
  fault(
    'schema',
    'created body',
    'id-null-for-capitals-in-chunks',
    'The id of a 201 is null where the UUID is in capitals and the body in chunks.',
    rewritingEvent((event, call) => (hasCapitals(call) && inChunks(call) ? { ...event, id: null } : event)),
  ),
  fault(
    'schema',
    'created meaning',
    'created-at-in-words-for-french',
    'A client that speaks French gets the time of creation in words.',
    rewritingEvent((event, call) =>
      speaksFrench(call) ? { ...event, created_at: '1 déc. 2026 à 08:12' } : event,
    ),
  ),
  fault(
    'status',
    'authentication',
    'open-to-partners-with-a-language',
    'The partner id is not looked at where a language is asked for.',
    {
      rules: (rules) => ({
        satisfies: (scheme, call) =>
          rules.satisfies(scheme, call) || (scheme.kind === 'apiKey' && namesLanguage(call)),
      }),
    },
  ),
  fault(
    'status',
    'validation too lax',
    'trusts-events-with-further-properties',
    'The event is not validated where the body has a property that the document does not know.',
    {
      rules: (rules) => ({
        objects: (call, input) =>
          rules
            .objects(call, input)
            .filter(({ pointer }) => !(hasFurther(call) && pointer === `/${type}` && type in inputOf(call))),
      }),
    },
  ),
  alsoIn(
    'X-Api-Key',
    'http',
    NAMES.bearer,
    'token-in-an-api-key-header',
    'The token is taken from X-Api-Key too.',
  ),
  alsoIn(
    `X-${partnerHeader}`,
    'apiKey',
    NAMES.partner,
    'partner-in-a-header-with-x',
    'The partner id is taken from a header whose name begins with X too.',
  ),
  fault(
    'status',
    'authentication',
    'partner-404-for-an-unknown-resource',
    'With a wrong partner id an unknown resource gets 404.',
    toWrongPartners((call) => {
      const id = inputOf(call)[resource];
      return typeof id === 'string' && id.toLowerCase() !== EXAMPLES.resource;
    }, 404),
  ),
  fault(
    'status',
    'authentication',
    'partner-500-for-a-broken-body',
    'With a wrong partner id a body that is no JSON gets 500.',
    toWrongPartners(({ body }) => body.length > 0 && parseJson(body).objections.length > 0, 500),
  ),
  fault(
    'status',
    'gateways in front',
    'gate-open-to-strangers',
    'Behind the closed gate nobody looks at credentials: a stranger with a wrong staging token is let in.',
    (run) => ({
      decision: (decision, call) => {
        if (decision.kind !== 'gate') return decision;
        const token = run.environment[run.contract.credentials[NAMES.bearer] ?? ''] ?? '';
        return header(call.headers, 'Authorization') === `Bearer ${token}`
          ? decision
          : { kind: 'success', input: inputOf(call) };
      },
    }),
  ),
  fault(
    'status',
    'validation too strict',
    'refuses-a-kilobyte',
    'A proxy refuses bodies of more than a kilobyte.',
    {
      answer: (answer, { body }) =>
        body.length > 1024 ? page(413, '413 Request Entity Too Large', 'nginx') : answer,
    },
  ),
  fault(
    'status',
    'validation too strict',
    'breaks-at-an-unknown-language',
    'A language that the API has no texts for gets 500.',
    {
      answer: (answer, call) =>
        /^cy/.test(header(call.headers, 'Accept-Language') ?? '')
          ? page(500, '500 Internal Server Error', 'Something went wrong.')
          : answer,
    },
  ),
  fault(
    'answer',
    'wire and headers',
    'breaks-off-where-the-connection-is-to-end',
    'Where the client wants the connection to end, a 201 ends in the middle of its body.',
    {
      send: (answer, { socket }, call, { kind }) => {
        if (kind !== 'success' || !wantsToEnd(call)) return false;
        const body = bodyBytes(answer);
        const head = rawHead(answer, [`Content-Length: ${body.length}`, 'Connection: close']);
        socket.end(Buffer.concat([Buffer.from(head), body.subarray(0, 40)]));
        return true;
      },
    },
  ),
  fault(
    'media-type',
    'wire and headers',
    'gzip-for-who-wants-none',
    'A 201 is compressed for a client that accepts it as it is and in no other way.',
    changing(['success'], (answer, call) =>
      header(call.headers, 'Accept-Encoding') === 'identity'
        ? { ...withHeader(answer, 'Content-Encoding', 'gzip'), bytes: gzipSync(bodyBytes(answer)) }
        : answer,
    ),
  ),
  fault(
    'example',
    'error bodies',
    '409-detail-in-a-language-nobody-asked-for',
    'Whoever asks for a language that is not spoken is told of a conflict in the default one of the framework.',
    rewritingErrors(['conflict'], (error, _, call) =>
      namesLanguage(call) ? { ...error, detail: "La ressource n'existe pas." } : error,
    ),
  ),
  fault(
    'schema',
    'error bodies',
    '400-detail-lacks-a-translation',
    'A 400 in French has no detail: the translation is missing.',
    rewritingErrors(['invalid'], (error, _, call) => (speaksFrench(call) ? without(error, 'detail') : error)),
  ),
  fault(
    'status',
    'validation too lax',
    'conflict-unseen-for-capitals',
    'A conflict is not looked for where the UUID is in capitals.',
    {
      decision: (decision, call) =>
        decision.kind === 'conflict' && /[A-F]/.test(JSON.stringify(parseJson(call.body).input ?? ''))
          ? { kind: 'success', input: inputOf(call) }
          : decision,
    },
  ),
  fault(
    'status',
    'authentication',
    'authorization-by-its-capital',
    'The token is looked for under Authorization with a capital, as no client of HTTP/2 writes it.',
    {
      rules: (rules) => ({
        satisfies: (scheme, call) =>
          rules.satisfies(scheme, call) &&
          (scheme.kind !== 'http' || call.headers.some(([name]) => name === 'Authorization')),
      }),
    },
  ),
  fault(
    'status',
    'validation too strict',
    'refuses-escaped-slashes',
    'JSON with an escaped slash, as PHP writes it, gets 500.',
    {
      answer: (answer, { body }) =>
        body.includes('\\/') ? page(500, '500 Internal Server Error', 'Something went wrong.') : answer,
    },
  ),
];
