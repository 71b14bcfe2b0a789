import type { Contract } from '../contract/contract.ts';
import { isJsonType, parseMediaType } from '../document/media-type.ts';
import type { Media, Parameter } from '../document/operation.ts';
import type { Json } from '../json.ts';
import { type Credential, type CredentialText, rightText } from './credentials.ts';
import { withValue } from './edit.ts';
import type { Environment } from './environment.ts';
import type { Probe, ProbeHeader } from './probe.ts';
import { seededFaker, valueFor } from './values.ts';

/** What every probe is made from: the right request, of which each probe changes one thing. */
export interface Base {
  contract: Contract;
  seed: number;
  environment: Environment;
  credentials: readonly Credential[];
  /** The body's media type that is sent; undefined when the operation takes none. */
  media: Media | undefined;
  /** A body that is right by the document and holds the team's own values. */
  body: Json | undefined;
  /** Values of the parameters that are no credentials. */
  parameters: ReadonlyMap<Parameter, Json>;
}

/** What a probe sends in place of the right parts. */
export interface Change {
  /** A JSON value, or bytes as they are; null for no body at all. */
  body?: Json | Uint8Array | undefined;
  noBody?: boolean;
  /** null leaves the header out. */
  contentType?: string | null;
  accept?: string | null;
  /** Credential → what is sent for it; null leaves it out. */
  credentials?: ReadonlyMap<Credential, CredentialText | null>;
  /** Parameter → its value as text; null leaves it out. */
  parameters?: ReadonlyMap<Parameter, string | null>;
}

/** Gathers what the right request is made of. */
export function baseRequest(
  contract: Contract,
  environment: Environment,
  credentials: readonly Credential[],
  seed: number,
): Base {
  const { operation } = contract;
  const content = operation.body?.content ?? [];
  const media = content.find(({ type }) => isJsonType(parseMediaType(type)?.essence ?? '')) ?? content[0];
  const held = new Set(credentials.map(({ parameter }) => parameter.toLowerCase()));
  const variables = new Set(Object.keys(contract.credentials));
  return {
    contract,
    seed,
    environment,
    credentials,
    media,
    body: media === undefined ? undefined : rightBody(contract, media, environment, seed),
    parameters: new Map(
      operation.parameters
        .filter((parameter) => !held.has(parameter.name.toLowerCase()) && !variables.has(parameter.name))
        .filter((parameter) => parameter.required || parameter.example !== undefined)
        .map((parameter) => [
          parameter,
          parameter.example ?? valueFor(parameter.schema, seededFaker(seed, `parameter ${parameter.name}`)),
        ]),
    ),
  };
}

/** The documented example of the request, with the values that only the team knows put in. */
export function rightBody(
  contract: Contract,
  media: Media,
  environment: Environment,
  seed: number,
  parts: 'all' | 'required' = 'all',
): Json {
  const example = parts === 'all' ? media.examples[0]?.value : undefined;
  let body = example ?? valueFor(media.schema, seededFaker(seed, 'body'), parts);
  for (const [pointer, variable] of Object.entries(contract.values)) {
    const value = environment[variable];
    if (value !== undefined && value !== '') body = withValue(body, pointer, value);
  }
  return body;
}

/** Writes a probe's request: the right one, with the change made to it. */
export function writeRequest(base: Base, change: Change = {}): Probe['request'] {
  const { operation } = base.contract;
  const query = new URLSearchParams();
  const headers: ProbeHeader[] = [];
  const cookies: CredentialText[] = [];
  const accept = change.accept === undefined ? acceptedTypes(base) : change.accept;
  if (accept !== null && accept !== '') headers.push(plainHeader('Accept', accept));
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
    } else if (credential.place === 'query') query.set(credential.parameter, text.value);
    else
      cookies.push({
        value: `${credential.parameter}=${text.value}`,
        shown: `${credential.parameter}=${text.shown}`,
      });
  }
  const parameters = new Map<Parameter, string | null>();
  for (const [parameter, value] of base.parameters) parameters.set(parameter, parameterText(value));
  for (const [parameter, value] of change.parameters ?? []) parameters.set(parameter, value);
  for (const [parameter, value] of parameters) {
    if (value === null) continue;
    if (parameter.in === 'path') path = path.replaceAll(`{${parameter.name}}`, encodeURIComponent(value));
    else if (parameter.in === 'query') query.set(parameter.name, value);
    else if (parameter.in === 'header') headers.push(plainHeader(parameter.name, value));
    else cookies.push({ value: `${parameter.name}=${value}`, shown: `${parameter.name}=${value}` });
  }
  if (cookies.length > 0) {
    const joined = (key: 'value' | 'shown') => cookies.map((cookie) => cookie[key]).join('; ');
    headers.push({ name: 'Cookie', value: joined('value'), shown: joined('shown') });
  }

  const body = change.noBody ? undefined : bodyBytes('body' in change ? change.body : base.body);
  const type = change.contentType === undefined ? base.media?.type : change.contentType;
  if (type !== null && type !== undefined && (body !== undefined || typeof change.contentType === 'string')) {
    headers.push(plainHeader('Content-Type', type));
  }
  const suffix = query.size === 0 ? '' : `?${query.toString()}`;
  return { method: operation.method, path: `${path}${suffix}`, headers, body };
}

function plainHeader(name: string, value: string): ProbeHeader {
  return { name, value, shown: value };
}

/** The media types of the documented answers, so that a server that negotiates sends what is documented. */
function acceptedTypes({ contract }: Base): string {
  const types = contract.operation.responses.flatMap(({ content }) => content.map(({ type }) => type));
  return [...new Set(types)].join(', ');
}

function bodyBytes(body: Json | Uint8Array | undefined): Uint8Array | undefined {
  if (body === undefined) return undefined;
  return body instanceof Uint8Array ? body : new TextEncoder().encode(JSON.stringify(body));
}

/** A parameter's value in the styles `form` and `simple`: lists joined with commas. */
export function parameterText(value: Json): string {
  if (Array.isArray(value)) return value.map((item) => parameterText(item)).join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
