// Stands in for `plumbline upgrade CANDIDATE` as the scripts call it: exit code 0 safe, 1 not safe, 2 bad input. A page
// with the word "unsafe" in its document is not safe.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const [command, page = '', ...rest] = process.argv.slice(2);
const option = (name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
const PIN = 'spec/onboarding-api.trigger-event.yaml';
const [, text] = /^`{3,}yaml[^\n]*\n([\s\S]*?)^`{3,}$/m.exec(readFileSync(page, 'utf8')) ?? [];
if (command !== 'upgrade' || text === undefined) {
  process.stderr.write(`plumbline: ${page}: holds no OpenAPI document\n`);
  process.exit(2);
}
const safe = !text.includes('unsafe') || option('--accept-breaking') !== undefined;
if (option('--json') !== undefined)
  writeFileSync(
    option('--json'),
    JSON.stringify({ plumbline: 1, verdict: safe ? 'compatible' : 'breaking', changes: [] }),
  );
if (option('--markdown') !== undefined)
  writeFileSync(option('--markdown'), `# The report\n\n${safe ? 'Safe.' : 'Not safe.'}\n`);
if (rest.includes('--accept') && safe) {
  writeFileSync(PIN, text);
  const lock = JSON.parse(readFileSync('spec/spec.lock.json', 'utf8'));
  const sha256 = createHash('sha256').update(text).digest('hex');
  writeFileSync(
    'spec/spec.lock.json',
    `${JSON.stringify({ ...lock, sha256, acceptedOn: '2026-12-01' }, null, 2)}\n`,
  );
}
process.exit(safe ? 0 : 1);
