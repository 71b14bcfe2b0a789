import { expect, test } from 'vitest';
import { rules } from '../../src/lint/rules.ts';
import { renderLintPage } from '../../src/report/lint-page.ts';

test('the page of rules says what the rules say', async () => {
  await expect(renderLintPage(rules)).toMatchFileSnapshot('../../docs/lint.md');
});

test('each rule has a name in kebab case that is its own, a sentence, and a source', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { id, promise, source } of rules) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(promise).toMatch(/^[A-Z].*\.$/);
    expect(source.length, id).toBeGreaterThan(10);
  }
});
