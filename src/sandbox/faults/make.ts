import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';
import type { Fault, FaultGroup, FaultHooks, FaultRun } from '../fault.ts';
import type { Decision } from '../rules.ts';
import { NAMES } from './names.ts';

/** The decisions whose answers the document describes. */
export type Kind = 'success' | 'invalid' | 'unauthorized' | 'conflict';
export const KINDS: readonly Kind[] = ['success', 'invalid', 'unauthorized', 'conflict'];

type Marks = Pick<Fault, 'harmless' | 'slow' | 'inconclusive'>;

/** The checks that have to notice a fault: one of them, several that each must, or none. */
export type Kills = string | readonly string[];

/**
 * Declares a fault. Hooks that remember nothing may be given as they are.
 *
 * One that no check has to notice, and that leaves somebody to judge, is a difference between servers that no document
 * forbids: a run must not notice it (docs/decisions/0006-left-open.md says why for each).
 */
export function fault(
  kills: Kills,
  group: FaultGroup,
  name: string,
  title: string,
  hooks: FaultHooks | ((run: FaultRun) => FaultHooks),
  marks: Marks = {},
): Fault {
  const open = kills.length === 0 && marks.inconclusive !== true;
  return {
    name,
    group,
    title,
    ...(open ? { harmless: true } : {}),
    ...marks,
    kills: typeof kills === 'string' ? [kills] : kills,
    hooks: typeof hooks === 'function' ? hooks : () => hooks,
  };
}

/** Declares a variation that document and contract allow. */
export function harmless(
  group: FaultGroup,
  name: string,
  title: string,
  hooks: FaultHooks | ((run: FaultRun) => FaultHooks),
): Fault {
  return fault([], group, name, title, hooks, { harmless: true });
}

/** Changes an answer; `count` is 1 for the first answer that was changed in this run. */
export type Change = (
  answer: Answer,
  call: Call,
  decision: Decision,
  count: number,
) => Answer | Promise<Answer>;

/** Hooks that change the answers of some kinds. */
export function changing(kinds: readonly Kind[], change: Change): () => FaultHooks {
  return () => {
    let count = 0;
    return {
      answer: (answer, call, decision) =>
        kinds.some((kind) => kind === decision.kind) ? change(answer, call, decision, ++count) : answer,
    };
  };
}

/** Hooks that change the JSON of the answers of some kinds. */
export function rewriting(
  kinds: readonly Kind[],
  change: (json: Json, call: Call) => Json | undefined,
): () => FaultHooks {
  return changing(kinds, (answer, call) => ({ ...answer, json: change(answer.json ?? null, call) }));
}

/** Hooks that change the event of a 201. */
export function rewritingEvent(change: (event: JsonObject, call: Call) => Json): () => FaultHooks {
  return rewriting(['success'], (json, call) => withEvent(json, (event) => change(event, call)));
}

/** The body of a 201 with its event changed. */
export function withEvent(json: Json | undefined, change: (event: JsonObject) => Json): Json {
  const event = eventOf(json);
  return isObject(json) ? { ...json, [NAMES.event]: change(event) } : { [NAMES.event]: change(event) };
}

/** The event in the body of a 201. */
export function eventOf(json: Json | undefined): JsonObject {
  const event = isObject(json) ? json[NAMES.event] : undefined;
  return isObject(event) ? event : {};
}

/** Hooks that change each error of the answers of some kinds, or leave it out where `undefined` comes back. */
export function rewritingErrors(
  kinds: readonly Kind[],
  change: (error: JsonObject, index: number, call: Call) => Json | undefined,
): () => FaultHooks {
  return rewriting(kinds, (json, call) => withErrors(json, (error, index) => change(error, index, call)));
}

/** An error body with each of its errors changed. */
export function withErrors(
  json: Json | undefined,
  change: (error: JsonObject, index: number) => Json | undefined,
): Json {
  const errors = errorsOf(json).flatMap((error, index) => {
    const changed = change(error, index);
    return changed === undefined ? [] : [changed];
  });
  return isObject(json) ? { ...json, [NAMES.errors]: errors } : { [NAMES.errors]: errors };
}

/** The errors of an error body. */
export function errorsOf(json: Json | undefined): JsonObject[] {
  const errors = isObject(json) ? json[NAMES.errors] : undefined;
  return Array.isArray(errors) ? errors.filter(isObject) : [];
}

/** An object without some of its properties. */
export function without(object: JsonObject, ...keys: string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** An object with a property renamed in its place. */
export function renamed(object: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key === from ? to : key, value]));
}

/** `created_at` becomes `createdAt`. */
export function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** An answer with a header set; others of that name go. Without a value the header goes. */
export function withHeader(answer: Answer, name: string, value?: string): Answer {
  const others = answer.headers.filter(([key]) => key.toLowerCase() !== name.toLowerCase());
  return { ...answer, headers: value === undefined ? others : [...others, [name, value]] };
}

/** An answer with a text in place of its body. */
export function withText(answer: Answer, type: string, text: string): Answer {
  return { ...withHeader(answer, 'Content-Type', type), json: undefined, bytes: Buffer.from(text) };
}

/** An answer in JSON from something other than the API. */
export function jsonAnswer(status: number, json: Json, headers: Answer['headers'] = []): Answer {
  return { status, headers: [['Content-Type', 'application/json'], ...headers], json };
}

/** An HTML page from something other than the API. */
export function page(status: number, title: string, text: string, headers: Answer['headers'] = []): Answer {
  return {
    status,
    headers: [['Content-Type', 'text/html; charset=UTF-8'], ...headers],
    bytes: Buffer.from(
      `<!DOCTYPE html>\n<html><head><title>${title}</title></head>\n<body><center><h1>${title}</h1></center>\n` +
        `<p>${text}</p></body></html>\n`,
    ),
  };
}

/** The bytes of an answer's body as the sandbox would send them. */
export function bodyBytes({ json, bytes }: Answer): Buffer {
  return bytes ?? Buffer.from(json === undefined ? '' : JSON.stringify(json));
}

/** A promise that is kept after some milliseconds, without keeping the process alive. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
