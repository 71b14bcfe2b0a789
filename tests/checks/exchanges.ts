import type { Check } from '../../src/checks/check.ts';
import { checks } from '../../src/checks/checks.ts';
import type { Finding } from '../../src/checks/finding.ts';
import { createJudge, type Judge } from '../../src/checks/judge.ts';
import type { Reading } from '../../src/checks/reading.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { deriveContract } from '../../src/contract/derive.ts';
import { loadContract } from '../../src/contract/load.ts';
import { findOperation } from '../../src/document/find-operation.ts';
import { readDocument } from '../../src/document/load.ts';
import { fromPointer } from '../../src/document/pointer.ts';
import type { Exchange, Expectation, HeaderLines } from '../../src/exchange/exchange.ts';
import { hasOwn, isObject, type Json, type JsonObject } from '../../src/json.ts';

/** The contract that is shipped, with the pinned document. */
export const contract = await loadContract('contracts/trigger-event.contract.yaml');

export const LOCAL = 'http://127.0.0.1:4010/register/dev/trigger_event';
export const REMOTE = 'https://thirdparty-sandbox.staging.qonto.co/register/dev/trigger_event';
export const RESOURCE = '481248f5-346a-4711-b8a8-18a0348de10f';
/** When every exchange is sent, unless it says otherwise. */
export const NOW = Date.UTC(2026, 2, 1, 10, 0, 0);

/** What is other than in a right exchange. */
export interface Changes
  extends Partial<
    Pick<
      Exchange,
      | 'id'
      | 'title'
      | 'source'
      | 'failure'
      | 'failedTries'
      | 'echoedSecrets'
      | 'sentAt'
      | 'ms'
      | 'stoodStillMs'
      | 'pointer'
      | 'notJudged'
    >
  > {
  status?: number;
  /** Values for the right body by JSON pointer; undefined takes one out. */
  edit?: Record<string, Json | undefined>;
  /** In place of the right body: a value, or the very text or bytes. */
  json?: Json;
  text?: string;
  bytes?: Uint8Array;
  /** The Content-Type; null for none. */
  type?: string | null;
  /** The Date; null for none. */
  date?: string | null;
  /** Further headers. */
  headers?: HeaderLines;
  /** The request's body. */
  sends?: Json;
  /** Further headers of the request. */
  asks?: HeaderLines;
  url?: string;
  /** What the probe asks of the answer; null for an exchange that no probe made. */
  expects?: Partial<Expectation> | null;
  /** No answer at all. */
  silent?: boolean;
}

let ids = 0;

/** A UUID that no other call gives. */
export function freshId(): string {
  ids += 1;
  return `f4a15ff0-40a2-48d4-8801-${String(ids).padStart(12, '0')}`;
}

/** The body of a right 201, with an id of its own. */
export function event(): JsonObject {
  return {
    event: {
      id: freshId(),
      resource_type: 'registration',
      resource_id: RESOURCE,
      created_at: new Date(NOW + 4).toISOString(),
      event_type: 'registrations.pending',
    },
  };
}

/** A right 201, or one with changes. */
export function created(changes: Changes = {}): Exchange {
  return make(
    { id: 'valid/example', status: 201, json: event() },
    { statuses: ['201'], provokes: '201', valid: true },
    changes,
  );
}

/** A right 400 for an unknown event type, or one with changes. */
export function badRequest(changes: Changes = {}): Exchange {
  return make(
    {
      id: 'invalid/event_type/enum/unknown',
      status: 400,
      json: errorList({ code: 'not_in_list', detail: 'event_type is not known', pointer: '/event_type' }),
      sends: { resource_id: RESOURCE, event_type: 'no.such' },
    },
    { statuses: ['400'], provokes: '400', broken: '/event_type' },
    changes,
  );
}

