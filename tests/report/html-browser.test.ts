// The page in a real Chromium: nothing in it acts, everybody can use it, and it fits.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Run } from '../../src/checks/run.ts';
import { renderHtml } from '../../src/report/html.ts';
import { findChromium, launch, NO_CHROMIUM } from './chromium.ts';
import { exchangeOf, nightly } from './html-runs.ts';
import * as runs from './runs.ts';

const chromium = findChromium();
// On a machine of a developer without a browser these tests are skipped, and say so; in CI that would hide a lot.
if (chromium === undefined && process.env['CI'] === 'true') throw new Error(NO_CHROMIUM);
if (chromium === undefined)
  process.stderr.write(`the HTML report is not tested in a browser: ${NO_CHROMIUM}\n`);

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 780 };
/** The rules of axe that a page can break in dark or narrow only. */
const OF_COLOUR_AND_SPACE = [
  'color-contrast',
  'link-in-text-block',
  'scrollable-region-focusable',
  'target-size',
];

/** Each would set `owned`, or load something, if any part of it were obeyed. */
const ATTACKS = [
  '<script>window.owned = 1</script>',
  '</code></pre></script><script>window.owned = 1</script>',
  '"><img src=x onerror="window.owned = 1">',
  "' onmouseover='window.owned = 1' autofocus onfocus='window.owned = 1",
  '</title></style><svg onload="window.owned = 1"><style>@import url(http://127.0.0.1:9/x.css)',
  '<meta http-equiv="refresh" content="0; url=javascript:window.owned=1"><base href="http://127.0.0.1:9/">',
  '<iframe srcdoc="<script>parent.owned = 1</script>"></iframe><link rel=stylesheet href=http://127.0.0.1:9/>',
  'javascript:window.owned=1',
  '<!--<script>',
  ']]>&lt;script&gt;window.owned = 1&lt;/script&gt;',
  'a\u0000b\u202egnp.exe\u2066\u200b\ufeff\u2028 \ud800',
  `${'\u0301'.repeat(200)}${'登録'.repeat(400)}${'x'.repeat(3000)}`,
];

/** A run in which every text that comes from elsewhere is an attack. */
function attacking(): Run {
  const run = nightly();
  const attack = (index: number) => ATTACKS[index % ATTACKS.length] ?? '';
  return {
    ...run,
    operation: { id: attack(0), method: attack(1), path: attack(2) },
    target: { kind: 'url', url: attack(3) },
    document: { file: attack(4), sha256: attack(5) },
    contract: { file: attack(6) },
    startedAt: attack(7),
    hints: [...ATTACKS],
    leftOpen: [...ATTACKS],
    responses: run.responses.map((response, index) => ({
      ...response,
      status: index === 0 ? attack(1) : response.status,
      examples: Object.fromEntries(ATTACKS.map((name) => [name, 'differs' as const])),
      reason: attack(index),
    })),
    findings: ATTACKS.flatMap((text, index) => [
      runs.finding({
        check: index % 2 === 0 ? text : 'example',
        kind: text,
        severity: (['error', 'warning', 'note'] as const)[index % 3] ?? 'error',
        status: text,
        message: text,
        response: {
          pointer: text,
          expected: { [text]: [text, attack(index + 1)] },
          actual: { [text]: [text] },
        },
        document: { pointer: text, file: text, line: 1 },
        probe: index === 0 ? 'unauthorized/wrong-bearer' : text,
        curl: `curl '${text}'`,
        fingerprint: text,
        ...(index % 4 === 0 ? { accepted: { reason: text, until: '9999-12-31' } } : {}),
      }),
    ]),
    probes: ATTACKS.map((text) => ({
      id: text,
      title: text,
      expects: [text],
      sent: false,
      failure: text,
      ms: 1,
      findings: 1,
    })).concat(run.probes as never),
    history: {
      file: attack(8),
      nights: [{ startedAt: attack(9), verdict: 'drift', causes: 1 }],
      causes: Object.fromEntries(
        ATTACKS.map((text) => [text, { state: 'still', since: text, lastGood: text }]),
      ),
      mended: ATTACKS.map((text) => ({
        fingerprint: text,
        check: text,
        status: text,
        message: text,
        since: text,
        lastBad: text,
      })),
    },
  };
}

function attackingPage(run = attacking()): string {
  const source = () => ({ text: ATTACKS.join('\n') });
  const exchanges = [exchangeOf('unauthorized/wrong-bearer', ATTACKS.join('\n'))];
  return renderHtml(run, { source, exchanges });
}

/** Puts into a page what an answer could hold, in ways that escaping would never let through; tells what was stopped. */
const INJECT = `(async () => {
  const seen = [];
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => seen.push(effectiveDirective));
  const add = (html) => document.body.append(document.createRange().createContextualFragment(html));
  add('<script>window.owned = 1</script>');
  add('<img src="http://127.0.0.1:9/x" onerror="window.owned = 1">');
  add('<p style="color: red">');
  add('<iframe src="http://127.0.0.1:9/"></iframe>');
  await fetch('http://127.0.0.1:9/').catch(() => undefined);
  // An image is given up in its own time, which a busy machine makes long.
  for (let turn = 0; turn < 100 && (turn < 4 || new Set(seen).size < 6); turn += 1)
    await new Promise((done) => setTimeout(done, 50));
  return { seen: [...new Set(seen)].sort(), owned: 'owned' in window };
})()`;

