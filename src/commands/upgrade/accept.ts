import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Document } from '../../document/document.ts';
import { displayPath, loadDocument, readDocument, readTextFile } from '../../document/load.ts';
import { readLock } from '../../document/lock.ts';
import { structureFaults } from '../../document/structure.ts';
import { Problem } from '../../problem.ts';
import { type Replacement, replaceFiles } from '../../report/replace-files.ts';
import type { Acceptance, UpgradeReport } from '../../report/upgrade.ts';
import { historyEntry } from '../../report/upgrade-history.ts';
import type { Io } from '../io.ts';
import { takeLock } from '../lock-file.ts';
import type { Pin } from './files.ts';
import { JOURNAL_NAME, UPGRADE_LOCK_NAME } from './settle.ts';
import type { TypesVerdict } from './types.ts';

export interface Accepting {
  candidate: Document;
  /** As it was named on the command line. */
  source: string;
  pin: Pin;
  report: UpgradeReport;
  /** Why it is accepted although it is not safe. */
  reason: string | undefined;
  types: Pick<TypesVerdict, 'replacement' | 'blocked'>;
}

/**
 * Pins a candidate: its text, the lock, the types, and an entry in HISTORY.md, all or nothing.
 *
 * @throws {Problem} when it may not be accepted, or cannot be written; then nothing is
 */
export async function accept(accepting: Accepting, io: Io): Promise<Acceptance> {
  const { candidate, pin, report, reason, types } = accepting;
  const { lock } = pin;
  const pinned = await loadDocument(pin.document);
  const unaccepted = pinned.sha256 !== lock.sha256;
  if (candidate.text === pinned.text && !unaccepted) return { written: false, files: [] };
  const fault = (await structureFaults(candidate)).find(({ plain }) => plain !== true);
  if (fault !== undefined) {
    throw new Problem(`not accepted: not valid OpenAPI ${candidate.version}: ${fault.message}`, {
      place: candidate.placeOf(fault.pointer),
      hint: 'an invalid document is never pinned',
    });
  }
  if (report.safety === 'unsafe' && reason === undefined) {
    throw new Problem(`not accepted: ${report.sentence}`, {
      hint: 'change what has to be changed first, or give the reason with --accept-breaking "reason"',
    });
  }
  if (candidate.text === pinned.text && reason === undefined) {
    throw new Problem(
      `not accepted: ${pinned.file} was changed by hand, and what was accepted is gone, so that nobody can tell what changes`,
      { hint: 'restore the file, or give the reason with --accept-breaking "reason"' },
    );
  }
  if (types.blocked !== undefined) {
    throw new Problem(`not accepted: ${types.blocked}`, {
      hint: 'the document and its types are replaced together or not at all; --types names others',
    });
  }
  const text = pinnedText(candidate, pin.document);
  const folder = dirname(pin.lockFile);
  const release = takeLock(join(folder, UPGRADE_LOCK_NAME), io.now(), 'upgrade');
  try {
    const now = await readLock(pin.lockFile);
    if (now.sha256 !== lock.sha256 || (await loadDocument(pin.document)).sha256 !== pinned.sha256) {
      throw new Problem('not accepted: another upgrade has pinned something in the meantime', {
        place: { file: displayPath(pin.lockFile) },
        hint: 'run this one again, so that it is judged against that',
      });
    }
    const date = new Date(io.now()).toISOString().slice(0, 10);
    const origin = originOf(accepting.source);
    const files: Replacement[] = [
      { path: pin.document, text },
      {
        path: pin.lockFile,
        text: `${JSON.stringify(
          {
            document: lock.document,
            origin,
            sha256: candidate.sha256,
            acceptedOn: date,
            history: [
              ...lock.history,
              { origin: lock.origin, sha256: lock.sha256, acceptedOn: lock.acceptedOn },
            ],
          },
          null,
          2,
        )}\n`,
      },
      ...(types.replacement === undefined ? [] : [types.replacement]),
      {
        path: join(folder, 'HISTORY.md'),
        text: await withEntry(
          join(folder, 'HISTORY.md'),
          historyEntry(report, { date, origin, reason, before: lock.sha256 }),
        ),
      },
    ];
    await replaceFiles(join(folder, JOURNAL_NAME), files);
    return {
      written: true,
      files: files.map(({ path }) => displayPath(path)),
      ...(reason === undefined ? {} : { reason }),
    };
  } finally {
    release();
  }
}

/** What is pinned has to be read again as what was judged. */
function pinnedText({ text, sha256 }: Document, path: string): string {
  if (readDocument(text, path).sha256 !== sha256) {
    throw new Problem(
      'not accepted: the text would be read as another document once it is in a file of its own',
      {
        place: { file: displayPath(path) },
      },
    );
  }
  return text;
}

/** Where a document came from, for whoever reads the lock elsewhere: no credentials, and no folder of this machine. */
function originOf(source: string): string {
  if (/^https?:\/\//i.test(source)) {
    const url = new URL(source);
    return `${url.origin}${url.pathname}`;
  }
  const path = displayPath(source);
  return isAbsolute(path) || path.startsWith('..') ? basename(path) : path;
}

async function withEntry(path: string, entry: string): Promise<string> {
  if (!existsSync(path)) {
    return `# What was pinned, and why\n\nWritten by \`plumbline upgrade --accept\`, the newest last.\n\n${entry}`;
  }
  const text = await readTextFile(path, 'the history');
  return `${text.trimEnd()}\n\n${entry}`;
}
