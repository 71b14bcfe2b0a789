import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Provider {
  port: number;
  /** The made-up credentials and values that it takes, by the names of their variables. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

/**
 * Starts the embedded sandbox as its users do, in a process of its own.
 *
 * @param fault - none for a sandbox that behaves
 * @throws when it ends before it has told its credentials
 */
export async function startProvider(fault: string | undefined): Promise<Provider> {
  const child = spawn(
    'node',
    ['dist/cli.js', 'sandbox', ...(fault === undefined ? [] : ['--fault', fault])],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const environment: Record<string, string> = {};
  let port: number | undefined;
  for await (const line of createInterface(child.stdout)) {
    port ??= Number(/ at http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1] ?? Number.NaN) || undefined;
    const [, name, value] = /^\s*export (\w+)='([^']*)'/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) environment[name] = value;
    if (line.startsWith('Ctrl-C')) break;
  }
  if (port === undefined) throw new Error(`the sandbox did not start (fault ${fault ?? 'none'})`);
  child.stdout.resume();
  return {
    port,
    environment,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
