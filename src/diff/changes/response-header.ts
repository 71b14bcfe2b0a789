import type { Document } from '../../document/document.ts';
import { nodeAt } from '../../document/node.ts';
import type { DocumentedResponse, ResponseHeader } from '../../document/operation.ts';
import { typesOf } from '../../document/schema.ts';
import type { RawChange } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { schemaChanges } from '../schema-changes.ts';
import { wordingChanges } from './docs.ts';
import { spellingsOf, speltSchemas } from './spellings.ts';

/** What became of the headers of an answer. */
export function responseHeaderChanges(
  before: DocumentedResponse,
  after: DocumentedResponse,
  pair: OperationPair,
): RawChange[] {
  const named = (headers: readonly ResponseHeader[]) =>
    new Map(headers.map((header) => [header.name.toLowerCase(), header]));
  const olds = named(before.headers);
  const news = named(after.headers);
  return [...new Set([...olds.keys(), ...news.keys()])].flatMap((name) => {
    const old = olds.get(name);
    const fresh = news.get(name);
    const at = {
      side: 'response',
      place: `the answer ${before.status}, header ${old?.name ?? fresh?.name ?? name}`,
      where: { ...pair.where, part: 'response-header', status: before.status, name },
    } as const;
    if (old === undefined || fresh === undefined) return comesOrGoes(old, fresh, at, before, after);
    const found: RawChange[] = [];
    if (old.required !== fresh.required) {
      found.push({
        ...at,
        kind: fresh.required ? 'response-header-became-required' : 'response-header-became-optional',
        effect: fresh.required ? 'safe' : 'breaks',
        text: fresh.required ? 'it is now always there' : 'it is no longer always there',
        why: fresh.required ? 'nothing may come that could not come before' : 'an answer may come without it',
        base: old.pointer,
        candidate: fresh.pointer,
        before: old.required,
        after: fresh.required,
      });
    }
    const [was, is] = [
      { spelt: old, document: pair.base.document },
      { spelt: fresh, document: pair.candidate.document },
    ];
    const style = otherStyle(was, is);
    if (style !== undefined) {
      found.push({
        ...at,
        ...style,
        kind: 'response-header-style-changed',
        effect: 'breaks',
        why: 'whoever reads it reads another value, or none',
        base: old.pointer,
        candidate: fresh.pointer,
      });
    }
    return [
      ...found,
      ...schemaChanges(speltSchemas(was, is), pair.response, { ...at, names: pair.names }),
      ...wordingChanges(
        nodeAt(pair.base.document, old.pointer),
        nodeAt(pair.candidate.document, fresh.pointer),
        ['description'],
        at,
      ),
    ];
  });
}

interface Sided {
  spelt: ResponseHeader;
  document: Document;
}

/**
 * How a header of the same types is written in another way, in words; one of another type is told of its schema.
 *
 * @returns undefined where it is written as it was
 */
export function otherStyle(
  before: Sided,
  after: Sided,
): Pick<RawChange, 'text' | 'before' | 'after'> | undefined {
  const style = ({ spelt, document }: Sided) =>
    spellingsOf({ ...spelt, in: 'header' }, document).join(' or ');
  const types = ({ spelt }: Sided) => [...new Set(typesOf(spelt.schema))].sort().join();
  const [was, is] = [style(before), style(after)];
  if (was === is || types(before) !== types(after)) return undefined;
  return { text: `it is written as ${is}, before ${was}`, before: was, after: is };
}

function comesOrGoes(
  old: ResponseHeader | undefined,
  fresh: ResponseHeader | undefined,
  at: Pick<RawChange, 'side' | 'place' | 'where'>,
  before: DocumentedResponse,
  after: DocumentedResponse,
): RawChange[] {
  const gone = fresh === undefined;
  return [
    {
      ...at,
      kind: gone ? 'response-header-removed' : 'response-header-added',
      effect: gone ? 'breaks' : 'safe',
      text: gone ? 'it is no longer documented' : 'it is new',
      why: gone ? 'whoever reads it reads it no more' : 'nobody has to read it',
      base: old?.pointer ?? before.pointer,
      candidate: fresh?.pointer ?? after.pointer,
    },
  ];
}
