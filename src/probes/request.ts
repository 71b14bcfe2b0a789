import type { Contract } from '../contract/contract.ts';
import { withValue } from '../document/edit.ts';
import { child, follow, type Node } from '../document/node.ts';
import type { Operation, Parameter } from '../document/operation.ts';
import { leaves, valueAt } from '../document/pointer.ts';
import {
  documentedProperties,
  itemSchema,
  keyword,
  requiredProperties,
  schemasAt,
  typesOf,
} from '../document/schema.ts';
import { USER_AGENT } from '../exchange/user-agent.ts';
import { brief, isObject, type Json, sameJson } from '../json.ts';
import { Problem } from '../problem.ts';
import { type BodyForm, bodyForms } from './body.ts';
import { type Credential, type CredentialText, rightText, variableOf } from './credentials.ts';
import type { Environment } from './environment.ts';
import { clearForm, withFiles } from './form/form.ts';
import { isSurelyRight } from './judged-body.ts';
import { parameterPairs, parameterText } from './parameter.ts';
import type { Probe, ProbeHeader } from './probe.ts';
import { accepts } from './values/accepts.ts';
import { documentedValue, seededFaker, valueFor } from './values/values.ts';

/** What every probe is made from: the right request, of which each probe changes one thing. */
export interface Base {
  contract: Contract;
  seed: number;
  environment: Environment;
  credentials: readonly Credential[];
  /** How the body is written; undefined when the operation takes none. */
  form: BodyForm | undefined;
  /** A body that is right by the document and holds the team's own values. */
  body: Json | undefined;
  /** The same in each further media type that the document names and that can be written. */
  otherForms: readonly RightBody[];
  /** Values of the required parameters that are no credentials. */
  parameters: ReadonlyMap<Parameter, Json>;
  /** False when nobody can be sure that the request is right: the document has a rule that no value was found for. */
  right: boolean;
}

/** A body in one of the documented media types. */
export interface RightBody {
  form: BodyForm;
  value: Json;
  /** False when nobody can be sure that it is right. */
  right: boolean;
}

/** What a probe sends in place of the right parts. */
export interface Change {
  /** A JSON value, or bytes as they are; null for no body at all. */
  body?: Json | Uint8Array | undefined;
  noBody?: boolean;
  /** The body goes out in chunks, its length not told beforehand. */
  chunked?: boolean;
  /** The connection ends behind this answer (RFC 9112 section 9.6). */
  close?: boolean;
  /** Header names go out in lower case, but for that of the gate in front of the API. */
  lowerCase?: boolean;
  /** null leaves the header out. */
  contentType?: string | null;
  accept?: string | null;
  acceptEncoding?: string | undefined;
  acceptLanguage?: string | undefined;
  /** Pairs that the query holds besides. */
  query?: readonly (readonly [name: string, value: string])[];
  /** Headers that the request carries besides; what may be written down of a value, where that is not all of it. */
  headers?: readonly (readonly [name: string, value: string, shown?: string])[];
  /** Cookies that the request carries besides. */
  cookies?: readonly CredentialText[];
  /** Credential → what is sent for it; null leaves it out. */
  credentials?: ReadonlyMap<Credential, CredentialText | null>;
  /** Parameter → its value, a text as it is; null leaves it out. */
  parameters?: ReadonlyMap<Parameter, Json | null>;
}

/** Headers that HTTP itself has a use for (RFC 9110 section 7.6.1, RFC 9112): no parameter may change them. */
const OWN_HEADERS =
  /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|expect|te|trailer|cookie)$/i;

/**
 * Gathers what the right request is made of.
 *
 * @throws {Problem} when the path has a parameter that nobody declares, the body cannot be written, or a variable holds
 *   a value that the document does not allow
 */
