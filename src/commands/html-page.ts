import { readFileSync, statSync } from 'node:fs';
import type { Run } from '../checks/run.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { SourceLookup } from '../report/html/excerpt.ts';

/** No document that people read is longer, and whatever is, is none. */
const LONGEST_SOURCE = 16 * 1024 * 1024;

/**
 * A run as the HTML report, with excerpts out of the files that it names.
 *
 * @param evidence.exchanges what was sent and what came, for requests and responses
 * @param evidence.source where the text of those files is; the disk unless given
 */
export async function htmlPage(
  run: Run,
  evidence: { exchanges?: readonly Exchange[]; source?: SourceLookup } = {},
): Promise<string> {
  const { renderHtml } = await import('../report/html.ts');
  return renderHtml(run, { source: sourceOnDisk(), ...evidence });
}

/** The text of files as they are now; of one that is not there, or not to be read, there is none. */
export function sourceOnDisk(): SourceLookup {
  const known = new Map<string, ReturnType<SourceLookup>>();
  return (file) => {
    if (!known.has(file)) known.set(file, read(file));
    return known.get(file);
  };
}

function read(file: string): ReturnType<SourceLookup> {
  try {
    const { size } = statSync(file);
    return statSync(file).isFile() && size <= LONGEST_SOURCE
      ? { text: readFileSync(file, 'utf8') }
      : undefined;
  } catch {
    // A report without an excerpt is a report.
    return undefined;
  }
}
