import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '../../../src/commands/io.ts';
import { type PactCompareOptions, pactCompare } from '../../../src/commands/pact/compare.ts';
import type { Json, JsonObject } from '../../../src/json.ts';
import type { ComparedInteraction, Comparison } from '../../../src/report/comparison.ts';

/** What a small Pact says in other words than the right one. */
export interface Pieces {
  method?: string;
  path?: string;
  query?: Json;
  /** Headers besides the usual ones; undefined takes one away. */
  headers?: Record<string, string | undefined>;
  body?: Json;
  status?: number;
  responseHeaders?: Record<string, string | undefined>;
  response?: Json;
  rules?: Json;
}

const UUID = '481248f5-346a-4711-b8a8-18a0348de10f';

/** A body that is right by the document. */
export const REQUEST = { resource_id: UUID, event_type: 'registrations.pending' };

/** The answer 201 as the document has it. */
export const EVENT = {
  id: 'f4a15ff0-40a2-48d4-8801-99c7b4e0788e',
  resource_type: 'registration',
  resource_id: UUID,
  created_at: '2021-08-17T12:31:32.689Z',
  event_type: 'registrations.pending',
};

/** The body of a documented error. */
export const errorBody = (code: string, detail: string): Json => ({ errors: [{ code, detail }] });

/** The headers of a request that has both credentials. */
const HEADERS = {
  'Content-Type': 'application/json',
  Authorization: 'Bearer some-token',
  'Qonto-Partner-Id': 'some-partner',
  'X-Qonto-Staging-Token': 'some-staging-token',
};

function lines(headers: Record<string, string | undefined>, version: number): JsonObject {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, version === 4 ? [value ?? ''] : value]));
}

/** A Pact of one interaction that is right by the document, but for the pieces that are given. */
export function pactOf(pieces: Pieces = {}, version: 1 | 2 | 3 | 4 = 4): JsonObject {
  const { rules, query } = pieces;
  const wrap = (body: Json | undefined): JsonObject =>
    body === undefined || body === null
      ? {}
      : { body: version === 4 ? { content: body, contentType: 'application/json', encoded: false } : body };
  return {
    consumer: { name: 'some-consumer' },
    provider: { name: 'some-provider' },
    interactions: [
      {
        ...(version === 4 ? { type: 'Synchronous/HTTP' } : {}),
        description: 'a request',
        ...(version < 3 ? { providerState: 'a state' } : { providerStates: [{ name: 'a state' }] }),
        request: {
          method: pieces.method ?? 'POST',
          path: pieces.path ?? '/register/dev/trigger_event',
          headers: lines({ ...HEADERS, ...pieces.headers }, version),
          ...(query === undefined ? {} : { query }),
          ...wrap('body' in pieces ? pieces.body : REQUEST),
        },
        response: {
          status: pieces.status ?? 201,
          headers: lines({ 'Content-Type': 'application/json', ...pieces.responseHeaders }, version),
          ...wrap('response' in pieces ? pieces.response : { event: EVENT }),
          ...(rules === undefined ? {} : { matchingRules: rules }),
        },
      },
    ],
    metadata: { pactSpecification: { version: `${version}.0${version === 4 ? '' : '.0'}` } },
  };
}

/** The path of a file with a content, gone when the test is over. */
export function fileOf(content: Json | string, name = 'pact.json'): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-pact-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return path;
}

/** Runs `pact compare`, and gives back all that it wrote. */
export async function run(
  files: readonly string[],
  options: PactCompareOptions = {},
  environment: Io['environment'] = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    columns: 100,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const io: Io = {
    stdout: output('stdout'),
    stderr: output('stderr'),
    environment,
    catchStop: () => new AbortController().signal,
    now: () => 0,
  };
  const code = await pactCompare(files, options, io);
  return { code, ...written };
}

/** Compares a Pact with the document of this repository. */
export async function compared(
  pact: Json | string,
  options: PactCompareOptions = {},
): Promise<{ code: number; comparison: Comparison; interaction: ComparedInteraction }> {
  const { code, stdout } = await run([fileOf(pact)], { ...options, json: '-' });
  const comparison: Comparison = JSON.parse(stdout);
  const [interaction] = comparison.interactions;
  if (interaction === undefined) throw new Error('no interaction was judged');
  return { code, comparison, interaction };
}

/** What Plumbline, or the other judge, says that counts: `check/kind`, with the severity where it is no error. */
export function said({ findings }: ComparedInteraction, by = 'plumbline'): string[] {
  return findings
    .filter((finding) => finding.by === by)
    .map(({ check, kind, severity }) => {
      const name = by === 'plumbline' ? `${check}/${kind}` : kind;
      return severity === 'error' ? name : `${severity} ${name}`;
    });
}
