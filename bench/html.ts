// npm run bench: how fast the HTML report is rendered and opened, and how large it is.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Run } from '../src/checks/run.ts';
import { renderHtml } from '../src/report/html.ts';
import { findChromium, launch, NO_CHROMIUM } from '../tests/report/chromium.ts';
import * as runs from '../tests/report/runs.ts';
import { figures, line, timeWork } from './measure.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);
const texts = new Map<string, string>();
const source = (file: string) => {
  const text = texts.get(file) ?? readFileSync(file, 'utf8');
  texts.set(file, text);
  return { text };
};

/** 200 findings of 20 causes, 200 of as many causes, and what no run should be. */
const crowded = runs.crowded(2000);
const CASES: Readonly<Record<string, Run>> = {
  'no finding': runs.conforming(),
  '200 findings of 20 causes': runs.crowded(200),
  '200 findings of 200 causes': {
    ...crowded,
    findings: crowded.findings.filter((_, index) => index % 10 === 0),
  },
  '20,000 findings of 2,000 causes': runs.crowded(20_000),
};

const chromium = findChromium();
const browser = chromium === undefined ? undefined : await launch(chromium);
const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
print('\nthe HTML report');
for (const [name, run] of Object.entries(CASES)) {
  const begun = performance.now();
  const html = renderHtml(run, { source });
  const first = performance.now() - begun;
  const rendering = await timeWork(() => renderHtml(run, { source }), { warmUp: 5, runs: 20 });
  print(line(`rendering ${name}`, figures(rendering), 'ms'));
  print(`  the first time ${first.toFixed(0)} ms, ${(Buffer.byteLength(html) / 1000).toFixed(0)} kB`);
  if (browser === undefined) continue;
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const page = await browser.newPage();
  const opening = await timeWork(() => page.goto(pathToFileURL(file).href), { warmUp: 1, runs: 5 });
  print(line('  opening it in Chromium, until it is loaded', figures(opening), 'ms', 0));
  await page.close();
}
if (browser === undefined) print(NO_CHROMIUM);
await browser?.close();
rmSync(folder, { recursive: true });
