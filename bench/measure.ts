import { spawnSync } from 'node:child_process';

/** The median of some figures, with the least and the greatest. */
export interface Figures {
  min: number;
  median: number;
  max: number;
}

export function figures(values: readonly number[]): Figures {
  const sorted = [...values].sort((a, b) => a - b);
  return { min: sorted[0] ?? 0, median: sorted[Math.floor(sorted.length / 2)] ?? 0, max: sorted.at(-1) ?? 0 };
}

/**
 * Wall time of a whole process, start included.
 *
 * @returns milliseconds of each run after one that is not counted
 * @throws when it does not end with the exit code that it ought to
 */
export function timeProcess(command: readonly string[], runs: number, exitCode = 0): number[] {
  const [program = '', ...args] = command;
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const begun = performance.now();
    const { status, stderr } = spawnSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const ms = performance.now() - begun;
    if (status !== exitCode)
      throw new Error(`${command.join(' ')} ended with ${status}: ${stderr.toString()}`);
    if (run > 0) times.push(ms);
  }
  return times;
}

/** Wall time of something that is done many times over, in milliseconds for one of it. */
export async function timeWork(
  work: () => unknown,
  { warmUp, runs }: { warmUp: number; runs: number },
): Promise<number[]> {
  const times: number[] = [];
  for (let run = -warmUp; run < runs; run++) {
    const begun = performance.now();
    await work();
    if (run >= 0) times.push(performance.now() - begun);
  }
  return times;
}

export function line(name: string, { min, median, max }: Figures, unit: string, digits = 1): string {
  const show = (value: number) => value.toFixed(digits).padStart(9);
  return `${name.padEnd(58)}${show(median)} ${unit.padEnd(3)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
}
