import { Problem } from '../problem.ts';
import type { Fault } from '../sandbox/fault.ts';
import type { Output } from './io.ts';
import { nearest } from './nearest.ts';

/**
 * The fault of that name.
 *
 * @throws {Problem} with the nearest names, when there is none
 */
export async function chooseFault(name: string): Promise<Fault> {
  const { faults, findFault } = await import('../sandbox/faults.ts');
  const fault = findFault(name);
  if (fault !== undefined) return fault;
  const near = nearest(
    name.toLowerCase(),
    faults.map((each) => each.name),
  );
  throw new Problem(`there is no fault "${name}"`, {
    hint:
      near.length === 0
        ? 'plumbline sandbox --list-faults prints them all'
        : `did you mean ${near.join(' or ')}? (plumbline sandbox --list-faults prints them all)`,
  });
}

/** Prints every fault, group by group. */
export async function listFaults(output: Output): Promise<void> {
  const { faults } = await import('../sandbox/faults.ts');
  const width = Math.max(...faults.map(({ name }) => name.length));
  const groups = [...new Set(faults.map(({ group }) => group))];
  const blocks = groups.map((group) =>
    [
      group,
      ...faults
        .filter((fault) => fault.group === group)
        .map(
          ({ name, title, harmless }) => `  ${name.padEnd(width)}  ${harmless ? 'harmless: ' : ''}${title}`,
        ),
    ].join('\n'),
  );
  output.write(`${blocks.join('\n\n')}\n`);
}
