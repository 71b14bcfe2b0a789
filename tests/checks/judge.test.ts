import { expect, test } from 'vitest';
import { harmless, wrong } from './cases.ts';
import {
  badRequest,
  type Changes,
  contract,
  created,
  errorsOf,
  judge,
  RESOURCE,
  unauthorized,
} from './exchanges.ts';

for (const [what, errors, exchanges, against = contract] of wrong) {
  test(what, () => {
    expect(errorsOf(judge(exchanges, { against }))).toEqual(errors);
  });
}

for (const [what, errors, exchanges, against = contract] of harmless) {
  test(`harmless: ${what}`, () => {
    expect(errorsOf(judge(exchanges, { against }))).toEqual(errors);
  });
}

// Ids differ whenever a case is added, and what a parser says differs from Node to Node.
const settled = (text: string) =>
  text
    .replace(/[fg]4a15ff0-?40a2-?48d4-?8801-?\d{0,12}…?/gi, 'ID')
    .replace(/(the body is no JSON): .*/g, '$1: …');

test('what is said of every case', async () => {
  const said = [...wrong, ...harmless].map(([what, , exchanges, against = contract]) => {
    const findings = judge(exchanges, { against });
    const lines = findings.map(
      ({ severity, check, kind, status, message }) =>
        `  ${severity} ${check}/${kind} on ${status}: ${message}`,
    );
    return [what, ...lines, ''].join('\n');
  });
  await expect(settled(said.join('\n'))).toMatchFileSnapshot('golden/findings.txt');
});

test('what an API answers makes no finding long', () => {
  const long = 'x'.repeat(10_000);
  const found = judge([
    created({ json: { event: { id: long, a: long } } }),
    unauthorized({ json: { errors: [{ code: long, detail: { [long]: [long] } }] } }),
    badRequest({ edit: { [`/${long}`]: { a: long } } }),
  ]);
  expect(found.length).toBeGreaterThan(5);
  for (const { message, response } of found) {
    expect(message.length).toBeLessThanOrEqual(1000);
    expect(JSON.stringify(response).length).toBeLessThan(3500);
  }
  const [first] = found.filter(({ response }) => response?.pointer === '/event/id');
  expect(first?.response?.actual).toBe(`${'x'.repeat(999)}…`);
});

test('a small value is shown as it is', () => {
  const [found] = judge([badRequest({ edit: { '/errors/0/code': { a: [null, 1] } } })]);
  expect(found?.response).toEqual({
    pointer: '/errors/0/code',
    expected: 'string',
    actual: { a: [null, 1] },
  });
});

test('a finding says how to send its request again, and where its promises stand', () => {
  const [found] = judge([created({ edit: { '/event/id': RESOURCE } })]);
  expect(found).toMatchObject({
    check: 'unique',
    probe: 'valid/example',
    curl: expect.stringContaining('curl -sS -i'),
    document: {
      pointer: '/components/schemas/event/properties/id',
      file: 'spec/onboarding-api.trigger-event.yaml',
      line: 94,
    },
    contract: { pointer: '/responses/201/unique', file: 'contracts/trigger-event.contract.yaml' },
  });
  expect(found?.curl).toContain('${QONTO_TOKEN}');
});

test('what the gate answers to whom it may is judged by no check', () => {
  const gate = {
    header: 'X-Qonto-Staging-Token',
    mark: undefined,
    hint: '',
    answers: [{ status: 201 }, { status: 401 }],
  };
  const against = { ...contract, gate };
  const gated = { expects: { gate: true, statuses: ['400'], sameAs: 'gate', broken: '/event_type' }, ms: 60 };
  const bodies: Changes[] = [
    { text: '<html>', type: 'text/html' },
    { json: { event: { id: RESOURCE, stack: 'x' } }, type: 'text/plain' },
    { json: { errors: [{ code: '', detail: 'SQLSTATE' }] } },
    { json: {}, type: null },
  ];
  const exchanges = bodies.flatMap((body, index) => [
    created({ id: `a${index}`, ...gated, ...body }),
    unauthorized({ id: `b${index}`, ...gated, ...body, status: 401 }),
  ]);
  const found = judge(exchanges, { against });
  expect(
    found.map(({ check, kind }) => `${check}/${kind}`).filter((each) => !each.startsWith('stable/')),
  ).toEqual([]);
});

test('each case has a name of its own', () => {
  const names = [...wrong, ...harmless].map(([what]) => what);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('findings come gravest first, and then by the status that they count for', () => {
  const findings = judge(wrong.slice(0, 200).flatMap(([, , exchanges]) => exchanges));
  const order = findings.map(
    ({ severity, status }) => `${['error', 'warning', 'note'].indexOf(severity)} ${status}`,
  );
  expect(order).toEqual([...order].sort());
});
