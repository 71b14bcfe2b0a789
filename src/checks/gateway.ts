import { matchMedia } from '../document/media-type.ts';
import { documentedProperties } from '../document/schema.ts';
import { covers } from '../document/status-key.ts';
import { header } from '../exchange/exchange.ts';
import { bearsGateMark } from '../exchange/gate.ts';
import { hasOwn, isObject } from '../json.ts';
import type { Check } from './check.ts';
import type { Reading } from './reading.ts';
import { countsFor } from './reading.ts';

export const gateway: Check = {
  id: 'gateway',
  promise: 'The API itself answers, not a gateway in front of it.',
  severity: 'error',
  source: 'the contract: `gate`; the error bodies that common gateways write by default',
  kinds: {
    gate: 'The gate answered a request that carried what opens it.',
    'gate-open': 'The gate let a request pass that lacked what opens it; a warning.',
    'gateway-body': "The body is a gateway's own, not one of the documented ones.",
  },
  *each(reading) {
    const { exchange, gate, status, operation, contract } = reading;
    if (status === undefined) return;
    const asked = exchange.expectation?.gate === true;
    if (gate && !asked && reading.documented === undefined) {
      yield {
        severity: 'error',
        kind: 'gate',
        status: countsFor(reading),
        message: `${gateSays(reading)}, though the request carried ${contract.gate?.header ?? 'its header'}`,
        response: {
          part: 'status',
          pointer: '',
          expected: exchange.expectation?.statuses.join(' or ') ?? 'a documented answer',
          actual: status,
        },
        promise: operation.pointer,
        cause: 'gate',
      };
    } else if (asked && !gate && status < 300) {
      yield {
        severity: 'warning',
        kind: 'gate-open',
        status: String(status),
        message: `the answer is ${status} although ${exchange.title.split(':')[0]}: no gate stands before this target`,
        response: { part: 'status', pointer: '', expected: "the gate's answer", actual: status },
        promise: exchange.pointer,
        cause: 'gate-open',
      };
    }
    const who = gate ? undefined : gatewayBehind(reading);
    if (who !== undefined) {
      yield {
        severity: 'error',
        kind: 'gateway-body',
        message: `the answer ${status} looks like that of ${who}, not of the API: its body is none of the documented ones`,
        response: { pointer: '', expected: 'the documented body', actual: bodyStart(reading) },
        promise: reading.documented?.pointer,
        cause: `gateway-body ${who.replace(/ \(.*\)/, '')}`, // a new version of a server is no new cause
      };
    }
  },
};

/** Whose answer it is: the gate's beyond doubt, or one that only looks like it, such as an API's own page to sign in. */
function gateSays({ exchange, status, contract }: Reading): string {
  const { response } = exchange;
  if (contract.gate?.mark === undefined || response === undefined || bearsGateMark(contract.gate, response))
    return `the gate in front of the API answered with ${String(status)}`;
  const what = covers('3XX', response.status) ? 'a redirect' : 'a page';
  return `the answer is ${String(status)} with ${what}, as a gate in front of the API gives`;
}

/** Bodies that servers write by themselves where nobody else does; all that each of them writes, and what it may add. */
const DEFAULTS: readonly [who: string, always: readonly string[], sometimes: readonly string[]][] = [
  [
    'a framework (a body such as Spring Boot writes)',
    ['timestamp', 'status', 'error'],
    ['path', 'message', 'requestId', 'trace', 'exception'],
  ],
  ['a framework (a body such as Fastify or NestJS writes)', ['statusCode', 'error', 'message'], ['code']],
  ['a gateway (a body such as an OAuth server writes)', ['error', 'error_description'], ['error_uri']],
];

/** All that the gateways which write a `message` put beside it; an API's own flat error has a code. */
const GATEWAY_FIELDS = /^(message|request_?id|status|statusCode|requestId)$/i;

/** Names the gateway that wrote an error, where its body and headers tell. */
function gatewayBehind(reading: Reading): string | undefined {
  const { exchange, documented, mediaType, json, media, status } = reading;
  const { response } = exchange;
  if (
    response === undefined ||
    documented === undefined ||
    documented.content.length === 0 ||
    (status ?? 0) < 400
  )
    return undefined;
  const value = json?.value;
  if (isObject(value)) {
    const promised = [...documentedProperties(media?.schema).keys()];
    if (promised.length === 0 || promised.some((name) => hasOwn(value, name))) return undefined;
    if (header(response.headers, 'x-generator')?.includes('tyk') === true) return 'the Tyk gateway';
    const known = DEFAULTS.find(
      ([, always, sometimes]) =>
        always.every((key) => hasOwn(value, key)) &&
        Object.keys(value).every((key) => always.includes(key) || sometimes.includes(key)),
    );
    if (known !== undefined) return known[0];
    if (typeof value['error'] === 'string')
      return 'a gateway or a framework (a flat error, as Tyk or Devise write)';
    if (typeof value['message'] === 'string' && Object.keys(value).every((key) => GATEWAY_FIELDS.test(key)))
      return 'a gateway or a framework (a flat message, as Kong, AWS or Laravel write)';
    return undefined;
  }
  const named = matchMedia(documented.content, mediaType?.essence ?? '');
  if (named !== undefined && json === undefined) return undefined;
  if (mediaType?.essence === 'text/html' || /^\s*<(!doctype|html)/i.test(bodyStart(reading))) {
    const server = header(response.headers, 'server');
    return `a gateway or web server${server === undefined ? '' : ` (${server})`}, as HTML`;
  }
  return undefined;
}

function bodyStart({ exchange }: Reading): string {
  return new TextDecoder().decode(exchange.response?.body.subarray(0, 200));
}
