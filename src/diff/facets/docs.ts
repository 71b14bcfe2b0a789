import { child, items, type Node } from '../../document/node.ts';
import { isObject, type Json, sameJson } from '../../json.ts';
import { sorted } from '../space/canonical.ts';
import { type Conjunction, conjunction } from '../space/space.ts';
import type { Delta } from './delta.ts';

/** What a schema says to people, and what its tools make of it: no value is accepted for it, or refused. */
const TALK = ['title', 'description', 'externalDocs', 'xml'] as const;

/** What is said where the spelling in XML is another, which is wording wherever a value is not written in XML. */
export const OTHER_XML = 'its xml is another';

/**
 * What two schemas say differently without accepting other values: wording, examples, defaults, deprecation.
 *
 * @param wire true for a value that travels as text, so that a default of `5` is the text too
 */
export function* docsDeltas(before: Conjunction, after: Conjunction, wire: boolean): Generator<Delta> {
  for (const word of TALK) yield* wordDelta(before, after, word);
  yield* exampleDelta(before, after);
  const was = defaultOf(before);
  const is = defaultOf(after);
  if (!same(was, is) && !(wire && isOneText(was, is))) {
    yield silent(
      'default-changed',
      `its default is ${text(is)}, before ${text(was)}`,
      was,
      is,
      before,
      after,
    );
  }
  const old = said(before, 'deprecated')?.value === true;
  const fresh = said(after, 'deprecated')?.value === true;
  if (old !== fresh) {
    yield silent(
      fresh ? 'deprecated' : 'no-longer-deprecated',
      fresh ? 'it is now deprecated' : 'it is no longer deprecated',
      said(before, 'deprecated'),
      said(after, 'deprecated'),
      before,
      after,
    );
  }
}

function* wordDelta(before: Conjunction, after: Conjunction, word: string): Generator<Delta> {
  const was = said(before, word);
  const is = said(after, word);
  if (same(was, is)) return;
  const what = word === 'xml' ? `${xmlOf(before, after)} is another` : `its ${word} is ${became(was, is)}`;
  // A reference may carry a text of its own since 3.1; where a title is the name of a component it is none of the schema.
  yield silent('documentation-changed', what, was, is, before, after);
}

/** `example` and the first of `examples` say the same. */
function* exampleDelta(before: Conjunction, after: Conjunction): Generator<Delta> {
  const was = said(before, 'example') ?? said(before, 'examples', 0);
  const is = said(after, 'example') ?? said(after, 'examples', 0);
  if (!same(was, is))
    yield silent('documentation-changed', `its example is ${became(was, is)}`, was, is, before, after);
}

function became(was: Node | undefined, is: Node | undefined): string {
  return is === undefined ? 'gone' : was === undefined ? 'new' : 'another';
}

function silent(
  facet: string,
  words: string,
  was: Node | undefined,
  is: Node | undefined,
  before: Conjunction,
  after: Conjunction,
): Delta {
  return {
    facet,
    text: words,
    grew: 'no',
    shrank: 'no',
    gone: false,
    ...(was === undefined ? {} : { before: was.value }),
    ...(is === undefined ? {} : { after: is.value }),
    base: was?.pointer ?? before.nodes[0]?.pointer ?? '',
    candidate: is?.pointer ?? after.nodes[0]?.pointer ?? '',
    baseBranches: [],
    candidateBranches: [],
  };
}

function isOneText(one: Node | undefined, other: Node | undefined): boolean {
  if (one === undefined || other === undefined || isObject(one.value) || isObject(other.value)) return false;
  return String(one.value) === String(other.value);
}

function same(one: Node | undefined, other: Node | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return sameJson(plain(one.value), plain(other.value));
}

/** Where a line is wrapped is no matter of wording. */
function plain(value: Json): Json {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : sorted(value);
}

function text(node: Node | undefined): string {
  return node === undefined ? 'none' : JSON.stringify(node.value);
}

/**
 * Its default, itself or of what it is composed of. Where parts of one `allOf` disagree nobody knows which one holds
 * (JSON Schema section 9.2 leaves it to the reader); their order is not to tell.
 */
function defaultOf({ nodes }: Pick<Conjunction, 'nodes'>, depth = 0): Node | undefined {
  const own = nodes.flatMap((node) => (isObject(node.value) ? (child(node, 'default') ?? []) : []));
  const [first] = own.sort((one, other) => (text(one) < text(other) ? -1 : 1));
  if (first !== undefined || nodes.length === 0 || depth > 10) return first;
  const parts = nodes.flatMap((node) => (isObject(node.value) ? items(child(node, 'allOf')) : []));
  return defaultOf(conjunction(parts), depth + 1);
}

/** What a schema says by a word: itself, or the first of those that it is composed of. */
function said(schema: Conjunction, word: string, index?: number): Node | undefined {
  return sayings(schema, 1, word, index)[0];
}

/** The first of all that a schema, and those that it is composed of, say by a word. */
function sayings({ nodes }: Conjunction, most: number, word: string, index?: number): Node[] {
  const all: Node[] = [];
  const pending = [...nodes];
  const seen = new Set<string>();
  for (let node = pending.shift(); node !== undefined; node = pending.shift()) {
    if (!isObject(node.value) || seen.has(node.pointer)) continue;
    seen.add(node.pointer);
    const found = child(node, word, ...(index === undefined ? [] : [index]));
    if (found !== undefined && all.push(found) === most) return all;
    pending.push(...items(child(node, 'allOf')));
    if (pending.length > 50) return all;
  }
  return all;
}

/** Where parts of one `allOf` are written in XML each in its own way, nobody knows which one holds. */
function xmlOf(...schemas: readonly Conjunction[]): string {
  return schemas.some((schema) => sayings(schema, 2, 'xml').length > 1) ? 'one of its xml' : 'its xml';
}
