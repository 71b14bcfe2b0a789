import type { Policy } from '../../contract/contract.ts';
import type { RawChange } from '../change.ts';
import type { Names } from '../schema-changes.ts';

/**
 * What the provider's published policy says of a change: the sentence that covers it, or undefined where none does. What
 * is covered may come at any time, and a consumer has to be ready for it.
 */
export function announcedAs(change: RawChange, policy: Policy | undefined): string | undefined {
  return policy?.anyTime.find(
    ({ kinds, identifiers }) =>
      kinds.includes(change.kind) && (identifiers !== true || change.identifier === true),
  )?.what;
}

/** How names of properties tell what they are, by the contract: identifiers by its policy, codes by its errors. */
export function namesBy(policy: Policy | undefined, errorCode: string | undefined): Names {
  const identifiers = (policy?.identifiers ?? []).map((source) => new RegExp(source));
  const codes = new Set([...CODES, ...(errorCode === undefined ? [] : [errorCode])]);
  return {
    isIdentifier: (name) => identifiers.some((pattern) => pattern.test(name)),
    isErrorCode: (name) => codes.has(name),
  };
}

/** What the field calls the value by which errors are told apart. */
const CODES = ['code', 'error_code', 'errorCode', 'error'];
