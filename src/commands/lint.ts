import { lintDocument } from '../lint/lint.ts';
import { rules } from '../lint/rules.ts';
import { lintExitCode, lintReport, renderLintJson } from '../report/lint.ts';
import { renderLint } from '../report/lint-screen.ts';
import { defaultContract } from './default-contract.ts';
import { documentFiles } from './inputs.ts';
import { type Io, useColour, widthOf } from './io.ts';
import { strengthOf } from './lint/strength.ts';
import { ensureReports, writeReports } from './report-files.ts';
import { loadSubjectDocument } from './subject.ts';

export interface LintCommandOptions {
  contract?: string | undefined;
  operation?: string | undefined;
  strict?: boolean | undefined;
  strength?: boolean | undefined;
  recording?: string[] | undefined;
  json?: string | undefined;
  verbose?: boolean | undefined;
}

/**
 * `plumbline lint`: says what is wrong with a document itself. Nothing is sent anywhere.
 *
 * @param source a file or a URL; the contract's document when none is named
 * @returns 0 when there is no error, 1 when there is one, or a warning with `--strict`
 * @throws {Problem} when the document cannot be read, or has no such operation
 */
export async function lint(source: string | undefined, options: LintCommandOptions, io: Io): Promise<number> {
  const begun = performance.now();
  const { contract, operation, strict = false, verbose = false, json, recording = [] } = options;
  const wantsStrength = options.strength === true || recording.length > 0;
  const document = await loadSubjectDocument({ contract, document: source }, io);
  const reports = json === undefined ? [] : [{ option: '--json' as const, path: json, named: true }];
  await ensureReports(reports, [
    ...documentFiles(document.file),
    ...(contract === undefined ? [] : [contract]),
    ...recording,
  ]);
  const findings = await lintDocument(document, { operation });
  const measured = wantsStrength
    ? await strengthOf(
        document,
        {
          contract: source === undefined ? (contract ?? defaultContract()) : contract,
          operation,
          recordings: recording,
        },
        io,
      )
    : undefined;
  const report = lintReport(findings, {
    strict,
    document: { file: document.file, sha256: document.sha256, openapi: String(document.root['openapi']) },
    rules: rules.length,
    ...(operation === undefined ? {} : { operation }),
    ...(measured === undefined ? {} : { strength: { ...measured.strength, leftOut: measured.leftOut } }),
  });
  const { written, problems } = await writeReports(
    reports.filter(({ path }) => path !== '-').map(({ path }) => ({ path, text: renderLintJson(report) })),
  );
  if (json === '-') io.stdout.write(renderLintJson(report));
  else {
    const colour = useColour(io.stdout, io.environment);
    const ms = performance.now() - begun;
    io.stdout.write(renderLint(report, { colour, width: widthOf(io.stdout), verbose, ms, files: written }));
  }
  for (const problem of problems) io.stderr.write(`plumbline: ${problem.line()}\n`);
  const code = lintExitCode(report);
  return problems.length > 0 && code === 0 ? 2 : code;
}
