import type { Contract } from '../contract/contract.ts';
import { keyword, schemasAt } from '../document/schema.ts';
import { randomText, randomUuid, seededRandom } from './random.ts';
import { sample } from './sample.ts';

/**
 * A made-up value for each environment variable that a contract names, so that a caller can use them as it would
 * use `process.env`: credentials, values, and the variables of provocations.
 *
 * @param seed equal seeds give equal values
 */
export function madeUpEnvironment(contract: Contract, seed: number): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const variable of Object.values(contract.credentials)) {
    environment[variable] = randomText(seededRandom(`${seed} ${variable}`), 40);
  }
  for (const [pointer, variable] of Object.entries(contract.values)) {
    environment[variable] ??= valueFor(contract, pointer, variable, seed);
  }
  for (const { set, variables } of contract.responses.flatMap((response) => response.provoke)) {
    for (const variable of variables) {
      const whole = Object.entries(set).find(([, value]) => value === `\${${variable}}`);
      environment[variable] ??= valueFor(contract, whole?.[0] ?? '', variable, seed);
    }
  }
  return environment;
}

/** A value that the document allows in that place of the request's body. */
function valueFor(contract: Contract, pointer: string, variable: string, seed: number): string {
  const random = seededRandom(`${seed} ${variable}`);
  const bodies = contract.operation.body?.content ?? [];
  const [schema] = pointer === '' ? [] : bodies.flatMap((media) => schemasAt(media.schema, pointer));
  const format = keyword(schema, 'format')?.value;
  if (format === 'uuid') return randomUuid(random);
  const bound = ['enum', 'const', 'pattern', 'format', 'maxLength'].some((word) => keyword(schema, word));
  const type = keyword(schema, 'type')?.value ?? 'string';
  if (schema === undefined || (type === 'string' && !bound)) return randomText(random, 32);
  return String(sample(schema, { examples: false, direction: 'request' }));
}
