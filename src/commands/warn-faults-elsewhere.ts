import type { Contract } from '../contract/contract.ts';
import { type Io, warn } from './io.ts';

/**
 * Says where the faults of the embedded sandbox are not written for the operation at hand.
 *
 * @param so what that means for the command, as the end of the sentence
 */
export async function warnFaultsElsewhere(
  { operation }: Pick<Contract, 'operation'>,
  io: Pick<Io, 'stderr'>,
  so: string,
): Promise<void> {
  const { FAULTS_OF } = await import('../sandbox/faults.ts');
  const own = `${operation.method} ${operation.path}`;
  if (own === FAULTS_OF) return;
  warn(io, `the faults are written for ${FAULTS_OF}: of ${own} many change nothing, ${so}`);
}
