import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type MatchersV3, PactV4, SpecificationVersion } from '@pact-foundation/pact';
import { makeConsumerPact } from '@pact-foundation/pact-core';
import { afterAll, expect, test } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/json.ts';

type Template = string | MatchersV3.Matcher<string>;

export interface ProviderState {
  name: string;
  parameters?: Record<string, string>;
}

/** One thing that the client needs: what it sends, and what it has to get. */
export interface Interaction {
  /** Reads on from "upon receiving"; unique. */
  description: string;
  given: ProviderState[];
  request: { method: string; path: string; headers: Record<string, Template>; body: unknown };
  response: { status: number; headers?: Record<string, Template>; body?: unknown };
  /** Nobody can bring a provider into the state on purpose, and this is why: verification then only reports it. */
  pending?: string;
}

export interface PactRecorder {
  /** Declares a test that gets the URL of a mock server for this one interaction. */
  interaction(interaction: Interaction, run: (url: string) => Promise<void>): void;
  /** What the tests wrote, in its stable form. */
  file(): Promise<string>;
}

/**
 * Has `@pact-foundation/pact` write into a temporary folder, so that a run leaves nothing behind.
 *
 * @param operationId the operation of the document that every interaction is about
 */
export async function createPactRecorder({
  consumer,
  provider,
  operationId,
}: {
  consumer: string;
  provider: string;
  operationId: string;
}): Promise<PactRecorder> {
  const dir = await mkdtemp(join(tmpdir(), 'plumbline-pact-'));
  afterAll(() => rm(dir, { recursive: true }));
  const pact = new PactV4({ dir, consumer, provider, logLevel: 'warn' });
  const recorded = watchMockServers(consumer, provider);
  const unfinished = new Set<string>();
  return {
    interaction({ description, given, request, response, pending }, run) {
      unfinished.add(description);
      test(description, async () => {
        let builder = pact.addInteraction().uponReceiving(description);
        for (const { name, parameters } of given) builder = builder.given(name, parameters);
        builder = builder
          .testName(expect.getState().currentTestName ?? '')
          .reference('openapi', 'operationId', operationId);
        if (pending !== undefined) builder = builder.pending().comment(pending);
        await builder
          .withRequest(request.method, request.path, (sent) => {
            sent.headers(request.headers).jsonBody(request.body);
          })
          .willRespondWith(response.status, (answer) => {
            if (response.headers !== undefined) answer.headers(response.headers);
            if (response.body !== undefined) answer.jsonBody(response.body);
          })
          .executeTest(async ({ url, port }) => {
            await run(url);
            await recorded(port);
          });
        unfinished.delete(description);
      });
    },
    async file() {
      // Or `pact:write` would take out of the committed file what failed, or was filtered out of this run.
      if (unfinished.size > 0) {
        throw new Error(`the Pact is not whole, as these tests did not pass: ${[...unfinished].join('; ')}`);
      }
      return stableForm(JSON.parse(await readFile(join(dir, `${consumer}-${provider}.json`), 'utf8')));
    },
  };
}

/**
 * Waits until a mock server has noted what it answered. It does so after its answer is out, and `executeTest` does not
 * wait: about one run in twenty failed here (pact-foundation/pact-reference#535). What never comes is for `executeTest`
 * to report.
 */
function watchMockServers(consumer: string, provider: string): (port: number) => Promise<void> {
  const core = makeConsumerPact(consumer, provider, SpecificationVersion.SPECIFICATION_VERSION_V4, 'warn');
  return async (port) => {
    const deadline = performance.now() + 2000;
    while (!core.mockServerMatchedSuccessfully(port) && performance.now() < deadline) await wait(2);
  };
}

/** The same file from every run: interactions in an order of their own, and no versions of the libraries. */
function stableForm(pact: Json): string {
  if (!isObject(pact) || !Array.isArray(pact['interactions'])) throw new Error('the library wrote no Pact');
  const metadata = isObject(pact['metadata']) ? pact['metadata'] : {};
  const stable = {
    consumer: pact['consumer'],
    provider: pact['provider'],
    interactions: pact['interactions'].filter(isObject).sort(byStatusAndDescription),
    metadata: { pactSpecification: metadata['pactSpecification'] },
  };
  return `${JSON.stringify(stable, null, 2)}\n`;
}

function byStatusAndDescription(a: JsonObject, b: JsonObject): number {
  const key = ({ response, description }: JsonObject) =>
    `${isObject(response) ? response['status'] : ''} ${description}`;
  return key(a) < key(b) ? -1 : 1;
}
