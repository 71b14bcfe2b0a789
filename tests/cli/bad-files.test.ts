// Documents, contracts, recordings, reports and environments that are refused, before anything is sent.
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BINARY, inOwnProcess, workspace } from './plumbline.ts';
import { CONTRACT, changed, DOCUMENT, refusal } from './refusal.ts';

const DOCUMENTS: [line: string, name: string, content: string | Buffer][] = [
  ['the file is empty', 'empty.yaml', ''],
  [
    'the document is not a text in UTF-8',
    'picture.yaml',
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 0]),
  ],
  ['not an OpenAPI document: the field "openapi" is missing', 'list.yaml', 'name: value\n'],
  ['Swagger "2.0" is not supported; convert it', 'swagger.yaml', 'swagger: "2.0"\npaths: {}\n'],
  ['broken.yaml:3:1: not readable as YAML', 'broken.yaml', 'openapi: 3.0.3\ninfo: {title: a\npaths: {}\n'],
  ['the alias *a repeats what it stands in', 'cyclic.yaml', 'openapi: 3.0.3\ninfo: &a\n  title: *a\n'],
];
for (const [line, name, content] of DOCUMENTS) {
  test.concurrent(`a document that is no use is refused: ${name}`, async () => {
    const cwd = workspace();
    writeFileSync(join(cwd, name), content);
    const said = await refusal(['check', '--document', name], { cwd });
    expect(said).toContain(line);
    expect(said).toMatch(new RegExp(`^${name}(:\\d+(:\\d+)?)?: `));
  });
}

test.concurrent('a document that is not there is refused, in a contract and as an option', async () => {
  expect(await refusal(['check', '--document', 'no.yaml'])).toBe(
    'no.yaml: the document cannot be read: there is no such file',
  );
  expect(await refusal(['check', '--contract', 'no.yaml'])).toBe(
    'no.yaml: the contract cannot be read: there is no such file',
  );
  const cwd = workspace();
  rmSync(join(cwd, 'spec'), { recursive: true });
  expect(await refusal(['check'], { cwd })).toMatch(
    /^contracts\/trigger-event\.contract\.yaml:\d+:1: .*the document cannot be read: there is no such file/,
  );
});

test.concurrent('a schema that is composed of itself is refused with its place', async () => {
  const cwd = workspace();
  writeFileSync(join(cwd, 'circle.yaml'), CIRCLE);
  expect(await refusal(['check', '--document', 'circle.yaml'], { cwd })).toBe(
    'circle.yaml:13:5: the schema /components/schemas/Whole is composed of itself, so that no value can be held against it; take it out of itself',
  );
});

const CIRCLE = `openapi: 3.0.3
info: { title: a, version: '1' }
paths:
  /a:
    get:
      responses:
        '200':
          description: ''
          content:
            application/json: { schema: { $ref: '#/components/schemas/Whole' } }
components:
  schemas:
    Whole:
      allOf:
        - $ref: '#/components/schemas/Whole'
`;

test.concurrent('a schema that refers to itself alone is refused with its place', async () => {
  const cwd = changed(DOCUMENT, (text) =>
    text
      .replace("$ref: '#/components/responses/409-conflict'", "$ref: '#/components/responses/circle'")
      .replace(
        '  responses:\n    400-bad-request:',
        "  responses:\n    circle:\n      $ref: '#/components/responses/circle'\n    400-bad-request:",
      ),
  );
  const said = await refusal(['check'], { cwd });
  expect(said).toMatch(/^spec\/onboarding-api\.trigger-event\.yaml:\d+:\d+: .*circle/);
});

const CONTRACTS: [place: string, names: string, from: string, to: string][] = [
  ['operation', 'webhooks/other', 'operation: webhooks/dev-trigger', 'operation: webhooks/other'],
  ['status', '418', '  "500":', '  "418":'],
  ['example', '400', '  "400":\n    reach: required', '  "400":\n    reach: required\n    example: full'],
  [
    'pointer',
    '/event/nothing',
    '      /event/resource_id: /resource_id',
    '      /event/nothing: /resource_id',
  ],
  ['word', 'reech', '    reach: never', '    reech: never'],
  ['YAML', 'YAML', 'plumbline: 1', 'plumbline: [1'],
];
for (const [what, names, from, to] of CONTRACTS) {
  test.concurrent(`a contract with a wrong ${what} is refused with its file, line and column`, async () => {
    const cwd = changed(CONTRACT, (text) => text.replace(from, to));
    const said = await refusal(['check'], { cwd });
    expect(said).toMatch(/^contracts\/trigger-event\.contract\.yaml:\d+:\d+: /);
    expect(said).toContain(names);
  });
}

test.concurrent('several contracts and no choice are refused', async () => {
  const cwd = workspace();
  cpSync(join(cwd, CONTRACT), join(cwd, 'contracts/other.contract.yaml'));
  expect(await refusal(['check'], { cwd })).toBe(
    'there are 2 contracts in contracts/; name one with --contract, such as contracts/other.contract.yaml',
  );
});

