import type { DocumentedResponse, Operation, ResponseHeader } from '../document/operation.ts';
import type { RawChange } from './change.ts';
import type { OperationPair } from './operation-pair.ts';
import { otherStyle } from './response-header-changes.ts';
import { schemaChanges } from './schema-changes.ts';
import { speltSchemas } from './spellings.ts';

/** An answer to a call as it was and as it is, with the operations that it is of. */
interface Answers {
  base: Operation;
  candidate: Operation;
  old: DocumentedResponse;
  fresh: DocumentedResponse;
}

/** What became of the headers of our answer to a call: the provider reads them, as it reads those of a request. */
export function headersTaken(
  place: string,
  { base, candidate, old: before, fresh: after }: Answers,
  { request, names, where }: Pick<OperationPair, 'request' | 'names' | 'where'>,
): RawChange[] {
  const [olds, news] = [named(before.headers), named(after.headers)];
  return [...new Set([...olds.keys(), ...news.keys()])].flatMap((key): RawChange[] => {
    const old = olds.get(key);
    const fresh = news.get(key);
    const at = {
      side: 'request',
      place: `${place}, header ${old?.name ?? fresh?.name ?? key}`,
      where,
    } as const;
    const places = { base: old?.pointer ?? before.pointer, candidate: fresh?.pointer ?? after.pointer };
    const found = askedFor(old, fresh).map((change): RawChange => ({ ...at, ...places, ...change }));
    if (old === undefined || fresh === undefined) return found;
    const [was, is] = [
      { spelt: old, document: base.document },
      { spelt: fresh, document: candidate.document },
    ];
    const style = otherStyle(was, is);
    if (style !== undefined) {
      found.push({
        ...at,
        ...places,
        ...style,
        kind: 'callback-answer-header-style-changed',
        effect: 'breaks',
        why: 'what we answer in it is read as another value',
      });
    }
    const said = { place: at.place, where, names };
    return [...found, ...schemaChanges(speltSchemas(was, is), request, said)];
  });
}

function named(headers: readonly ResponseHeader[]): Map<string, ResponseHeader> {
  return new Map(headers.map((header) => [header.name.toLowerCase(), header]));
}

/** Whether a header comes or goes, has to be sent or no longer has to. */
function askedFor(
  old: ResponseHeader | undefined,
  fresh: ResponseHeader | undefined,
): Pick<RawChange, 'kind' | 'effect' | 'text' | 'why' | 'before' | 'after'>[] {
  const required = { before: old?.required ?? false, after: fresh?.required ?? false };
  if (required.after && !required.before) {
    return [
      {
        ...required,
        kind: 'callback-answer-header-became-required',
        effect: 'breaks',
        text: old === undefined ? 'it is new, and required' : 'it is now required',
        why: 'what we answer today without it is no answer any more',
      },
    ];
  }
  const why = 'every answer that was taken still is';
  if (old !== undefined && fresh !== undefined) {
    if (old.required === fresh.required) return [];
    return [
      {
        ...required,
        kind: 'callback-answer-header-became-optional',
        effect: 'safe',
        text: 'it is no longer required',
        why,
      },
    ];
  }
  const isNew = old === undefined;
  return [
    {
      kind: isNew ? 'callback-answer-header-added' : 'callback-answer-header-removed',
      effect: 'safe',
      text: isNew ? 'it is new' : 'it is no longer documented',
      why,
    },
  ];
}
