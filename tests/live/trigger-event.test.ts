// The plan of `plumbline check`, one test a probe: against the embedded sandbox, or the target that PLUMBLINE_TARGET names.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Run } from '../../src/checks/run.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import { conformance, openSession } from '../../src/vitest.ts';

const session = await openSession();
expect.extend(conformance(session.contract));

describe(`${session.contract.operation.method} ${session.contract.operation.path} of ${session.target.kind} ${session.target.kind === 'embedded' ? '(not the real API)' : session.target.url}`, () => {
  let run: Run;
  let exchanges: ReadonlyMap<string, Exchange>;
  beforeAll(async () => {
    ({ run, exchanges } = await session.run());
  }, 600_000);
  afterAll(() => session.close());

  for (const { id, title } of session.probes) {
    test(`${id}: ${title}`, ({ skip }) => {
      const exchange = exchanges.get(id);
      if (exchange === undefined)
        return skip(run.probes.find((probe) => probe.id === id)?.failure ?? 'it was not needed');
      expect(exchange).toConform();
    });
  }

  test('what only shows across calls', () => {
    expect([...exchanges.values()]).toConform();
  });

  test('every answer that the contract asks for was seen', () => {
    expect(
      run.responses
        .filter(({ verdict }) => verdict === 'inconclusive')
        .map(({ status, reason }) => `${status} ${reason}`),
    ).toEqual([]);
    expect(run.hints).toEqual([]);
  });
});
