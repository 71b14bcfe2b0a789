// Prism's validation proxy, as its guide has it: `prism proxy` in front of the server, clients send through it, and
// violations of the answer stand in the header sl-violations. A violation of the request is meant here, so only those
// of the answer count.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import axios from 'axios';
import { PATH, requests } from '../requests.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});
const prism = spawn(
  process.execPath,
  [
    here('../node_modules/@stoplight/prism-cli/dist/index.js'),
    'proxy',
    here('../../../spec/onboarding-api.trigger-event.yaml'),
    process.env.TARGET,
    '--port',
    String(port),
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const ended = new Promise((resolve) => prism.once('exit', resolve));
await new Promise((resolve, reject) => {
  prism.stdout.on('data', (piece) => String(piece).includes('listening') && resolve());
  prism.once('exit', () => reject(new Error('Prism ended before it listened')));
});

for (const { name, status, headers, body } of requests(process.env)) {
  let wrong;
  try {
    const answer = await axios.post(`http://127.0.0.1:${port}${PATH}`, body, {
      headers,
      timeout: 10_000,
      validateStatus: () => true,
    });
    const violations = JSON.parse(answer.headers['sl-violations'] ?? '[]').filter(
      ({ location }) => location[0] === 'response',
    );
    if (answer.status !== status) wrong = `${answer.status} in place of ${status}`;
    else if (violations.length > 0) wrong = JSON.stringify(violations);
  } catch (error) {
    wrong = error.message;
  }
  process.stdout.write(`${wrong === undefined ? 'ok  ' : 'FAIL'} ${name}${wrong ? `: ${wrong}` : ''}\n`);
  if (wrong !== undefined) process.exitCode = 1;
}
prism.kill();
await ended;
