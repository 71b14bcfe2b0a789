import type { Run } from '../checks/run.ts';
import { renderJson } from '../report/json.ts';
import { htmlPage } from './html-page.ts';
import type { Io } from './io.ts';
import { ensureReports } from './report-files.ts';
import { type Rendered, showRun } from './show.ts';
import { readStoredRun, runFiles, storedExchanges, storedSource } from './stored-run.ts';

export interface ReportOptions {
  json?: string | undefined;
  junit?: string | undefined;
  html?: string | undefined;
  recording?: string | undefined;
  verbose?: boolean | undefined;
}

/**
 * `plumbline report`: renders a stored run again, to the terminal and into the files that are named.
 *
 * @param path the JSON report of a run
 * @returns the exit code of the run's verdict
 * @throws {Problem} when it is no stored run, or a file cannot be written
 */
export async function report(path: string, options: ReportOptions, io: Io): Promise<number> {
  const run = await readStoredRun(path);
  const rendered = renderings(run, path, options);
  await ensureReports(rendered, runFiles(run, path, options.recording));
  return showRun(run, rendered, { io, verbose: options.verbose === true });
}

function renderings(run: Run, path: string, options: ReportOptions): Rendered[] {
  const ways: [Rendered['option'], string | undefined, Rendered['render']][] = [
    ['--json', options.json, () => renderJson(run)],
    ['--junit', options.junit, async () => (await import('../report/junit.ts')).renderJUnit(run)],
    [
      '--html',
      options.html,
      async () =>
        htmlPage(run, {
          exchanges: await storedExchanges(run, path, options.recording),
          source: storedSource(run),
        }),
    ],
  ];
  return ways.flatMap(([option, file, render]) =>
    file === undefined ? [] : [{ option, path: file, named: true, render }],
  );
}
