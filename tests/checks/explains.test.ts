import { expect, test } from 'vitest';
import { checks } from '../../src/checks/checks.ts';
import { explains } from '../../src/checks/explains.ts';
import type { Finding } from '../../src/checks/finding.ts';
import type { Told } from '../../src/checks/told.ts';
import { told } from './told.ts';

/** Of which part of an answer the errors of a check or a kind are, where that is not the body. */
const PARTS: Record<string, NonNullable<Finding['response']>['part']> = {
  answer: 'connection',
  'in-time': 'connection',
  gateway: 'status',
  status: 'status',
  'stable/status': 'status',
  'media-type': 'header',
  'response-header': 'header',
};

/** Where in one answer two errors are, if each is of something in the body. */
const PLACES: Record<string, [cause: string, effect: string]> = {
  'at its own place': ['/errors/0/code', '/errors/0/code'],
  'further out': ['/errors/0', '/errors/0/code'],
  'further in': ['/errors/0/code', '/errors/0'],
  'at its list': ['/errors', '/errors/0/code'],
  'in another entry': ['/errors/1/code', '/errors/0'],
  elsewhere: ['/error', '/errors/0'],
};

interface Kind {
  check: string;
  kind: string;
}

const kinds: Kind[] = checks.flatMap(({ id, kinds }) =>
  Object.keys(kinds).map((kind) => ({ check: id, kind })),
);

const nameOf = ({ check, kind }: Kind): string => `${check}/${kind}`;

function error(of: Kind, pointer: string): Told {
  const part = PARTS[of.check] ?? PARTS[nameOf(of)] ?? 'body';
  return told(nameOf(of), { part, pointer, means: '401' });
}

/** `schema/*` for all kinds of a check. */
function names(of: readonly Kind[]): string {
  const whole = checks.filter(
    ({ id, kinds }) => Object.keys(kinds).length === of.filter(({ check }) => check === id).length,
  );
  const rest = of.filter(({ check }) => !whole.some(({ id }) => id === check)).map(nameOf);
  return [...whole.map(({ id }) => `${id}/*`), ...rest].sort().join(', ');
}

/** Of each kind of error what explains it in the same answer, by where the two are; kinds of which all is the same, together. */
function table(): string {
  const blocks = new Map<string, Kind[]>();
  for (const effect of kinds) {
    const causes = new Map<string, Kind[]>();
    for (const cause of kinds.filter((each) => each !== effect)) {
      const places = Object.entries(PLACES).filter(([, [at, place]]) =>
        explains(error(cause, at), error(effect, place)),
      );
      const where =
        places.length === Object.keys(PLACES).length
          ? 'anywhere'
          : places.map(([name]) => name).join(', or ');
      if (where !== '') causes.set(where, [...(causes.get(where) ?? []), cause]);
    }
    const lines = [...causes].map(([where, of]) => `  ${where}:\n    ${names(of)}\n`).sort();
    const block = lines.join('') || '  nothing\n';
    blocks.set(block, [...(blocks.get(block) ?? []), effect]);
  }
  return [...blocks]
    .map(([block, effects]) => `${names(effects)}\n${block}`)
    .sort()
    .join('\n');
}

test('what explains which error of the same answer', async () => {
  await expect(table()).toMatchFileSnapshot('golden/what-explains-what.txt');
});

test('a text that is empty comes again because there is none, and one that is wrong does so by itself', () => {
  const again = (actual: string) => told('unique/repeated', { pointer: '/event/id', actual });
  const wrong = (pointer: string) => told('schema/format', { pointer });
  expect(explains(wrong('/event/id'), again(''))).toBe(true);
  expect(explains(wrong('/event/created_at'), again(''))).toBe(false);
  expect(explains(wrong('/event/id'), again('evt_1'))).toBe(false);
});
