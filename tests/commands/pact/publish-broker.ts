import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import type { Json } from '../../../src/json.ts';
import { server } from './verify-support.ts';

/** What a broker was asked. */
export interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Json | undefined;
}

export interface LocalBroker {
  url: string;
  asked: Asked[];
}

/** The credentials that the local broker is given, and that nothing may print. */
export const TOKEN = 'broker-token-of-the-test';

/**
 * A local server that plays the endpoints of a Pact Broker that are needed here, and keeps what it was asked. It is no
 * broker: it takes whatever it gets.
 */
export async function localBroker(
  answers: {
    status?: number;
    deployable?: boolean | null;
    /** The Pact that it holds, a file. */
    holds?: string;
    resultsUrl?: string;
  } = {},
): Promise<LocalBroker> {
  const asked: Asked[] = [];
  const url = await server(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const path = request.url ?? '';
    asked.push({
      method: request.method ?? '',
      path,
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    });
    const reply = (status: number, body: Json): void => {
      response.writeHead(status, { 'Content-Type': 'application/hal+json' }).end(JSON.stringify(body));
    };
    const base = `http://${request.headers.host}`;
    if (answers.status !== undefined) reply(answers.status, { error: 'no' });
    else if (path === '/')
      reply(200, { _links: { 'pb:publish-contracts': { href: `${base}/contracts/publish` } } });
    else if (path === '/contracts/publish')
      reply(200, { notices: [], logs: [], _links: { 'pb:contracts': [] } });
    else if (path.startsWith('/matrix')) reply(200, matrix(answers.deployable ?? null));
    else if (path.startsWith('/pacts/') && answers.holds !== undefined) {
      const pact = JSON.parse(readFileSync(answers.holds, 'utf8'));
      for (const [index, interaction] of pact.interactions.entries()) interaction._id = `id-${index}`;
      pact._links = { 'pb:publish-verification-results': { href: answers.resultsUrl ?? `${base}/results` } };
      reply(200, pact);
    } else if (path === '/results') reply(201, {});
    else reply(404, {});
  });
  return { url, asked };
}

function matrix(deployable: boolean | null): Json {
  return {
    summary: { deployable, reason: 'the reason of the broker', success: 1, failed: 0, unknown: 0 },
    notices: [{ type: 'text', text: 'a notice of the broker' }],
    matrix: [
      {
        consumer: { name: 'a consumer', version: { number: '1' } },
        provider: { name: 'a provider', version: { number: '2' } },
        verificationResult: deployable === null ? null : { success: deployable },
        pact: {},
      },
    ],
  };
}