export function baseRequest(
  contract: Contract,
  environment: Environment,
  credentials: readonly Credential[],
  seed: number,
): Base {
  const { operation } = contract;
  const [form, ...others] = bodyForms(operation);
  const known = form === undefined ? [] : ownValues(contract, form.media.schema, environment);
  const body = form === undefined ? undefined : rightBody(form, known, seed);
  const parameters = freeParameters(contract, credentials)
    .filter(({ required }) => required)
    .map((parameter): [Parameter, Json] => [parameter, rightParameter(parameter, seed)]);
  const [undeclared] = [...operation.path.matchAll(/\{([^}]*)\}/g)]
    .map(([, name]) => name)
    .filter((name) => !parameters.some(([parameter]) => parameter.in === 'path' && parameter.name === name));
  if (undeclared !== undefined) {
    throw new Problem(`no parameter declares {${undeclared}} of the path ${operation.path}`, {
      place: operation.document.placeOf(operation.pointer),
      hint: `add it to a copy of the document: in: path, name: ${undeclared}`,
    });
  }
  return {
    contract,
    seed,
    environment,
    credentials,
    form,
    body: body?.value,
    otherForms: others
      .filter(({ json, fields }) => json || fields !== undefined)
      .map((other) => rightBody(other, known.filter(isAllowed(other)), seed)),
    parameters: new Map(parameters),
    right:
      body?.right !== false && parameters.every(([{ schema }, value]) => accepts(schema, value) === true),
  };
}

/** The parameters that are neither credentials nor HTTP's own. */
export function freeParameters(contract: Contract, credentials: readonly Credential[]): Parameter[] {
  const named = (parameter: Parameter): string =>
    parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
  return contract.operation.parameters.filter(
    (parameter) =>
      !(parameter.in === 'header' && OWN_HEADERS.test(parameter.name)) &&
      variableOf(parameter, contract) === undefined &&
      !credentials.some(
        (held) =>
          held.place === parameter.in &&
          (held.place === 'header' ? held.parameter.toLowerCase() : held.parameter) === named(parameter),
      ),
  );
}

/** The documented example of a parameter, unless its schema refuses it, or a value that is made up. */
export function rightParameter({ name, schema, example }: Parameter, seed: number): Json {
  if (example !== undefined && accepts(schema, example) !== false) return example;
  return valueFor(schema, seededFaker(seed, `parameter ${name}`));
}

/** A value that only the team knows, at its place in the body. */
type Known = [pointer: string, value: Json];

/** Whether the schema of another form of the body has a place for a value, and takes it. */
function isAllowed({ media }: BodyForm): (known: Known) => boolean {
  return ([pointer, value]) => {
    const schemas = schemasAt(media.schema, pointer);
    return schemas.length > 0 && schemas.every((each) => accepts(each, value) !== false);
  };
}

/** The body that is surest to be right: the documented example before what is made up. */
function rightBody(form: BodyForm, known: readonly Known[], seed: number): RightBody {
  const { fields, media } = form;
  const { schema, examples } = media;
  const made = (['all', 'required'] as const).map((parts) =>
    valueFor(schema, seededFaker(seed, 'body'), { parts }),
  );
  const filled = fields === undefined ? made : made.map((value) => withFiles(fields, value));
  const judged = [...examples.slice(0, 1).map(({ value }) => value), ...filled].map((value, index) => {
    const whole = known.reduce((before: Json, [pointer, own]) => withValue(before, pointer, own), value);
    const body = fields === undefined ? whole : clearForm(fields, whole);
    const opinion = isSurelyRight(form, body);
    return {
      form,
      value: body,
      right: opinion === true || (opinion === undefined && index < examples.length),
    };
  });
  const [first] = [...judged.filter(({ right }) => right), ...judged];
  return first ?? { form, value: null, right: false };
}

/** The right body with nothing but what is required and the team's own values. */
export function requiredBody({ contract, form, body }: Base): Json | undefined {
  if (form === undefined || body === undefined) return undefined;
  return Object.keys(contract.values).reduce<Json>(
    (whole, pointer) => {
      const own = valueAt(body, pointer);
      return own === undefined ? whole : withValue(whole, pointer, own);
    },
    pruned(body, form.media.schema),
  );
}

function pruned(value: Json, schema: Node | undefined): Json {
  if (Array.isArray(value)) return value.map((item) => pruned(item, itemSchema(schema)));
  if (!isObject(value)) return value;
  const required = new Set(requiredProperties(schema).map(({ name }) => name));
  const properties = documentedProperties(schema);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]): [string, Json][] =>
      item === undefined || !required.has(key) ? [] : [[key, pruned(item, properties.get(key))]],
    ),
  );
}

