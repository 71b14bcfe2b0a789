import { nearestPosition, parseYaml } from '../document/yaml.ts';
import { hasOwn, isObject, type Json, type JsonObject } from '../json.ts';
import { type Place, Problem } from '../problem.ts';
import type { Exchange } from './exchange.ts';
import { type Fields, fieldsOf } from './har-fields.ts';
import { readMessage } from './pact-body.ts';
import { type BodyRules, readBodyRules } from './pact-rules.ts';
import type { Redactor } from './redact.ts';
import { redactExchange } from './redact-exchange.ts';

/** One HTTP interaction of a Pact. */
export interface PactInteraction {
  /** What the consumer sends and what it expects: an example, where a matcher stands for more values. */
  exchange: Exchange;
  description: string;
  states: string[];
  /** What the Pact asks of the response's body beyond the example. */
  rules: BodyRules;
  /** Where it stands in the file, e.g. `/interactions/0`. */
  pointer: string;
  /** As the file has it, for other tools that read Pacts. */
  raw: JsonObject;
}

/** A Pact file. */
export interface PactFile {
  file: string;
  consumer: string;
  provider: string;
  /** The version of the Pact specification, e.g. `4.0`. */
  specification: string;
  interactions: PactInteraction[];
  /** What is in the file and is no HTTP interaction. */
  passedOver: { description: string; reason: string; pointer: string }[];
  /** The place of a JSON pointer in the file. Never throws. */
  placeOf(pointer: string): Place;
}

export interface PactOptions {
  /** The provider that the Pact has to be with; any, when it is left out. */
  provider?: string | undefined;
  /** Takes credentials out of what is read. */
  redactor?: Redactor | undefined;
}

/**
 * Reads a Pact file of specification 1 to 4. Interactions by message are named and passed over.
 *
 * @param text the file's content
 * @param file its name, for messages and ids
 * @throws {Problem} when it is no Pact, is of another provider, or holds no HTTP interaction
 */
export function readPact(text: string, file: string, { provider, redactor }: PactOptions = {}): PactFile {
  const root = parse(text, file);
  const list = listOf(root, 'interactions') ?? [];
  const messages = listOf(root, 'messages') ?? [];
  if (!hasOwn(root, 'interactions') && !hasOwn(root, 'messages')) throw notAPact(root, file);
  const names = { consumer: nameOf(root['consumer']), provider: nameOf(root['provider']) };
  if (provider !== undefined && names.provider !== provider) {
    throw new Problem(`the Pact is with the provider "${names.provider}", not with "${provider}"`, {
      place: { file },
    });
  }
  const specification = specificationOf(root);
  const version = Number.parseInt(specification, 10);
  const passedOver: PactFile['passedOver'] = messages.map((message, index) => ({
    description: descriptionOf(message),
    reason: 'it is a message, not HTTP',
    pointer: `/messages/${index}`,
  }));
  const interactions: PactInteraction[] = [];
  for (const [index, item] of list.entries()) {
    const pointer = `/interactions/${index}`;
    const reason = notHttp(item);
    if (reason === undefined) interactions.push(readInteraction(item, { file, pointer, version, redactor }));
    else passedOver.push({ description: descriptionOf(item), reason, pointer });
  }
  if (interactions.length === 0) {
    const others = passedOver.length === 0 ? 'is empty' : 'holds messages only';
    throw new Problem(`the Pact has no HTTP interaction: it ${others}`, { place: { file } });
  }
  return {
    file,
    ...names,
    specification,
    interactions: withUniqueIds(interactions),
    passedOver,
    placeOf: placesOf(text, file),
  };
}

function parse(text: string, file: string): JsonObject {
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') throw new Problem('not a Pact: the file is empty', { place: { file } });
  let root: Json;
  try {
    root = JSON.parse(json) as Json;
  } catch (error) {
    throw notJson(json, file, error);
  }
  if (!isObject(root)) throw new Problem('not a Pact: it is no object', { place: { file } });
  return root;
}

/** V8's own message quotes the text, which may hold a credential; only its position is used. */
function notJson(json: string, file: string, error: unknown): Problem {
  const message = error instanceof Error ? error.message : '';
  const position = /at position (\d+)/.exec(message)?.[1];
  if (/end of JSON|unterminated/i.test(message) || Number(position) >= json.length) {
    return new Problem('not a Pact: its JSON ends too early', { place: { file }, hint: 'was it cut off?' });
  }
  if (position === undefined) return new Problem('not a Pact: it is no JSON', { place: { file } });
  const before = json.slice(0, Number(position)).split('\n');
  const place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return new Problem('not a Pact: it is no JSON', { place });
}

/** What else is often taken for a Pact, by the field that tells. */
const OTHERS: Readonly<Record<string, string>> = {
  openapi: 'it is an OpenAPI document',
  swagger: 'it is a Swagger document',
  asyncapi: 'it is an AsyncAPI document',
  log: 'it is a HAR recording',
  plumbline: "it is one of Plumbline's own reports",
};

function notAPact(root: JsonObject, file: string): Problem {
  const word = Object.keys(OTHERS).find((key) => hasOwn(root, key));
  const other = word === undefined ? 'it has neither "interactions" nor "messages"' : OTHERS[word];
  return new Problem(`not a Pact: ${other}`, { place: { file } });
}

function listOf(root: JsonObject, name: string): Json[] | undefined {
  const value = hasOwn(root, name) ? root[name] : undefined;
  return Array.isArray(value) ? value : undefined;
}

