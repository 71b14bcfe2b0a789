import type { Contract } from '../contract/contract.ts';
import type { ExchangeResponse } from '../exchange/exchange.ts';
import { bodyOf, conformingAnswers } from './answer.ts';
import { type Request, receivedCall } from './call.ts';
import { madeUpEnvironment } from './environment.ts';
import { conformingRules, decide } from './rules.ts';
import { compilerFor } from './validator.ts';

/** The embedded sandbox without its server: what it would answer, but for what HTTP itself adds. */
export interface StandIn {
  /** What it accepts, as `Sandbox.environment`. */
  environment: Record<string, string>;
  answer(request: Request): ExchangeResponse;
}

/**
 * Makes a stand-in that conforms.
 *
 * @param options.environment values that it accepts, in place of made-up ones
 * @param options.now the present time in milliseconds, for values that hold it
 * @throws {Problem} when a schema of the document cannot be compiled
 */
export function createStandIn(
  contract: Contract,
  options: { environment?: Record<string, string>; seed: number; now: () => number },
): StandIn {
  const compile = compilerFor(contract.operation.document);
  const environment = { ...madeUpEnvironment(contract, options.seed), ...options.environment };
  const answers = conformingAnswers(contract, options.now, compile);
  const rules = conformingRules(contract, environment, compile);
  let calls = 0;
  return {
    environment,
    answer(request) {
      const call = receivedCall(request, ++calls);
      const answer = answers(decide(contract, rules, call));
      const { status } = answer;
      return {
        status,
        headers: answer.headers,
        body: (request.method === 'HEAD' ? undefined : bodyOf(answer)) ?? Buffer.alloc(0),
      };
    },
  };
}
