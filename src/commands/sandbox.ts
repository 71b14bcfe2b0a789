import { shellQuoted } from '../exchange/shell-quoted.ts';
import { escapeControl } from '../report/safe.ts';
import { chooseFault, listFaults } from './fault.ts';
import type { Io } from './io.ts';
import { loadSubject, type SubjectOptions } from './subject.ts';
import { warnFaultsElsewhere } from './warn-faults-elsewhere.ts';

export interface SandboxOptions extends SubjectOptions {
  port: number;
  fault?: string | undefined;
  listFaults?: boolean | undefined;
  seed: number;
}

/**
 * `plumbline sandbox`: serves the embedded sandbox until it is stopped.
 *
 * @returns 0 when it was stopped, 2 when it could not say which credentials it takes
 * @throws {Problem} when there is no such fault, or the port is taken
 */
export async function sandbox(options: SandboxOptions, io: Io): Promise<number> {
  if (options.listFaults === true) {
    await listFaults(io.stdout);
    return 0;
  }
  const contract = await loadSubject(options, io);
  const fault = options.fault === undefined ? undefined : await chooseFault(options.fault);
  if (fault !== undefined) await warnFaultsElsewhere(contract, io, `and ${fault.name} may be one of them`);
  const { startSandbox } = await import('../sandbox/server.ts');
  const running = await startSandbox({ contract, port: options.port, seed: options.seed, fault });
  const stop = io.catchStop();
  const { operation } = contract;
  const made = Object.entries(running.environment);
  const unsaid = new AbortController();
  io.stdout.write(
    [
      `The embedded sandbox (not the real API) serves ${operation.method} ${operation.path} at ${running.url}`,
      ...(fault === undefined ? [] : [`It is wrong on purpose: ${fault.title}`]),
      'It takes these credentials and values, which are made up:',
      '',
      ...made.map(([name, value]) => `  export ${name}='${value}'`),
      '',
      `With them, from another shell: plumbline check --target ${running.url}${subjectWords(options)}`,
      'Ctrl-C ends it.',
      '',
    ].join('\n'),
    (error) => {
      // A reader that has seen enough (`| head`) knows them. What is on no disk, nobody does.
      if (error && error.code !== 'EPIPE') unsaid.abort();
    },
  );
  const ended = AbortSignal.any([stop, unsaid.signal]);
  await new Promise<void>((resolve) => {
    if (ended.aborted) resolve();
    else ended.addEventListener('abort', () => resolve(), { once: true });
  });
  await running.close();
  return unsaid.signal.aborted ? 2 : 0;
}

/** The options that say what the sandbox is of, for a check of the same. */
function subjectWords({ contract, document, operation }: SubjectOptions): string {
  return Object.entries({ contract, document, operation })
    .flatMap(([name, value]) => (value === undefined ? [] : [` --${name} ${word(value)}`]))
    .join('');
}

function word(text: string): string {
  const shown = escapeControl(text);
  return /^[\w./:@%+=,-]+$/.test(shown) ? shown : shellQuoted(shown);
}
