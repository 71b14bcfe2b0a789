import { clip, escapeControl } from './safe.ts';
import { count, duration } from './value.ts';

/** What progress is written to: standard error, or anything like it. */
export interface ProgressStream {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  write(text: string): unknown;
}

export interface Progress {
  /** So many probes are done; `id` is the last of them. There may come to be more than were planned. */
  step(done: number, id: string): void;
  /** Clears the line, or says that it is over. Nothing is written after it. */
  end(): void;
}

/** Milliseconds between two lines on a terminal. */
const PAUSE = 50;
const CLEAR = '\r\u001b[2K';

/**
 * Shows how far a run has got: on a terminal one line that is written over in place, elsewhere (a log) a line at
 * the start and one at the end.
 *
 * @param what says who is probed, for the line of a log
 */
export function showProgress(
  stream: ProgressStream,
  { what, total, now = () => performance.now() }: { what: string; total: number; now?: () => number },
): Progress {
  return stream.isTTY === true ? liveLine(stream, total, now) : logLines(stream, what, total, now);
}

function logLines(stream: ProgressStream, what: string, total: number, now: () => number): Progress {
  const start = now();
  let latest = 0;
  let over = false;
  stream.write(`probing ${escapeControl(what)}: ${count(total, 'probe')}\n`);
  return {
    step(done) {
      latest = done;
    },
    end() {
      if (over) return;
      over = true;
      const more = latest > total ? `, ${latest - total} of them for another look,` : '';
      const of = latest >= total ? count(latest, 'probe') + more : `${latest} of ${count(total, 'probe')}`;
      stream.write(`probed ${of} in ${duration(now() - start)}\n`);
    },
  };
}

function liveLine(stream: ProgressStream, total: number, now: () => number): Progress {
  let last = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let text = '';
  let over = false;

  const write = () => {
    timer = undefined;
    last = now();
    // The last column stays free: some terminals begin a new line once it is written to.
    stream.write(CLEAR + clip(text, (stream.columns ?? 80) - 1));
  };
  return {
    step(done, id) {
      if (over) return;
      text = `probing ${done}/${Math.max(done, total)}  ${escapeControl(id)}`;
      const wait = last + PAUSE - now();
      if (wait <= 0) {
        clearTimeout(timer);
        write();
      } else {
        // What a slow probe leaves standing is then the latest, not the one before.
        timer ??= setTimeout(write, wait).unref();
      }
    },
    end() {
      if (over) return;
      over = true;
      clearTimeout(timer);
      stream.write(CLEAR);
    },
  };
}
