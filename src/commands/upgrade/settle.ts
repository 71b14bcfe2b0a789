import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { documentPathOf } from '../../contract/load.ts';
import { displayPath } from '../../document/load.ts';
import { completeReplacement } from '../../report/replace-files.ts';
import { type Io, warn } from '../io.ts';
import { isLockHeld, takeLock } from '../lock-file.ts';

export const JOURNAL_NAME = '.upgrade-journal.json';
export const UPGRADE_LOCK_NAME = '.upgrade.lock';

/** An upgrade that is under way needs milliseconds from its journal to its end. */
const PATIENCE = 2_000;

/**
 * Completes an upgrade that was ended between its journal and its last rename, before anything that is pinned is read.
 * One that is still under way is waited for.
 *
 * @throws {Problem} when it cannot be completed
 */
export async function settlePin(contractPath: string, io?: Pick<Io, 'stderr'>): Promise<void> {
  const document = await documentPathOf(contractPath);
  if (document === undefined) return;
  const journal = join(dirname(document), JOURNAL_NAME);
  const lock = join(dirname(document), UPGRADE_LOCK_NAME);
  for (let waited = 0; existsSync(journal) && waited < PATIENCE; waited += 50) {
    if (!isLockHeld(lock, Date.now())) break;
    await pause(50);
  }
  if (!existsSync(journal)) return;
  const release = takeLock(lock, Date.now(), 'upgrade');
  try {
    const completed = await completeReplacement(journal);
    if (completed !== undefined && io !== undefined) {
      warn(
        io,
        `an upgrade was ended half-way; completed: ${displayPath(dirname(document))}: ${completed.join(', ')}`,
      );
    }
  } finally {
    release();
  }
}
