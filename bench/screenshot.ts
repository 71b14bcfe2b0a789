// npm run screenshot: makes docs/images/report.png, the report of a real run against a faulty embedded sandbox.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium, launch, NO_CHROMIUM } from '../tests/report/chromium.ts';

const FAULT = '401-code-invalid-token';
const PICTURE = 'docs/images/report.png';

const chromium = findChromium();
if (chromium === undefined) throw new Error(NO_CHROMIUM);
const out = mkdtempSync(join(tmpdir(), 'plumbline-screenshot-'));
/** Two good runs before the bad one, so that the report can say since when. */
for (const [exit, ...fault] of [[0], [0], [1, '--fault', FAULT]] as const) {
  const args = ['dist/cli.js', 'check', '--quiet', '--out', out, ...fault];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== exit) throw new Error(`check ended with ${status}: ${stderr}`);
}
const browser = await launch(chromium);
const page = await browser.newPage({
  viewport: { width: 1180, height: 1480 },
  deviceScaleFactor: 1.5,
  colorScheme: 'light',
});
await page.goto(pathToFileURL(resolve(out, 'check.html')).href);
mkdirSync('docs/images', { recursive: true });
await page.screenshot({ path: PICTURE });
await browser.close();
rmSync(out, { recursive: true });
process.stdout.write(`${PICTURE}\n`);
