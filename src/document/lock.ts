import { isObject, type Json } from '../json.ts';
import { Problem } from '../problem.ts';
import type { Document } from './document.ts';
import { displayPath, readTextFile } from './load.ts';
import { joinPointer } from './pointer.ts';
import { nearestPosition, parseYaml } from './yaml.ts';

/** What `spec/spec.lock.json` says of the pinned document. */
export interface SpecLock {
  /** The lock itself, as it is shown. */
  file: string;
  /** The pinned file, relative to the lock. */
  document: string;
  /** Where its text came from: a URL, or the name of a page. */
  origin: string;
  /** Lower-case hex, of the pinned file's bytes. */
  sha256: string;
  /** ISO 8601 date. */
  acceptedOn: string;
  /** What was pinned before, oldest first. */
  history: PinnedBefore[];
}

/** A document that was pinned once. */
export type PinnedBefore = Pick<SpecLock, 'origin' | 'sha256' | 'acceptedOn'>;

const FIELDS = {
  document: { form: /./, says: 'the path of the pinned document' },
  origin: { form: /./, says: 'where the document came from' },
  sha256: { form: /^[0-9a-f]{64}$/, says: 'a sha256 in 64 lower-case hexadecimal digits' },
  acceptedOn: { form: /^\d{4}-\d\d-\d\d$/, says: 'a date such as 2026-01-31' },
} as const;

/**
 * Reads the lock of a pinned document.
 *
 * @throws {Problem} with file and line when it cannot be read, or a field of it is missing or not of its form
 */
export async function readLock(path: string): Promise<SpecLock> {
  const file = displayPath(path);
  const parsed = parseYaml(await readTextFile(path, 'the lock'), file);
  const root = parsed.value;
  const field = (name: keyof typeof FIELDS, entry: Json = root, at = ''): string => {
    const pointer = joinPointer(at, name);
    const value = isObject(entry) ? entry[name] : undefined;
    const { form, says } = FIELDS[name];
    if (typeof value === 'string' && form.test(value)) return value;
    throw new Problem(
      `the lock's field "${name}" is ${value === undefined ? 'missing' : 'wrong'}: it is ${says}`,
      {
        place: { file, ...nearestPosition(parsed, pointer) },
      },
    );
  };
  const before = isObject(root) ? (root['history'] ?? []) : [];
  if (!Array.isArray(before)) {
    throw new Problem('the lock\'s field "history" is wrong: it is a list of what was pinned before', {
      place: { file, ...nearestPosition(parsed, '/history') },
    });
  }
  return {
    file,
    document: field('document'),
    origin: field('origin'),
    sha256: field('sha256'),
    acceptedOn: field('acceptedOn'),
    history: before.map((entry, index) => {
      const of = (name: keyof typeof FIELDS) => field(name, entry, `/history/${index}`);
      return { origin: of('origin'), sha256: of('sha256'), acceptedOn: of('acceptedOn') };
    }),
  };
}

/**
 * Holds a document against its lock.
 *
 * @returns a sentence for each way in which the document is not the one that was accepted; empty when it is
 */
export function lockFaults(document: Pick<Document, 'file' | 'sha256'>, lock: SpecLock): string[] {
  if (document.sha256 === lock.sha256) return [];
  return [
    `${document.file} is not what was accepted on ${lock.acceptedOn}: its sha256 is ${document.sha256}, and ` +
      `${lock.file} says ${lock.sha256}; restore the file, or accept it with 'plumbline upgrade ${document.file} --accept-breaking "why it was changed"'`,
  ];
}
