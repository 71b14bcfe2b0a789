import { isObject, type Json } from '../json.ts';
import { documentedLikedBest } from './accept.ts';
import type { Credential } from './credentials.ts';
import { expectUnauthorizedOrRefusal, orLengthRequired, orUnsupported } from './expect.ts';
import { slug } from './id.ts';
import { lowerFirst } from './lower-first.ts';
import type { Probe } from './probe.ts';
import { type Base, type Change, writeRequest } from './request.ts';
import { wrongText } from './spoil.ts';
import { together } from './together.ts';
import { strangersBody } from './valid/strangers.ts';
import {
  ACCEPTS_ANYTHING,
  IN_CHUNKS,
  IN_LINES,
  inLanguage,
  inWays,
  SAYS_NOTHING_OF_ACCEPT,
  type Way,
  withCapitalUuids,
  withCharset,
  withClientHeaders,
  withLongFurther,
} from './ways.ts';

/**
 * Faults that are asked for in one form, in others: an API may look at credentials, or at the rules of the body, on one of
 * its ways only, or tell a fault in a form that nobody documented.
 *
 * @param probes of them the first that is refused for a value or for something left out, and the first with a wrong
 *   credential are sent again
 */
export function faultsInOtherForms(probes: readonly Probe[], base: Base): Probe[] {
  const [broken] = brokenProbes(probes, base);
  const [stranger] = strangerProbes(probes, base);
  return formsOf(base).flatMap((form) => [
    ...(broken === undefined ? [] : [inForm(form, broken, base)]),
    ...(stranger === undefined ? [] : [inForm(form, stranger, base)]),
  ]);
}

/**
 * The same in several forms at once, any two of which meet: two kinds of broken bodies, and each credential that is wrong.
 */
export function faultsInFormsTogether(probes: readonly Probe[], base: Base): Probe[] {
  return [brokenProbes(probes, base), strangerProbes(probes, base)].flatMap((wrong) => {
    const bodies = wrong.map(({ besides: { body = base.body } }) =>
      body instanceof Uint8Array ? undefined : body,
    );
    const languages = wrong.some(({ probe }) => hasExample(probe, base)) ? NOBODYS_LANGUAGE : FRENCH;
    return together(base, bodies, { languages, chunks: true }).flatMap(({ kind, name, says, change }) => {
      const { probe, besides } = wrong[kind] ?? {};
      if (probe === undefined || name === '') return [];
      return {
        ...probe,
        id: `${probe.id}/together/${name}`,
        title: `While ${says}: ${lowerFirst(probe.title)}`,
        request: writeRequest(base, { ...besides, ...change }),
        expectation:
          change.chunked === true
            ? orLengthRequired(probe.expectation, base.contract.operation)
            : probe.expectation,
      };
    });
  });
}

/** Where no example says what an error says, it may be said in any language. */
const FRENCH = 'fr, en;q=0.5';

function hasExample({ expectation }: Probe, { contract: { operation } }: Base): boolean {
  return operation.responses.some(
    ({ status, content }) =>
      expectation.statuses.includes(status) && content.some(({ examples }) => examples.length > 0),
  );
}

/** Welsh: an error may come in a language that is asked for, and hardly in this one. */
const NOBODYS_LANGUAGE = 'cy, en;q=0.5';

/** A way to provoke an answer, in each other form. */
export function provokedInOtherForms(way: Probe, base: Base): Probe[] {
  const { body } = way.request;
  const besides: Change =
    body === undefined ? { noBody: true } : { body: base.form?.json === true ? jsonOf(body) : body };
  const others = [IN_LINES, withCapitalUuids(base), inLanguage(base, NOBODYS_LANGUAGE)];
  return [...formsOf(base), ...others].flatMap((form) =>
    form !== undefined && isWritable(form, besides.body) ? inForm(form, { probe: way, besides }, base) : [],
  );
}

function isWritable(form: Way, body: Change['body']): boolean {
  return (
    form.write === undefined || inWays([form], body instanceof Uint8Array ? undefined : body).ways.length > 0
  );
}

function jsonOf(body: Uint8Array): Json {
  return JSON.parse(new TextDecoder().decode(body)) as Json;
}

/**
 * Requests that are wrong in two ways: by somebody with a wrong credential, and with a body that is none, no JSON,
 * against its rules, or about something that the API may not know. Whichever is found first may be told.
 */
