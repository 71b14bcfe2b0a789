import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { expect, test } from 'vitest';

/** Which rooms a room may import from, besides itself and the files at the top of src/. ARCHITECTURE.md says why. */
const MAY_IMPORT: Record<string, string[]> = {
  document: [],
  contract: ['document'],
  exchange: ['document', 'contract'],
  probes: ['document', 'contract', 'exchange'],
  checks: ['document', 'contract', 'exchange'],
  sandbox: ['document', 'contract', 'exchange'],
  diff: ['document', 'contract', 'exchange', 'checks'],
  lint: ['document', 'contract', 'exchange', 'checks'],
  report: ['document', 'contract', 'exchange', 'checks', 'diff', 'lint'],
  client: [],
  start: [],
  commands: ['document', 'contract', 'exchange', 'probes', 'checks', 'sandbox', 'diff', 'lint', 'report'],
};
/** The files at the top of src/ that every room may use: they import no room. */
const SHARED = ['json.ts', 'problem.ts'];

const imports = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .flatMap((file) => {
    const text = readFileSync(join('src', file), 'utf8');
    const found = [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1] ?? '');
    return found.map((target) => ({ file: file.split(sep).join('/'), target }));
  });

function roomOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : '';
}

function resolved({ file, target }: { file: string; target: string }): string | undefined {
  return target.startsWith('.')
    ? normalize(join(dirname(file), target))
        .split(sep)
        .join('/')
    : undefined;
}

test('every room is in the list of rooms', () => {
  expect([...new Set(imports.map(({ file }) => roomOf(file)))].filter((room) => room !== '').sort()).toEqual(
    Object.keys(MAY_IMPORT).sort(),
  );
});

test('data runs one way: no room imports one that comes after it', () => {
  const wrong = imports.filter((each) => {
    const target = resolved(each);
    const room = roomOf(each.file);
    if (target === undefined || room === '' || roomOf(target) === room) return false;
    return roomOf(target) === '' ? !SHARED.includes(target) : !MAY_IMPORT[room]?.includes(roomOf(target));
  });
  expect(wrong).toEqual([]);
});

test('what every room may use imports no room', () => {
  expect(imports.filter((each) => SHARED.includes(each.file) && roomOf(resolved(each) ?? '') !== '')).toEqual(
    [],
  );
});

test('only src/document reads YAML', () => {
  expect(imports.filter(({ file, target }) => target === 'js-yaml' && roomOf(file) !== 'document')).toEqual(
    [],
  );
});

test('only commands and report write to the disk or the terminal, the budget its state, and the build what it built', () => {
  const writers = imports
    .filter(({ target }) => /^node:fs/.test(target))
    .map(({ file }) => file)
    .filter((file) => !['commands', 'report', 'document'].includes(roomOf(file)));
  expect([...new Set(writers)].sort()).toEqual([
    'probes/budget.ts',
    'start/built-code.ts',
    'start/keep-compiled.ts',
  ]);
});

test('the checks do no input or output', () => {
  const outside = imports.filter(
    ({ file, target }) => roomOf(file) === 'checks' && /^(node:(?!crypto)|undici)/.test(target),
  );
  expect(outside).toEqual([]);
});

test('nothing but the library entries and the command line stands at the top of src', () => {
  const top = [...new Set(imports.map(({ file }) => file))].filter((file) => roomOf(file) === '');
  expect(top.sort()).toEqual(
    ['cli.ts', 'index.ts', 'main.ts', 'vitest.ts'].filter((file) => top.includes(file)),
  );
});
