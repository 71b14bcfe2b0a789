import { follow } from '../document/node.ts';
import type { Expectation } from '../exchange/exchange.ts';
import { documentedLikedBest, otherTypesThan } from './accept.ts';
import type { BodyForm } from './body.ts';
import { addedByClients } from './client-headers.ts';
import { expectSuccess, expectSuccessOrRefusal, orLengthRequired, successStatuses } from './expect.ts';
import { dotted, slug } from './id.ts';
import type { Probe } from './probe.ts';
import { type Base, documentedTypes, freeParameters, rightParameter, writeRequest } from './request.ts';
import { spread } from './spread.ts';
import { together } from './together.ts';
import { alternatives } from './valid/alternatives.ts';
import { bounds } from './valid/bounds.ts';
import { bodyBreadth, fieldBreadth, propertyBreadth } from './valid/breadth.ts';
import { furtherExamples } from './valid/further-examples.ts';
import { furtherParts } from './valid/further-parts.ts';
import type { MakeValid } from './valid/make-valid.ts';
import { nulls } from './valid/nulls.ts';
import { closedValues, parameterParts } from './valid/parameter-parts.ts';
import { strangers } from './valid/strangers.ts';

/** How many values of enums are sent at most, shared among the parameters. */
const MOST = 60;

/**
 * Right requests: the documented example, every value of an enum, and the breadth of what the document allows. An API
 * that refuses one of them is stricter than its document.
 */
export function* validProbes(base: Base): Generator<Probe> {
  const { operation } = base.contract;
  const make: MakeValid = (id, title, pointer, change = {}) => ({
    id: `valid/${id}`,
    group: 'valid',
    title,
    pointer,
    request: writeRequest(base, change),
    expectation: rightAgain(base),
    turn: 0,
  });
  const home = base.form?.media.pointer ?? operation.pointer;
  const first = make('example', 'A right request, as the document describes it, has to succeed', home);
  yield {
    ...first,
    expectation: base.right ? expectSuccess(operation, alike(base, 'valid')) : first.expectation,
  };
  // What is deleted is gone: the same request again is another question.
  if (operation.method === 'DELETE') return;
  yield make('accept-anything', 'A client that accepts any media type has to get an answer', home, {
    accept: '*/*',
  });
  yield make('no-accept', 'A client that says nothing of what it accepts has to get an answer', home, {
    accept: null,
  });
  yield* clientHeaders(base, make, home);
  yield* weighedAccept(base, make, home);
  yield* secondChoice(base, make, home);
  yield* severalForms(base, make, home);
  yield* parameterBreadth(base, make);
  yield* parameterParts(base, make);
  yield* bounds(base, make);
  if (base.form === undefined || base.body === undefined) return;
  yield* furtherExamples(base, make);
  if (base.form.json) {
    yield* fieldBreadth(base, make);
    yield* nulls(base, make);
    yield* furtherParts(base, make);
    yield* bodyBreadth(base, make);
    yield* alternatives(base, make);
  } else if (base.form.fields !== undefined) {
    yield* fieldBreadth(base, make);
    yield* propertyBreadth(base, make);
  }
  yield* otherTypes(base, make);
  yield* strangers(base);
}

/**
 * What is documented is liked best, anything else will do: the answer is what is documented (RFC 9110 section 12.5.1).
 * Compression is asked for as most clients do, and no other than gzip (section 12.5.3): what a proxy makes of an answer
 * then is seen here alone. So is a server that looks up its texts in a language that it does not have, though any other
 * will do (section 12.5.4).
 */
function* weighedAccept(base: Base, make: MakeValid, home: string): Generator<Probe> {
  const { operation } = base.contract;
  const types = documentedTypes(operation);
  if (types.length === 0 || types.includes('*/*')) return;
  // Where the document has a parameter of that name, its languages are the document's to name.
  const named = operation.parameters.some(({ name }) => name.toLowerCase() === 'accept-language');
  yield make(
    'accept-weights',
    'A client that gives weights to what it accepts, gzip and languages included, has to get an answer that it can read (RFC 9110 section 12.5)',
    home,
    {
      accept: [...rangesOf(types).map((range) => `${range};q=0.9`), '*/*;q=0.1'].join(', '),
      acceptEncoding: 'gzip, identity;q=0.5, *;q=0',
      acceptLanguage: named ? undefined : 'pt-BR, en;q=0.5, *;q=0.1',
    },
  );
}

/** `application/*` for `application/json` (RFC 9110 section 12.5.1): what is documented is of these types. */
function rangesOf(types: readonly string[]): string[] {
  return [...new Set(types.map((type) => type.replace(/\/.*/, '/*')))];
}

