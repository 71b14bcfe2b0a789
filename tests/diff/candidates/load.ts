import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { JsonObject } from '../../../src/json.ts';
import { BASES, WITHOUT_POLICY } from './bases.ts';
import type { BaseName, Candidate } from './candidate.ts';
import { composites } from './composites.ts';
import { docsOnly } from './docs-only.ts';
import { examples } from './examples.ts';
import { fifthSpellings } from './fifth-spellings.ts';
import { fourthCalls } from './fourth-calls.ts';
import { fourthValues } from './fourth-values.ts';
import { parameters } from './parameters.ts';
import { refactors } from './refactors.ts';
import { textRefactors } from './refactors-text.ts';
import { requestBodies } from './request-bodies.ts';
import { responseSchemas } from './response-schemas.ts';
import { responses } from './responses.ts';
import { secondComposites } from './second-composites.ts';
import { secondParameters } from './second-parameters.ts';
import { secondRefactors } from './second-refactors.ts';
import { secondRequests } from './second-requests.ts';
import { secondResponses } from './second-responses.ts';
import { secondSecurityAndPlaces } from './second-security-and-places.ts';
import { secondSiblings } from './second-siblings.ts';
import { security } from './security.ts';
import { serversAndPaths } from './servers-and-paths.ts';
import { seventh } from './seventh.ts';
import { sixthMeanings } from './sixth-meanings.ts';
import { tenthParts } from './tenth-parts.ts';
import { thirdConditions } from './third-conditions.ts';
import { thirdDiscriminators } from './third-discriminators.ts';
import { thirdPlaces } from './third-places.ts';

/** The areas, in the order in which they are read. */
export const AREAS: Record<string, readonly Candidate[]> = {
  requestBodies,
  parameters,
  security,
  serversAndPaths,
  responses,
  responseSchemas,
  examples,
  docsOnly,
  refactors,
  textRefactors,
  composites,
  secondRequests,
  secondParameters,
  secondSecurityAndPlaces,
  secondResponses,
  secondRefactors,
  secondComposites,
  secondSiblings,
  thirdDiscriminators,
  thirdConditions,
  thirdPlaces,
  fourthValues,
  fourthCalls,
  fifthSpellings,
  sixthMeanings,
  ...seventh,
  tenthParts,
};

/** A candidate with both texts, and the name of its area. */
export interface LoadedCandidate extends Omit<Candidate, 'base' | 'edit' | 'text'> {
  area: string;
  baseName: BaseName;
  /** No policy has a say: the base is of another provider than Qonto. */
  strict: boolean;
  /** The text of the base, as it stands in its file. */
  base: string;
  /** The text of the candidate: JSON, which is read quickest, unless the change is one of the text. */
  candidate: string;
}

const texts = new Map<BaseName, string>();

/** The text of a base document. */
export function baseText(name: BaseName): string {
  const text = texts.get(name) ?? readFileSync(BASES[name], 'utf8');
  texts.set(name, text);
  return text;
}

const roots = new Map<string, JsonObject>();

/** What a text of a base says; it is not to be changed. */
export function baseRoot(text: string): JsonObject {
  const root = roots.get(text) ?? (load(text) as JsonObject);
  roots.set(text, root);
  return root;
}

const jsons = new Map<string, string>();

/** The same as JSON, which is the quickest way to a copy of one's own. */
function baseJson(text: string): string {
  const json = jsons.get(text) ?? JSON.stringify(baseRoot(text));
  jsons.set(text, json);
  return json;
}

/** Every candidate with its texts; that of one throws where its edit finds nothing at the place that it wants to change. */
export function* allCandidates(): Generator<LoadedCandidate> {
  for (const [area, candidates] of Object.entries(AREAS)) {
    for (const { base, edit, text, ...rest } of candidates) {
      const before = baseText(base);
      let candidate: string | undefined;
      yield {
        ...rest,
        area,
        baseName: base,
        strict: WITHOUT_POLICY.has(base),
        base: before,
        // Made when it is asked for: who wants some of them need not make a thousand.
        get candidate() {
          candidate ??= changed(before, rest.name, edit, text);
          return candidate;
        },
      };
    }
  }
}

function changed(base: string, name: string, edit: Candidate['edit'], text: Candidate['text']): string {
  if (text !== undefined) return text(base);
  if (edit === undefined) throw new Error(`${name} changes nothing`);
  const document = JSON.parse(baseJson(base)) as JsonObject;
  try {
    edit(document);
    return JSON.stringify(document, null, 2);
  } catch (cause) {
    throw new Error(`the edit of ${name} does not fit its base`, { cause });
  }
}
