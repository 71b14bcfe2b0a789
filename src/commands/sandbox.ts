import type { Io } from './io.ts';
import { loadSubject, type SubjectOptions } from './subject.ts';

export interface SandboxOptions extends SubjectOptions {
  port: number;
  fault?: string | undefined;
  listFaults?: boolean | undefined;
  seed: number;
}

/** `plumbline sandbox`: serves the embedded sandbox until it is stopped. */
export async function sandbox(options: SandboxOptions, io: Io): Promise<number> {
  if (options.listFaults) {
    const { faults } = await import('../sandbox/faults.ts');
    const width = Math.max(...faults.map(({ name }) => name.length));
    let group = '';
    for (const fault of faults) {
      if (fault.group !== group) io.stdout.write(`${group === '' ? '' : '\n'}${fault.group}\n`);
      group = fault.group;
      io.stdout.write(
        `  ${fault.name.padEnd(width)}  ${fault.harmless ? '(harmless) ' : ''}${fault.title}\n`,
      );
    }
    return 0;
  }
  const contract = await loadSubject(options);
  const { startSandbox } = await import('../sandbox/server.ts');
  const fault =
    options.fault === undefined ? undefined : (await import('../sandbox/faults.ts')).findFault(options.fault);
  const running = await startSandbox({ contract, port: options.port, seed: options.seed, fault });
  const { operation } = contract;
  io.stdout.write(
    `The embedded sandbox (not the real API) serves ${operation.method} ${operation.path} at ${running.url}\n`,
  );
  if (fault !== undefined) io.stdout.write(`It is wrong on purpose: ${fault.title}\n`);
  io.stdout.write('Its credentials and values, made up, for a shell:\n\n');
  for (const [name, value] of Object.entries(running.environment))
    io.stdout.write(`  export ${name}='${value}'\n`);
  io.stdout.write(
    `\nTo probe it from another shell: plumbline check --target ${running.url}\nCtrl-C ends it.\n`,
  );
  await new Promise<void>((resolve) => {
    if (io.signal.aborted) resolve();
    else io.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await running.close();
  return 0;
}
