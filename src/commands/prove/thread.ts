import { isMainThread, type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { faults } from '../../sandbox/faults.ts';
import { loadSubject } from '../subject.ts';
import { proveShare } from './share.ts';
import type { ThreadWork } from './threads.ts';

// A thread of `plumbline prove`: proves its share of the faults and sends each row as it comes.
if (!isMainThread && parentPort !== null) void proveShareOf(workerData as ThreadWork, parentPort);

async function proveShareOf({ subject, names, ...work }: ThreadWork, port: MessagePort): Promise<void> {
  const chosen = new Set(names);
  await proveShare(
    await loadSubject(subject),
    faults.filter(({ name }) => chosen.has(name)),
    // Whoever stops the run ends its threads.
    { ...work, now: Date.now, signal: new AbortController().signal },
    (row) => port.postMessage(row),
  );
}
