import type { Contract, ContractResponse } from '../contract/contract.ts';
import { isJsonType, type MediaType, matchMedia, parseMediaType } from '../document/media-type.ts';
import { type DocumentedResponse, type Media, type Operation, responseFor } from '../document/operation.ts';
import { schemasAt } from '../document/schema.ts';
import { type Exchange, headerValues } from '../exchange/exchange.ts';
import { isGateAnswer } from '../exchange/gate.ts';
import type { Json } from '../json.ts';
import { type JsonText, readJson } from './json-text.ts';
import type { BodyValidator } from './response-schema.ts';

/** An exchange with all that can be told of it before it is judged, worked out once for every check. */
export interface Reading {
  exchange: Exchange;
  contract: Contract;
  operation: Operation;
  /** The status that came; undefined when no answer did. */
  status: number | undefined;
  /** What the document says of that status. */
  documented: DocumentedResponse | undefined;
  /** What the contract says of it. */
  agreed: ContractResponse | undefined;
  /** True when the gate in front of the API answered. */
  gate: boolean;
  contentTypes: string[];
  mediaType: MediaType | undefined;
  /** The documented media type that applies: the one that was sent, or the only one that is documented. */
  media: Media | undefined;
  /** The body as JSON, where the documented or the sent media type is JSON. */
  json: JsonText | undefined;
  /** The request's body as JSON. */
  sent: Json | undefined;
  validate: BodyValidator;
}

/** Reads an exchange against a contract. */
export function readExchange(exchange: Exchange, contract: Contract, validate: BodyValidator): Reading {
  const { operation } = contract;
  const { response } = exchange;
  const documented = response === undefined ? undefined : responseFor(operation, response.status);
  const contentTypes = response === undefined ? [] : headerValues(response.headers, 'content-type');
  const mediaType = contentTypes[0] === undefined ? undefined : parseMediaType(contentTypes[0]);
  const matched =
    mediaType === undefined ? undefined : matchMedia(documented?.content ?? [], mediaType.essence);
  const media = matched ?? (documented?.content.length === 1 ? documented.content[0] : undefined);
  const expectsJson =
    isJsonType(mediaType?.essence ?? '') || isJsonType(parseMediaType(media?.type ?? '')?.essence ?? '');
  return {
    exchange,
    contract,
    operation,
    status: response?.status,
    documented,
    agreed: contract.responses.find(({ status }) => status === documented?.status),
    gate: contract.gate !== undefined && response !== undefined && isGateAnswer(contract.gate, response),
    contentTypes,
    mediaType,
    media,
    json:
      response !== undefined && expectsJson && exchange.failure === undefined
        ? readJson(response.body)
        : undefined,
    sent: sentJson(exchange.request.body),
    validate,
  };
}

function sentJson(body: Uint8Array | undefined): Json | undefined {
  if (body === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body)) as Json;
  } catch {
    return undefined;
  }
}

/** The documented status that an exchange counts for: the one that its probe hoped for, or the one that came. */
export function countsFor({ exchange, documented, status }: Reading): string {
  const hoped = exchange.expectation?.provokes ?? exchange.expectation?.statuses[0];
  return hoped ?? documented?.status ?? (status === undefined ? 'none' : String(status));
}

/** Where the document speaks of a place in the body, or of the nearest place around it that it knows. */
export function promiseAt({ media, documented }: Reading, pointer: string): string | undefined {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const [schema] = schemasAt(media?.schema, at);
    if (schema !== undefined) return schema.pointer;
  }
  return media?.schema?.pointer ?? documented?.pointer;
}

/** True for what an API really answered, once: an example or a Pact says the same thing for ever. */
export function isLive({ source }: Exchange): boolean {
  return source === 'probe' || source === 'recording';
}

/** True for an exchange whose target is this machine: nothing between us and it can lose an answer. */
export function isLocal({ exchange }: Reading): boolean {
  try {
    const { hostname } = new URL(exchange.request.url);
    return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
  } catch {
    return false;
  }
}