test.concurrent('a folder of reports that cannot be written to is refused', async () => {
  expect(await refusal(['check', '--out', '/proc/reports'])).toMatch(/^\/proc\/reports: cannot be written: /);
  const cwd = workspace();
  writeFileSync(join(cwd, 'reports'), 'a file\n');
  expect(await refusal(['check'], { cwd })).toMatch(/^reports\/check\.json: cannot be written: /);
});

test.concurrent('a report path that is a folder is refused', async () => {
  const cwd = workspace();
  mkdirSync(join(cwd, 'folder'));
  expect(await refusal(['check', '--junit', 'folder'], { cwd })).toBe(
    'folder: cannot be written: it is a folder',
  );
  expect(await refusal(['check', '--har', ''])).toContain('a file is wanted, and the text is empty');
});

test.concurrent('a .env that cannot be read is refused', async () => {
  const cwd = workspace();
  mkdirSync(join(cwd, '.env'));
  expect(await refusal(['check'], { cwd })).toBe('.env: the environment cannot be read: it is a folder');
});

const entry = (url: string) =>
  JSON.stringify({
    startedDateTime: '2026-01-01T00:00:00Z',
    time: 1,
    request: { method: 'GET', url, headers: [] },
    response: { status: 200, headers: [], content: { size: 0, text: '' } },
  });
const RECORDINGS: [line: string, name: string, content: string | Buffer][] = [
  ['was it cut off?', 'truncated.har', `{"log":{"entries":[${entry('https://api.example.com/')}`],
  ['not a HAR recording', 'other.json', '{"hello":"world"}'],
  ['not a HAR recording', 'text.har', 'GET / HTTP/1.1\n'],
  ['the file is empty', 'empty.har', ''],
  ['binary.har: ', 'binary.har', Buffer.from([0xff, 0xfe, 0, 1])],
  ['the recording is empty', 'nothing.har', '{"log":{"version":"1.2","entries":[]}}'],
  [
    'the recording holds no exchange of POST /register/dev/trigger_event: its first is GET /pets',
    'another.har',
    `{"log":{"entries":[${entry('https://api.example.com/pets?token=1')}]}}`,
  ],
];
for (const [line, name, content] of RECORDINGS) {
  test.concurrent(`a recording that is no use is refused: ${name}`, async () => {
    const cwd = workspace();
    writeFileSync(join(cwd, name), content);
    const said = await refusal(['replay', name, '--json', 'replay.json'], { cwd });
    expect(said).toContain(line);
    expect(said).toMatch(new RegExp(`^${name}(:\\d+(:\\d+)?)?: `));
  });
}

test.concurrent('a recording that is not there, or would be written over, is refused', async () => {
  expect(await refusal(['replay', 'no.har'])).toBe(
    'no.har: the recording cannot be read: there is no such file',
  );
  const cwd = workspace();
  const text = `{"log":{"entries":[${entry('https://a.example/register/dev/trigger_event').replace('GET', 'POST')}]}}`;
  writeFileSync(join(cwd, 'run.har'), text);
  expect(await refusal(['replay', 'run.har', '--json', './run.har'], { cwd })).toBe(
    '--json ./run.har would write over a file that is read',
  );
  expect(readFileSync(join(cwd, 'run.har'), 'utf8')).toBe(text);
});

test.concurrent('contracts that cannot be listed are refused, and no other contract is taken', async () => {
  const cwd = workspace();
  rmSync(join(cwd, 'contracts'), { recursive: true });
  writeFileSync(join(cwd, 'contracts'), '');
  for (const command of ['check', `diff ${DOCUMENT} ${DOCUMENT}`, 'upgrade a.yaml'])
    expect(`${command}: ${await refusal(command.split(' '), { cwd })}`).toBe(
      `${command}: contracts: cannot be searched for contracts: it is a file, not a folder; name the contract with --contract`,
    );
});

test.skipIf(process.getuid?.() !== 0)('a folder of contracts that may not be read is refused', async () => {
  const cwd = workspace();
  chmodSync(cwd, 0o777);
  chmodSync(join(cwd, 'contracts'), 0);
  const { code, stderr } = await inOwnProcess(['check'], { cwd, uid: 65_534, gid: 65_534 });
  expect(stderr).toBe(
    'plumbline: contracts: cannot be searched for contracts: permission denied; name the contract with --contract\n',
  );
  expect(code).toBe(2);
});

test.concurrent('a working directory that is gone is told in one line', async () => {
  const shell = `mkdir gone && cd gone && rmdir ../gone && "${process.execPath}" "${BINARY}"`;
  for (const command of ['check', 'lint', 'diff a.yaml b.yaml']) {
    const { code, stdout, stderr } = await inOwnProcess([], { shell: `${shell} ${command}` });
    expect(`${command}: ${code} ${stdout}${stderr}`).toBe(
      `${command}: 2 plumbline: the working directory is gone; change into one that is there\n`,
    );
  }
});
