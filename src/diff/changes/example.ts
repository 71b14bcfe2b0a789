import { dataAt } from '../../document/node.ts';
import type { DocumentedResponse, Example, Media } from '../../document/operation.ts';
import { joinPointer } from '../../document/pointer.ts';
import { extended } from '../../document/schema.ts';
import { isObject, type Json, type JsonObject, sameJson } from '../../json.ts';
import type { RawChange } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { sorted } from '../space/canonical.ts';

/** One error of a documented example: the value that consumers branch on, and what else a machine reads. */
interface ErrorCode {
  code: string;
  pointer: string;
  /** Further values that a machine reads, such as the pointer to what is wrong, by their place in the error. */
  sources: string;
  /** The whole error, in one spelling. */
  error: string;
}

/**
 * What became of the documented examples of an answer. An error's `code` is what a consumer branches on, and where it
 * points to is what a form shows; its wording is for people.
 */
export function exampleChanges(
  before: DocumentedResponse,
  after: DocumentedResponse,
  pair: OperationPair,
): RawChange[] {
  // A body that is gone has taken its examples with it.
  if (before.content.length > 0 && after.content.length === 0) return [];
  const old = examplesOf(before);
  const fresh = examplesOf(after);
  const same =
    old.length === fresh.length &&
    old.every(({ value }) => fresh.some((other) => sameJson(sorted(value), sorted(other.value))));
  if (same) return [];
  const at = {
    side: 'response',
    place: `the answer ${before.status}, its documented example`,
    where: { ...pair.where, part: 'response', status: before.status },
  } as const;
  const places = {
    base: old[0]?.pointer ?? before.pointer,
    candidate: fresh[0]?.pointer ?? after.pointer,
  };
  if (!/^([45]|default)/i.test(before.status)) {
    return [
      {
        ...at,
        ...places,
        kind: 'documentation-changed',
        side: 'docs',
        effect: 'safe',
        text: 'it is another',
        why: 'the values of an answer differ from one to the next; an example only shows them',
        before: old.map(({ value }) => value),
        after: fresh.map(({ value }) => value),
      },
    ];
  }
  const olds = old.flatMap((example) => codesOf(example, pair.names.isErrorCode));
  const news = fresh.flatMap((example) => codesOf(example, pair.names.isErrorCode));
  if (olds.length > 0 && sameErrors(olds, news)) return [];
  const breaking = codeChanges(olds, news, at, places);
  if (breaking.length > 0) return breaking;
  const added = news.filter(({ code }) => !olds.some((each) => each.code === code));
  return [
    {
      ...at,
      ...places,
      kind: fresh.length === 0 ? 'example-removed' : old.length === 0 ? 'example-added' : 'example-changed',
      effect: 'safe',
      text:
        fresh.length === 0
          ? 'it is gone'
          : old.length === 0
            ? 'it is new'
            : added.length > 0
              ? `it has the code ${added.map(({ code }) => `"${code}"`).join(', ')} as well`
              : 'its wording is another',
      why: 'every code by which errors are told apart is still documented',
      before: old.map(({ value }) => value),
      after: fresh.map(({ value }) => value),
    },
  ];
}

/** The same errors, in however many examples they are shown. */
function sameErrors(olds: readonly ErrorCode[], news: readonly ErrorCode[]): boolean {
  const errors = (list: readonly ErrorCode[]) => [...new Set(list.map(({ error }) => error))].sort().join();
  return errors(olds) === errors(news);
}

