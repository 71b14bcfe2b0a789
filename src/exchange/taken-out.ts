import type { Contract } from '../contract/contract.ts';
import { credentialFields } from './credential-fields.ts';
import { markName } from './recorded-credentials.ts';

/**
 * Whether something was taken out of a text because it looked like a credential of the contract's, so that nobody knows
 * what the text was. It may have been chance: eight characters are enough (`createRedactor`).
 */
export function isTakenOutOf(text: string, contract: Pick<Contract, 'operation' | 'credentials'>): boolean {
  const marks = text.match(/\[redacted:[\w.-]+\]/g) ?? [];
  if (marks.length === 0) return false;
  const { headers, queries } = credentialFields(contract);
  const names = new Set([
    ...Object.values(contract.credentials),
    ...[...headers, ...queries].map((name) => markName(name)),
  ]);
  // A recording of another tool may hold several of one field, which are numbered.
  return marks.some((mark) => {
    const name = mark.slice('[redacted:'.length, -1);
    return names.has(name) || names.has(name.replace(/_\d+$/, ''));
  });
}
