import { nodeAt } from '../../document/node.ts';
import type { QueryString } from '../../document/operation.ts';
import type { RawChange } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { mediaFor } from './body.ts';
import { wordingChanges } from './docs.ts';
import { encodingChanges } from './encoding.ts';
import { mediaChanges } from './media-schemas.ts';

/**
 * What became of the parameter that is the whole query (OpenAPI 3.2 section 4.12, `in: querystring`): nobody sends its
 * name, and its content is described as that of a body is.
 */
export function queryStringChanges(pair: OperationPair): RawChange[] {
  const { queryString: old } = pair.base;
  const { queryString: fresh } = pair.candidate;
  const name = (old ?? fresh)?.name;
  if (name === undefined) return [];
  const at = {
    side: 'request',
    place: 'the query string',
    where: { ...pair.where, part: 'parameter', name },
    base: old?.pointer ?? pair.base.pointer,
    candidate: fresh?.pointer ?? pair.candidate.pointer,
  } as const;
  const required = requiredChange(old, fresh);
  const found = required === undefined ? [] : [{ ...at, ...required }];
  if (old === undefined || fresh === undefined) return found;
  const wording = wordingChanges(
    nodeAt(pair.base.document, old.pointer),
    nodeAt(pair.candidate.document, fresh.pointer),
    ['description', 'deprecated'],
    at,
  );
  return [...found, ...contentChanges(old, fresh, at, pair), ...wording];
}

function contentChanges(
  { content: [before] }: QueryString,
  { content: [after] }: QueryString,
  at: Pick<RawChange, 'side' | 'place' | 'where' | 'base' | 'candidate'>,
  pair: OperationPair,
): RawChange[] {
  if (before === undefined || after === undefined) return [];
  if (mediaFor(before.type, [after]) === undefined) {
    return [
      {
        ...at,
        kind: 'request-parameter-style-changed',
        effect: 'breaks',
        text: `it is written as ${after.type}, before ${before.type}`,
        why: 'the same value is written in another way, and what was sent before is read as another value',
        before: before.type,
        after: after.type,
      },
    ];
  }
  const { place, where } = at;
  return [
    ...mediaChanges(before, after, pair.request, { place, where, names: pair.names }),
    ...encodingChanges(before, after, pair, at),
  ];
}

/** Whether it comes or goes, has to be sent or no longer has to. */
function requiredChange(
  old: QueryString | undefined,
  fresh: QueryString | undefined,
): Pick<RawChange, 'kind' | 'effect' | 'text' | 'why' | 'before' | 'after' | 'witness'> | undefined {
  if (fresh === undefined) {
    return {
      kind: 'request-parameter-removed',
      effect: 'safe',
      text: 'it is no longer documented',
      why: 'requests that still send it are accepted, for all that the document says; what it did, it may not do any more',
    };
  }
  const required = { before: old?.required ?? false, after: fresh.required };
  const isNew = old === undefined;
  if (fresh.required && old?.required !== true) {
    return {
      ...required,
      kind: isNew ? 'request-required-parameter-added' : 'request-parameter-became-required',
      effect: 'breaks',
      text: isNew ? 'it is new, and required' : 'it is now required',
      why: 'a request without it was accepted and no longer is',
      witness: { value: null, accepts: 'base', refuses: 'candidate', absent: true },
    };
  }
  if (!isNew && old.required === fresh.required) return undefined;
  return {
    ...required,
    kind: isNew ? 'request-parameter-added' : 'request-parameter-became-optional',
    effect: 'safe',
    text: isNew ? 'it is new' : 'it is no longer required',
    why: isNew ? 'nobody has to send it' : 'every request that was accepted still is',
  };
}
