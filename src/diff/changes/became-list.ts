import type { Document } from '../../document/document.ts';
import type { Parameter } from '../../document/operation.ts';
import type { Comparison } from '../compare.ts';
import type { SchemaPair } from '../schema-changes.ts';
import type { Branch, Conjunction } from '../space/space.ts';
import { spellingsOf } from './spellings.ts';

/** A plain value that became one of a list. */
export interface BecameList {
  /** The entries of the list: what was sent alone is one of them. */
  entries: Conjunction;
  /** How the list is written, such as `tag=1&tag=2`. */
  spelling: string;
}

interface Sided {
  parameter: Parameter;
  document: Document;
}

/**
 * Tells a parameter of one plain value that became a list of such values: written as it was, the value is a list of one
 * (OpenAPI 3.0 section 4.7.12.3, style and explode).
 *
 * @returns undefined where it is not so: the list has to have more entries, or what was one value would be read as several
 */
export function becameList(
  base: Sided,
  candidate: Sided,
  schemas: SchemaPair,
  comparison: Comparison,
): BecameList | undefined {
  const [was] = spellingsOf(base.parameter, base.document);
  const [spelling = ''] = spellingsOf(candidate.parameter, candidate.document);
  const separator = separatorOf(spelling, candidate.parameter.name);
  if (was !== 'text' || separator === undefined) return undefined;
  const plain = comparison.base.of(schemas.base).branches;
  const [list, other] = comparison.candidate
    .of(schemas.candidate)
    .branches.filter(({ type }) => type !== 'null');
  if (list === undefined || other !== undefined || !takesOne(list)) return undefined;
  if (!plain.every((branch) => isWhole(branch, separator))) return undefined;
  return { entries: list.items, spelling };
}

/** What stands between two entries, none where each is sent with the name again; undefined for a list that begins otherwise. */
function separatorOf(spelling: string, name: string): string | undefined {
  const values = spelling.startsWith(`${name}=`) ? spelling.slice(name.length + 1) : spelling;
  if (values === `1&${name}=2`) return '';
  const [, separator] = /^1(,|\||%20)2$/.exec(values) ?? [];
  return separator === '%20' ? ' ' : separator;
}

function takesOne({ type, minItems, maxItems, prefix, conditions }: Branch): boolean {
  return (
    type === 'array' &&
    (minItems?.value ?? 0) <= 1 &&
    maxItems?.value !== 0 &&
    prefix.length === 0 &&
    conditions.length === 0
  );
}

const WITHOUT_SEPARATORS = ['uuid', 'date', 'date-time', 'email', 'ipv4', 'ipv6'];

/** Whether no value of a branch holds a separator, which would make two of it. */
function isWhole({ type, values, formats }: Branch, separator: string): boolean {
  if (type === 'array' || type === 'object') return false;
  if (type !== 'string' || separator === '') return true;
  if (formats.some(({ value }) => WITHOUT_SEPARATORS.includes(value))) return true;
  return values?.value.every((value) => !String(value).includes(separator)) ?? false;
}