export function bothFaults(probes: readonly Probe[], base: Base): Probe[] {
  const strangers = strangerProbes(probes, base);
  if (base.form?.json !== true || base.body === undefined) return [];
  const { operation } = base.contract;
  const either = expectUnauthorizedOrRefusal(operation);
  const refusal = ({ noBody }: Change) => (noBody === true ? orUnsupported(either, operation) : either);
  const broken = brokenProbes(probes, base)[0]?.besides.body;
  const unknown = strangersBody(base);
  const right = JSON.stringify(base.body);
  const bodies: [name: string, says: string, change: Change][] = [
    ['no-body', 'there is no body', { noBody: true }],
    ['broken-json', 'the body breaks off', { body: new TextEncoder().encode(right.slice(0, -1)) }],
    ...(broken === undefined
      ? []
      : [['broken-rule', 'the body breaks a rule', { body: broken }] satisfies [string, string, Change]]),
    ...(unknown === undefined
      ? []
      : [
          ['unknown-value', 'the body has a value that the API may not know', { body: unknown }] satisfies [
            string,
            string,
            Change,
          ],
        ]),
  ];
  return strangers.flatMap((stranger) =>
    bodies.map(([name, says, change]) => ({
      ...stranger.probe,
      id: `${stranger.probe.id}/${name}`,
      title: `${stranger.name} is wrong, and ${says} besides: either may be told`,
      request: writeRequest(base, { ...stranger.besides, ...change }),
      expectation: refusal(change),
    })),
  );
}

/** A probe that is sent again, with what is changed of the right request to make it. */
interface Wrong {
  probe: Probe;
  besides: Change;
}

/** One request that breaks a rule, and one that breaks another: a word that an enum does not have, if there is an enum. */
function brokenProbes(probes: readonly Probe[], base: Base): Wrong[] {
  if (base.form?.json !== true) return [];
  const [first, ...others] = probes.filter(
    ({ id, expectation, request }) =>
      expectation.broken !== undefined &&
      request.body !== undefined &&
      /^invalid\/.*\/(?:enum\/unknown|required)$/.test(id),
  );
  const second = others.find(({ id }) => id.endsWith('/unknown')) ?? others[0];
  return [first, second].flatMap((probe) =>
    probe?.request.body === undefined ? [] : { probe, besides: { body: jsonOf(probe.request.body) } },
  );
}

/** How many credentials are wrong in other forms, one by one. */
const MOST_STRANGERS = 2;

function strangerProbes(probes: readonly Probe[], base: Base): (Wrong & { name: string })[] {
  return base.credentials
    .flatMap((credential) => {
      const probe = probes.find(({ id }) => id === `unauthorized/${slug(credential.name)}/wrong`);
      return probe === undefined
        ? []
        : { probe, name: credential.name, besides: { credentials: wrongOne(credential, base) } };
    })
    .slice(0, MOST_STRANGERS);
}

function wrongOne(credential: Credential, base: Base): NonNullable<Change['credentials']> {
  return new Map([[credential, wrongText(credential, base.seed)]]);
}

function inForm(way: Way, { probe, besides }: Wrong, base: Base): Probe {
  const { body = base.body } = besides;
  const { change } = inWays([way], body instanceof Uint8Array ? undefined : body);
  const { operation } = base.contract;
  return {
    ...probe,
    id: `${probe.id}/${way.name}`,
    title: `While ${way.says}: ${lowerFirst(probe.title)}`,
    request: writeRequest(base, { ...besides, ...change }),
    expectation: change.chunked === true ? orLengthRequired(probe.expectation, operation) : probe.expectation,
  };
}

function formsOf(base: Base): Way[] {
  const { form, contract } = base;
  const likesHtml: Way = {
    name: 'accept-html',
    says: 'HTML is named first but liked less, and gzip is accepted',
    change: { accept: documentedLikedBest(contract.operation), acceptEncoding: 'gzip' },
  };
  const always = [ACCEPTS_ANYTHING, SAYS_NOTHING_OF_ACCEPT, likesHtml, withClientHeaders(base)];
  if (form?.json !== true || !isObject(base.body)) return always;
  return [...always, withCharset(base), IN_CHUNKS, withLongFurther(base)].filter((way) => way !== undefined);
}
