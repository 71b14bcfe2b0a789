import { expect, test } from 'vitest';
import { CHANGE_KINDS } from '../../src/diff/kinds.ts';
import { renderKindsPage } from '../../src/report/kinds-page.ts';

test('the page of kinds says what the kinds say', async () => {
  await expect(renderKindsPage(CHANGE_KINDS)).toMatchFileSnapshot('../../docs/diff-kinds.md');
});

test('each kind has a name in kebab case and a sentence', () => {
  for (const [kind, { sentence, side }] of CHANGE_KINDS) {
    expect(kind).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(sentence, kind).toMatch(/^(?:[A-Z]|oneOf).*\.$/);
    if (/^(request|response)-/.test(kind)) expect(kind.startsWith(side), kind).toBe(true);
  }
});
