import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/checks/run.ts';
import { sides } from '../../src/report/html/difference.ts';
import { markup } from '../../src/report/html/markup.ts';
import { type HtmlOptions, renderHtml } from '../../src/report/html.ts';
import { grouped } from '../../src/report/value.ts';
import { exchangeOf, nightly } from './html-runs.ts';
import * as runs from './runs.ts';

const source = (file: string) => ({ text: readFileSync(file, 'utf8') });
const ANSWER = '{"errors":[{"code":"invalid_token","detail":"You must authenticate"}]}';

/** The page without its style and script, which have tests and a diff of their own. */
function body(run: Run, options?: HtmlOptions): string {
  return renderHtml(run, options)
    .replace(/<style>.*<\/style>/s, '<style>…</style>')
    .replace(/<script>.*<\/script>/s, '');
}

function heading(run: Run): string {
  const [, text = ''] = /<h1[^>]*>(.*?)<\/h1>/s.exec(renderHtml(run)) ?? [];
  return text
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .trim();
}

/** A run small enough to be read as a golden file, with one of everything. */
function small(): Run {
  const run = nightly();
  const ids = ['valid/documented-example', 'unauthorized/wrong-bearer', 'invalid/body/array'];
  return {
    ...run,
    findings: run.findings
      .filter(({ probe }) => ids.includes(probe))
      .slice(0, 5)
      .concat(run.findings.slice(-1)),
    probes: run.probes.filter(({ id }) => ids.includes(id)),
  };
}

test('the whole page of a small run', async () => {
  const page = body(small(), { source, exchanges: [exchangeOf('unauthorized/wrong-bearer', ANSWER)] });
  // The policy holds hashes of the style and the script.
  await expect(page.replace(/sha256-[\w+/=]+/g, 'sha256-…')).toMatchFileSnapshot('golden/small.html.txt');
});

describe('the first sentence says how it stands', () => {
  for (const [name, run, sentence] of [
    [
      'a run that conforms',
      runs.conforming(),
      /^✓ CONFORMS: POST \/register\/dev\/trigger_event answers as its document says/,
    ],
    [
      'drift',
      runs.drifting(),
      '✗ DRIFT: In every 401 answer, the documented example has the error code "unauthorized", and the answer has "invalid_token" in its place.',
    ],
    [
      'a gate',
      runs.gated(),
      /^\? INCONCLUSIVE: The answer to a request with a staging token was a redirect to onelogin.com/,
    ],
    ['an answer that never came', runs.unreached(), /^\? INCONCLUSIVE: No probe got a 409/],
    ['a run that was stopped', runs.interrupted(), /^\? INCONCLUSIVE: The run was stopped by SIGINT/],
  ] as const) {
    test(name, () => {
      if (typeof sentence === 'string') expect(heading(run)).toBe(sentence);
      else expect(heading(run)).toMatch(sentence);
    });
  }
});

test('what was asked is named so that nobody takes the embedded sandbox for the API', () => {
  const target = (run: Run) => /<p class="target [^"]*">(.*?)<\/p>/s.exec(renderHtml(run))?.[1];
  expect(target(runs.conforming())).toContain(
    'The embedded sandbox inside Plumbline was asked, not the real API.',
  );
  expect(target(runs.gated())).toContain(
    'The provider’s sandbox was asked: <strong class="url">https://thirdparty',
  );
  expect(target(runs.unreached())).toContain('The server at <strong class="url">https://api.example.test/v2');
});

test('what is accepted stands apart until its day is over, and what is not counts again', () => {
  const accepted = (startedAt: string) => {
    const page = body({ ...nightly(), startedAt });
    const part = /<section id="accepted".*?<\/section>/s.exec(page)?.[0] ?? '';
    return { apart: part.includes('ticket 4711'), drift: /<a href="#drift">(Drift \(\d\))/.exec(page)?.[1] };
  };
  expect(accepted('2026-12-31T23:59:00.000Z')).toEqual({ apart: true, drift: 'Drift (3)' });
  expect(accepted('2027-01-01T00:00:00.000Z')).toEqual({ apart: false, drift: 'Drift (4)' });
});

