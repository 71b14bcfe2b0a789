import { readFileSync } from 'node:fs';
import type { Document } from '../../src/document/document.ts';
import { readDocument } from '../../src/document/load.ts';
import { type Node, rootNode } from '../../src/document/node.ts';
import { valueAt } from '../../src/document/pointer.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { Problem } from '../../src/problem.ts';

export const PINNED = 'spec/onboarding-api.trigger-event.yaml';
export const PAGE = 'tests/document/fixtures/trigger-a-webhook-event.md';

/** The pinned document's text, with some of it replaced: each edit has to find what it replaces. */
export function pinnedText(...edits: [from: string, to: string][]): string {
  let text = readFileSync(PINNED, 'utf8');
  for (const [from, to] of edits) {
    if (!text.includes(from)) throw new Error(`the pinned document has no ${JSON.stringify(from)}`);
    text = text.replace(from, () => to);
  }
  return text;
}

/** A document of the parts that matter to a test, the rest as plain as it can be. */
export function documentOf(parts: JsonObject, version = '3.0.3'): Document {
  const whole = { openapi: version, info: { title: 'A', version: '1' }, paths: {}, ...parts };
  return readDocument(JSON.stringify(whole, null, 2), 'api.json');
}

/** A document with one operation, `POST /things`. */
export function operationOf(operation: JsonObject, parts: JsonObject = {}, version?: string): Document {
  const responses = { 200: { description: 'Fine.' } };
  return documentOf({ paths: { '/things': { post: { responses, ...operation } } }, ...parts }, version);
}

/** The schema `Thing` of a document with the schemas given. */
export function schemaOf(schemas: JsonObject, version?: string): Node {
  return nodeAt(documentOf({ components: { schemas } }, version), '/components/schemas/Thing');
}

/** What stands at a pointer, no reference followed. */
export function nodeAt(document: Document, pointer: string): Node {
  const value: Json | undefined = valueAt(document.root, pointer);
  if (value === undefined) throw new Error(`nothing at ${pointer}`);
  return { ...rootNode(document), pointer, value };
}

/** The Problem that a function ends with; anything else fails the test. */
export function problemOf(run: () => unknown): Problem {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('there was no Problem');
}

/** As `problemOf`, of a promise. */
export async function problemIn(promise: Promise<unknown>): Promise<Problem> {
  return promise.then(
    () => {
      throw new Error('there was no Problem');
    },
    (error: unknown) => problemOf(() => raise(error)),
  );
}

function raise(error: unknown): never {
  throw error;
}
