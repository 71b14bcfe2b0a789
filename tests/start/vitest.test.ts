import { afterAll, describe, expect, test } from 'vitest';
import { openSession } from '../../src/commands/session.ts';
import { conformance } from '../../src/vitest.ts';
import { badRequest, contract, created, REMOTE, unauthorized } from '../checks/exchanges.ts';

const { toConform } = conformance(contract);
/** What a test that fails by the matcher prints; undefined where it passes. */
const said = (received: unknown) => {
  const { pass, message } = toConform(received);
  return pass ? undefined : message();
};

describe('exchanges', () => {
  test('that are right conform, alone and together', () => {
    expect(said(created())).toBeUndefined();
    expect(said([created(), badRequest(), unauthorized()])).toBeUndefined();
    expect(toConform([created({ id: 'a' }), created({ id: 'b' })]).message()).toBe(
      'a, b: conforms, and was expected not to',
    );
  });

  test('that are wrong are told by their causes, each once', () => {
    const wrong = (id: string) => unauthorized({ id, edit: { '/errors/0/code': 'other' } });
    const text = said([wrong('a'), wrong('b'), wrong('c'), created({ id: 'd', edit: { '/event/id': 'x' } })]);
    expect(text?.split('\n\n')).toHaveLength(2);
    expect(text).toContain('a (×3): 401 example/differs: /errors/0/code is "other"');
    expect(text).toContain('  - promised  "unauthorized"\n  + seen      "other"\n');
    expect(text).toContain('d: 201 schema/format: /event/id is "x", which is no uuid');
    expect(text?.match(/curl /g)).toHaveLength(2);
  });

  test('of which one could not be judged are neither right nor wrong', () => {
    const lost = created({
      id: 'lost',
      silent: true,
      failure: { kind: 'unreachable', message: 'nothing listens there' },
    });
    expect(() => toConform(lost)).toThrow(
      'of 1 exchanges 1 could not be judged:\nlost: nothing listens there',
    );
    const many = Array.from({ length: 9 }, (_, index) => ({ ...lost, id: `lost/${index}` }));
    expect(() => toConform(many)).toThrow('lost/4: nothing listens there\nand 4 more');
    const gate = { header: 'X-Key', answers: [{ status: 401 }], mark: undefined, hint: '' };
    expect(() =>
      conformance({ ...contract, gate }).toConform(unauthorized({ id: 'gate', expects: null })),
    ).toThrow('gate: the gate in front of the API answered, with 401');
    const busy = created({ id: 'busy', status: 429, url: REMOTE, headers: [['Retry-After', '1']] });
    expect(() => toConform(busy)).toThrow('busy: the target was busy, and answered with 429');
    expect(() => toConform(created({ id: 'left', notJudged: 'it was left out' }))).toThrow(
      'left: it was left out',
    );
    // What is wrong beside it is wrong all the same; and where somebody answers, it is wrong not to.
    expect(said([created(), lost])).toContain('lost: ');
    expect(said([lost, created({ edit: { '/event/id': 'x' } })])).toContain('schema/format');
  });

  test.each([[undefined], [[]], [[undefined]], ['text'], [new Map([['a', created()]])]])(
    'anything else is a mistake: %o',
    (received) => {
      expect(() => toConform(received)).toThrow('toConform() wants a run, an exchange');
    },
  );
});

describe('a run', () => {
  const sessions: Awaited<ReturnType<typeof openSession>>[] = [];
  const runOf = async (options: Parameters<typeof openSession>[0]) => {
    const session = await openSession(options);
    sessions.push(session);
    return session.run();
  };
  afterAll(async () => {
    for (const session of sessions) await session.close();
  });

  test('of the embedded sandbox conforms, and one with a fault in it does not', async () => {
    const { run, exchanges } = await runOf({ target: 'embedded' });
    expect(said(run)).toBeUndefined();
    const [first] = exchanges.values();
    const findings = run.findings.map((finding) => ({ ...finding, severity: 'error' as const }));
    expect(first).toBeDefined();
    expect(said({ ...run, verdict: 'drift', findings })).toMatch(/^✗ DRIFT {2}POST /);
  });

  test('that reached nobody is neither right nor wrong', async () => {
    const { run } = await runOf({ target: 'embedded' });
    expect(() => toConform({ ...run, verdict: 'inconclusive', hints: ['nobody was there'] })).toThrow(
      'nobody was there',
    );
  });
});
