// Specmatic's contract tests, as its docs have it: credentials in variables named after the security schemes, one
// example a file for the values that only the provider knows, and generative tests switched on. Its examples cannot
// read variables, so that they are filled in here first.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const filled = join(process.cwd(), 'examples');
mkdirSync(filled);
for (const file of readdirSync(here('examples'))) {
  const text = readFileSync(here(`examples/${file}`), 'utf8');
  writeFileSync(
    join(filled, file),
    text.replace(/\$\{(\w+)\}/g, (_, name) => process.env[name]),
  );
}
const { status } = spawnSync(
  'java',
  [
    '-jar',
    here('../node_modules/specmatic/specmatic.jar'),
    'test',
    here('../../../spec/onboarding-api.trigger-event.yaml'),
    `--testBaseURL=${process.env.TARGET}`,
    `--examples=${filled}`,
    `--overlay-file=${here('overlay.yaml')}`,
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      apiKey: process.env.QONTO_TOKEN,
      qontoPartnerId: process.env.QONTO_PARTNER_ID,
      stagingToken: process.env.QONTO_STAGING_TOKEN,
      SPECMATIC_GENERATIVE_TESTS: 'true',
    },
  },
);
process.exitCode = status ?? 1;
