import type { Document } from '../../document/document.ts';
import { child, entries, type Node, nodeAt } from '../../document/node.ts';
import type { Parameter } from '../../document/operation.ts';
import { typesOf } from '../../document/schema.ts';
import type { SchemaPair } from '../schema-changes.ts';
import { conjunction } from '../space/space.ts';

/** What is written with a name in some place: a parameter, or a header of an answer. */
export type Spelt = Pick<Parameter, 'name' | 'in' | 'schema' | 'pointer'>;

/** The ways in which a parameter's values are written: one for a list, one for an object, one for a plain value. */
export function spellingsOf(parameter: Spelt, document: Document): string[] {
  const node = nodeAt(document, parameter.pointer);
  const media = mediaOf(node);
  if (media !== undefined) return [media];
  const types = typesOf(parameter.schema);
  const isComposed = (type: string) => type === 'array' || type === 'object';
  const composed = [...new Set(types)].filter(isComposed).sort();
  const isPlain = composed.length === 0 || types.some((type) => !isComposed(type) && type !== 'null');
  return [
    ...(isPlain ? [plainSpelling(parameter, node)] : []),
    ...composed.map((type) => composedSpelling(parameter, node, type === 'array')),
  ];
}

interface Sided {
  spelt: Pick<Spelt, 'schema' | 'pointer'> & { in?: string };
  document: Document;
}

/** The schemas of what is written with one name before and after, and how its values travel. */
export function speltSchemas(base: Sided, candidate: Sided): SchemaPair {
  // In a path an empty text would be a path of another template.
  const isText = [base, candidate].every(
    ({ spelt }) => spelt.in === 'path' && typesOf(spelt.schema).join() === 'string',
  );
  const read = ({ spelt: { schema, pointer }, document }: Sided) =>
    conjunction([
      ...(schema === undefined ? [] : [schema]),
      ...(isText ? [{ document, pointer: `${pointer}/in`, value: { not: { const: '' } } }] : []),
    ]);
  return {
    base: read(base),
    candidate: read(candidate),
    wire: travelsAsText(base) && travelsAsText(candidate),
    places: { base: base.spelt.pointer, candidate: candidate.spelt.pointer },
  };
}

/** Whether a value is told by its text alone: in a media type such as JSON, a number is no text. */
function travelsAsText({ spelt, document }: Sided): boolean {
  return mediaOf(nodeAt(document, spelt.pointer))?.startsWith('text/plain') ?? true;
}

function mediaOf(node: Node): string | undefined {
  return entries(child(node, 'content'))[0]?.key.toLowerCase();
}

function styleOf({ in: place }: Spelt, node: Node): string {
  return String(child(node, 'style')?.value ?? (place === 'query' || place === 'cookie' ? 'form' : 'simple'));
}

/** Of a plain text or number there is but one way, save in a path. */
function plainSpelling(parameter: Spelt, node: Node): string {
  const style = parameter.in === 'path' ? styleOf(parameter, node) : 'simple';
  return style === 'label' ? '.text' : style === 'matrix' ? `;${parameter.name}=text` : 'text';
}

function composedSpelling(parameter: Spelt, node: Node, isList: boolean): string {
  const { name } = parameter;
  const style = styleOf(parameter, node);
  const explode = (child(node, 'explode')?.value ?? style === 'form') === true;
  const separator: Record<string, string> = { spaceDelimited: '%20', pipeDelimited: '|' };
  if (style === 'deepObject') return `${name}[a]=1`;
  if (style === 'label') return explode ? (isList ? '.1.2' : '.a=1.b=2') : isList ? '.1,2' : '.a,1,b,2';
  if (style === 'matrix') return explode ? (isList ? `;${name}=1;${name}=2` : ';a=1;b=2') : `;${name}=1,2`;
  if (style === 'simple') return isList ? '1,2' : explode ? 'a=1,b=2' : 'a,1,b,2';
  if (explode) return isList ? `${name}=1&${name}=2` : 'a=1&b=2';
  return isList ? `${name}=1${separator[style] ?? ','}2` : `${name}=a,1,b,2`;
}
