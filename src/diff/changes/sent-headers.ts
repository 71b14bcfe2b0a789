import type { Document } from '../../document/document.ts';
import type { ResponseHeader } from '../../document/operation.ts';
import type { RawChange } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { schemaChanges } from '../schema-changes.ts';
import { otherStyle } from './response-header.ts';
import { speltSchemas } from './spellings.ts';

/** The headers of what we send, with what holds them. */
interface Holder {
  headers: readonly ResponseHeader[];
  pointer: string;
  document: Document;
}

/** What became of one header, beside its schema. */
export interface SentHeader extends Omit<RawChange, 'kind'> {
  step: 'added' | 'removed' | 'became-required' | 'became-optional' | 'style-changed';
}

/**
 * What became of headers that we send, of an answer to a call or of a part of a form: the provider reads them, as it reads
 * those of a request.
 *
 * @returns what became of each, and what their schemas say differently
 */
export function sentHeaderChanges(
  before: Holder,
  after: Holder,
  { place, where, request, names }: Pick<OperationPair, 'request' | 'names' | 'where'> & { place: string },
): { headers: SentHeader[]; schemas: RawChange[] } {
  const [olds, news] = [named(before.headers), named(after.headers)];
  const headers: SentHeader[] = [];
  const schemas: RawChange[] = [];
  for (const key of new Set([...olds.keys(), ...news.keys()])) {
    const old = olds.get(key);
    const fresh = news.get(key);
    const at = {
      side: 'request',
      place: `${place}, header ${old?.name ?? fresh?.name ?? key}`,
      where,
      base: old?.pointer ?? before.pointer,
      candidate: fresh?.pointer ?? after.pointer,
    } as const;
    headers.push(...askedFor(old, fresh).map((change) => ({ ...at, ...change })));
    if (old === undefined || fresh === undefined) continue;
    const was = { spelt: old, document: before.document };
    const is = { spelt: fresh, document: after.document };
    const style = otherStyle(was, is);
    if (style !== undefined) {
      const why = 'what we send in it is read as another value';
      headers.push({ ...at, ...style, step: 'style-changed', effect: 'breaks', why });
    }
    schemas.push(...schemaChanges(speltSchemas(was, is), request, { place: at.place, where, names }));
  }
  return { headers, schemas };
}

function named(headers: readonly ResponseHeader[]): Map<string, ResponseHeader> {
  return new Map(headers.map((header) => [header.name.toLowerCase(), header]));
}

/** Whether a header comes or goes, has to be sent or no longer has to. */
function askedFor(
  old: ResponseHeader | undefined,
  fresh: ResponseHeader | undefined,
): Pick<SentHeader, 'step' | 'effect' | 'text' | 'why' | 'before' | 'after'>[] {
  const required = { before: old?.required ?? false, after: fresh?.required ?? false };
  if (required.after && !required.before) {
    const text = old === undefined ? 'it is new, and required' : 'it is now required';
    const why = 'what is sent today without it is not taken any more';
    return [{ ...required, step: 'became-required', effect: 'breaks', text, why }];
  }
  const safe = { effect: 'safe', why: 'whatever was taken still is' } as const;
  if (old === undefined) return [{ ...safe, step: 'added', text: 'it is new' }];
  if (fresh === undefined) return [{ ...safe, step: 'removed', text: 'it is no longer documented' }];
  if (old.required === fresh.required) return [];
  return [{ ...safe, ...required, step: 'became-optional', text: 'it is no longer required' }];
}
