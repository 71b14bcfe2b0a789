import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptFindings } from '../../src/checks/accepted.ts';
import type { Run } from '../../src/checks/run.ts';
import { fences } from '../../src/document/markdown.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import { type Cause, causesOf } from '../../src/report/causes.ts';
import { type Evidence, renderTicket } from '../../src/report/ticket.ts';
import { block, code } from '../../src/report/ticket-text.ts';
import * as runs from './runs.ts';

const DOCUMENT = readFileSync('spec/onboarding-api.trigger-event.yaml', 'utf8');
const LOCK: Evidence['lock'] = {
  file: 'spec/spec.lock.json',
  document: 'onboarding-api.trigger-event.yaml',
  origin: 'docs.example.com, page "Trigger a webhook event"',
  sha256: 'ab',
  acceptedOn: '2026-11-23',
  history: [],
};

function exchange(part: { id: string; body?: string; headers?: [string, string][] }): Exchange {
  return {
    id: part.id,
    source: 'probe',
    title: 'A request with a wrong token',
    request: { method: 'POST', url: 'https://api.example.com/x', headers: [], body: undefined },
    response: {
      status: 401,
      headers: part.headers ?? [
        ['Content-Type', 'application/json'],
        ['Date', 'Mon, 23 Nov 2026 06:00:01 GMT'],
        ['X-Tyk-Trace-Id', `trace-${part.id.length}`],
        ['X-Powered-By', 'patience'],
      ],
      body: new TextEncoder().encode(part.body ?? '{"errors":[{"code":"invalid_token"}]}'),
    },
    failure: undefined,
    failedTries: [],
    echoedSecrets: [],
    expectation: undefined,
    sentAt: 0,
    ms: 3,
    pointer: undefined,
    notJudged: undefined,
  };
}

function drift(part: Partial<Run> = {}): { run: Run; cause: Cause } {
  const run: Run = {
    ...runs.drifting(),
    target: { kind: 'url', url: 'https://api.test.example.com/v1' },
    ...part,
  };
  const cause = causesOf(run.findings, 'error').find(({ finding }) => finding.fingerprint === 'c0ffee01');
  if (cause === undefined) throw new Error('the run has no such cause');
  return { run, cause };
}

const evidence = (part: Partial<Evidence> = {}): Evidence => ({
  exchanges: ['unauthorized/wrong-bearer', 'unauthorized/apiKey/absent'].map((id) => exchange({ id })),
  document: DOCUMENT,
  lock: LOCK,
  ...part,
});

test('a ticket has what the document says, what came, curl, traces, and since when', async () => {
  const { run, cause } = drift({
    history: {
      file: 'reports/history.jsonl',
      nights: [],
      causes: {
        c0ffee01: { state: 'still', since: '2026-11-21T02:17:00.000Z', lastGood: '2026-11-20T02:17:00.000Z' },
      },
      mended: [],
    },
  });
  await expect(renderTicket(run, cause, evidence())).toMatchFileSnapshot('golden/ticket.md');
});

test('what is missing is said to be missing', () => {
  const { run, cause } = drift();
  const text = renderTicket(run, cause, { exchanges: [], document: undefined, lock: undefined });
  expect(text).toContain('The recording of the run is not at hand');
  expect(text).toContain('is not at hand, or no longer is what the run was judged by');
  expect(text).toContain('no history of earlier runs is kept');
  expect(text).toContain(`- Document: \`${run.document.file}\`, sha256`);
});

test('a ticket of the embedded sandbox says that it is not for sending', () => {
  const { run, cause } = drift({
    target: { kind: 'embedded', url: 'http://127.0.0.1:1', fault: '401-flat' },
  });
  const [, , warning] = renderTicket(run, cause, evidence()).split('\n');
  expect(warning).toMatch(/^> \*\*Not for sending\.\*\* .*inside Plumbline.*`401-flat`/);
});

test('what the baseline accepts elsewhere is not told to the provider', () => {
  const [finding] = acceptFindings(
    [runs.finding({ probe: 'b', message: 'it is let in' })],
    {
      file: 'baseline.yaml',
      entries: [{ fingerprint: 'c0ffee01', reason: 'x', until: '2999-01-01', line: 1, probes: ['a'] }],
    },
    '2026-11-25',
  );
  if (finding === undefined) throw new Error('there is no finding');
  expect(finding.message).toContain('the baseline accepts');
  const [cause] = causesOf([finding], 'error');
  const text = renderTicket(drift().run, cause as Cause, evidence());
  expect(text).toContain('it is let in');
  expect(text).not.toContain('baseline');
});