function nameOf(party: Json | undefined): string {
  return isObject(party) && typeof party['name'] === 'string' ? party['name'] : '(without a name)';
}

/** Where each version and each library says which specification it follows; without a word it is the first. */
function specificationOf({ metadata }: JsonObject): string {
  if (!isObject(metadata)) return '1';
  const named = [metadata['pactSpecification'], metadata['pact-specification']].find(isObject)?.['version'];
  const version = named ?? metadata['pactSpecificationVersion'];
  return /^[1-9]/.test(String(version)) ? String(version) : '1';
}

function descriptionOf(item: Json): string {
  const description = isObject(item) && hasOwn(item, 'description') ? item['description'] : undefined;
  return typeof description === 'string' ? description : '(without a description)';
}

function notHttp(item: Json): string | undefined {
  if (!isObject(item)) return undefined;
  const type = hasOwn(item, 'type') ? item['type'] : undefined;
  if (typeof type === 'string' && type.toLowerCase() !== 'synchronous/http') {
    return /message/i.test(type)
      ? `it is a message (${type}), not HTTP`
      : `it is of the type ${type}, not HTTP`;
  }
  return !hasOwn(item, 'request') && (hasOwn(item, 'contents') || hasOwn(item, 'content'))
    ? 'it is a message, not HTTP'
    : undefined;
}

interface At {
  file: string;
  pointer: string;
  version: number;
  redactor: Redactor | undefined;
}

function readInteraction(item: Json, { file, pointer, version, redactor }: At): PactInteraction {
  const index = pointer.slice(pointer.lastIndexOf('/') + 1);
  const plain = (text: string): string => redactor?.plain(text) ?? text;
  const description = plain(descriptionOf(item));
  const fields = fieldsOf(item, { file, where: `interaction ${index} (${description})` });
  const raw = item as JsonObject;
  const request = fields.object('request');
  const response = fields.object('response');
  const states = readStates(fields, raw).map(plain);
  const sent = readMessage(request, raw['request'] as JsonObject, version);
  const expected = readMessage(response, raw['response'] as JsonObject, version);
  const status = response.optionalNumber('status') ?? 200;
  if (!Number.isInteger(status) || status < 100 || status > 999) {
    throw response.problem('status is no HTTP status');
  }
  const exchange: Exchange = {
    id: `${file}: ${description}${states.length === 0 ? '' : ` (${states.join(', ')})`}`,
    source: 'pact',
    title: description,
    request: {
      method: request.optionalString('method') ?? 'GET',
      url: readTarget(request, raw['request'] as JsonObject),
      ...sent,
    },
    response: { status, headers: expected.headers, body: expected.body ?? new Uint8Array() },
    failure: undefined,
    failedTries: [],
    echoedSecrets: [],
    expectation: undefined,
    sentAt: 0,
    ms: 0,
    pointer: undefined,
    notJudged: undefined,
  };
  return {
    exchange: redactor === undefined ? exchange : redactExchange(exchange, redactor),
    description,
    states,
    rules: readBodyRules((raw['response'] as JsonObject)['matchingRules']),
    pointer,
    raw,
  };
}

function readStates(fields: Fields, raw: JsonObject): string[] {
  if (!Array.isArray(raw['providerStates'])) {
    const state = fields.optionalString('providerState') ?? fields.optionalString('provider_state');
    return state === undefined || state === '' ? [] : [state];
  }
  return fields.list('providerStates').map((state) => state.string('name'));
}

/** Path and query: a text in versions 1 and 2, later lists of values by name. */
function readTarget(request: Fields, raw: JsonObject): string {
  const path = request.optionalString('path') ?? '/';
  const { query } = raw;
  const rooted = path.startsWith('/') ? path : `/${path}`;
  if (query === undefined || query === null || query === '') return rooted;
  if (typeof query === 'string') return `${rooted}?${query.replace(/^\?/, '')}`;
  if (!isObject(query)) throw request.problem('query is neither a text nor an object');
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    [values ?? ''].flat().map((value): [string, string] => {
      if (typeof value === 'object' && value !== null) throw request.problem(`the query ${name} is no text`);
      return [name, String(value ?? '')];
    }),
  );
  return pairs.length === 0 ? rooted : `${rooted}?${new URLSearchParams(pairs)}`;
}

/** Nothing keeps a Pact from having the same description and state twice. */
function withUniqueIds(interactions: readonly PactInteraction[]): PactInteraction[] {
  const seen = new Map<string, number>();
  return interactions.map((interaction) => {
    const { id } = interaction.exchange;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    if (count === 1) return interaction;
    return { ...interaction, exchange: { ...interaction.exchange, id: `${id} #${count}` } };
  });
}

/** Places are only looked for once one is asked for: most Pacts have nothing to tell of. */
function placesOf(text: string, file: string): (pointer: string) => Place {
  let find: ((pointer: string) => Place) | undefined;
  return (pointer) => {
    find ??= positions(text, file);
    return find(pointer);
  };
}

function positions(text: string, file: string): (pointer: string) => Place {
  try {
    const parsed = parseYaml(text, file);
    return (pointer) => ({ file, ...nearestPosition(parsed, pointer) });
  } catch (error) {
    if (error instanceof Problem) return () => ({ file }); // JSON that YAML does not take, such as a repeated key
    throw error;
  }
}
