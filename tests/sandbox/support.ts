import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';

export const PATH = '/register/dev/trigger_event';
export const PENDING = 'registrations.pending';

export function qontoContract(): Promise<Contract> {
  return loadContract(fileURLToPath(new URL('../../contracts/trigger-event.contract.yaml', import.meta.url)));
}

/** One request of the fixed set. Without `headers` it has all credentials; `undefined` leaves one out. */
export interface Ask {
  name: string;
  kind: 'valid' | 'conflict' | 'invalid' | 'unauthorized' | 'gate' | 'elsewhere';
  body?: string | Buffer | undefined;
  headers?: Record<string, string | string[] | undefined>;
  method?: string;
  path?: string;
  /** Sends the body without a Content-Length. */
  chunked?: boolean;
}

export type Environment = Record<string, string>;

export function credentials(environment: Environment): Record<string, string> {
  return {
    Authorization: `Bearer ${environment['QONTO_TOKEN']}`,
    'Qonto-Partner-Id': environment['QONTO_PARTNER_ID'] ?? '',
    'X-Qonto-Staging-Token': environment['QONTO_STAGING_TOKEN'] ?? '',
    'Content-Type': 'application/json',
    Accept: 'application/json',
    'User-Agent': 'tests',
  };
}

/** What came back, as it stood on the wire. */
export interface Reply {
  status: number;
  reason: string;
  headers: [name: string, value: string][];
  body: Buffer;
}

const LIMIT = 1024 * 1024;

/** Sends a request; what is no whole answer within the time, or is larger than a mebibyte, throws. */
export async function ask(
  pool: Pool,
  environment: Environment,
  request: Ask,
  patience = 2000,
): Promise<Reply> {
  const wanted = { ...credentials(environment), ...request.headers };
  const headers: string[] = [];
  for (const [name, value] of Object.entries(wanted)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) headers.push(name, each);
    }
  }
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error('no answer in time')), patience);
  try {
    const reply = await pool.request({
      method: (request.method ?? 'POST') as 'POST',
      path: request.path ?? PATH,
      headers,
      body: request.chunked ? Readable.from([request.body ?? '']) : (request.body ?? null),
      signal: abort.signal,
      responseHeaders: 'raw',
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of reply.body) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size > LIMIT) throw new Error('too large');
    }
    const raw = reply.headers as unknown as string[];
    const lines = raw.flatMap((name, index): [string, string][] =>
      index % 2 === 0 ? [[name, String(raw[index + 1])]] : [],
    );
    return {
      status: reply.statusCode,
      reason: reply.statusText,
      headers: lines,
      body: Buffer.concat(chunks),
    };
  } finally {
    clearTimeout(timer);
  }
}

/** Runs with a pool of connections to a sandbox, and ends both. */
export async function using<T>(sandbox: Sandbox, run: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = new Pool(sandbox.url, { connections: 8, pipelining: 1 });
  try {
    return await run(pool);
  } finally {
    await pool.destroy();
    await sandbox.close();
  }
}

export function json(reply: Reply): unknown {
  return JSON.parse(reply.body.toString('utf8'));
}

export function headerOf(reply: Reply, name: string): string | undefined {
  return reply.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
