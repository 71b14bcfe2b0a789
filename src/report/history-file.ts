import { constants } from 'node:fs';
import { access, type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import validate from '#validators/history';
import { displayPath } from '../document/load.ts';
import { isObject } from '../json.ts';
import { Problem } from '../problem.ts';
import type { HistoryLine } from './history.ts';
import { jsonLine } from './json-text.ts';
import { grouped } from './value.ts';
import { ensureWritable, makeFolder, unwritable } from './write.ts';

/** More than ten years of nights: what is before it stays in the file and is not read. */
const MOST_BYTES = 32 * 1024 * 1024;
const NEWLINE = 0x0a;
/** How each line begins. */
const BEGINNING = '{"plumbline":';

/** What a history file holds, in the order in which it was written. */
export interface HistoryText {
  lines: HistoryLine[];
  /** What of it could not be read, a sentence each; nothing of that is changed. */
  warnings: string[];
}

/**
 * Makes sure that a run can be added to a history file, before anything is sent; a file that holds something else is
 * none.
 *
 * @throws {Problem} when it cannot, with the path and the reason
 */
export async function ensureAppendable(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return ensureWritable(dirname(path));
  if (!found.isFile()) throw notAFile(path, found.isDirectory());
  await access(path, constants.R_OK | constants.W_OK).catch((error: unknown) => {
    throw unwritable(path, error);
  });
  const read = await readEnd(path, MOST_BYTES);
  if (read !== undefined && !isHistory(textOf(read.bytes)))
    throw notKeptThere(path, 'it holds something else');
}

/** Whether a text has a line of a history, of a newer Plumbline too; one that is empty or was cut off may become one. */
function isHistory(text: string): boolean {
  if (text.trim() === '') return true;
  const rows = text.split('\n');
  if (rows.length === 1 && (text.startsWith(BEGINNING) || BEGINNING.startsWith(text))) return true;
  return rows.some((row) => {
    const value = row.trimStart().startsWith('{') ? parse(row) : undefined;
    return value !== undefined && (isNewer(value) || validate(value));
  });
}

/**
 * Reads a history file; one that is not there is empty. Lines that cannot be read are passed over and told of.
 *
 * @param most how many bytes of it are read, those at its end
 * @throws {Problem} when the file cannot be read
 */
export async function readHistory(path: string, most = MOST_BYTES): Promise<HistoryText> {
  const read = await readEnd(path, most);
  if (read === undefined) return { lines: [], warnings: [] };
  return parseHistory(read.bytes, displayPath(path), read.beheaded);
}

/** The last bytes of a history file, and whether there are more before them; undefined where there is no file. */
async function readEnd(
  path: string,
  most: number,
): Promise<{ bytes: Uint8Array; beheaded: boolean } | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw unreadable(path, error);
  }
  try {
    const found = await file.stat();
    if (!found.isFile()) throw notAFile(path, found.isDirectory());
    const from = Math.max(0, found.size - most);
    const bytes = Buffer.alloc(found.size - from);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    return { bytes: bytes.subarray(0, bytesRead), beheaded: from > 0 };
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(path, error);
  } finally {
    await file.close();
  }
}

/**
 * Reads the bytes of a history.
 *
 * @param file its name, for the warnings
 * @param beheaded true when they begin in the middle of the file
 */
export function parseHistory(bytes: Uint8Array, file: string, beheaded = false): HistoryText {
  const rows = textOf(bytes).split('\n');
  const ended = rows.at(-1) === '';
  const lines: HistoryLine[] = [];
  const newer: number[] = [];
  const broken: number[] = [];
  let cutOff: number | undefined;
  for (const [index, row] of rows.entries()) {
    if (row.trim() === '' || (beheaded && index === 0)) continue;
    const value = parse(row);
    if (validate(value)) lines.push(value as unknown as HistoryLine);
    else if (isNewer(value)) newer.push(index + 1);
    else if (value === undefined && index === rows.length - 1 && !ended) cutOff = index + 1;
    else broken.push(index + 1);
  }
  const stay = 'passed over, and kept in the file';
  const at = beheaded ? '' : `:${cutOff ?? ''}`;
  return {
    lines,
    warnings: [
      ...(beheaded
        ? [`${file}: only its last ${grouped(bytes.length)} bytes are read; what is before stays in the file`]
        : []),
      ...(broken.length > 0
        ? [`${file}: ${which(broken, beheaded)} cannot be read and ${is(broken)} ${stay}`]
        : []),
      ...(newer.length > 0
        ? [`${file}: ${which(newer, beheaded)} ${is(newer)} by a newer Plumbline, ${stay}`]
        : []),
      ...(cutOff === undefined
        ? []
        : [
            `${file}${at}: the last line was cut off, perhaps by a crash; it is ${stay}, and this run begins a new one`,
          ]),
    ],
  };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

function parse(row: string): unknown {
  try {
    return JSON.parse(row);
  } catch {
    return undefined;
  }
}

function isNewer(value: unknown): boolean {
  return isObject(value) && typeof value['plumbline'] === 'number' && value['plumbline'] > 1;
}

function which(numbers: readonly number[], beheaded: boolean): string {
  const [first = 0] = numbers;
  if (beheaded) return numbers.length === 1 ? '1 line' : `${grouped(numbers.length)} lines`;
  return numbers.length === 1
    ? `line ${first}`
    : `${grouped(numbers.length)} lines, the first of them line ${first},`;
}

function is(numbers: readonly number[]): string {
  return numbers.length === 1 ? 'is' : 'are';
}

/**
 * Adds a run to a history file, which is made if need be. The line goes out in one write at the end of the file
 * (O_APPEND), so that of two runs at once each keeps its own; after a line that a crash cut off it begins a new one.
 *
 * @throws {Problem} when it cannot be written, with the path and the reason
 */
export async function appendHistory(path: string, line: HistoryLine): Promise<void> {
  try {
    await makeFolder(dirname(path));
    const file = await open(path, 'a+');
    try {
      const found = await file.stat();
      if (!found.isFile()) throw notAFile(path, found.isDirectory());
      const bytes = Buffer.from(`${(await endsALine(file, found.size)) ? '' : '\n'}${jsonLine(line)}`);
      const { bytesWritten } = await file.write(bytes);
      if (bytesWritten < bytes.length) throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' });
    } finally {
      await file.close();
    }
  } catch (error) {
    throw error instanceof Problem ? error : unwritable(path, error);
  }
}

async function endsALine(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  return last[0] === NEWLINE;
}

function unreadable(path: string, error: unknown): Problem {
  const reason = error instanceof Error ? error.message.replace(/^(\w+): ([^,]+),.*$/s, '$2') : String(error);
  return new Problem(`the history cannot be read: ${reason}`, {
    place: { file: displayPath(path) },
    cause: error,
    hint: 'leave it out with --no-history, or name another with --history',
  });
}

function notAFile(path: string, isFolder: boolean): Problem {
  return notKeptThere(path, `it is ${isFolder ? 'a folder' : 'no ordinary file'}`);
}

function notKeptThere(path: string, why: string): Problem {
  return new Problem(`the history cannot be kept there: ${why}`, {
    place: { file: displayPath(path) },
    hint: 'name a file with --history, or leave it out with --no-history',
  });
}