/** A right 401, or one with changes. */
export function unauthorized(changes: Changes = {}): Exchange {
  return make(
    {
      id: 'unauthorized/apikey/wrong',
      status: 401,
      json: errorList({ code: 'unauthorized', detail: 'You must authenticate to perform API requests' }),
    },
    { statuses: ['401'], provokes: '401' },
    changes,
  );
}

/** A right 409, or one with changes. */
export function conflict(changes: Changes = {}): Exchange {
  return make(
    {
      id: 'conflict/json-api-mismatch',
      status: 409,
      json: errorList(
        { code: 'conflict', detail: "Type do not match server's endpoint", pointer: '/data/type' },
        { code: 'conflict', detail: "ID do not match server's endpoint", pointer: '/data/id' },
      ),
    },
    { statuses: ['409', '201', '400'], provokes: '409' },
    changes,
  );
}

/** A probe without the gate's header, answered by the gate. */
export function gated(changes: Changes = {}): Exchange {
  return make(
    {
      id: 'gate/x-qonto-staging-token/absent',
      title: 'X-Qonto-Staging-Token is left out: the gate answers',
      status: 200,
      text: '<!doctype html><title>OneLogin</title>',
      type: 'text/html; charset=utf-8',
    },
    { statuses: ['401', '201'], gate: true },
    changes,
  );
}

/** Errors as JSON:API writes them. */
export function errorList(...errors: { code: string; detail: string; pointer?: string }[]): JsonObject {
  return {
    errors: errors.map(({ code, detail, pointer }) => ({
      code,
      detail,
      ...(pointer === undefined ? {} : { source: { pointer } }),
    })),
  };
}

const NO_EXPECTATION: Expectation = {
  statuses: [],
  tolerated: [],
  gate: false,
  provokes: undefined,
  broken: undefined,
  sameAs: undefined,
  valid: false,
};

function make(right: Changes, expectation: Partial<Expectation>, changes: Changes): Exchange {
  const { status = 200, sends, type, date, ...own } = { ...right, ...changes };
  const bodyGiven = ['json', 'text', 'bytes'].some((key) => hasOwn(changes, key));
  const body = bodyBytes(bodyGiven ? changes : right, changes.edit ?? {});
  const headers: (readonly [string, string])[] = [
    ...(date === null ? [] : [['Date', date ?? new Date(NOW).toUTCString()] as const]),
    ...(type === null ? [] : [['Content-Type', type ?? 'application/json'] as const]),
    ...(own.headers ?? []),
  ];
  const answered = own.silent !== true && own.failure === undefined;
  return {
    id: own.id ?? 'valid/example',
    source: own.source ?? 'probe',
    title: own.title ?? `What ${own.id ?? 'it'} asks`,
    request: {
      method: 'POST',
      url: own.url ?? LOCAL,
      headers: [['Authorization', 'Bearer ${QONTO_TOKEN}'], ...(own.asks ?? [])],
      body: new TextEncoder().encode(
        JSON.stringify(sends ?? { resource_id: RESOURCE, event_type: 'registrations.pending' }),
      ),
    },
    response: answered ? { status, headers, body } : undefined,
    failure: own.failure,
    failedTries: own.failedTries ?? [],
    echoedSecrets: own.echoedSecrets ?? [],
    expectation:
      changes.expects === null ? undefined : { ...NO_EXPECTATION, ...expectation, ...changes.expects },
    sentAt: own.sentAt ?? NOW,
    ms: own.ms ?? 12,
    ...(own.stoodStillMs === undefined ? {} : { stoodStillMs: own.stoodStillMs }),
    pointer: own.pointer,
    notJudged: own.notJudged,
  };
}

function bodyBytes({ bytes, text, json }: Changes, edits: Record<string, Json | undefined>): Uint8Array {
  if (bytes !== undefined) return bytes;
  if (text !== undefined) return new TextEncoder().encode(text);
  return new TextEncoder().encode(JSON.stringify(edited(json ?? null, edits)));
}

