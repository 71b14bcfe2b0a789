import type { Direction } from '../../document/json-schema.ts';
import { child, entries, follow, nodeAt } from '../../document/node.ts';
import type { Media } from '../../document/operation.ts';
import { isObject, type Json, sameJson } from '../../json.ts';
import type { RawChange } from '../change.ts';
import { OTHER_XML } from '../facets/docs.ts';
import { type SchemaEngine, type SchemaPair, schemaChanges } from '../schema-changes.ts';
import { sorted } from '../space/canonical.ts';
import { type Conjunction, conjunction, type Spaces } from '../space/space.ts';
import { tellingWords } from '../space/telling-words.ts';
import { saysNothing } from '../space/type-rules.ts';

/** What became of the values of a body in one media type: of all of it, and of each item where it is a stream of them. */
export function mediaChanges(
  before: Media,
  after: Media,
  engine: SchemaEngine,
  about: Parameters<typeof schemaChanges>[2],
): RawChange[] {
  const found = [
    ...schemaChanges(schemasOf(before, after, engine), engine, about),
    ...itemChanges(before, after, engine, about),
  ];
  const { direction } = engine.comparison;
  if (XML.test(before.type)) return found.flatMap((change) => inXml(change, direction));
  return FORM.test(before.type) ? found.filter((change) => !isOfForm(change)) : found;
}

/** A form is an object, whether or not its schema says so: nothing else can be sent as one. */
function isOfForm({ kind, where, before, after }: RawChange): boolean {
  const types = [before, after].map((value) => (Array.isArray(value) ? value : [value]));
  return (
    /-type-(narrowed|widened)$/.test(kind) &&
    where.at === '' &&
    types.every((list) => list.includes('object'))
  );
}

/** The items of a stream have a schema of their own (OpenAPI 3.2 section 4.14, itemSchema). */
function itemChanges(
  before: Media,
  after: Media,
  engine: SchemaEngine,
  about: Parameters<typeof schemaChanges>[2],
): RawChange[] {
  const itemsOf = ({ pointer }: Media, { document }: Spaces) => {
    const schema = child(nodeAt(document, pointer), 'itemSchema');
    return conjunction(schema === undefined ? [] : [schema]);
  };
  const { base, candidate } = engine.comparison;
  const pair = { base: itemsOf(before, base), candidate: itemsOf(after, candidate), wire: false };
  if (pair.base.nodes.length === 0 && pair.candidate.nodes.length === 0) return [];
  const places = { base: before.pointer, candidate: after.pointer };
  return schemaChanges({ ...pair, places }, engine, { ...about, place: `${about.place}, each item` });
}

const XML = /[/+]xml\b/i;

/** What `xml` says of a schema is wording, save in XML, where it is how a value is written. */
function inXml(change: RawChange, direction: Direction): RawChange[] {
  if (change.side !== 'docs' || change.text !== OTHER_XML) return [change];
  const name = change.where.at?.split('/').at(-1) ?? '';
  if (sameJson(written(change.before, name), written(change.after, name))) return [];
  return [
    {
      ...change,
      kind: `${direction}-xml-changed`,
      side: direction,
      effect: 'breaks',
      text: 'it is written in XML in another way',
      why: 'the same value is another element or attribute, and whoever looks for the one finds none',
    },
  ];
}

/** What `xml` says of a schema is no wording of a body that is given in XML as well, where it is told of by itself. */
export function toldInXml(changes: readonly RawChange[]): RawChange[] {
  const told = changes.filter(({ kind }) => kind.endsWith('-xml-changed'));
  return changes.filter(
    (change) =>
      change.text !== OTHER_XML ||
      !told.some(({ base, candidate }) => base === change.base && candidate === change.candidate),
  );
}

/**
 * How a value is written in XML, without what holds anyway (OpenAPI 3.0 section 4.7.25). A prefix stands for a namespace,
 * and any other may in its place (Namespaces in XML 1.0, section 4).
 */
function written(xml: Json | undefined, property: string): Json {
  const { name = property, attribute = false, wrapped = false, prefix, ...rest } = isObject(xml) ? xml : {};
  const isOwn = prefix !== undefined && rest['namespace'] === undefined;
  return sorted({ ...rest, ...(isOwn ? { prefix } : {}), name, attribute, wrapped });
}

/**
 * The schemas of a body before and after. Any bytes are a text of them in OpenAPI 3.0, and since 3.1 no schema at all:
 * between the two there is nothing to compare.
 */
function schemasOf(before: Media, after: Media, { comparison }: SchemaEngine): SchemaPair {
  const bytes = [bytesOf(before), bytesOf(after)];
  const isSpelling = bytes.includes('text') && bytes.includes('nothing');
  const read = ({ schema }: Media) => conjunction(schema === undefined || isSpelling ? [] : [schema]);
  const places = { base: before.pointer, candidate: after.pointer };
  const [base, candidate] = [read(before), read(after)];
  const wire =
    isFormOfTexts(before, base, comparison.base) && isFormOfTexts(after, candidate, comparison.candidate);
  return { base, candidate, wire, places };
}

const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/**
 * Whether all that a body holds are fields that travel as text, plain values and lists of them: an object in a form is
 * JSON (OpenAPI 3.0 section 4.7.15.1, contentType), as is what an encoding says so of.
 */
function isFormOfTexts({ type, pointer }: Media, schema: Conjunction, spaces: Spaces): boolean {
  if (!FORM.test(type)) return false;
  const encodings = entries(child(nodeAt(spaces.document, pointer), 'encoding'));
  if (encodings.some(({ node }) => child(node, 'contentType') !== undefined)) return false;
  const isPlain = (conjunction: Conjunction, depth: number): boolean =>
    spaces
      .of(conjunction)
      .branches.every(
        ({ type: own, items, prefix }) =>
          own !== 'object' &&
          (own !== 'array' || (depth === 0 && prefix.length === 0 && isPlain(items, depth + 1))),
      );
  return spaces
    .of(schema)
    .branches.every(
      ({ type: own, properties, patternProperties, additional }) =>
        own === 'object' &&
        (additional.nodes.length === 0 || isPlain(additional, 0)) &&
        [...properties.values(), ...patternProperties].every((property) => isPlain(property.schema, 0)),
    );
}

/** Media types whose bodies a schema describes by the values in them, not as they come. */
const OF_VALUES =
  /^text\/|^multipart\/|[/+](json|xml|yaml)\b|\b(x-www-form-urlencoded|json-seq|jsonl|x-ndjson|x-yaml)\b|\*/i;

/** How a schema says that a body may be any bytes (OpenAPI 3.1 section 4.8.14.3), if it does. */
function bytesOf({ type, schema }: Media): 'text' | 'nothing' | undefined {
  if (OF_VALUES.test(type)) return undefined;
  if (schema === undefined || saysNothing(schema)) return 'nothing';
  const { value } = follow(schema);
  if (!isObject(value) || value['type'] !== 'string') return undefined;
  if (value['format'] !== undefined && value['format'] !== 'binary') return undefined;
  const words = tellingWords(value);
  return words.every((word) => ['type', 'format', 'contentMediaType'].includes(word)) ? 'text' : undefined;
}
