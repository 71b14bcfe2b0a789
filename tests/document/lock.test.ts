import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDocument, readDocument } from '../../src/document/load.ts';
import { lockFaults, readLock } from '../../src/document/lock.ts';
import type { JsonObject } from '../../src/json.ts';
import { PAGE, PINNED, pinnedText, problemIn } from './support.ts';

const LOCK = 'spec/spec.lock.json';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-lock-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

async function fault(text: string): Promise<string> {
  const path = join(folder, 'spec.lock.json');
  await writeFile(path, text);
  return (await problemIn(readLock(path))).line().replace(path, 'lock');
}

test('the lock of the pinned document is read', async () => {
  const lock = await readLock(LOCK);
  expect(lock).toMatchObject({ file: LOCK, document: 'onboarding-api.trigger-event.yaml' });
  expect(lock.origin).toContain('docs.qonto.com');
});

test('the pinned document, and the page that it is from, are what was accepted', async () => {
  const lock = await readLock(LOCK);
  expect(lockFaults(await loadDocument(PINNED), lock)).toEqual([]);
  expect(lockFaults(await loadDocument(PAGE), lock)).toEqual([]);
});

test('a document that was changed is told apart, with both sums and what to do', async () => {
  const lock = await readLock(LOCK);
  const changed = readDocument(pinnedText(['Onboarding API', 'Onboarding  API']), PINNED);
  expect(lockFaults(changed, lock)).toEqual([
    `${PINNED} is not what was accepted on ${lock.acceptedOn}: its sha256 is ${changed.sha256}, and ${LOCK} says ` +
      `${lock.sha256}; restore the file, or accept it with 'plumbline upgrade ${PINNED} --accept-breaking "why it was changed"'`,
  ]);
});

const GOOD = { document: 'a.yaml', origin: 'x', sha256: 'a'.repeat(64), acceptedOn: '2026-01-31' };

test.each<[string, JsonObject, string]>([
  [
    'document',
    { document: undefined },
    `lock:1:1: the lock's field "document" is missing: it is the path of the pinned document`,
  ],
  [
    'origin',
    { origin: '' },
    `lock:3:2: the lock's field "origin" is wrong: it is where the document came from`,
  ],
  [
    'sha256',
    { sha256: 'ABC' },
    `lock:4:2: the lock's field "sha256" is wrong: it is a sha256 in 64 lower-case hexadecimal digits`,
  ],
  [
    'acceptedOn',
    { acceptedOn: 20260131 },
    `lock:5:2: the lock's field "acceptedOn" is wrong: it is a date such as 2026-01-31`,
  ],
])('a lock with a wrong %s is a Problem at its line', async (_, change, expected) => {
  expect(await fault(JSON.stringify({ ...GOOD, ...change }, null, 1))).toBe(expected);
});

test('a lock that is no lock is a Problem', async () => {
  expect(await fault('')).toBe('lock: the file is empty');
  expect(await fault('[]')).toContain('lock:1:1: the lock\'s field "document" is missing');
  expect(await fault('{"document": ')).toContain('lock:1:14: not readable as JSON');
  expect((await problemIn(readLock(join(folder, 'nope')))).message).toBe(
    'the lock cannot be read: there is no such file',
  );
});
