import { expect, test } from 'vitest';
import { checks } from '../../src/checks/checks.ts';
import { renderChecksPage } from '../../src/report/checks-page.ts';

test('the page of checks says what the checks say', async () => {
  await expect(renderChecksPage(checks)).toMatchFileSnapshot('../../docs/checks.md');
});

test('each check and each of its kinds has a name in kebab case and a sentence', () => {
  for (const { id, promise, kinds } of checks) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const sentence of [promise, ...Object.values(kinds)]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    for (const kind of Object.keys(kinds)) expect(kind).toMatch(/^[a-z]+(-[a-z]+)*$/);
  }
});
