import { request } from 'undici';
import { createRedactor, type Redactor } from '../../exchange/redact.ts';
import type { Json } from '../../json.ts';
import type { Environment } from '../../probes/environment.ts';
import { isLoopback } from '../../probes/guard.ts';
import { Problem } from '../../problem.ts';

/** The little of a Pact Broker that the official command line has no command for. */
export interface Broker {
  /** @returns undefined when it has no such thing */
  get(path: string): Promise<Json | undefined>;
  post(url: string, body: Json): Promise<void>;
}

/**
 * Where the broker is, by `PACT_BROKER_BASE_URL`.
 *
 * @throws {Problem} when it is not set, or is none that credentials may go to
 */
export function brokerUrl(environment: Environment): URL {
  const text = environment['PACT_BROKER_BASE_URL']?.trim() ?? '';
  const hint = 'set PACT_BROKER_BASE_URL in the environment or in .env, such as https://broker.example.com';
  if (text === '') throw new Problem('no Pact Broker is named', { hint });
  // The URL itself is in no message: it may hold a password.
  if (!URL.canParse(text)) throw new Problem('PACT_BROKER_BASE_URL is no URL', { hint });
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new Problem('PACT_BROKER_BASE_URL is no http or https URL', { hint });
  }
  if (url.username !== '' || url.password !== '') {
    throw new Problem('PACT_BROKER_BASE_URL has credentials in it', {
      hint: 'put them into PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD',
    });
  }
  if (url.protocol === 'http:' && !isLoopback(url)) {
    throw new Problem('PACT_BROKER_BASE_URL is plain http, over which credentials can be read', {
      hint: 'use https; plain http is for this machine only',
    });
  }
  return url;
}

/** Takes the broker's credentials out of a text. */
export function brokerRedactor(environment: Environment): Redactor {
  const names = ['PACT_BROKER_TOKEN', 'PACT_BROKER_PASSWORD', 'PACT_BROKER_USERNAME'];
  const { PACT_BROKER_USERNAME: user = '', PACT_BROKER_PASSWORD: password = '' } = environment;
  const basic = password === '' ? '' : Buffer.from(`${user}:${password}`).toString('base64');
  return createRedactor({
    ...Object.fromEntries(names.map((name) => [name, environment[name] ?? ''])),
    PACT_BROKER_BASIC: basic,
  });
}

/**
 * Opens the broker that the environment names.
 *
 * @throws {Problem} as `brokerUrl` does; so do its methods when the broker does not answer as it should
 */
export function openBroker(environment: Environment, version: string): Broker {
  const base = brokerUrl(environment);
  const redactor = brokerRedactor(environment);
  const headers = {
    Accept: 'application/hal+json, application/json',
    'User-Agent': `plumbline/${version}`,
    ...authorization(environment),
  };
  const ask = async (
    method: 'GET' | 'POST',
    url: URL,
    body?: Json,
  ): Promise<{ status: number; text: string }> => {
    try {
      const answer = await request(url, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
        body: body === undefined ? null : JSON.stringify(body),
        headersTimeout: 30_000,
        bodyTimeout: 30_000,
      });
      return { status: answer.statusCode, text: await answer.body.text() };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Problem(`the Pact Broker cannot be reached: ${redactor.plain(reason)}`, { cause: error });
    }
  };
  return {
    async get(path) {
      const { status, text } = await ask('GET', new URL(base.href.replace(/\/+$/, '') + path));
      if (status === 404) return undefined;
      if (status !== 200) throw refused(status);
      try {
        return JSON.parse(text) as Json;
      } catch (error) {
        throw new Problem('the Pact Broker did not answer with JSON', { cause: error });
      }
    },
    async post(url, body) {
      const to = new URL(url, base);
      // A link that leads elsewhere would take the credentials with it.
      if (to.origin !== base.origin)
        throw new Problem(`the Pact Broker names another host, ${to.origin}, for results`);
      const { status } = await ask('POST', to, body);
      if (status < 200 || status > 299) throw refused(status);
    },
  };
}

function refused(status: number): Problem {
  const hint =
    status === 401 || status === 403
      ? 'see PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD'
      : undefined;
  return new Problem(`the Pact Broker answered ${status}`, { hint });
}

function authorization(environment: Environment): Record<string, string> {
  const {
    PACT_BROKER_TOKEN: token = '',
    PACT_BROKER_USERNAME: user = '',
    PACT_BROKER_PASSWORD: password = '',
  } = environment;
  if (token !== '') return { Authorization: `Bearer ${token}` };
  if (user === '') return {};
  return { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}