/** An unknown header is passed over (RFC 9110 section 5.1), and so is a cookie that the server did not set. */
function* clientHeaders(base: Base, make: MakeValid, home: string): Generator<Probe> {
  yield make(
    'client-headers',
    'What clients and tracing add to a request changes nothing (RFC 9110 section 5.1)',
    home,
    addedByClients(base.contract.operation),
  );
  yield make(
    'header-names/lower-case',
    'The names of headers are the same in lower case, as HTTP/2 has them (RFC 9110 section 5.1)',
    home,
    { lowerCase: true },
  );
}

/** Types that are not documented are bearable, the documented ones are liked better: nobody has to guess which to send. */
function* secondChoice(base: Base, make: MakeValid, home: string): Generator<Probe> {
  const { operation } = base.contract;
  const others = otherTypesThan(operation);
  if (documentedTypes(operation).length === 0 || others.length === 0) return;
  yield make(
    'accept-second-choice',
    `A client that names ${others.join(' and ')} first, but likes what is documented better, has to get that (RFC 9110 section 12.5.1)`,
    home,
    { accept: documentedLikedBest(operation) },
  );
}

/** Where two forms meet, each of which changes nothing by itself, nothing changes either. */
function* severalForms(base: Base, make: MakeValid, home: string): Generator<Probe> {
  const forms = together(base, [base.body], { languages: 'fr, en;q=0.5', chunks: true });
  for (const { name, says, change } of forms) {
    const probe = make(
      `together/${name}`,
      `A right request has to succeed while ${says}, all at once`,
      home,
      change,
    );
    yield change.chunked === true
      ? { ...probe, expectation: orLengthRequired(probe.expectation, base.contract.operation) }
      : probe;
  }
}

/**
 * The right request in each further media type that the document names. Where its schema is another one, what is made up
 * for it may mean nothing to the API: then a documented refusal is right too, but for that of the media type.
 */
function* otherTypes(base: Base, make: MakeValid): Generator<Probe> {
  for (const { form, value, right } of base.otherForms) {
    const probe = make(
      `media-type/${slug(form.media.type)}`,
      `The body comes as ${form.media.type}, which the document names too`,
      form.media.pointer,
      { body: form.write(value), contentType: form.contentType },
    );
    const isSure = right && base.right && sameSchema(base.form, form);
    const open = expectSuccessOrRefusal(base.contract.operation);
    const statuses = open.statuses.filter((status) => status !== '415');
    yield isSure ? probe : { ...probe, expectation: { ...open, statuses, provokes: undefined } };
  }
}

function sameSchema(one: BodyForm | undefined, other: BodyForm): boolean {
  const [own, its] = [one?.media.schema, other.media.schema];
  return own !== undefined && its !== undefined && follow(own).pointer === follow(its).pointer;
}

/** What is right for the answer to a right request that was sent before, perhaps with other words. */
export function rightAgain(base: Base): Expectation {
  const { operation } = base.contract;
  if (!base.right) return expectSuccessOrRefusal(operation);
  const success = expectSuccess(operation);
  return mayConflict(base) ? { ...success, statuses: [...success.statuses, '409'] } : success;
}

/** Without a contract nobody has said what conflicts: a second order of the same thing may. */
function mayConflict({ contract }: Base): boolean {
  const { method, responses } = contract.operation;
  return (
    contract.file === undefined &&
    !['GET', 'HEAD', 'OPTIONS'].includes(method) &&
    responses.some(({ status }) => status === '409')
  );
}

/** Names a group of probes whose answers must not differ, unless the document gives a reason why they may. */
export function alike(base: Base, group: string): Pick<Expectation, 'sameAs'> {
  const one = successStatuses(base.contract.operation).length === 1;
  return { sameAs: one && !mayConflict(base) ? group : undefined };
}

/** Every value of the enums of parameters, and optional ones with their documented example. */
function* parameterBreadth(base: Base, make: MakeValid): Generator<Probe> {
  const { operation } = base.contract;
  const parameters = freeParameters(base.contract, base.credentials);
  const closed = parameters.map((parameter) => ({ parameter, values: closedValues(parameter.schema) }));
  const share = Math.max(
    2,
    Math.floor(MOST / Math.max(1, closed.filter(({ values }) => values.length > 0).length)),
  );
  for (const { parameter, values } of closed) {
    const name = dotted([parameter.in, parameter.name]);
    for (const value of spread(values, share)) {
      yield make(
        `${name}/enum/${slug(String(value))}`,
        `${parameter.name} is ${JSON.stringify(value)}, which the document allows`,
        parameter.schema?.pointer ?? parameter.pointer,
        { parameters: new Map([[parameter, value]]) },
      );
    }
    if (parameter.required || parameter.example === undefined || values.length > 0) continue;
    // An example of a filter or a cursor may mean nothing to the API that is asked.
    yield {
      ...make(
        `${name}/given`,
        `The parameter ${parameter.name} has its documented example: it is right by the document, though the API may not know it`,
        parameter.pointer,
        { parameters: new Map([[parameter, rightParameter(parameter, base.seed)]]) },
      ),
      expectation: { ...expectSuccessOrRefusal(operation), provokes: undefined },
    };
  }
}
