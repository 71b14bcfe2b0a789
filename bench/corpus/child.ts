// Examines one document after the other, as its parent names them; the parent ends it when a step takes too long.
import { readFileSync } from 'node:fs';
import { diffDocuments } from '../../src/diff/diff.ts';
import type { Document } from '../../src/document/document.ts';
import { everySchema } from '../../src/document/every-schema.ts';
import { listOperations, resolveOperation } from '../../src/document/find-operation.ts';
import { readDocument } from '../../src/document/load.ts';
import { structureFaults } from '../../src/document/structure.ts';
import type { JsonObject } from '../../src/json.ts';
import { lintDocument } from '../../src/lint/lint.ts';
import { Problem } from '../../src/problem.ts';
import { seeded } from '../../tests/diff/refactor.ts';
import { type Outcome, REWRITTEN_UP_TO, type Step, type StepOutcome } from './outcome.ts';
import { CORPUS_REWRITES } from './rewrites.ts';

process.on('message', async ({ path, file }: { path: string; file: string }) => {
  process.send?.({ outcome: await examine(path, file) });
});
process.send?.({ ready: true });

async function examine(path: string, file: string): Promise<Outcome> {
  const text = readFileSync(path, 'utf8');
  const bytes = Buffer.byteLength(text);
  const steps: StepOutcome[] = [];
  const about = { version: '', operations: 0, schemas: 0, findings: {} as Record<string, number> };

  const take = async (step: Step, work: () => Promise<string[]> | string[]): Promise<void> => {
    process.send?.({ step });
    const begun = performance.now();
    const end = (result: StepOutcome['result'], told: string[]) =>
      steps.push({ step, ms: performance.now() - begun, result, told });
    try {
      const changes = await work();
      end(changes.length === 0 ? 'done' : 'differs', changes.slice(0, 20));
    } catch (error) {
      if (error instanceof Problem) end('problem', [error.line()]);
      else end('crash', [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
    }
  };

  let read: Document | undefined;
  await take('read', () => {
    read = readDocument(text, file);
    return [];
  });
  const document = read;
  if (document !== undefined) {
    about.version = document.version;
    await take('resolve', () => {
      const names = listOperations(document);
      about.operations = names.length;
      for (const name of names) resolveOperation(document, name);
      about.schemas = everySchema(document).length;
      return [];
    });
    await take('structure', async () => {
      const [fault] = await structureFaults(document);
      if (fault !== undefined) throw new Problem(fault.message, { place: document.placeOf(fault.pointer) });
      return [];
    });
    await take('lint', async () => {
      for (const { rule } of await lintDocument(document))
        about.findings[rule] = (about.findings[rule] ?? 0) + 1;
      return [];
    });
    await take('diff: itself', () => changes(document, readDocument(text, file)));
    const rewritten = (name: string) => async () => {
      const other = CORPUS_REWRITES[name]?.(JSON.parse(text) as JsonObject, seeded(1));
      return changes(document, readDocument(JSON.stringify(other), file));
    };
    await take('diff: reorderKeys', rewritten('reorderKeys'));
    if (bytes <= REWRITTEN_UP_TO) {
      await take('diff: reorderLists', rewritten('reorderLists'));
      await take('diff: wrapInAllOf', rewritten('wrapInAllOf'));
      await take('diff: inlineReferences', rewritten('inlineReferences'));
      if (document.version === '3.0') await take('diff: toOpenApi31', rewritten('toOpenApi31'));
    }
  }
  return { file, bytes, ...about, steps, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) };
}

/** What a diff tells of two documents that mean the same: nothing, when it is right. */
async function changes(base: Document, candidate: Document): Promise<string[]> {
  const diff = await diffDocuments(base, candidate);
  const told = diff.changes
    .filter(({ side }) => side !== 'docs')
    .map(
      ({ kind, breaking, message, base }) =>
        `${breaking ? 'breaking' : 'safe'} ${kind} ${base?.pointer}: ${message}`,
    );
  if (told.length === 0 && diff.verdict !== 'identical') return [`the verdict is ${diff.verdict}`];
  return told;
}