/** What reaches beyond the right edge, though it is no code, which may be scrolled. */
const BEYOND = `[document.documentElement, ...document.querySelectorAll('main *, header *, nav *')]
  .filter((each) => each.closest('pre, .spoken, thead') === null)
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 || (each === document.documentElement && each.scrollWidth > innerWidth))
  .slice(0, 4)
  .map((each) => innerWidth + ': ' + each.outerHTML.slice(0, 160))`;

/**
 * The run with one probe of each kind and result, and those that a finding names: of rows that are alike one shows what
 * all of them would, and axe looks at each for long. The nightly run keeps its 96.
 */
function short(run: Run): Run {
  const named = new Set(run.findings.map(({ probe }) => probe));
  const seen = new Set<string>();
  const probes = run.probes.filter(({ id, status, sent, failure, findings }) => {
    const form = JSON.stringify([id.split('/')[0], status, sent, failure, findings > 0]);
    const first = !seen.has(form);
    seen.add(form);
    return first || named.has(id);
  });
  return { ...run, probes };
}

const PAGES: Readonly<Record<string, () => string>> = {
  conforming: () => renderHtml(short(runs.conforming())),
  nightly: () =>
    renderHtml(nightly(), {
      source: (file) => ({ text: readFileSync(file, 'utf8') }),
      exchanges: [exchangeOf('unauthorized/wrong-bearer', '{"errors":[{"code":"invalid_token"}]}')],
    }),
  gated: () => renderHtml(short(runs.gated())),
  interrupted: () => renderHtml(short(runs.interrupted())),
  hostile: () => renderHtml(short(runs.hostile())),
  attacking: () => attackingPage(short(attacking())),
};

