import { type ChildProcess, fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ran } from './plumbline.ts';

/** How a line ended, and the connections that it opened. */
export interface HostRan extends Ran {
  connections: string[];
}

/** More do not help, since each line waits for itself alone. */
const MOST = 3;

/** The hosts of each set of what only the start of Node reads: those that are free, how many there are, who waits. */
const kinds = new Map<
  string,
  { free: ChildProcess[]; count: number; waiting: ((host: ChildProcess | Promise<never>) => void)[] }
>();

/**
 * Runs a command line in a process that has done so before, which spares the start of Node and the loading of the
 * bundle, most of what a test of the command line costs.
 *
 * @param env all of its environment; variables for Node itself have a process of their own
 */
export async function runInHost(
  args: readonly string[],
  cwd: string,
  env: Record<string, string | undefined>,
): Promise<HostRan> {
  const ofNode = Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('NODE_')));
  const key = JSON.stringify(ofNode);
  const kind = kinds.get(key) ?? { free: [], count: 0, waiting: [] };
  kinds.set(key, kind);
  const host = kind.free.pop() ?? (kind.count < MOST ? await open() : await next());
  const ran = await answerOf<HostRan>(host, () => host.send({ args, cwd, env }));
  const first = kind.waiting.shift();
  if (first === undefined) kind.free.push(host);
  else first(host);
  return ran;

  async function open(): Promise<ChildProcess> {
    if (kind !== undefined) kind.count += 1;
    const child = fork('tests/cli/host.mjs', {
      env: { PATH: process.env['PATH'], HOME: join(tmpdir(), 'nobody'), ...ofNode },
      // As the tests themselves: see vitest.config.ts.
      execArgv: process.execArgv.filter((each) => each.startsWith('--interrupt-budget')),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    try {
      await answerOf(child);
    } catch (error) {
      // Nobody waits for what does not start.
      if (kind !== undefined) kind.count -= 1;
      for (const waiting of kind?.waiting.splice(0) ?? []) waiting(Promise.reject(error));
      throw error;
    }
    // It ends with the process of the tests, and keeps that from nothing.
    child.unref();
    child.channel?.unref();
    return child;
  }

  function next(): Promise<ChildProcess> {
    return new Promise((free) => kind?.waiting.push(free));
  }
}

/** The next message of a child; rejects when it ends without one, which is a defect of the command line or of the host. */
function answerOf<Message>(child: ChildProcess, ask: () => void = () => {}): Promise<Message> {
  return new Promise<Message>((done, failed) => {
    const ended = (code: number | null) => failed(new Error(`the host ended with ${code}, and no answer`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      done(message as Message);
    });
    ask();
  });
}
