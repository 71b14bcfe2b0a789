import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadSubject } from '../../src/commands/subject.ts';

const CONTRACT = 'contracts/trigger-event.contract.yaml';
const DOCUMENT = 'spec/onboarding-api.trigger-event.yaml';

function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-subject-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ['contracts', 'spec']) cpSync(name, join(folder, name), { recursive: true });
  return folder;
}

async function warnings(options: Parameters<typeof loadSubject>[0]): Promise<string[]> {
  const written: string[] = [];
  await loadSubject(options, { stderr: { write: (text) => written.push(text) } });
  return written;
}

test('the contract of the working directory is taken where none is named', async () => {
  expect((await loadSubject({})).file).toBe(CONTRACT);
});

test('a document alone has defaults for a contract', async () => {
  const contract = await loadSubject({ document: DOCUMENT });
  expect(contract.file).toBeUndefined();
  expect(contract.operation.path).toBe('/register/dev/trigger_event');
});

test('a contract may be held against another document', async () => {
  const folder = copy();
  const contract = await loadSubject({ contract: CONTRACT, document: join(folder, DOCUMENT) });
  expect(contract.file).toBe(CONTRACT);
  expect(contract.operation.document.file).toBe(join(folder, DOCUMENT));
});

test('a pinned document that is what was accepted says nothing', async () => {
  expect(await warnings({ contract: join(copy(), CONTRACT) })).toEqual([]);
});

test('a pinned document that was changed is used, with a warning', async () => {
  const folder = copy();
  appendFileSync(join(folder, DOCUMENT), '# another line\n');
  const [warning, ...more] = await warnings({ contract: join(folder, CONTRACT) });
  expect(warning).toMatch(/^plumbline: warning: .*trigger-event\.yaml is not what was accepted on \d{4}-/);
  expect(more).toEqual([]);
});

test('a lock that is about another document says nothing of this one', async () => {
  const folder = copy();
  cpSync(join(folder, DOCUMENT), join(folder, 'spec/next.yaml'));
  appendFileSync(join(folder, 'spec/next.yaml'), '# another line\n');
  expect(await warnings({ document: join(folder, 'spec/next.yaml') })).toEqual([]);
});

test('a lock that cannot be read is a problem', async () => {
  const folder = copy();
  writeFileSync(join(folder, 'spec/spec.lock.json'), '{}');
  await expect(loadSubject({ contract: join(folder, CONTRACT) })).rejects.toThrow('the lock');
});
