import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/checks/run.ts';
import { renderSummary } from '../../src/report/github-summary.ts';
import * as runs from './runs.ts';

function html(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

/** What the summary itself is made of. */
const OURS = [
  ...['h2', 'h3', 'h4', 'p', 'ul', 'li', 'strong', 'code', 'pre', 'details', 'summary', 'sub', 'blockquote'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

function strangeTags(markup: string): string[] {
  return [...markup.matchAll(/<\/?([a-z!][a-z\d-]*)/gi)]
    .map(([, tag = '']) => tag)
    .filter((tag) => !OURS.includes(tag));
}

/** A night that has all there is to say: new and old drift, accepted drift, something mended. */
function withHistory(): Run {
  const run = runs.drifting();
  run.findings = run.findings.map((finding) =>
    finding.fingerprint === 'beef0003'
      ? { ...finding, accepted: { reason: 'Qonto knows, ticket 4711', until: '2026-12-31' } }
      : finding,
  );
  run.history = {
    file: 'reports/history.jsonl',
    nights: [{ startedAt: '2026-11-22T03:23:00.000Z', verdict: 'drift', causes: 2 }],
    causes: {
      c0ffee01: { state: 'still', since: '2026-11-20T03:23:00.000Z', lastGood: '2026-11-19T03:23:00.000Z' },
      beef0002: { state: 'new', since: '2026-11-23T06:00:00.000Z', lastGood: '2026-11-22T03:23:00.000Z' },
      beef0003: { state: 'still', since: '2026-11-10T03:23:00.000Z' },
    },
    mended: [
      {
        fingerprint: 'beef0009',
        check: 'example/value',
        status: '409',
        message: 'The error code was "clash".',
        since: '2026-11-18T03:23:00.000Z',
        lastBad: '2026-11-22T03:23:00.000Z',
      },
    ],
  };
  return run;
}

describe('the summary as it is written', () => {
  const written: Record<string, () => Run> = {
    drift: runs.drifting,
    conforms: runs.conforming,
    unreached: runs.unreached,
    interrupted: runs.interrupted,
    history: withHistory,
  };
  for (const [name, make] of Object.entries(written)) {
    test(name, async () => {
      await expect(renderSummary(make())).toMatchFileSnapshot(`golden/github-summary-${name}.md`);
    });
  }
});

test('the first line is the verdict', () => {
  expect(renderSummary(runs.drifting())).toMatch(
    /^## ✗ DRIFT: `POST \/register\/dev\/trigger_event` does not answer/,
  );
  expect(renderSummary(runs.conforming())).toMatch(/^## ✓ CONFORMS: /);
  expect(renderSummary(runs.unreached())).toMatch(/^## \? INCONCLUSIVE: /);
});

test('the embedded sandbox is never called anything else', () => {
  expect(renderSummary(runs.conforming())).toContain('the embedded sandbox, which is not the real API');
});

test('hostile answers are shown as text', () => {
  const summary = renderSummary(runs.hostile());
  const markup = html(summary);
  expect(strangeTags(markup)).toEqual([]);
  expect(markup).not.toMatch(/<a |<img|<script/);
  expect(markup).toContain('&lt;script&gt;');
  expect(summary.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
});

test('whatever an answer holds, the summary is made of our own elements', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '</details>',
      '</code></pre><h1>',
      '\n\n# big',
      '```',
      '| x |',
      '<!--',
      '[a](b)',
      '@all',
      '![a](http://b)',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 6, maxLength: 6 }),
      ([a = '', b = '', c = '', d = '', e = '', f = '']) => {
        const run = runs.drifting();
        run.verdict = 'drift';
        run.hints = [a];
        run.leftOpen = [b];
        run.document = { ...run.document, file: c };
        run.operation = { id: d, method: 'POST', path: e };
        run.findings = [
          runs.finding({
            message: a,
            curl: b,
            probe: c,
            kind: d,
            response: { pointer: e, expected: f, actual: a },
          }),
          runs.finding({ message: f, severity: 'note', probe: '', fingerprint: '2' }),
        ];
        run.probes = [{ id: e, title: f, expects: [], sent: false, ms: 0, failure: a, findings: 1 }];
        run.responses = run.responses.map((response) => ({
          ...response,
          reason: a,
          examples: { [b]: 'differs' },
        }));
        expect(strangeTags(html(renderSummary(run)))).toEqual([]);
      },
    ),
  );
});

test('of many causes some have a section, some a line, and the rest is counted', () => {
  const summary = renderSummary(runs.crowded(2000));
  expect(summary.match(/^#### /gm)).toHaveLength(20);
  expect(summary).toContain('### 180 more causes, whole in the JSON report');
  expect(summary).toContain('- and 130 more in the JSON report');
});

test('a summary keeps to its bytes, keeps its beginning, and says that it was cut', () => {
  const whole = renderSummary(runs.crowded(2000));
  for (const limit of [2000, 5000, 20_000]) {
    const summary = renderSummary(runs.crowded(2000), limit);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(limit);
    expect(summary.slice(0, 500)).toBe(whole.slice(0, 500));
    expect(summary.trimEnd()).toMatch(/did not fit into a summary: it is in the reports\.$/);
  }
  expect(renderSummary(runs.crowded(2000), 10)).toBe('');
});
