import { parseMediaType } from '../../document/media-type.ts';
import { header, headerValues } from '../../exchange/exchange.ts';
import { isObject, type JsonObject } from '../../json.ts';
import { parseJson } from '../body.ts';
import type { Call } from '../call.ts';
import type { Fault, FaultHooks } from '../fault.ts';
import { fault, jsonAnswer, page, rewritingEvent, without } from './make.ts';
import { EXAMPLES, NAMES } from './names.ts';

const { resource, type, partnerHeader } = NAMES;

const hasCharset = (call: Call) =>
  parseMediaType(header(call.headers, 'Content-Type') ?? '')?.parameters.has('charset') === true;
const namesLanguage = (call: Call) => header(call.headers, 'Accept-Language') !== undefined;
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
      /^fr/.test(header(call.headers, 'Accept-Language') ?? '')
        ? { ...event, created_at: '1 déc. 2026 à 08:12' }
        : event,
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
];
