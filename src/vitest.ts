import type {} from 'vitest';
import type { Finding } from './checks/finding.ts';
import { createJudge } from './checks/judge.ts';
import type { Contract } from './contract/contract.ts';
import { placeText } from './document/pointer-place.ts';
import type { Exchange } from './exchange/exchange.ts';

export { openSession, type Session } from './commands/session.ts';

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the parameter has to be declared as Vitest declares it
  interface Matchers<T = any> {
    /**
     * The exchange, or all of them together, is what document and contract promise: no finding is an error. Several
     * exchanges are also judged for what only shows across calls, such as a value that ought to be unique.
     */
    toConform(): T;
  }
}

/**
 * Matchers for Vitest that judge by a contract: `expect.extend(conformance(contract))`.
 *
 * @returns `toConform`, for one exchange or a list of them
 */
export function conformance(contract: Contract): {
  toConform(received: unknown): { pass: boolean; message: () => string };
} {
  const judge = createJudge(contract);
  return {
    toConform(received) {
      const exchanges = (Array.isArray(received) ? received : [received]) as Exchange[];
      const strange = exchanges.find(
        (exchange) => typeof exchange !== 'object' || exchange === null || !('request' in exchange),
      );
      if (strange !== undefined || exchanges.length === 0) {
        return {
          pass: false,
          message: () => 'toConform() wants an exchange, or a list of exchanges that is not empty',
        };
      }
      const errors = judge
        .judge(exchanges.map((exchange) => judge.read(exchange)))
        .filter(({ severity }) => severity === 'error');
      return {
        pass: errors.length === 0,
        message: () =>
          errors.length === 0
            ? `${exchanges.map(({ id }) => id).join(', ')}: conforms, and was expected not to`
            : errors.map(describe).join('\n\n'),
      };
    },
  };
}

function describe({
  check,
  kind,
  status,
  message,
  response,
  document,
  contract,
  curl,
  probe,
}: Finding): string {
  const place = contract ?? document;
  const lines = [`${probe}: ${status} ${check}/${kind}: ${message}`];
  if (response?.expected !== undefined) lines.push(`  - promised  ${JSON.stringify(response.expected)}`);
  if (response?.actual !== undefined) lines.push(`  + seen      ${JSON.stringify(response.actual)}`);
  if (place !== undefined) lines.push(`  ${placeText(place)}`);
  return [...lines, `  ${curl}`].join('\n');
}