function codeChanges(
  olds: readonly ErrorCode[],
  news: readonly ErrorCode[],
  at: Pick<RawChange, 'side' | 'place' | 'where'>,
  places: { base: string; candidate: string },
): RawChange[] {
  const codes = (list: readonly ErrorCode[]) => [...new Set(list.map(({ code }) => code))];
  const gone = codes(olds).filter((code) => !codes(news).includes(code));
  const fresh = codes(news).filter((code) => !codes(olds).includes(code));
  if (gone.length > 0) {
    return gone.map((code, index): RawChange => {
      const instead = gone.length === fresh.length ? fresh[index] : undefined;
      return {
        ...at,
        kind: instead === undefined ? 'example-code-removed' : 'example-code-changed',
        effect: 'breaks',
        text:
          instead === undefined
            ? `the code "${code}" is no longer documented`
            : `the code "${code}" is now "${instead}"`,
        why: 'whoever tells errors apart by that code no longer meets it',
        base: olds.find((each) => each.code === code)?.pointer ?? places.base,
        candidate: news.find((each) => each.code === instead)?.pointer ?? places.candidate,
        before: code,
        after: instead ?? null,
      };
    });
  }
  return codes(olds).flatMap((code): RawChange[] => {
    const sources = (list: readonly ErrorCode[]) =>
      list.filter((each) => each.code === code && each.sources !== '{}').map((each) => each.sources);
    const lost = sources(olds).filter((each) => !sources(news).includes(each));
    if (lost.length === 0) return [];
    // What points to the same place by another code has another code, and still points there.
    const recoded = lost.flatMap(
      (each) => news.find((error) => error.sources === each && fresh.includes(error.code)) ?? [],
    );
    const [first] = recoded;
    if (first !== undefined && recoded.length === lost.length) {
      const old = olds.find((error) => error.code === code && error.sources === first.sources);
      return [
        {
          ...at,
          kind: 'example-code-changed',
          effect: 'breaks',
          text: `the code "${code}" of an error with ${first.sources} is now "${first.code}"`,
          why: 'whoever tells errors apart by that code no longer meets it',
          base: old?.pointer ?? places.base,
          candidate: first.pointer,
          before: code,
          after: first.code,
        },
      ];
    }
    return [
      {
        ...at,
        kind: 'example-source-changed',
        effect: 'breaks',
        text: `an error with the code "${code}" no longer points to ${lost.join(', ')}`,
        why: 'whoever shows an error where it belongs, by what it points to, finds another place or none',
        base: olds.find((each) => each.code === code && lost.includes(each.sources))?.pointer ?? places.base,
        candidate: news.find((each) => each.code === code)?.pointer ?? places.candidate,
        before: lost.map((each): Json => JSON.parse(each) as Json),
        after: sources(news).map((each): Json => JSON.parse(each) as Json),
      },
    ];
  });
}

/** The examples of an answer: those of its media types, or else those of the schemas, where 3.0 has them as well. */
function examplesOf({ content }: DocumentedResponse): Example[] {
  return content.flatMap((media) => (media.examples.length > 0 ? media.examples : schemaExamples(media)));
}

/** Of a schema, or of the first that it is composed of. */
function schemaExamples({ schema }: Media): Example[] {
  for (const each of schema === undefined ? [] : extended(schema)) {
    const list = dataAt(each, 'examples');
    const first = list !== undefined && Array.isArray(list.value) ? dataAt(list, 0) : undefined;
    const found = dataAt(each, 'example') ?? first;
    if (found !== undefined) return [{ name: 'example', value: found.value, pointer: found.pointer }];
  }
  return [];
}

/** Members of an error that tell a machine what it is about. */
const SOURCES = new Set(['pointer', 'parameter', 'param', 'field', 'header']);

function codesOf(example: Example, isErrorCode: (name: string) => boolean): ErrorCode[] {
  const found: ErrorCode[] = [];
  const visit = (value: Json | undefined, pointer: string): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, joinPointer(pointer, index));
    } else if (isObject(value)) {
      const isOwn = Object.keys(value).some(isErrorCode) ? isErrorCode : isProblemType(value);
      for (const [name, item] of Object.entries(value)) {
        if (isOwn(name) && isToken(item)) {
          found.push({
            code: String(item),
            pointer: joinPointer(pointer, name),
            sources: JSON.stringify(sorted(sourcesIn(value))),
            error: JSON.stringify(sorted(value)),
          });
        } else {
          visit(item, joinPointer(pointer, name));
        }
      }
    }
  };
  visit(example.value, example.pointer);
  return found;
}

/** The name of the member by which a problem is told from others, `type`, unless it says that there is none (RFC 9457 section 3.1.1). */
function isProblemType(problem: JsonObject): (name: string) => boolean {
  const { type, title, detail, status } = problem;
  const isProblem =
    typeof type === 'string' &&
    /^([a-z][a-z0-9+.-]*:|\/)/i.test(type) &&
    type !== 'about:blank' &&
    [title, detail, status].some((each) => each !== undefined);
  return (name) => isProblem && name === 'type';
}

/** A word or number for machines, not a sentence. */
function isToken(value: Json | undefined): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^\S+$/.test(value));
}

function sourcesIn(error: Json): Json {
  if (!isObject(error)) return {};
  const found: [string, Json][] = [];
  for (const [name, item] of Object.entries(error)) {
    if (item === undefined) continue;
    if (SOURCES.has(name) && typeof item === 'string') found.push([name, item]);
    else if (isObject(item)) {
      const inner = sourcesIn(item);
      if (isObject(inner) && Object.keys(inner).length > 0) found.push([name, inner]);
    }
  }
  return Object.fromEntries(found);
}
