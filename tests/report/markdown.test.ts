import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { markdownBlock, markdownCode, markdownTable, markdownText } from '../../src/report/markdown.ts';
import { escapeControl } from '../../src/report/safe.ts';

/** What GitHub's dialect makes of a text; raw HTML goes through, so that a tag that slips by is seen. */
function html(markdown: string): string {
  return micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });
}

function tags(markup: string): string[] {
  return [...markup.matchAll(/<\/?([a-z][a-z\d-]*|!--)[^>]*>/gi)].map(([, name = '']) => name.toLowerCase());
}

/** The text that a reader sees, without the spaces without width that keep names and numbers apart. */
function seen(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, '')
    .replaceAll('\u200b', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      ...'\\`*_{}[]()<>#+-.!|~$&;:@/=^"\' \t\n1aw',
      'www.',
      'http://',
      '&#64;',
      '<!--',
      '-->',
      '~~~',
      '---',
      '1. ',
    ),
    maxLength: 30,
  }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '[x](javascript:alert(1))',
    '![x](https://evil.example/pixel.png)',
    '<https://evil.example>',
    'www.evil.example',
    'mail@evil.example',
    '[^1] and [x]: https://evil.example',
    '@qonto/everyone #12 GH-12 qonto/api#12',
    '<!-- plumbline cause=0 -->',
    '</details><h1>',
    '```\ncode',
    '| a | b |\n| --- | --- |',
  ),
);

test('whatever a text holds, it shows as itself and is no markup, wherever it stands', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const safe = escapeControl(text);
      const markdown = markdownText(text);
      const line = html(`x ${markdown} y`);
      expect(tags(line).filter((tag) => tag !== 'p')).toEqual([]);
      expect(seen(line)).toBe(`x ${safe} y`);
      const first = html(`${markdown} y`);
      expect(tags(first).filter((tag) => tag !== 'p')).toEqual([]);
      const item = html(`- ${markdown} y`);
      expect(tags(item).filter((tag) => !['ul', 'li'].includes(tag))).toEqual([]);
      expect(tags(html(`**${markdown}y**`)).filter((tag) => !['p', 'strong'].includes(tag))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('whatever a text holds, a cell of a table stays one cell', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const table = html(markdownTable(['a', 'b'], [[markdownText(text), 'last']]));
      expect(table.match(/<td>/g)).toHaveLength(2);
      expect(table).toContain('<td>last</td>');
      expect(
        tags(table).filter((tag) => !['table', 'thead', 'tbody', 'tr', 'th', 'td'].includes(tag)),
      ).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('whatever a text holds, code stays code', () => {
  fc.assert(
    fc.property(hostile, hostile, (text, other) => {
      const safe = escapeControl(text);
      if (safe.trim() !== '') expect(seen(html(`a ${markdownCode(text)} b`))).toBe(`a ${safe} b`);
      expect(tags(html(`a ${markdownCode(text)} b`)).filter((tag) => !['p', 'code'].includes(tag))).toEqual(
        [],
      );
      const block = html(`${markdownBlock([text, other], 'diff')}\n\nafter`);
      expect(tags(block)).toEqual(['pre', 'code', 'code', 'pre', 'p', 'p']);
      expect(seen(block)).toBe(`${safe}\n${escapeControl(other)}\n\nafter`);
    }),
    { numRuns: 150 },
  );
});

test('a name is no mention and a number no reference, which GitHub looks for in what is shown', () => {
  const shown = html(
    markdownText(
      'ask @octocat and @qonto/team about #12, GH-7 and a/b#3 at www.a.example or http://b.example',
    ),
  );
  expect(shown).not.toMatch(/@\w|#\d|GH-\d|<a /);
});