/** The values that only the team knows, out of the environment, as the type that the document asks for. */
function ownValues(contract: Contract, schema: Node | undefined, environment: Environment): Known[] {
  return Object.entries(contract.values).flatMap(([pointer, variable]): Known[] => {
    const text = environment[variable];
    if (text === undefined || text === '') return [];
    if (text.trim() !== text) {
      throw new Problem(`${variable} has white space before or behind its value`, {
        hint: 'copy it again without the line break or blank around it',
      });
    }
    const schemas = schemasAt(schema, pointer);
    const types = schemas.flatMap((each) => typesOf(each));
    const numeric =
      !types.includes('string') && types.some((type) => type === 'integer' || type === 'number');
    const value = numeric && Number.isFinite(Number(text)) ? Number(text) : text;
    const refusing = schemas.find((each) => accepts(each, value) === false);
    if (refusing === undefined) return [[pointer, value]];
    throw new Problem(`${variable} holds a value that the document does not allow at ${pointer}`, {
      place: contract.operation.document.placeOf(follow(refusing).pointer),
      hint: `it asks for ${asked(refusing)}`,
    });
  });
}

function asked(schema: Node): string {
  const said = ['type', 'format', 'enum', 'pattern'].flatMap((word) => {
    const rule = child(schema, word)?.value;
    return rule === undefined ? [] : [`${word} ${typeof rule === 'string' ? rule : brief(rule)}`];
  });
  return said.length === 0 ? 'something else' : said.join(', ');
}

/** Writes a probe's request: the right one, with the change made to it. */
export function writeRequest(base: Base, change: Change = {}): Probe['request'] {
  const { operation } = base.contract;
  const query = new URLSearchParams(
    (change.query ?? []).map(([name, value]): [string, string] => [name, value]),
  );
  const headers: ProbeHeader[] = [];
  const cookies: CredentialText[] = [...(change.cookies ?? [])];
  const accept = change.accept === undefined ? documentedTypes(operation).join(', ') : change.accept;
  if (accept !== null && accept !== '') headers.push(plainHeader('Accept', accept));
  if (change.acceptEncoding !== undefined)
    headers.push(plainHeader('Accept-Encoding', change.acceptEncoding));
  if (change.acceptLanguage !== undefined)
    headers.push(plainHeader('Accept-Language', change.acceptLanguage));
  for (const [name, value, shown = value] of change.headers ?? []) headers.push({ name, value, shown });
  let path = operation.path;

  for (const credential of base.credentials) {
    const text = change.credentials?.has(credential)
      ? change.credentials.get(credential)
      : rightText(credential);
    if (text === null || text === undefined) continue;
    if (credential.place === 'header') {
      const { before, value, shown } = text;
      if (before !== undefined) headers.push({ name: credential.parameter, ...before });
      headers.push({ name: credential.parameter, value, shown });
    } else if (credential.place === 'query') query.append(credential.parameter, text.value);
    else
      cookies.push({
        value: `${credential.parameter}=${text.value}`,
        shown: `${credential.parameter}=${text.shown}`,
      });
  }
  for (const [parameter, value] of new Map([...base.parameters, ...(change.parameters ?? [])])) {
    if (value === null) continue;
    if (parameter.in === 'path' || parameter.in === 'header') {
      const text = parameterText(parameter, value, operation.document);
      if (parameter.in === 'path') path = path.replaceAll(`{${parameter.name}}`, () => text);
      else headers.push(plainHeader(parameter.name, text));
      continue;
    }
    for (const [name, text] of parameterPairs(parameter, value, operation.document)) {
      if (parameter.in === 'query') query.append(name, text);
      else cookies.push({ value: `${name}=${text}`, shown: `${name}=${text}` });
    }
  }
  if (cookies.length > 0) {
    const joined = (key: 'value' | 'shown') => cookies.map((cookie) => cookie[key]).join('; ');
    headers.push({ name: 'Cookie', value: joined('value'), shown: joined('shown') });
  }

  const given = 'body' in change ? change.body : base.body;
  const body = change.noBody || given === undefined ? undefined : bodyBytes(base, given);
  const type = change.contentType === undefined ? base.form?.contentType : change.contentType;
  if (type !== null && type !== undefined && (body !== undefined || typeof change.contentType === 'string')) {
    headers.push(plainHeader('Content-Type', type));
  }
  if (saysWhoItIs(operation, headers)) headers.unshift(plainHeader('User-Agent', USER_AGENT));
  // In the letters in which it goes out.
  if (change.chunked === true && body !== undefined)
    headers.push(plainHeader('transfer-encoding', 'chunked'));
  if (change.close === true) headers.push(plainHeader('connection', 'close'));
  const suffix = query.size === 0 ? '' : `?${query.toString()}`;
  const gate = base.contract.gate?.header.toLowerCase();
  const inLowerCase = headers.map((header) =>
    header.name.toLowerCase() === gate ? header : { ...header, name: header.name.toLowerCase() },
  );
  return {
    method: operation.method,
    path: `${path}${suffix}`,
    headers: change.lowerCase === true ? inLowerCase : headers,
    body,
  };
}

