import { withValue } from '../document/edit.ts';
import { valueAt } from '../document/pointer.ts';
import { keyword, schemasAt } from '../document/schema.ts';
import { type Json, sameJson } from '../json.ts';
import type { Base } from './request.ts';

/**
 * A body with the UUIDs that the contract gives in upper case: they are the same UUIDs (RFC 9562 section 4).
 *
 * @returns undefined where that changes nothing
 */
export function capitalUuids(body: Json, { contract, form }: Base): Json | undefined {
  let changed = body;
  for (const pointer of Object.keys(contract.values)) {
    const value = valueAt(body, pointer);
    const formats = schemasAt(form?.media.schema, pointer).map((schema) => keyword(schema, 'format')?.value);
    if (typeof value !== 'string' || !UUID.test(value) || !formats.includes('uuid')) continue;
    changed = withValue(changed, pointer, value.toUpperCase());
  }
  return sameJson(changed, body) ? undefined : changed;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
