import type { Target } from '../../checks/run.ts';
import type { PactFile } from '../../exchange/pact.ts';
import { isObject, type Json, sameJson } from '../../json.ts';
import { Problem } from '../../problem.ts';
import { type PublishedResult, type VerifiedInteraction, verdictOf } from '../../report/verification.ts';
import type { Io } from '../io.ts';
import { packageVersion } from '../package.ts';
import { type Broker, openBroker } from './publish-broker.ts';
import { consumerVersion } from './publish-version.ts';

/** Tells a Pact Broker what came of a verification. */
export interface ResultsPublisher {
  /** Publishes what is sure; a Pact with an inconclusive verdict is left out. */
  publish(interactions: readonly VerifiedInteraction[]): Promise<PublishedResult[]>;
}

/**
 * Finds, before anything is sent, the place where the broker takes the results of each Pact.
 *
 * @throws {Problem} when the broker is not there, or holds another Pact than the file
 */
export async function prepareResults(
  read: readonly { text: string; pact: PactFile }[],
  {
    target,
    consumerVersion: named,
    providerVersion,
  }: { target: Target; consumerVersion?: string | undefined; providerVersion: string },
  io: Io,
): Promise<ResultsPublisher> {
  if (target.kind === 'embedded') {
    throw new Problem('the embedded sandbox is not the provider: its results are not for a Pact Broker', {
      hint: 'name the target with --target, or leave out --publish-results',
    });
  }
  const broker = openBroker(io.environment, packageVersion());
  const version = named ?? (await consumerVersion(io.environment));
  const places = new Map<string, { pact: PactFile; url: string }>();
  for (const { text, pact } of read)
    places.set(pact.file, { pact, url: await placeOf(broker, pact, text, version) });
  return {
    async publish(interactions) {
      const published: PublishedResult[] = [];
      for (const [file, { url }] of places) {
        const own = interactions.filter(({ pact }) => pact === file);
        const verdict = verdictOf(own);
        if (verdict === 'inconclusive') continue;
        const success = verdict === 'conforms';
        await broker.post(url, {
          success,
          providerApplicationVersion: providerVersion,
          testResults: own.map(({ description, states, verdict: each, pending }) => ({
            interactionDescription: description,
            providerStates: states,
            success: each === 'conforms',
            pending,
          })),
          verifiedBy: { implementation: 'Plumbline', version: packageVersion() },
        });
        published.push({ pact: file, consumerVersion: version, providerVersion, success });
      }
      return published;
    },
  };
}

async function placeOf(broker: Broker, pact: PactFile, text: string, version: string): Promise<string> {
  const part = encodeURIComponent;
  const held = await broker.get(
    `/pacts/provider/${part(pact.provider)}/consumer/${part(pact.consumer)}/version/${part(version)}`,
  );
  const file = { place: { file: pact.file } };
  if (held === undefined) {
    throw new Problem(`the Pact Broker has no Pact of ${pact.consumer} at the version ${version}`, {
      ...file,
      hint: 'publish it first: plumbline pact publish',
    });
  }
  if (!sameInteractions(held, JSON.parse(text.replace(/^\uFEFF/, '')) as Json)) {
    throw new Problem(`the Pact Broker has another Pact of ${pact.consumer} at the version ${version}`, {
      ...file,
      hint: 'commit the Pact and publish it under a version of its own',
    });
  }
  const links = isObject(held) && isObject(held['_links']) ? held['_links'] : {};
  const link = links['pb:publish-verification-results'];
  if (!isObject(link) || typeof link['href'] !== 'string') {
    throw new Problem('the Pact Broker does not say where results are published', file);
  }
  return link['href'];
}

/** A broker adds an id to each interaction; the command line that published it sorts them, and writes methods in capitals. */
function sameInteractions(held: Json, own: Json): boolean {
  const list = (pact: Json): Json[] => {
    const interactions = isObject(pact) ? pact['interactions'] : undefined;
    return (Array.isArray(interactions) ? interactions : []).map((each) => {
      if (!isObject(each)) return each;
      const { _id, request, ...rest } = each;
      if (!isObject(request)) return rest;
      const method = typeof request['method'] === 'string' ? request['method'].toUpperCase() : null;
      return { ...rest, request: { ...request, method } };
    });
  };
  const [theirs, ours] = [list(held), list(own)];
  return theirs.length === ours.length && ours.every((each) => theirs.some((other) => sameJson(each, other)));
}
