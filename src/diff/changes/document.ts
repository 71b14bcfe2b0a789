import type { Document } from '../../document/document.ts';
import { child, entries, items, type Node, objectAt, rootNode } from '../../document/node.ts';
import type { RawChange, Whereabouts } from '../change.ts';
import { wordingChanges } from './docs.ts';

const NOWHERE: Whereabouts = { operation: { method: '', path: '', id: '' }, part: 'operation' };

/** What two documents say differently of themselves: nothing that is sent or answered. */
export function documentWording(base: Document, candidate: Document): RawChange[] {
  const before = rootNode(base);
  const after = rootNode(candidate);
  const at = (place: string) => ({ place, where: NOWHERE });
  return [
    ...parts(
      before,
      after,
      'info',
      ['title', 'version', 'description', 'summary', 'termsOfService', 'contact', 'license'],
      at('the document'),
    ),
    ...wordingChanges(before, after, ['externalDocs'], at('the document')),
    ...named(before, after, (root) => list(root, 'tags', 'name'), ['description', 'externalDocs'], 'the tag'),
    ...named(before, after, (root) => list(root, 'servers', 'url'), ['description'], 'the server'),
    ...named(before, after, schemes, ['description', 'bearerFormat'], 'the security scheme'),
  ];
}

function parts(
  before: Node,
  after: Node,
  part: string,
  words: readonly string[],
  at: { place: string; where: Whereabouts },
): RawChange[] {
  const old = objectAt(before, part) ?? { ...before, value: {} };
  const fresh = objectAt(after, part) ?? { ...after, value: {} };
  return wordingChanges(old, fresh, words, at);
}

/** What has the same name in both is compared; what comes or goes is told of where it counts. */
function named(
  before: Node,
  after: Node,
  read: (root: Node) => Map<string, Node>,
  words: readonly string[],
  what: string,
): RawChange[] {
  const news = read(after);
  return [...read(before)].flatMap(([name, node]) => {
    const other = news.get(name);
    return other === undefined
      ? []
      : wordingChanges(node, other, words, { place: `${what} ${name}`, where: NOWHERE });
  });
}

function list(root: Node, key: string, by: string): Map<string, Node> {
  return new Map(items(child(root, key)).map((node) => [String(child(node, by)?.value ?? ''), node]));
}

function schemes(root: Node): Map<string, Node> {
  return new Map(entries(child(root, 'components', 'securitySchemes')).map(({ key, node }) => [key, node]));
}
