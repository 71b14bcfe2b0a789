// A difference of a stored run as a ticket for the provider.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plumbline, workspace } from './plumbline.ts';
import { refusal } from './refusal.ts';
import { provider } from './servers.ts';

test('a ticket of a live run holds the evidence and no secret, and its refusals say why', async () => {
  const cwd = workspace();
  const { url, env } = await provider({
    answer: (answer) =>
      answer.status !== 401
        ? answer
        : {
            ...answer,
            headers: [...answer.headers, ['X-Tyk-Trace-Id', '4bf92f3577b34da6']],
            json: { errors: [{ code: `no ${env['QONTO_TOKEN']}`, detail: '<b>@qonto</b>' }] },
          },
  });
  const args = ['check', '--quiet', '--only', '401', '--target', url, '--no-history'];
  expect((await plumbline(args, { cwd, env })).code).toBe(1);
  const run = JSON.parse(readFileSync(join(cwd, 'reports/check.json'), 'utf8'));
  const finding = run.findings.find(
    ({ check, kind }: { check: string; kind: string }) => check === 'example' && kind !== 'missing',
  );
  const ticket = ['report', 'reports/check.json', '--ticket', finding.fingerprint];

  const shown = await plumbline(ticket, { cwd, env });
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  for (const part of [
    '# `POST /register/dev/trigger_event`: the answer `401` is not what its document says',
    'page "Trigger a webhook event"',
    '`4bf92f3577b34da6`',
    'HTTP/1.1 401',
    '[redacted:QONTO_TOKEN]',
    'curl -sS -i -X POST',
    `- Target: \`${url}\``,
    '> 177 ',
  ])
    expect(shown.stdout).toContain(part);
  for (const [name, value] of Object.entries(env))
    if (/TOKEN|PARTNER/.test(name)) expect(shown.stdout).not.toContain(value.slice(2, 12));

  const written = await plumbline([...ticket, '--out', 'a/ticket.md'], { cwd, env });
  expect(written).toMatchObject({ code: 0, stdout: 'a/ticket.md\n', stderr: '' });
  expect(readFileSync(join(cwd, 'a/ticket.md'), 'utf8')).toBe(shown.stdout);

  renameSync(join(cwd, 'reports/check.har'), join(cwd, 'other.har'));
  const bare = await plumbline(ticket, { cwd });
  // A credential that is called after its header shares eight characters with that, and the command stays as it was.
  const named = { QONTO_PARTNER_ID: 'partner-9931-secret', QONTO_STAGING_TOKEN: 'staging-7717-secret' };
  expect((await plumbline(ticket, { cwd, env: named })).stdout).toBe(bare.stdout);
  expect(bare.stdout).toContain('The recording of the run is not at hand');
  expect((await plumbline([...ticket, '--recording', 'other.har'], { cwd })).stdout).toBe(shown.stdout);

  // A credential that somebody put into the report by hand goes no further.
  const token = env['QONTO_TOKEN'] ?? '';
  const spoilt = JSON.parse(readFileSync(join(cwd, 'reports/check.json'), 'utf8').replaceAll('<b>', token));
  for (const each of spoilt.findings) each.message = `${each.message} ${token}`;
  writeFileSync(join(cwd, 'spoilt.json'), JSON.stringify(spoilt));
  const cleaned = await plumbline(['report', 'spoilt.json', '--ticket', finding.fingerprint], { cwd, env });
  expect(cleaned.code).toBe(0);
  expect(cleaned.stdout).not.toContain(token);

  expect(await refusal(['report', 'reports/check.json', '--ticket', 'zzzzzz'], { cwd })).toContain(
    'the run has no error with the fingerprint "zzzzzz"; it has ',
  );
  expect(await refusal(['report', 'other.har', '--ticket', 'a'], { cwd })).toContain('not a stored run');
  expect(await refusal([...ticket, '--recording', 'no.har'], { cwd })).toContain(
    'no.har: the recording cannot be read',
  );
  expect(existsSync(join(cwd, 'no.har'))).toBe(false);
}, 120_000);