/** A copy of a value with others put in by JSON pointer; undefined takes one out. */
export function edited(value: Json, edits: Record<string, Json | undefined>): Json {
  const copy = structuredClone(value);
  for (const [pointer, item] of Object.entries(edits)) {
    const keys = fromPointer(pointer) ?? [];
    const last = keys.pop();
    let parent: Json | undefined = copy;
    for (const key of keys) parent = isObject(parent) || Array.isArray(parent) ? at(parent, key) : undefined;
    if (last === undefined) throw new Error('the root is not edited but replaced: give it as json');
    if (Array.isArray(parent)) {
      if (item === undefined) parent.splice(Number(last), 1);
      else parent[Number(last)] = item;
    } else if (isObject(parent)) {
      if (item === undefined) delete parent[last];
      else parent[last] = item;
    } else throw new Error(`nothing stands above ${pointer}`);
  }
  return copy;
}

function at(parent: Json[] | JsonObject, key: string): Json | undefined {
  return Array.isArray(parent) ? parent[Number(key)] : parent[key];
}

// A judge compiles the schemas of its contract once, which takes longer than all that is judged afterwards.
const readers = new WeakMap<Contract, Judge>();

/** What exchanges say, without a judgement. */
export function readings(exchanges: readonly Exchange[], against: Contract = contract): Reading[] {
  const reader = readers.get(against) ?? createJudge(against);
  readers.set(against, reader);
  return exchanges.map((exchange) => reader.read(exchange));
}

/** The findings of some checks, all by default. */
export function judge(
  exchanges: readonly Exchange[],
  { by = checks, against = contract }: { by?: readonly Check[]; against?: Contract } = {},
): Finding[] {
  return createJudge(against, by).judge(readings(exchanges, against));
}

/** `check/kind` of every error, each once, in the order of the alphabet. */
export function errorsOf(findings: readonly Finding[]): string[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return [...new Set(errors.map(({ check, kind }) => `${check}/${kind}`))].sort();
}

/** A finding in one line: severity, kind, status, where in the answer, where in the document, expected and actual. */
export function line({
  severity,
  check,
  kind,
  status,
  response,
  document,
  contract: agreed,
}: Finding): string {
  const { part = 'body', pointer = '', expected, actual } = response ?? {};
  const at = `${part === 'body' ? '' : `${part} `}${pointer}`.trim() || 'the root';
  const place = [
    ...(document === undefined ? [] : [`document${document.line === undefined ? '' : `:${document.line}`}`]),
    ...(agreed === undefined ? [] : [`contract:${agreed.line}`]),
  ].join(', ');
  const sides = [
    ...(expected === undefined ? [] : [`expected ${JSON.stringify(expected)}`]),
    ...(actual === undefined ? [] : [`actual ${JSON.stringify(actual)}`]),
  ].join(', ');
  const where = [`at ${at}`, ...(place === '' ? [] : [place])].join(', ');
  return `${severity} ${check}/${kind} on ${status} ${where}${sides === '' ? '' : `: ${sides}`}`;
}

/** The findings of one check, a line each. */
export function linesOf(
  check: Check,
  exchanges: readonly Exchange[],
  against: Contract = contract,
): string[] {
  return judge(exchanges, { by: [check], against }).map(line);
}

/** The contract of an operation whose document is nothing but these responses. */
export function contractOf(
  responses: JsonObject,
  { version = '3.0.3', schemas = {} }: { version?: string; schemas?: JsonObject } = {},
): Contract {
  const document = readDocument(
    JSON.stringify({
      openapi: version,
      info: { title: 'test', version: '1' },
      paths: { '/things': { post: { operationId: 'thing', responses } } },
      components: { schemas },
    }),
    'test.yaml',
  );
  return deriveContract(findOperation(document, 'thing'));
}

/** An answer to the operation of `contractOf`, without an expectation. */
export function answered(status: number, json: Json, changes: Changes = {}): Exchange {
  return make({ id: 'thing', status, json }, {}, { expects: null, ...changes });
}
