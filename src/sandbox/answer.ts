import { randomUUID } from 'node:crypto';
import { type Contract, contractResponse, type ErrorShape, type Gate } from '../contract/contract.ts';
import { refusedStatus } from '../contract/derive.ts';
import { isJsonType, parseMediaType } from '../document/media-type.ts';
import {
  type DocumentedResponse,
  type Media,
  type ResponseHeader,
  responseFor,
} from '../document/operation.ts';
import { valueAt } from '../document/pointer.ts';
import { keyword, schemasAt } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';
import { putAt } from './put.ts';
import type { Decision } from './rules.ts';
import { sample } from './sample.ts';
import type { Compile, Objection } from './validator.ts';

/** A response before it is written. */
export interface Answer {
  status: number;
  /** In the order in which they are sent; Date and the framing of the body are the server's own. */
  headers: readonly (readonly [name: string, value: string])[];
  /** The body as JSON. */
  json?: Json | undefined;
  /** The body as bytes, in place of `json`. */
  bytes?: Buffer | undefined;
}

/** The bytes of an answer's body; undefined for a status that has none (RFC 9110 sections 15.3.5 and 15.4.5). */
export function bodyOf({ status, json, bytes }: Answer): Buffer | undefined {
  if (status === 204 || status === 304) return undefined;
  return bytes ?? Buffer.from(json === undefined ? '' : JSON.stringify(json));
}

/**
 * The answers of a provider that keeps to document and contract. An answer that has a documented example is that
 * example; a refusal says what is wrong in the error shape of the contract; a success is made from its schema, with
 * what the contract adds: echoes of the request, values never seen before, and the present time.
 */
export function conformingAnswers(
  contract: Contract,
  now: () => number,
  compile: Compile,
): (decision: Decision) => Answer {
  const { operation, gate } = contract;
  const success = successAnswers(contract, now, compile);
  const unauthorized = errorAnswer(contract, 401, [
    { keyword: '', pointer: '', code: 'unauthorized', detail: 'valid credentials are required' },
  ]);
  const refused = statusNumber(refusedStatus(operation) ?? '400');
  const simple = (status: number, code: string, detail: string) => {
    const answer = errorAnswer(contract, status, [{ keyword: '', pointer: '', code, detail }]);
    return status === 405
      ? { ...answer, headers: [...answer.headers, ['Allow', operation.method] as const] }
      : answer;
  };
  return (decision) => {
    switch (decision.kind) {
      case 'gate':
        return gateAnswer(gate);
      case 'not-found':
        return simple(404, 'not_found', 'there is nothing at this path');
      case 'method':
        return simple(405, 'method_not_allowed', 'this path knows no such method');
      case 'too-large':
        return simple(413, 'too_large', 'the body of the request is too large');
      case 'unauthorized':
        return unauthorized;
      case 'invalid':
        return errorAnswer(contract, refused, decision.objections);
      case 'conflict':
        return errorAnswer(contract, statusNumber(decision.status), [
          { keyword: '', pointer: '', code: 'conflict', detail: 'the request contradicts the resource' },
        ]);
      case 'success':
        return success(decision.input);
      default:
        return decision satisfies never;
    }
  };
}

/** A status code for a documented key: `4XX` becomes 400, `default` 500. */
export function statusNumber(key: string): number {
  if (/^\d{3}$/.test(key)) return Number(key);
  return /^[1-5]XX$/i.test(key) ? Number(key.charAt(0)) * 100 : 500;
}

const SIGN_IN =
  '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Sign in</title></head>' +
  '<body><h1>Sign in</h1><p>This environment is not open to the public. Please sign in to go on.</p>';

