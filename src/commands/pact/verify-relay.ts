import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exchange } from '../../exchange/exchange.ts';
import type { PactInteraction } from '../../exchange/pact.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { type Credential, rightText } from '../../probes/credentials.ts';
import type { Probe, ProbeHeader } from '../../probes/probe.ts';
import { stateExpressions } from './verify-states.ts';

/** Stands between Pact's Verifier and the target. */
export interface Relay {
  /** The Pact of one file, for the Verifier. */
  pactUrl(index: number): string;
  stateUrl: string;
  providerUrl: string;
  /** What went through, by the interaction's label. */
  exchanges: ReadonlyMap<string, Exchange>;
  close(): Promise<void>;
}

/** An interaction with the label by which the Verifier and the relay know it. */
export interface Labelled {
  label: string;
  interaction: PactInteraction;
}

export interface RelayOptions {
  pacts: readonly { consumer: string; provider: string; specification: string; interactions: Labelled[] }[];
  /** What a provider state stands for, by variable. */
  values: Readonly<Record<string, string>>;
  /** Put into Pacts that have no generators of their own. */
  credentials: readonly Credential[];
  /** A value as it may be written down. */
  shown(value: string): string;
  send(probe: Probe): Promise<Exchange>;
  onExchange(exchange: Exchange): void;
}

const LABEL = 'X-Plumbline-Interaction';

/**
 * Starts the relay on loopback. The Verifier sends header names in lower case, and headers of its own; the relay sends
 * on the ones that the Pact has, spelt as it spells them, and keeps what was answered.
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const exchanges = new Map<string, Exchange>();
  const all = new Map(
    options.pacts.flatMap(({ interactions }) => interactions.map((each) => [each.label, each])),
  );
  // Credentials are given out here: nobody who does not know this path gets any.
  const root = `/${randomUUID()}`;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    const body = await collect(request);
    if (path === `${root}/state`) return sendJson(response, stateValues(body, options.values));
    if (path.startsWith(`${root}/pacts/`)) {
      const pact = options.pacts[Number(path.slice(`${root}/pacts/`.length))];
      if (pact !== undefined) return sendJson(response, labelled(pact));
    }
    const label = String(request.headers[LABEL.toLowerCase()] ?? '');
    const found = all.get(label);
    if (found === undefined || !path.startsWith(`${root}/target`)) return sendJson(response, {}, 404);
    const target = path.slice(`${root}/target`.length);
    const exchange = await options.send(probeOf(found, request, target === '' ? '/' : target, body, options));
    exchanges.set(label, exchange);
    options.onExchange(exchange);
    return passOn(exchange, response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}${root}`;
  return {
    pactUrl: (index) => `${base}/pacts/${index}`,
    stateUrl: `${base}/state`,
    providerUrl: `${base}/target`,
    exchanges,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The Pact as its file has it, but that each interaction carries its label. */
function labelled({
  consumer,
  provider,
  specification,
  interactions,
}: RelayOptions['pacts'][number]): JsonObject {
  return {
    consumer: { name: consumer },
    provider: { name: provider },
    interactions: interactions.map(({ label, interaction: { raw } }) => {
      const request = isObject(raw['request']) ? raw['request'] : {};
      const headers = isObject(request['headers']) ? request['headers'] : {};
      return { ...raw, _id: label, request: { ...request, headers: { ...headers, [LABEL]: label } } };
    }),
    metadata: { pactSpecification: { version: specification } },
  };
}

/** The values of a state: what its parameters say, and over them what the environment knows. */
function stateValues(body: Uint8Array, values: Readonly<Record<string, string>>): JsonObject {
  let state: Json = {};
  try {
    state = JSON.parse(new TextDecoder().decode(body)) as Json;
  } catch {
    // A state without parameters says no more.
  }
  const params = isObject(state) && isObject(state['params']) ? state['params'] : {};
  return { ...params, ...values };
}

/** What HTTP itself adds to a request; the sender does so anew. */
const OF_HTTP = new Set(['host', 'content-length', 'connection', 'transfer-encoding']);

/**
 * The credential for a header of a Pact that has no generators, as those before specification 3: it cannot say which of
 * its credentials are right. One that expects a refusal keeps its own, but for that of the gate, which it has to pass.
 */
function injected(
  key: string,
  { raw }: PactInteraction,
  status: number,
  { credentials }: RelayOptions,
): string | undefined {
  if (stateExpressions(raw).length > 0) return undefined;
  const credential = credentials.find(
    ({ place, parameter }) => place === 'header' && parameter.toLowerCase() === key,
  );
  if (credential === undefined) return undefined;
  const refusal = status === 401 || status === 403;
  return refusal && credential.role !== 'gate' ? undefined : rightText(credential).value;
}

function probeOf(
  { label, interaction }: Labelled,
  { method, headers }: IncomingMessage,
  path: string,
  body: Uint8Array,
  options: RelayOptions,
): Probe {
  const { exchange, description, raw } = interaction;
  const names = [...new Map(exchange.request.headers.map(([name]) => [name.toLowerCase(), name])).entries()];
  const status = exchange.response?.status ?? 200;
  const sent = names.flatMap(([key, name]): ProbeHeader[] => {
    const value = headers[key];
    if (value === undefined || OF_HTTP.has(key)) return [];
    const text = injected(key, interaction, status, options) ?? String(value);
    return [{ name, value: text, shown: options.shown(text) }];
  });
  return {
    id: exchange.id,
    group: 'valid',
    title: description,
    pointer: '',
    request: { method: method ?? 'GET', path, headers: sent, body: body.length === 0 ? undefined : body },
    expectation: {
      statuses: [String(status)],
      tolerated: [],
      gate: false,
      provokes: undefined,
      broken: undefined,
      sameAs: undefined,
      valid: status < 300 && raw['pending'] !== true,
    },
    turn: Number(label),
  };
}

/** What the sender has undone, and what belongs to one connection only. */
const NOT_PASSED_ON = new Set([
  'content-encoding',
  'content-length',
  'connection',
  'transfer-encoding',
  'keep-alive',
]);

function passOn({ response: answer, failure }: Exchange, response: ServerResponse): void {
  if (answer === undefined || failure !== undefined) {
    sendJson(response, {}, 502);
    return;
  }
  for (const [name, value] of answer.headers) {
    if (NOT_PASSED_ON.has(name.toLowerCase())) continue;
    try {
      response.appendHeader(name, value);
    } catch {
      // Node takes some bytes from others that it does not send itself.
    }
  }
  response.statusCode = answer.status;
  const bodiless = answer.status === 204 || answer.status === 304;
  response.end(bodiless ? undefined : answer.body);
}

function sendJson(response: ServerResponse, value: Json, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}

async function collect(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
