import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';

const MIB = 1024 * 1024;

/** The most that is read of a document, a contract or another file of its kind: the largest known document has 47 MiB. */
export const MOST_BYTES = 128 * MIB;

/** The most that is read of a recording or of a stored run. V8 holds no text that is longer than twice as much. */
export const MOST_OF_A_RUN = 256 * MIB;

/** How long a pipe may be silent, in milliseconds, before anything came of it: without and with somebody who writes. */
const PATIENCE = { nobody: 30_000, somebody: 300_000 };

/**
 * Reads a file whole, also a pipe, such as `<(curl …)` and /dev/stdin: a bounded amount of it, within a bounded time
 * until it begins.
 *
 * It blocks: nothing that reads has something else to do, and a call of the operating system that waits for ever in
 * the background would keep the process from ending.
 *
 * @param most bytes that it may have
 * @throws {Error} with a `code` as Node's are, or with the code EFBIG or ETIMEDOUT, and a message to be shown
 */
export function readBounded(path: string, most = MOST_BYTES, patience = PATIENCE): Buffer {
  // Without O_NONBLOCK a pipe to which nobody writes cannot even be opened. Windows has no such flag, and no such pipe.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = fstatSync(file);
    const tooLarge = () => failed('EFBIG', `it is larger than ${most / MIB} MiB`);
    if (found.size > most) throw tooLarge();
    if (found.isFile() || found.isDirectory()) return readFileSync(file);
    // The end of a pipe without a name is its end, also before anything came.
    const endsEmpty = found.isCharacterDevice() || /^\/(dev|proc)\//.test(path);
    const chunks: Buffer[] = [];
    let size = 0;
    const begun = performance.now();
    for (;;) {
      const chunk = Buffer.allocUnsafe(64 * 1024);
      const length = readNow(file, chunk);
      if (length === 0 && (size > 0 || endsEmpty)) return Buffer.concat(chunks);
      if (length !== undefined && length > 0) {
        chunks.push(chunk.subarray(0, length));
        size += length;
        if (size > most) throw tooLarge();
        continue;
      }
      const wait = length === 0 ? patience.nobody : patience.somebody;
      if (size === 0 && performance.now() - begun > wait) {
        const who = length === 0 ? 'nobody writes to it' : 'nothing came of it';
        throw failed('ETIMEDOUT', `${who} within ${wait / 1000} s`);
      }
      pause(20);
    }
  } finally {
    closeSync(file);
  }
}

/** How many bytes are there now: 0 at the end, or where nobody writes; undefined where somebody may still write. */
function readNow(file: number, chunk: Buffer): number | undefined {
  try {
    return readSync(file, chunk);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return undefined;
    throw error;
  }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function failed(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/** Why a file cannot be read, as a clause. */
export function readFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Record<string, string> = {
    ENOENT: 'there is no such file',
    EACCES: 'permission denied',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of its path is not a folder',
    ELOOP: 'its symbolic links lead in a circle',
    ENAMETOOLONG: 'its name is too long',
    ENXIO: 'it is a socket, or a device that is not there',
  };
  return known[code] ?? (error instanceof Error ? error.message : String(error));
}
