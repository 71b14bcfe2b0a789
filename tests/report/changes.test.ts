import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/diff/change.ts';
import { renderChanges } from '../../src/report/changes.ts';
import { newPage } from '../../src/report/page.ts';
import { changeOf, changesOfEveryGravity } from './change-lists.ts';

const rendered = (changes: readonly Change[], width: number, verbose = false): string => {
  const page = newPage({ colour: false, width });
  renderChanges(page, changes, { verbose });
  return page.text();
};

describe('changes on a page', () => {
  it.each([
    [100, false],
    [60, false],
    [100, true],
  ])('shows every gravity in %i columns, verbose %s', async (width, verbose) => {
    const name = `changes.${width}${verbose ? '.verbose' : ''}.txt`;
    await expect(rendered(changesOfEveryGravity, width, verbose)).toMatchFileSnapshot(`golden/${name}`);
  });

  it('writes nothing of no changes', () => {
    expect(rendered([], 100).trim()).toBe('');
  });

  it('keeps every line of hostile texts within the page, with nothing that a terminal acts upon', () => {
    const nasty = '\u001b[2J\u202eevil\u0007\n# owned'.repeat(40);
    const page = rendered(
      [
        changeOf({
          message: `${nasty}: ${nasty}`,
          why: nasty,
          before: nasty,
          after: { [nasty]: nasty },
          witness: { value: { [nasty]: [nasty] }, accepts: 'base', refuses: 'candidate' },
          operations: [nasty, nasty],
          places: [nasty, 'b', 'c'],
          touchesUs: [nasty],
        }),
      ],
      60,
    );
    for (const unsafe of ['\u001b', '\u202e', '\u0007']) expect(page).not.toContain(unsafe);
    for (const line of page.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('folds what is too much to be read, and counts it', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      changeOf({ message: `the request body: ${index}` }),
    );
    const page = rendered(many, 100);
    expect(page).toContain('Breaking  10,000');
    expect(page).toContain('9,980 more');
    expect(page).toContain('… and 9,930 more');
    expect(page.split('\n').length).toBeLessThan(300);
    expect(rendered(many, 100, true)).toContain('the request body: 9999');
  });

  it('tells of many that are alike once, with where they are, and counts the kinds', () => {
    const gone = (index: number, own: Partial<Change> = {}) =>
      changeOf({
        kind: 'operation-removed',
        message: 'the operation: it is no longer documented',
        places: ['the operation'],
        operations: [`GET /a${index}`],
        ...own,
      });
    const asked = (index: number) =>
      changeOf({
        kind: 'request-parameter-became-required',
        message: 'the query parameter p: it is now required',
        places: ['the query parameter p'],
        operations: [`GET /b${index}`, 'GET /c'],
      });
    const ours = gone(99, { touchesUs: ['contract: responses.201'], fingerprint: 'ours' });
    const many = Array.from({ length: 15 }, (_, index) => [gone(index), asked(index)]).flat();
    const page = rendered([...many, ours], 100);
    expect(page).toContain('  16 operation-removed, 15 request-parameter-became-required');
    expect(page.match(/✗ breaking/g)).toHaveLength(3);
    expect(page).toContain('alike       14 more: GET /a1; GET /a2;');
    expect(page.replace(/\s+/g, ' ')).toContain('GET /a12; and 2 more');
    expect(page).toContain('14 more: GET /b1 and 1 more: the query parameter p;');
    expect(page).toContain('touches us');
    expect(rendered(many.slice(0, 20), 100)).not.toContain('alike');
    expect(rendered(many, 100, true)).not.toContain('alike');
  });

  it('cuts a witness that nobody can read, and says so', () => {
    const value = { list: Array.from({ length: 5000 }, (_, index) => `value ${index}`) };
    const page = rendered([changeOf({ witness: { value, accepts: 'base', refuses: 'candidate' } })], 100);
    expect(page).toContain('the whole witness is in the JSON report');
    expect(page.length).toBeLessThan(4000);
  });

  it('keeps a witness JSON that can be copied, wherever it is wrapped', () => {
    const value = { 'a b': 'one, two: "three"', list: [1, 'x y', null, { deep: ['a', 'b', 'c'] }] };
    const page = rendered([changeOf({ witness: { value, accepts: 'base', refuses: 'candidate' } })], 40);
    const shown = page.slice(page.indexOf('{'), page.lastIndexOf('}') + 1);
    expect(JSON.parse(shown)).toEqual(value);
  });
});
