import { expect, test } from 'vitest';
import { loadContract } from '../../src/contract/load.ts';
import type { Probe } from '../../src/probes/probe.ts';
import { allProbes, contractOf, documents, planned } from './asked.ts';

const trigger = await loadContract('contracts/trigger-event.contract.yaml');
const all = allProbes(planned(trigger));
const byId = new Map(all.map((probe) => [probe.id, probe]));
const header = (probe: Probe | undefined, wanted: string) =>
  probe?.request.headers.find(({ name }) => name.toLowerCase() === wanted)?.value;
const body = ({ request }: Probe) =>
  JSON.parse(Buffer.from(request.body ?? []).toString()) as Record<string, unknown>;
const together = (of: RegExp, probes: readonly Probe[] = all) =>
  probes.filter(({ id }) => /\/together\//.test(id) && of.test(id));
const formsOf = ({ id }: Probe) => id.slice(id.lastIndexOf('/') + 1).split('.');

/** What of a request shows that it is in a form. */
const SHOWS: Record<string, (probe: Probe) => boolean> = {
  lines: ({ request }) => Buffer.from(request.body ?? []).includes('\n  "'),
  further: (probe) => body(probe)['plumbline_extra'] === 'plumbline',
  capitals: (probe) => /[A-F]/.test(String(body(probe)['resource_id'])),
  charset: (probe) => header(probe, 'content-type') === 'application/json; charset=utf-8',
  'in-chunks': (probe) => header(probe, 'transfer-encoding') === 'chunked',
  'client-headers': (probe) => /^Mozilla/.test(header(probe, 'user-agent') ?? ''),
  language: (probe) =>
    header(probe, 'accept-language') !== undefined && header(probe, 'accept-encoding') === 'identity',
  close: (probe) => header(probe, 'connection') === 'close',
  'accept-anything': (probe) => header(probe, 'accept') === '*/*',
  'no-accept': (probe) => header(probe, 'accept') === undefined,
};

test('each request is in the forms that its id names, and in no other', () => {
  const probes = together(/./);
  expect(probes.length).toBeGreaterThan(16);
  for (const probe of probes) {
    const shown = Object.keys(SHOWS).filter((form) => SHOWS[form]?.(probe));
    expect([probe.id, shown.sort()]).toEqual([probe.id, formsOf(probe).sort()]);
  }
});

test.each([
  [/^valid\//, 1],
  [/^unauthorized\//, 2],
  [/^invalid\//, 2],
])('of %s any two forms meet, and each kind of request meets each form', (of, kinds) => {
  const probes = together(of);
  const kindOf = ({ id }: Probe) => id.replace(/\/together\/.*/, '');
  expect(new Set(probes.map(kindOf)).size).toBe(kinds);
  const ALTERNATIVES = [
    // Where the UUID is left out, it cannot be in capitals.
    of.test('invalid/') ? ['lines', 'further'] : ['lines', 'further', 'capitals'],
    ['client-headers', 'language'],
    ['accept-anything', 'no-accept'],
    ['charset'],
    ['in-chunks'],
  ];
  for (const [index, some] of ALTERNATIVES.entries())
    for (const form of some)
      for (const other of ALTERNATIVES.slice(index + 1).flat())
        expect([
          form,
          other,
          probes.some((probe) => [form, other].every((each) => formsOf(probe).includes(each))),
        ]).toEqual([form, other, true]);
});

test('what is refused is as wrong as without them, and what is right has to succeed', () => {
  for (const probe of together(/./)) {
    const plain = byId.get(probe.id.replace(/\/together\/.*/, ''));
    const chunked = formsOf(probe).includes('in-chunks');
    expect(probe.expectation.tolerated).toEqual(chunked ? [411] : []);
    if (plain === undefined) expect(probe.expectation.statuses).toEqual(['201']);
    else expect(probe.expectation.statuses).toEqual(plain.expectation.statuses);
  }
  const wrong = together(/^invalid\/event_type/);
  expect(wrong.length).toBeGreaterThan(2);
  for (const probe of wrong) expect(body(probe)['event_type']).not.toBe('registrations.pending');
  for (const probe of together(/^unauthorized\/qontopartnerid/)) {
    expect(header(probe, 'qonto-partner-id')).not.toBe(header(byId.get('valid/example'), 'qonto-partner-id'));
    expect(header(probe, 'authorization')).toBe(header(byId.get('valid/example'), 'authorization'));
  }
});

test('an error whose words an example gives is asked for in a language that nobody writes errors in', () => {
  const languages = (of: RegExp) =>
    new Set(together(of).flatMap((probe) => header(probe, 'accept-language') ?? []));
  expect(languages(/^(valid|invalid)\//)).toEqual(new Set(['fr, en;q=0.5']));
  expect(languages(/^unauthorized\//)).toEqual(new Set(['cy, en;q=0.5']));
});

test('a document that names languages, any type, or no further property is not sent them', () => {
  const ids = (text: string) =>
    together(/./, allProbes(planned(contractOf(text)))).flatMap((probe) => formsOf(probe));
  const open = (documents['texts'] ?? '').replaceAll('\r', '');
  expect(ids(open)).toContain('further');
  const closed = open.replace('type: object', 'type: object\n              additionalProperties: false');
  expect(ids(closed)).toContain('lines');
  expect(ids(closed)).not.toContain('further');
  const text = (
    parameters: string,
    type: string,
  ) => `{ openapi: 3.0.3, info: { title: a, version: '1' }, paths: {
    /a: { get: { parameters: [${parameters}], responses: { '200': { description: Fine, content: { '${type}': {} } } } } } } }`;
  expect(new Set(ids(text('', 'application/json')))).toEqual(
    new Set(['client-headers', 'language', 'close', 'accept-anything', 'no-accept']),
  );
  const named = '{ in: header, name: accept-language, schema: { type: string } }';
  expect(ids(text(named, '*/*'))).not.toContain('language');
  expect(ids(text(named, '*/*'))).not.toContain('accept-anything');
});
