import { parseMediaType } from '../../document/media-type.ts';
import { header, headerValues } from '../../exchange/exchange.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';
import type { Fault } from '../fault.ts';
import type { Decision } from '../rules.ts';
import { presented } from '../security.ts';
import type { Objection } from '../validator.ts';
import { changing, fault, harmless, type Kills, page } from './make.ts';
import { NAMES } from './names.ts';

/** Credentials are not looked at in requests of some form. */
function opens(name: string, title: string, when: (call: Call) => boolean): Fault {
  return fault('status', 'authentication', name, title, {
    rules: (rules) => ({
      authorizes: (call, satisfied) => when(call) || rules.authorizes(call, satisfied),
    }),
  });
}

/** The rules of the body are not looked at in requests of some form. */
function trusts(name: string, title: string, when: (call: Call) => boolean): Fault {
  return fault('status', 'validation too lax', name, title, {
    rules: (rules) => ({ objects: (call, input) => (when(call) ? [] : rules.objects(call, input)) }),
  });
}

/** Requests of some form end in a breakdown. */
function breaks(
  kills: Kills,
  name: string,
  title: string,
  when: (call: Call, decision: Decision) => boolean,
): Fault {
  return fault(kills, 'status', name, title, {
    answer: (answer, call, decision) => (when(call, decision) ? { status: 500, headers: [] } : answer),
  });
}

const inChunks = (call: Call) => header(call.headers, 'Transfer-Encoding') !== undefined;
const hasCharset = (call: Call) =>
  parseMediaType(header(call.headers, 'Content-Type') ?? '')?.parameters.has('charset') === true;
const isLarge = ({ body }: Call) => body.length > 8000;
const acceptOf = (call: Call) => header(call.headers, 'Accept');
const htmlFirst = (call: Call) => /^text\/html/.test(acceptOf(call) ?? '');
const sentBy = (call: Call, name: string) => headerValues(call.headers, name).length > 0;

const byBrowser = (call: Call) => /^Mozilla/.test(header(call.headers, 'User-Agent') ?? '');
/** More bytes than an entry of an index of PostgreSQL holds. */
const isHuge = (call: Call, name: string) => (header(call.headers, name)?.length ?? 0) > 2704;
const isAscii = (call: Call, name: string) => /^[\x20-\x7e]*$/.test(header(call.headers, name) ?? '');

function inputOf(call: Call): JsonObject {
  try {
    const input = JSON.parse(call.body.toString('utf8')) as Json;
    return isObject(input) ? input : {};
  } catch {
    return {};
  }
}

const html = ({ status }: Answer): Answer =>
  page(status, `Error ${status}`, 'The request was not understood.');

const NOT_UNDERSTOOD: Objection = {
  keyword: '',
  pointer: '',
  code: 'invalid',
  detail: 'the request was not understood',
};

/** Whoever gives this for an API key is taken for anybody. */
function anybody(key: string): Parameters<typeof fault>[4] {
  return {
    rules: (rules) => ({
      satisfies: (scheme, call) =>
        rules.satisfies(scheme, call) ||
        (scheme.kind === 'apiKey' && presented(scheme, call)?.credential === key),
    }),
  };
}

