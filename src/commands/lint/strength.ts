import type { Contract } from '../../contract/contract.ts';
import { deriveContract } from '../../contract/derive.ts';
import { loadContract } from '../../contract/load.ts';
import type { Document } from '../../document/document.ts';
import { findOperation, listOperations } from '../../document/find-operation.ts';
import { displayPath } from '../../document/load.ts';
import { isJsonType, matchMedia, parseMediaType } from '../../document/media-type.ts';
import { type Media, type Operation, responseFor } from '../../document/operation.ts';
import { header } from '../../exchange/exchange.ts';
import type { Json } from '../../json.ts';
import type { RightBody } from '../../lint/strength/right-body.ts';
import { measureStrength, type Strength, sums } from '../../lint/strength/strength.ts';
import { Problem } from '../../problem.ts';
import { sample } from '../../sandbox/sample.ts';
import type { Io } from '../io.ts';
import { readRecordings } from '../recordings.ts';

export interface StrengthOptions {
  /** The contract that the document is of, if it is of one. */
  contract: string | undefined;
  operation: string | undefined;
  /** Recordings in HAR 1.2, whose answers are taken for right. */
  recordings: readonly string[];
}

/** How many operations are measured unasked. */
const MOST = 20;

/**
 * Measures how strong the schemas of a document's answers are: by its own examples, and by recorded answers.
 *
 * @returns the strength, and how many operations were left out
 * @throws {Problem} when there is no such operation, or a recording or reference has to be put right first
 */
export async function strengthOf(
  document: Document,
  options: StrengthOptions,
  io: Io,
): Promise<{ strength: Strength; leftOut: number }> {
  const contracts = await contractsOf(document, options);
  const measured: Strength[] = [];
  for (const contract of contracts.slice(0, MOST)) {
    const bodies = [...documentedBodies(contract.operation)];
    if (options.recordings.length > 0)
      bodies.push(...(await recordedBodies(options.recordings, contract, io)));
    measured.push(measureStrength(contract, bodies));
  }
  const answers = measured.flatMap((each) => each.answers);
  return {
    strength: {
      answers,
      ...sums(answers),
      changes: joined(measured.flatMap((each) => each.changes)),
      beyond: measured.reduce((sum, each) => sum + each.beyond, 0),
    },
    leftOut: Math.max(0, contracts.length - MOST),
  };
}

/** The contract where it is of this operation, and defaults elsewhere. */
async function contractsOf(
  document: Document,
  { contract, operation }: StrengthOptions,
): Promise<Contract[]> {
  const own = contract === undefined ? undefined : await loadContract(contract, { document: document.file });
  if (operation !== undefined) {
    const found = findOperation(document, operation);
    return [own !== undefined && own.operation.pointer === found.pointer ? own : deriveContract(found)];
  }
  const all = listOperations(document);
  if (all.length === 0)
    throw new Problem('the document has no operation', { place: document.placeOf('/paths') });
  return all.map(({ method, path, pointer }) =>
    own !== undefined && own.operation.pointer === pointer
      ? own
      : deriveContract(findOperation(document, `${method} ${path}`)),
  );
}

/** Of each answer its examples; without one a sample of its schema, which takes the schema's own examples. */
function* documentedBodies({ responses }: Operation): Generator<RightBody> {
  for (const { status, content } of responses) {
    for (const media of content) {
      if (media.schema === undefined || !isJson(media)) continue;
      for (const { name, value } of media.examples) {
        yield { status, media, from: 'example', name: `${status} ${name}`, body: value };
      }
      if (media.examples.length > 0) continue;
      const body = sample(media.schema, { examples: true, direction: 'response' });
      yield { status, media, from: 'schema', name: `${status} of the schema`, body };
    }
  }
}

async function recordedBodies(files: readonly string[], contract: Contract, io: Io): Promise<RightBody[]> {
  const { exchanges } = await readRecordings(files, contract, io);
  const found: RightBody[] = [];
  // Answers that are alike but for an id or a time say the same.
  const shapes = new Set<string>();
  for (const { response, id } of exchanges) {
    if (response === undefined) continue;
    const documented = responseFor(contract.operation, response.status);
    const type = parseMediaType(header(response.headers, 'content-type') ?? '')?.essence ?? '';
    const media = matchMedia(documented?.content ?? [], type);
    const body = isJsonType(type) ? parsed(response.body) : undefined;
    if (documented === undefined || media?.schema === undefined || body === undefined) continue;
    const shape = `${documented.status} ${shapeOf(body)}`;
    if (shapes.has(shape)) continue;
    shapes.add(shape);
    found.push({ status: documented.status, media, from: 'recording', name: `${displayPath(id)}`, body });
  }
  return found;
}

function parsed(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
  } catch {
    // No JSON is no answer of the documented form, whoever sent it: there is nothing to make wrong.
    return undefined;
  }
}

/** A body with its ids and numbers taken out. */
function shapeOf(body: Json): string {
  return JSON.stringify(body)
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '')
    .replace(/\d+/g, '');
}

function isJson({ type }: Media): boolean {
  return type === '*/*' || isJsonType(parseMediaType(type)?.essence ?? '');
}

/** A change to a shared component is one, whichever operations it helps. */
function joined(changes: Strength['changes']): Strength['changes'] {
  const found = new Map<string, Strength['changes'][number]>();
  for (const each of changes) {
    const key = `${each.pointer} ${each.text}`;
    const known = found.get(key);
    found.set(key, known === undefined ? each : { ...known, catches: known.catches + each.catches });
  }
  return [...found.values()].sort((a, b) => b.catches - a.catches);
}