/** False where the probe says it otherwise, or the document has a parameter of that name. */
function saysWhoItIs({ parameters }: Operation, headers: readonly ProbeHeader[]): boolean {
  return ![...headers, ...parameters.filter((parameter) => parameter.in === 'header')].some(
    ({ name }) => name.toLowerCase() === 'user-agent',
  );
}

function plainHeader(name: string, value: string): ProbeHeader {
  return { name, value, shown: value };
}

/** The media types of the documented answers, so that a server that negotiates sends what is documented. */
export function documentedTypes({ responses }: Operation): string[] {
  return [...new Set(responses.flatMap(({ content }) => content.map(({ type }) => type)))];
}

function bodyBytes(base: Base, body: Json | Uint8Array): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return base.form?.write(body) ?? new TextEncoder().encode(JSON.stringify(body));
}

/**
 * A key by which a server knows a request that it has served: the same for two probes, it would answer the second
 * out of its memory (the Idempotency-Key header, IETF draft-ietf-httpapi-idempotency-key-header).
 */
const KEY_HEADER = /idempotency-key$/i;

/** A probe with an idempotency key of its own, where its request has one; a key that is wrong on purpose stays. */
export function withOwnKey(probe: Probe): Probe {
  const { request, id } = probe;
  if (!request.headers.some(({ name }) => KEY_HEADER.test(name))) return probe;
  const headers = request.headers.map((header) => {
    if (!KEY_HEADER.test(header.name) || id.includes(`/header.${header.name}/`)) return header;
    const { string } = seededFaker(0, `${header.value} ${id}`);
    const key = /^[0-9a-f-]{36}$/i.test(header.value) ? string.uuid() : string.alpha(header.value.length);
    // What else the document asks of a key is not known here.
    return /^([0-9a-f-]{36}|[a-z]+)$/i.test(header.value) ? { ...header, value: key, shown: key } : header;
  });
  return { ...probe, request: { ...request, headers } };
}

/**
 * Where the right request holds values that nobody has vouched for: what its schema leaves open and was made up, and
 * without a contract the documented examples too. An API may refuse them though the document allows them: it has no
 * such customer.
 */
export function guesses({ contract, body, form, parameters }: Base): string[] {
  const isGuess = (schema: Node | undefined, value: Json, documented: Json | undefined): boolean =>
    value !== null &&
    typeof value !== 'boolean' &&
    !['enum', 'const'].some((word) => keyword(schema, word) !== undefined) &&
    (contract.file === undefined || !sameJson(documented, value));
  const schemaOf = (pointer: string): Node | undefined => schemasAt(form?.media.schema, pointer)[0];
  const documentedAt = (pointer: string): Json | undefined => {
    const schema = schemaOf(pointer);
    const given = valueAt(form?.media.examples[0]?.value, pointer);
    return given ?? (schema === undefined ? undefined : documentedValue([schema]));
  };
  return [
    ...[...parameters]
      .filter(
        ([{ name, schema, example }, value]) => !KEY_HEADER.test(name) && isGuess(schema, value, example),
      )
      .map(([parameter]) => `${parameter.in} ${parameter.name}`),
    ...[...leaves(body)]
      .filter(({ pointer }) => contract.values[pointer] === undefined)
      .filter(({ pointer, value }) => isGuess(schemaOf(pointer), value, documentedAt(pointer)))
      .map(({ pointer }) => (pointer === '' ? 'the body' : pointer)),
  ];
}
