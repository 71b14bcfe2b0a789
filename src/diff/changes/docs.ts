import { operationAt } from '../../document/find-operation.ts';
import { child, dataAt, type Node } from '../../document/node.ts';
import { joinPointer } from '../../document/pointer.ts';
import { isObject, type Json, sameJson } from '../../json.ts';
import type { RawChange, Whereabouts } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { sorted } from '../space/canonical.ts';

/** What two objects of OpenAPI say differently to people; deprecation is a change of its own kind. */
export function wordingChanges(
  base: Node,
  candidate: Node,
  words: readonly string[],
  at: { place: string; where: Whereabouts },
): RawChange[] {
  return words.flatMap((word) => {
    const was = dataAt(base, word);
    const is = dataAt(candidate, word);
    if (word === 'deprecated')
      return deprecation(was?.value === true, is?.value === true, base, candidate, at);
    if (sameWords(was?.value, is?.value)) return [];
    return [
      {
        kind: 'documentation-changed',
        side: 'docs' as const,
        effect: 'safe' as const,
        text: `its ${word} is ${is === undefined ? 'gone' : was === undefined ? 'new' : 'another'}`,
        place: at.place,
        where: at.where,
        why: 'only the wording changes',
        base: was?.pointer ?? base.pointer,
        candidate: is?.pointer ?? candidate.pointer,
        ...(was === undefined ? {} : { before: was.value }),
        ...(is === undefined ? {} : { after: is.value }),
      },
    ];
  });
}

function deprecation(
  was: boolean,
  is: boolean,
  base: Node,
  candidate: Node,
  at: { place: string; where: Whereabouts },
): RawChange[] {
  if (was === is) return [];
  return [
    {
      kind: is ? 'request-deprecated' : 'request-no-longer-deprecated',
      side: 'request',
      effect: 'safe',
      text: is ? 'it is now deprecated' : 'it is no longer deprecated',
      ...at,
      why: is ? 'it still works; the document says that it will not for ever' : 'it stays',
      base: joinPointer(base.pointer, 'deprecated'),
      candidate: joinPointer(candidate.pointer, 'deprecated'),
      before: was,
      after: is,
    },
  ];
}

function sameWords(one: Json | undefined, other: Json | undefined): boolean {
  if (one === undefined || other === undefined) return one === other || isEmpty(one ?? other);
  return sameJson(plain(one), plain(other));
}

function isEmpty(value: Json | undefined): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

/** Line breaks and the order of tags are no matter of wording. */
function plain(value: Json): Json {
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim();
  if (Array.isArray(value))
    return value.map(plain).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return isObject(value) ? sorted(value) : value;
}

/** What an operation says differently of itself, its body and its answers. */
export function operationWording(pair: OperationPair): RawChange[] {
  const [base, candidate] = [nodeOf(pair, 'base'), nodeOf(pair, 'candidate')];
  const own = wordingChanges(
    base,
    candidate,
    ['summary', 'description', 'tags', 'externalDocs', 'deprecated'],
    {
      place: 'the operation',
      where: pair.where,
    },
  );
  const ids = [base, candidate].map((node) => (isObject(node.value) ? node.value['operationId'] : undefined));
  if (sameJson(ids[0], ids[1])) return own;
  return [
    ...own,
    {
      kind: 'operation-id-changed',
      side: 'docs',
      effect: 'safe',
      text: `its operationId is ${JSON.stringify(ids[1] ?? null)}, before ${JSON.stringify(ids[0] ?? null)}`,
      place: 'the operation',
      where: pair.where,
      why: 'nothing of it is sent; names in generated code, and whoever finds the operation by its id, have to follow',
      base: joinPointer(base.pointer, 'operationId'),
      candidate: joinPointer(candidate.pointer, 'operationId'),
      before: ids[0] ?? null,
      after: ids[1] ?? null,
    },
  ];
}

function nodeOf(pair: OperationPair, side: 'base' | 'candidate'): Node {
  const { document, path, method, pointer } = pair[side];
  const root: Node = { document, pointer: '', value: document.root };
  const item = child(root, 'paths', path);
  const operation = item === undefined ? undefined : operationAt(item, method);
  return operation ?? { document, pointer, value: {} };
}