test('what only the contract promises is not passed off as the document', () => {
  const run = drift().run;
  const cause = causesOf(run.findings, 'error').find(({ finding }) => finding.contract !== undefined);
  const text = renderTicket(run, cause as Cause, evidence());
  expect(text).toMatch(/^# .* is not what we rely on\n/);
  expect(text).toContain(
    'This is not in the document itself: it is in our contract, `contracts/trigger-event.contract.yaml:58`',
  );
});

/** A ticket without its code: only words of ours are left. */
function prose(text: string): string {
  let rest = text;
  for (const { text: inside } of fences(text)) rest = rest.replace(inside, () => '');
  return rest.replace(/(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g, '');
}

const EVIL =
  '`` ``` <img src=x onerror=alert(1)> @everyone #1 [x](https://evil.example) ![](https://evil.example/p.png) </pre>\n```\n# Done\n~~~\n| a |\u001b[2J\u202e';

test('nothing hostile is markup, a link or a mention, wherever it stands', () => {
  const { run, cause } = drift();
  const evil = runs.finding({
    message: EVIL,
    curl: `curl 'https://x/${EVIL}' -H "Authorization: Bearer \${QONTO_TOKEN}"`,
    probe: EVIL,
    check: EVIL,
    kind: EVIL,
    status: EVIL,
    fingerprint: EVIL,
    response: { pointer: EVIL, expected: EVIL, actual: { [EVIL]: EVIL } },
    document: { pointer: EVIL, file: EVIL, line: 3 },
    contract: { pointer: EVIL, file: EVIL, line: 3 },
  });
  const text = renderTicket(
    {
      ...run,
      startedAt: EVIL,
      operation: { id: EVIL, method: EVIL, path: EVIL },
      target: { kind: 'url', url: EVIL },
      document: { file: EVIL, sha256: EVIL },
      probes: [{ ...(run.probes[0] as Run['probes'][0]), id: EVIL, expects: [EVIL] }],
      history: {
        file: EVIL,
        nights: [],
        causes: { [EVIL]: { state: 'new', since: EVIL, lastGood: EVIL, lastBad: EVIL } },
        mended: [],
      },
    },
    { ...cause, finding: evil, probes: [EVIL] },
    evidence({
      exchanges: [
        exchange({
          id: EVIL,
          body: EVIL,
          headers: [
            ['X-Tyk-Trace-Id', EVIL],
            ['Date', EVIL],
            ['Server', EVIL],
          ],
        }),
      ],
      document: `${EVIL}\n${EVIL}\n${EVIL}`,
      lock: { ...(LOCK as NonNullable<typeof LOCK>), origin: EVIL, acceptedOn: EVIL },
    }),
  );
  for (const acting of ['\u001b', '\u202e']) expect(text).not.toContain(acting);
  const ours = prose(text);
  expect(ours).not.toMatch(/<img|@everyone|#1|evil\.example|Done/);
  expect(ours.match(/^#.*/gm)).toHaveLength(5);
});

test('code comes back out of a block and a span as it went in', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a`~ #<@]{1,30}$/), (text) => {
      const inside = fences(block(text, 'text'));
      expect(inside).toHaveLength(1);
      expect(inside[0]?.text).toBe(`${text}\n`);
      const span = code(text);
      const [, mark = ''] = /^(`+)/.exec(span) ?? [];
      // CommonMark section 6.1: the first run of as many backticks closes it, and a space goes from each end.
      const rest = span.slice(mark.length);
      const end = [...rest.matchAll(/`+/g)].find(([run]) => run === mark)?.index ?? -1;
      expect(end).toBe(rest.length - mark.length);
      expect(
        rest
          .slice(0, end)
          .replace(/^ (.*[^ ].*) $/s, '$1')
          .trim(),
      ).toBe(text.trim());
    }),
    { numRuns: 500 },
  );
});

test('a large or binary body does not make a large ticket', () => {
  const { run, cause } = drift();
  const of = (body: Uint8Array): string => {
    const one = exchange({ id: 'unauthorized/wrong-bearer' });
    const response = one.response === undefined ? undefined : { ...one.response, body };
    return renderTicket(run, cause, evidence({ exchanges: [{ ...one, response }] }));
  };
  const large = of(new TextEncoder().encode('x'.repeat(1_000_000)));
  expect(large.length).toBeLessThan(12_000);
  expect(large).toContain('… (cut here, of 1,000,000 bytes)');
  expect(of(new Uint8Array([0xff, 0xfe, 0]))).toContain('(3 bytes that are no text in UTF-8)');
});