/** An answer of the gate, in the first of the forms that the contract gives or in another of them. */
export function gateAnswer(gate: Gate | undefined, form = gate?.answers[0]): Answer {
  const type = form?.mediaType ?? 'text/html';
  const status = form?.status ?? 200;
  const mark = gate?.mark ?? '';
  const headers: [string, string][] = [
    ['Content-Type', type.startsWith('text/') ? `${type}; charset=utf-8` : type],
  ];
  const { location } = form ?? {};
  if (location !== undefined || (status >= 300 && status < 400)) {
    const host = location ?? 'sign-in.example';
    headers.push(['Location', `${/^\w+:\/\//.test(host) ? host : `https://${host}`}/${mark}`]);
  }
  return { status, headers, bytes: Buffer.from(`${SIGN_IN}<!-- ${mark} --></body></html>\n`) };
}

function errorAnswer(contract: Contract, status: number, objections: Objection[]): Answer {
  const documented = responseFor(contract.operation, status);
  if (documented !== undefined && documented.content.length === 0) return { status, headers: [] };
  const media = jsonMedia(documented);
  const headers = [
    ['Content-Type', media?.type ?? 'application/json'] as const,
    ...requiredHeaders(documented),
  ];
  const level = documented === undefined ? 'off' : contractResponse(contract, documented.status)?.example;
  const example = level === 'off' ? undefined : media?.examples[0];
  if (example !== undefined) return { status, headers, json: example.value };
  if (contract.errors !== undefined) return { status, headers, json: errorBody(contract.errors, objections) };
  if (media?.schema !== undefined) {
    return { status, headers, json: sample(media.schema, { examples: true, direction: 'response' }) };
  }
  return { status, headers, json: { message: objections[0]?.detail ?? '' } };
}

/** An error body in the shape that the contract describes, one entry for each objection. */
export function errorBody(shape: ErrorShape, objections: readonly Objection[]): Json {
  const list = objections.map(({ code, detail, pointer }) => {
    const error = putAt(putAt({}, shape.code, code), shape.detail, detail);
    return shape.source === undefined || pointer === '' ? error : putAt(error, shape.source, pointer);
  });
  return putAt({}, shape.list, list);
}

function successAnswers(
  contract: Contract,
  now: () => number,
  compile: Compile,
): (input: Json | undefined) => Answer {
  const documented =
    contract.operation.responses.find(({ status }) => /^2/.test(status)) ??
    contract.operation.responses.find(({ status }) => /^3/.test(status)) ??
    contract.operation.responses.find(({ status }) => status === 'default');
  const status = documented?.status === 'default' ? 200 : statusNumber(documented?.status ?? '200');
  const headers = requiredHeaders(documented);
  const media = jsonMedia(documented);
  if (media === undefined) return () => ({ status, headers });
  const typed = [
    ['Content-Type', media.type.includes('*') ? 'application/json' : media.type] as const,
    ...headers,
  ];
  if (!isJsonType(parseMediaType(media.type)?.essence ?? '') && !media.type.includes('*')) {
    const text = media.examples[0]?.value ?? 'text';
    const bytes = Buffer.from(typeof text === 'string' ? text : JSON.stringify(text));
    return () => ({ status, headers: typed, bytes });
  }
  const base = successBody(media, compile);
  const relied = contractResponse(contract, documented?.status ?? '');
  return (input) => {
    let json = base;
    for (const [to, from] of Object.entries(relied?.echoes ?? {})) {
      const value = valueAt(input, from);
      if (value !== undefined) json = putAt(json, to, value);
    }
    for (const pointer of relied?.unique ?? [])
      json = putAt(json, pointer, freshValue(valueAt(json, pointer)));
    for (const { pointer } of relied?.fresh ?? [])
      json = putAt(json, pointer, present(media, pointer, now()));
    return { status, headers: typed, json };
  };
}

/** The documented example, or a sample of the schema: the first of them that the schema itself accepts. */
function successBody(media: Media, compile: Compile): Json {
  const { schema, examples } = media;
  const [example] = examples;
  if (schema === undefined) return example?.value ?? {};
  const candidates = [
    ...(example === undefined ? [] : [example.value]),
    sample(schema, { examples: true, direction: 'response' }),
    sample(schema, { examples: false, direction: 'response' }),
  ];
  const validate = compile(schema, 'response');
  return candidates.find((candidate) => validate(candidate).length === 0) ?? candidates[0] ?? {};
}

function freshValue(sampled: Json | undefined): Json {
  if (typeof sampled === 'number') return Number.parseInt(randomUUID().slice(0, 8), 16);
  return randomUUID();
}

function present(media: Media, pointer: string, now: number): Json {
  const [schema] = schemasAt(media.schema, pointer);
  const type = keyword(schema, 'type')?.value;
  if (type === 'integer' || type === 'number') return Math.floor(now / 1000);
  const text = new Date(now).toISOString();
  return keyword(schema, 'format')?.value === 'date' ? text.slice(0, 10) : text;
}

/** The first JSON media type of a response, or the first of any kind. */
function jsonMedia(response: DocumentedResponse | undefined): Media | undefined {
  const content = response?.content ?? [];
  return content.find((media) => isJsonType(parseMediaType(media.type)?.essence ?? '')) ?? content[0];
}

function requiredHeaders(response: DocumentedResponse | undefined): (readonly [string, string])[] {
  return (response?.headers ?? [])
    .filter((each) => each.required)
    .map((each) => {
      const value = sample(each.schema, { examples: true, direction: 'response' });
      return [each.name, each.mediaType === undefined ? simple(value, each) : JSON.stringify(value)] as const;
    });
}

/** A value in the style `simple`, the only one of headers (OpenAPI 3.0 section 4.7.21). */
function simple(value: Json | undefined, header: ResponseHeader): string {
  if (Array.isArray(value)) return value.map((item) => simple(item, header)).join(',');
  if (!isObject(value)) return typeof value === 'string' ? value : JSON.stringify(value ?? '');
  const sign = header.explode ? '=' : ',';
  return Object.entries(value)
    .map(([key, item]) => `${key}${sign}${simple(item, header)}`)
    .join(',');
}
