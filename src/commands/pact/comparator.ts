import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Document } from '../../document/document.ts';
import { toPointer } from '../../document/pointer.ts';
import { pointerPlace } from '../../document/pointer-place.ts';
import type { PactFile, PactInteraction } from '../../exchange/pact.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { ComparisonFinding, Part } from '../../report/comparison.ts';

/** The second opinion on one interaction. */
export interface SecondOpinion {
  /** True when the library could make nothing of the document or of the interaction. */
  failed: boolean;
  findings: ComparisonFinding[];
}

export interface Comparator {
  name: string;
  version: string;
  compare(pact: PactFile, interaction: PactInteraction): Promise<SecondOpinion>;
}

/** What the library says, as far as it is read here. */
interface Said {
  code: string;
  message: string;
  type: 'error' | 'warning';
  mockDetails?: { location: string };
}

/** The library as it is called here: its own types cannot be resolved from an ES module. */
interface Library {
  Comparator: new (document: unknown) => { compare(pact: unknown): AsyncIterable<Said> };
}

const PACKAGE = '@pactflow/openapi-pact-comparator';
// The built command line cannot import while it runs (src/start/built-code.ts).
const require = createRequire(import.meta.url);

/**
 * Loads openapi-pact-comparator. It is given a copy of the document, into which it writes, and one interaction at a
 * time, so that one that it cannot read leaves it the others.
 */
export async function loadComparator({ root }: Document): Promise<Comparator> {
  const { Comparator } = require(PACKAGE) as Library;
  let comparator: InstanceType<typeof Comparator> | undefined;
  return {
    name: 'openapi-pact-comparator',
    version: versionOf(),
    async compare(pact, interaction) {
      const findings: ComparisonFinding[] = [];
      try {
        comparator ??= new Comparator(structuredClone(root));
        const file = { metadata: metadataOf(pact), interactions: [structuredClone(interaction.raw)] };
        for await (const said of comparator.compare(file)) findings.push(toFinding(said, pact, interaction));
        return { failed: false, findings };
      } catch {
        return { failed: true, findings: [] };
      }
    },
  };
}

function metadataOf({ specification }: PactFile): JsonObject {
  return { pactSpecification: { version: specification } };
}

/** The library exports no package.json; it lies above what it does export. */
function versionOf(): string {
  let folder = dirname(require.resolve(PACKAGE));
  for (let above = dirname(folder); above !== folder; folder = above, above = dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, Json>;
      if (manifest['name'] === PACKAGE) return String(manifest['version']);
    } catch {
      // No package.json here: further up.
    }
  }
  return 'of an unknown version';
}

const PARTS: readonly [code: RegExp, part: Part][] = [
  [/^request\.path-or-method\./, 'the method and path'],
  [/^request\.authorization\./, 'the credentials of the request'],
  [/^request\.(header|query)\./, 'the parameters and headers of the request'],
  [/^request\.content-type\./, 'the media type of the request'],
  [/^request\.accept\./, 'what the request accepts'],
  [/^request\./, 'the body of the request'],
  [/^response\.status\./, 'the status of the response'],
  [/^response\.header\./, 'the headers of the response'],
  [/^response\.content-type\./, 'the media type of the response'],
];

function toFinding(
  { code, message, type, mockDetails }: Said,
  pact: PactFile,
  own: PactInteraction,
): ComparisonFinding {
  const pointer = own.pointer + pointerOf(mockDetails?.location ?? '', own.raw);
  return {
    by: 'openapi-pact-comparator',
    severity: type,
    check: code.split('.')[0] ?? '',
    kind: code,
    part: PARTS.find(([pattern]) => pattern.test(code))?.[1] ?? 'the body of the response',
    message,
    pact: pointerPlace(pact, pointer),
  };
}

/** `[root].interactions[0].response.body.event.id` as a pointer below the interaction. */
function pointerOf(location: string, raw: JsonObject): string {
  const path = location.replace(/^\[root\]\.interactions\[\d+\]\.?/, '');
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  const [side = '', body] = keys;
  const message = raw[side];
  const wrapped =
    body === 'body' && raw['type'] !== undefined && typeof message === 'object' && message !== null;
  return toPointer(wrapped ? [side, 'body', 'content', ...keys.slice(2)] : keys);
}