/** What a provider does in one form of a request and in no other. */
export const requestForms: readonly Fault[] = [
  opens('open-in-chunks', 'Credentials are not looked at where the body comes in chunks.', inChunks),
  opens('open-to-large', 'Credentials are not looked at where the body is large.', isLarge),
  opens(
    'open-without-accept',
    'Credentials are not looked at where Accept is missing.',
    (call) => acceptOf(call) === undefined,
  ),
  opens(
    'open-to-browsers',
    'Credentials are not looked at where a browser asks, which may have a session.',
    byBrowser,
  ),
  opens('open-to-lines', 'Credentials are not looked at where the body is written in lines.', ({ body }) =>
    body.includes('\n'),
  ),
  opens(
    'open-to-further-properties',
    'Credentials are not looked at where the body has a property that the document does not know.',
    (call) => Object.keys(inputOf(call)).length > 2 && !('data' in inputOf(call)) && !isLarge(call),
  ),
  opens('open-to-capitals', 'Credentials are not looked at where the UUID is in capitals.', (call) =>
    /[A-F]/.test(String(inputOf(call)[NAMES.resource])),
  ),
  opens(
    'open-to-html-first',
    'Credentials are not looked at where Accept begins with HTML, since people have a session.',
    htmlFirst,
  ),
  opens('open-to-huge-tokens', 'A token that is too long to be looked up is let in.', (call) =>
    isHuge(call, 'Authorization'),
  ),
  trusts('trusts-browsers', 'What comes from a browser is not validated.', byBrowser),
  trusts('trusts-html-first', 'What asks for HTML first is not validated.', htmlFirst),
  trusts('trusts-chunks', 'A body in chunks is not validated.', inChunks),
  trusts(
    'trusts-charset',
    'A body is not validated where a charset stands beside its media type.',
    hasCharset,
  ),
  trusts('trusts-large', 'A large body is not validated.', isLarge),
  fault(
    'gateway',
    'error bodies',
    'html-for-any-type',
    'Errors come as HTML for a client that accepts any type.',
    changing(['invalid', 'unauthorized'], (answer, call) =>
      acceptOf(call) === '*/*' ? html(answer) : answer,
    ),
  ),
  fault(
    'gateway',
    'error bodies',
    'html-where-it-is-liked-less',
    'Errors come as HTML for a client that accepts it too.',
    changing(['invalid', 'unauthorized'], (answer, call) =>
      /html/.test(acceptOf(call) ?? '') ? html(answer) : answer,
    ),
  ),
  fault(
    'gateway',
    'error bodies',
    'html-for-browsers',
    'Errors come as HTML for a browser.',
    changing(['invalid', 'unauthorized'], (answer, call) => (byBrowser(call) ? html(answer) : answer)),
  ),
  fault(
    'gateway',
    'error bodies',
    'conflict-as-html-for-any-type',
    'A conflict is told as HTML to a client that accepts any type.',
    changing(['conflict'], (answer, call) => (acceptOf(call) === '*/*' ? html(answer) : answer)),
  ),
  fault(
    'status',
    'status',
    'conflict-not-seen-in-chunks',
    'A body in chunks conflicts with nothing.',
    (run) => ({
      answer: (answer, call, { kind }) =>
        kind === 'conflict' && inChunks(call)
          ? run.answer({ kind: 'success', input: inputOf(call) })
          : answer,
    }),
  ),
  fault('status', 'validation too lax', 'overflow-500', 'A number that 64 bits do not hold ends in a 500.', {
    answer: (answer, { body }) =>
      /[^"\d]\d{20}/.test(body.toString('utf8')) ? { status: 500, headers: [] } : answer,
  }),
  ...(
    [
      ['token', 'Authorization', 'A token'],
      ['partner-id', NAMES.partnerHeader, 'A partner id'],
    ] as const
  ).flatMap(([short, name, what]) => [
    breaks('status', `huge-${short}-500`, `${what} that is too long to be looked up ends in a 500.`, (call) =>
      isHuge(call, name),
    ),
    breaks(
      'status',
      `${short}-not-ascii-500`,
      `${what} that is not ASCII cannot be compared, and ends in a 500.`,
      (call) => !isAscii(call, name),
    ),
  ]),
  harmless('validation too strict', 'large-body-413', 'A large body gets a 413.', {
    answer: (answer, call) => (isLarge(call) ? { status: 413, headers: [] } : answer),
  }),
  harmless('wire and headers', 'huge-header-431', 'A header that is too long gets a 431.', {
    answer: (answer, call) =>
      isHuge(call, 'Authorization') || isHuge(call, NAMES.partnerHeader)
        ? { status: 431, headers: [] }
        : answer,
  }),
  harmless(
    'authentication',
    'header-not-ascii-400',
    'A header that is not ASCII is not understood.',
    (run) => ({
      answer: (answer, call) =>
        isAscii(call, 'Authorization') && isAscii(call, NAMES.partnerHeader)
          ? answer
          : run.answer({ kind: 'invalid', objections: [NOT_UNDERSTOOD] }),
    }),
  ),
  harmless(
    'wire and headers',
    'header-refused-in-front',
    'A server in front refuses headers that are too long or not ASCII, in its own HTML.',
    {
      answer: (answer, call) =>
        ['Authorization', NAMES.partnerHeader].some((name) => isHuge(call, name) || !isAscii(call, name))
          ? page(400, '400 Bad Request', 'Request Header Or Cookie Too Large')
          : answer,
    },
  ),
  fault(
    'answer',
    'wire and headers',
    'gzip-errors-in-name-only',
    'Errors are labelled as gzip, which the client accepts, and are not.',
    changing(['invalid', 'unauthorized'], (answer, call) =>
      /gzip/.test(header(call.headers, 'Accept-Encoding') ?? '')
        ? { ...answer, headers: [...answer.headers, ['Content-Encoding', 'gzip']] }
        : answer,
    ),
  ),
  breaks(
    'status',
    'stranger-without-body-500',
    'A stranger who sends no body gets a 500.',
    (call, { kind }) => kind === 'unauthorized' && call.body.length === 0,
  ),
  breaks(
    'status',
    'stranger-with-broken-json-500',
    'A stranger whose body breaks off gets a 500.',
    (call, { kind }) => kind === 'unauthorized' && /[^}]$/.test(call.body.toString('utf8').trim()),
  ),
  breaks(
    'status',
    'data-without-object-500',
    'A body whose data is no object ends in a 500.',
    (call) => 'data' in inputOf(call) && !isObject(inputOf(call)['data']),
  ),
  breaks('status', 'byte-order-mark-500', 'A byte order mark before the body ends in a 500.', ({ body }) =>
    body.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])),
  ),
  breaks(
    'status',
    'doubled-name-500',
    'A property that is there twice ends in a 500.',
    ({ body }) => body.toString('utf8').split(`"${NAMES.resource}"`).length > 2,
  ),
  breaks('status', 'traced-500', 'A request with a trace ends in a 500.', (call) =>
    sentBy(call, 'traceparent'),
  ),
  fault(
    'status',
    'authentication',
    'partner-id-as-wildcard',
    'The partner id is looked up with LIKE, so that % is everybody.',
    anybody('%'),
  ),
  fault(
    'status',
    'authentication',
    'partner-id-as-pattern',
    'The partner id is looked up as a regular expression, so that .* is everybody.',
    anybody('.*'),
  ),
];