test('the document is quoted around the line of the promise, and not at all where it is not at hand', () => {
  const quoted = body(runs.drifting(), { source: () => ({ text: 'one\ntwo\n'.repeat(100) }) });
  expect(quoted).toContain('<span class="line promise"><span class="mark">▸ 167</span>one\n</span>');
  expect(quoted).not.toContain('as the file is now');
  expect(body(runs.drifting(), { source: () => ({ text: 'one\n'.repeat(200), asOfNow: true }) })).toContain(
    'spec/onboarding-api.trigger-event.yaml:167, as the file is now',
  );
  expect(body(runs.drifting())).not.toContain('class="excerpt"');
  // A file that is too short is not the one that the run was judged by.
  expect(body(runs.drifting(), { source: () => ({ text: 'one\n' }) })).not.toContain('class="excerpt"');
});

test('an exchange is shown as it came: what a JSON reader would lose is not lost', () => {
  const twice = '{"code":"a","code":"b"}';
  const shown = (answer: string | Uint8Array) =>
    body(runs.drifting(), { exchanges: [exchangeOf('unauthorized/wrong-bearer', answer)] });
  expect(shown(twice)).toContain('{&quot;code&quot;:&quot;a&quot;,&quot;code&quot;:&quot;b&quot;}');
  expect(shown(ANSWER)).toContain('&quot;code&quot;: &quot;invalid_token&quot;');
  expect(shown(new Uint8Array([0xff, 0xfe, 0]))).toContain('⋯ 3 bytes that are no text in UTF-8');
  expect(shown('x'.repeat(9000))).toContain('⋯ cut here: the body has 9,000 bytes');
});

test('two values are compared line by line, and what both share is folded', () => {
  const long = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`key${index}`, index]));
  const [promised, seen] = sides({ ...long, code: 'a' }, { ...long, code: 'b', more: true });
  expect(promised.map(({ mark, text }) => `${mark} ${text}`)).toEqual(
    [
      '  ⋯ 18 lines are the same',
      '    "key17": 17,',
      '    "key18": 18,',
      '    "key19": 19,',
      '−   "code": "a"',
      ' ',
      '  }',
    ].map((line) => (line === ' ' ? '  ' : line)),
  );
  expect(seen.map(({ mark, text }) => `${mark} ${text}`).slice(4)).toEqual([
    '+   "code": "b",',
    '+   "more": true',
    '  }',
  ]);
});

test('two plain values stand beside each other, long ones from where they differ', () => {
  expect(sides('unauthorized', 'invalid_token')).toEqual([
    [{ text: '"unauthorized"', mark: '−', kind: 'changed' }],
    [{ text: '"invalid_token"', mark: '+', kind: 'changed' }],
  ]);
  const [, seen] = sides(`${'a'.repeat(5000)}right`, `${'a'.repeat(5000)}wrong`);
  expect(seen[0]?.text).toMatch(/^…a+wrong" \(5,005 characters\)$/);
});

test('a template takes no text for HTML, and shows what cannot be seen', () => {
  expect(
    markup`<p title="${'"><b>'}">${'<i>&\u202e\u0000'}${[markup`<b>${1}</b>`, undefined, false]}</p>`.toString(),
  ).toBe('<p title="&quot;&gt;&lt;b&gt;">&lt;i&gt;&amp;\\u202e\\u0000<b>1</b></p>');
});

test('the policy allows the style and the script of the page and nothing else', () => {
  const page = renderHtml(runs.hostile());
  const [, policy = ''] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page) ?? [];
  const hashOf = (tag: string) => {
    const [, text = ''] = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(page) ?? [];
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  };
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `style-src ${hashOf('style')}`,
    `script-src ${hashOf('script')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(page).not.toMatch(/\s(?:style|on\w+)=|(?:src|href)=["'](?!#)/);
});

test('a run with thousands of causes has those that fit, a line each for some more, and the number of the rest', () => {
  const page = body(runs.crowded(20_000), { source });
  expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
  expect(page).toContain('2,000 causes of drift');
  const articles = page.match(/<article /g)?.length ?? 0;
  expect(articles).toBeGreaterThan(100);
  expect(page).toContain(`${grouped(2000 - articles)} more, whole in the JSON report`);
  expect(page).toContain(`and ${grouped(2000 - articles - 300)} more`);
});

test('no link of the page leads to nothing', () => {
  for (const run of [nightly(), runs.crowded(20_000), runs.conforming()]) {
    const page = body(run);
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = new Set([...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id));
    expect([...links].filter((id) => !ids.includes(id))).toEqual([]);
  }
});
