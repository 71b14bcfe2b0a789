import { existsSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { Problem } from '../../problem.ts';
import { type Found, look, ok, wrong } from '../../report/examination.ts';
import { ensureWritable } from '../../report/write.ts';
import { problemPoint } from './problem.ts';

/** What Plumbline itself needs: Node, its own version, a folder for the reports. */
export async function machinePoints(machine: {
  /** As `process.version` has it. */
  node: string;
  version: string;
  /** The folder that `check` writes its reports into. */
  reports: string;
}): Promise<Found[]> {
  return [
    nodePoint(machine.node),
    ok('plumbline', 'Plumbline', machine.version),
    await reportsPoint(machine.reports),
  ];
}

function nodePoint(version: string): Found {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    return wrong(
      'node',
      'Node',
      `${version}, and 20.19 or later is needed`,
      'install it from https://nodejs.org',
      'configuration',
    );
  }
  return ok('node', 'Node', `${version} (20.19 or later is needed)`);
}

/** Leaves nothing behind: a folder that was made to try it is taken away. */
async function reportsPoint(folder: string): Promise<Found> {
  const existed = existsSync(folder);
  try {
    await ensureWritable(folder);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return problemPoint(
      'reports',
      'reports',
      error,
      'configuration',
      'name another folder: plumbline check --out DIR',
    );
  }
  if (!existed) await rmdir(folder).catch(() => undefined);
  return ok('reports', 'reports', `${folder}/ can be written`);
}

/**
 * Whether this machine's clock can be right: certificates and tokens are judged by it.
 *
 * @param now milliseconds since the epoch
 * @param acceptedOn the day on which somebody accepted the document, ISO 8601, where it is known
 */
export function clockPoint(now: number, acceptedOn: string | undefined): Found {
  const shown = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  const earliest = acceptedOn === undefined ? Number.NaN : Date.parse(acceptedOn);
  // A day of grace: the date in the lock is somebody's own, in his time zone.
  if (now < earliest - 86_400_000) {
    return look(
      'clock',
      'clock',
      `it is ${shown} here, which is before the document was accepted (${acceptedOn})`,
      "set this machine's clock: certificates and tokens are judged by it",
    );
  }
  return ok('clock', 'clock', `it is ${shown} here`);
}
