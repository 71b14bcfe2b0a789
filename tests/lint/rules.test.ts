import { describe, expect, test } from 'vitest';
import { lintDocument } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules.ts';
import { cases } from './cases.ts';
import { found } from './support.ts';

test('every rule has a document that breaks it and one that does not', () => {
  expect(Object.keys(cases).sort()).toEqual(rules.map(({ id }) => id).sort());
  for (const [rule, own] of Object.entries(cases)) {
    expect(
      own.some(({ finds }) => finds.length > 0),
      rule,
    ).toBe(true);
    expect(
      own.some(({ finds }) => finds.length === 0),
      rule,
    ).toBe(true);
  }
});

for (const [rule, own] of Object.entries(cases)) {
  describe(rule, () => {
    for (const { name, document, finds } of own) {
      test(name, async () => {
        const seen = await found(rule, document);
        expect(seen.map((each) => [each.document.line, each.message])).toEqual(
          finds.map(([line, message]) => [line, expect.stringContaining(message)]),
        );
      });
    }
  });
}

test('every finding of the cases has a suggestion, a fingerprint, and a place in the file', async () => {
  for (const { document } of Object.values(cases).flat()) {
    for (const finding of await lintDocument(document)) {
      expect(finding.suggestion.text, finding.message).toMatch(/^[A-Z].*[.)]$/s);
      expect(finding.fingerprint).toMatch(/^[0-9a-f]{12}$/);
      expect(finding.document).toMatchObject({ file: 'api.yaml', line: expect.any(Number) });
      expect(finding.message).not.toMatch(/undefined|\[object|\.$/);
    }
  }
});

test('no finding is graver than its rule says', async () => {
  const rank = { error: 2, warning: 1, note: 0 };
  const gravest = new Map(rules.map(({ id, severity }) => [id, rank[severity]]));
  for (const { document } of Object.values(cases).flat()) {
    for (const { rule, severity } of await lintDocument(document)) {
      expect(rank[severity], rule).toBeLessThanOrEqual(gravest.get(rule) ?? -1);
    }
  }
});
