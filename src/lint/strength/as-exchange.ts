import type { Contract } from '../../contract/contract.ts';
import { fromPointer, valueAt } from '../../document/pointer.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { RightBody } from './right-body.ts';

/**
 * A body as the answer that it would have come in: to a request that sent what the contract says is repeated, at the
 * time that the right body gives. What else an answer has is as right as can be, so that the body alone is judged.
 */
export function asExchange(contract: Contract, right: RightBody, body: Json): Exchange {
  const { operation } = contract;
  const agreed = contract.responses.find(({ status }) => status === right.status);
  let sent: Json | undefined;
  for (const [from, to] of Object.entries(agreed?.echoes ?? {})) {
    const value = valueAt(right.body, from);
    if (value !== undefined) sent = put(sent, fromPointer(to) ?? [], value);
  }
  const times = (agreed?.fresh ?? []).map(({ pointer }) => Date.parse(String(valueAt(right.body, pointer))));
  const at = times.find((time) => Number.isFinite(time)) ?? 0;
  const status = /^\d{3}$/.test(right.status) ? Number(right.status) : statusOf(right.status);
  return {
    id: right.name,
    source: 'probe',
    title: right.name,
    request: {
      method: operation.method,
      url: `http://localhost${operation.path}`,
      headers: [['Content-Type', 'application/json']],
      body: sent === undefined ? undefined : new TextEncoder().encode(JSON.stringify(sent)),
    },
    response: {
      status,
      headers: [
        ['Content-Type', right.media.type.replace('*/*', 'application/json')],
        ['Date', new Date(at).toUTCString()],
      ],
      body: new TextEncoder().encode(JSON.stringify(body)),
    },
    failure: undefined,
    failedTries: [],
    echoedSecrets: [],
    expectation: undefined,
    sentAt: at,
    ms: 1,
    pointer: undefined,
    notJudged: undefined,
  };
}

/** A status that `4XX` or `default` covers. */
function statusOf(key: string): number {
  const first = Number(key[0]);
  return Number.isInteger(first) ? first * 100 + 18 : 500;
}

function put(value: Json | undefined, keys: readonly string[], item: Json): Json {
  const [key, ...rest] = keys;
  if (key === undefined) return item;
  const object: JsonObject = isObject(value) ? value : {};
  return { ...object, [key]: put(object[key], rest, item) };
}
