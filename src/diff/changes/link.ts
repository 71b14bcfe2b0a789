import { listOperations } from '../../document/find-operation.ts';
import { child, entries, type Node, nodeAt } from '../../document/node.ts';
import type { DocumentedResponse } from '../../document/operation.ts';
import { isObject, type Json, type JsonObject, sameJson } from '../../json.ts';
import type { RawChange } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { sorted } from '../space/canonical.ts';
import { wordingChanges } from './docs.ts';

/**
 * What became of the links of an answer (OpenAPI 3.0 section 4.7.20): nothing of them is sent, and whoever follows one by
 * its name does so in code that was made from the document.
 */
export function linkChanges(
  before: DocumentedResponse,
  after: DocumentedResponse,
  pair: OperationPair,
  at: Pick<RawChange, 'place' | 'where'>,
): RawChange[] {
  const named = (node: Node) =>
    new Map(entries(child(node, 'links')).map(({ key, node: link }) => [key, link]));
  const olds = named(nodeAt(pair.base.document, before.pointer));
  const news = named(nodeAt(pair.candidate.document, after.pointer));
  return [...new Set([...olds.keys(), ...news.keys()])].flatMap((name): RawChange[] => {
    const old = olds.get(name);
    const fresh = news.get(name);
    const [was, is] = [old, fresh].map((link) => (link === undefined ? undefined : meaning(link)));
    const place = `${at.place}, link ${name}`;
    const wording =
      old === undefined || fresh === undefined
        ? []
        : wordingChanges(old, fresh, ['description'], { place, where: at.where });
    if (was !== undefined && is !== undefined && sameJson(was, is)) return wording;
    return [
      ...wording,
      {
        kind:
          was === undefined
            ? 'response-link-added'
            : is === undefined
              ? 'response-link-removed'
              : 'response-link-changed',
        side: 'response',
        effect: 'safe',
        text:
          was === undefined
            ? 'it is new'
            : is === undefined
              ? 'it is gone'
              : 'it leads elsewhere, or with other values',
        place,
        where: at.where,
        why:
          was === undefined
            ? 'the answer is the same, and nobody has to follow it'
            : 'the answer is the same; code that was made to follow the link has to be made again',
        base: old?.pointer ?? before.pointer,
        candidate: fresh?.pointer ?? after.pointer,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ];
  });
}

/** What a link says but for its wording. */
function meaning(link: Node): Json {
  if (!isObject(link.value)) return null;
  const { description: _, ...all } = link.value;
  const reference = decoded(all['operationRef']);
  const operation = listOperations(link.document).find(
    ({ id, pointer }) => id === all['operationId'] || reference === `#${pointer}`,
  );
  if (operation === undefined) return sorted(all);
  const { operationId: __, operationRef: ___, parameters, ...rest } = all;
  return sorted({
    ...rest,
    operation: operation.id.replaceAll(PATH_PARAMETER, '{}'),
    ...(isObject(parameters) ? { parameters: byPlace(parameters, operation.path) } : {}),
  });
}

/** A reference is a URI, whose braces may be escaped. */
function decoded(reference: Json | undefined): string | undefined {
  if (typeof reference !== 'string') return undefined;
  return reference.replace(/%7b|%7d/gi, (brace) => decodeURIComponent(brace));
}

const PATH_PARAMETER = /\{[^}]*\}/g;

/** Parameters of a path by their order: nobody sends their names. */
function byPlace(parameters: JsonObject, path: string): JsonObject {
  const names: readonly string[] = path.match(PATH_PARAMETER) ?? [];
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      const index = names.indexOf(`{${name.replace(/^path\./, '')}}`);
      return [index < 0 ? name : `path ${index}`, value];
    }),
  );
}