describe.skipIf(chromium === undefined)(
  `the page in Chromium${chromium === undefined ? ` (${NO_CHROMIUM})` : ''}`,
  { timeout: 60_000 },
  () => {
    let browser: Browser;
    let folder = '';
    /** Shown one report after the other, since a new one would have all of axe compiled anew. */
    let shared: Page;
    let opened = 0;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'plumbline-page-'));
      browser = await launch(chromium ?? '');
      shared = await (await browser.newContext({ viewport: WIDE })).newPage();
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      rmSync(folder, { recursive: true });
    });

    async function pageWith(options: BrowserContextOptions | undefined): Promise<Page> {
      if (options === undefined) {
        await shared.emulateMedia({ media: null, colorScheme: null });
        await shared.setViewportSize(WIDE);
        onTestFinished(() => void shared.removeAllListeners());
        return shared;
      }
      const context = await browser.newContext({ viewport: WIDE, ...options });
      onTestFinished(() => context.close());
      return await context.newPage();
    }

    /** Opens a page from a file, and tells all that it tried besides being shown. */
    async function open(
      html: string,
      options?: BrowserContextOptions,
    ): Promise<{ page: Page; tried: string[] }> {
      opened += 1;
      const file = join(folder, `report-${opened}.html`);
      writeFileSync(file, html);
      const page = await pageWith(options);
      const tried: string[] = [];
      page.on('console', (message) => tried.push(`console: ${message.text()}`));
      page.on('pageerror', (error) => tried.push(`error: ${error.message}`));
      page.on('dialog', (dialog) => tried.push(`dialog: ${dialog.message()}`));
      const url = pathToFileURL(file).href;
      page.on('request', (request) => {
        if (request.url() !== url) tried.push(`request: ${request.url()}`);
      });
      await page.goto(url);
      return { page, tried };
    }

    test('nothing that came from an answer, a document or a history is obeyed', async () => {
      const { page, tried } = await open(attackingPage());
      await unfold(page);
      await page.mouse.move(300, 300);
      expect(await page.evaluate("'owned' in window")).toBe(false);
      expect(tried).toEqual([]);
      expect(await page.locator('img, iframe, svg, base, link, style + style, script + script').count()).toBe(
        0,
      );
      expect(await page.locator('script, style').count()).toBe(2);
      // It is all there to be read.
      expect(await page.locator('main').textContent()).toContain('"><img src=x onerror="window.owned = 1">');
      expect(await page.locator('main').textContent()).toContain('a\\u0000b\\u202egnp.exe');
    });

    test('were anything obeyed after all, the policy would stop it', async () => {
      const { page } = await open(renderHtml(runs.conforming()));
      const stopped = await page.evaluate(INJECT);
      expect(stopped).toEqual({
        seen: ['connect-src', 'frame-src', 'img-src', 'script-src-attr', 'script-src-elem', 'style-src-attr'],
        owned: false,
      });
    });

    for (const [name, html] of Object.entries(PAGES)) {
      test(`${name}: axe finds no violation, in light and wide, in dark and narrow, and nothing reaches beyond the page`, async () => {
        const { page, tried } = await open(html());
        expect(await violations(page)).toEqual([]);
        await page.emulateMedia({ colorScheme: 'dark' });
        await page.setViewportSize(NARROW);
        expect(await violations(page, OF_COLOUR_AND_SPACE)).toEqual([]);
        expect(tried).toEqual([]);
        await unfold(page);
        for (const viewport of [NARROW, { width: 920, height: 900 }, { width: 940, height: 900 }, WIDE]) {
          await page.setViewportSize(viewport);
          expect(await page.evaluate(BEYOND)).toEqual([]);
        }
      });
    }

    test('a status is never broken over two lines', async () => {
      const { page } = await open(renderHtml(nightly()));
      const statuses = page.locator('.probes td[data-label="Got"] strong');
      for (const width of [NARROW.width, 940, WIDE.width]) {
        await page.setViewportSize({ width, height: 900 });
        const lines = await statuses.evaluateAll((all) => all.map((each) => each.getClientRects().length));
        expect(new Set(lines)).toEqual(new Set([1]));
      }
    });

    test('the probes are filtered with the keyboard alone', async () => {
      const { page } = await open(renderHtml(nightly()));
      const shown = () => page.locator('.probes tbody tr:visible').count();
      await page.locator('nav a', { hasText: 'Probes' }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.type('unauthorized KIND');
      expect(await shown()).toBe(40);
      expect(await page.locator('#filter-count').textContent()).toBe('40 of 96 probes');
      await page.keyboard.type(' 12,');
      expect(await shown()).toBe(1);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      await page.keyboard.type('without findings');
      expect(await page.locator('#filter-state').inputValue()).toBe('clean');
      expect(await shown()).toBe(52);
      await page.keyboard.press('Enter');
      expect(page.url()).toMatch(/#probes$/);
    });

    test('a link to a probe that is filtered away shows it', async () => {
      const { page } = await open(renderHtml(nightly()));
      await page.locator('#filter-text').fill('no such probe');
      expect(await page.locator('.probes tbody tr:visible').count()).toBe(0);
      await page.locator('.seen-by summary').first().click();
      await page.locator('.seen-by a').first().click();
      const id = new URL(page.url()).hash;
      expect(await page.locator(`tr${id}`).isVisible()).toBe(true);
    });

    test('a command is copied as it stands', async () => {
      await shared.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      onTestFinished(() => shared.context().clearPermissions());
      const { page } = await open(renderHtml(runs.drifting()));
      const button = page.locator('.command button').first();
      await button.click();
      await page.locator('.command button', { hasText: 'Copied' }).waitFor();
      const copied = await page.evaluate<string>('navigator.clipboard.readText()');
      expect(copied.replaceAll(/ \\\n +/g, ' ')).toBe(runs.drifting().findings[1]?.curl);
    });

    test('without JavaScript all is there, and nothing that would need it', async () => {
      const { page } = await open(renderHtml(nightly()), { javaScriptEnabled: false });
      expect(await page.locator('.probes tbody tr').count()).toBe(96);
      expect(await page.locator('.probes tbody tr:visible').count()).toBe(96);
      expect(await page.locator('form:visible, button:visible').count()).toBe(0);
      await page.locator('.seen-by summary').first().focus();
      await page.keyboard.press('Enter');
      expect(await page.locator('.seen-by a').first().isVisible()).toBe(true);
    });

    test('the first thing that the keyboard reaches leads past everything, and where it is shows', async () => {
      const { page } = await open(renderHtml(runs.drifting()));
      await page.keyboard.press('Tab');
      const skip = page.locator('.skip');
      expect(await page.evaluate('document.activeElement.className')).toBe('skip');
      expect((await skip.boundingBox())?.x).toBeGreaterThanOrEqual(0);
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    });

    test('on paper there is what can be read, and no more', async () => {
      const { page } = await open(renderHtml(nightly()));
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await page.locator('nav:visible, button:visible, form:visible').count()).toBe(0);
      expect(await page.locator('h1').isVisible()).toBe(true);
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
        'rgb(255, 255, 255)',
      );
      expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
    });

    test('a run with 200 findings of as many causes opens, with all of them in it', async () => {
      const run = runs.crowded(2000);
      const findings = run.findings.filter((_, index) => index % 10 === 0);
      const html = renderHtml(
        { ...run, findings },
        { source: (file) => ({ text: readFileSync(file, 'utf8') }) },
      );
      expect(Buffer.byteLength(html)).toBeLessThan(1_000_000);
      const { page, tried } = await open(html);
      expect(await page.locator('#drift article, #drift .lines > li').count()).toBe(200);
      expect(await page.locator('.filter').isVisible()).toBe(true);
      expect(tried).toEqual([]);
    });
  },
);

/** Opens all that is folded; a click on each would wait for each to hold still. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
}

/** What axe has to say, of all its rules or of some. */
async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  const only = rules === undefined ? {} : { runOnly: rules };
  const { violations: found } = await page.evaluate<AxeResults>(
    `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], preload: false, ...only })})`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}
