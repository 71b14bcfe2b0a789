import type { Contract } from '../../contract/contract.ts';
import { matchesOperation } from '../../exchange/match-operation.ts';
import type { PactFile } from '../../exchange/pact.ts';
import { createRedactor } from '../../exchange/redact.ts';
import { neededCredentials } from '../../probes/credentials.ts';
import { Problem } from '../../problem.ts';
import { EXIT } from '../../report/style.ts';
import { renderVerificationJson, type Verification, verdictOf } from '../../report/verification.ts';
import { renderVerification } from '../../report/verification-screen.ts';
import { contractFiles } from '../inputs.ts';
import { type Io, useColour, warn, widthOf } from '../io.ts';
import { ensureReports, writeReports } from '../report-files.ts';
import { loadSubject, type SubjectOptions } from '../subject.ts';
import { type OpenTarget, openTarget, targetWord } from '../target.ts';
import { warnFaultsElsewhere } from '../warn-faults-elsewhere.ts';
import { pactPaths, readPacts } from './files.ts';
import { reportEntry } from './report-entry.ts';
import { verifierVersion } from './verify-engine.ts';
import { prepareResults } from './verify-publish.ts';
import { verifyPacts } from './verify-run.ts';

export interface PactVerifyOptions extends SubjectOptions {
  /** The provider that the Pacts have to be with. */
  provider?: string | undefined;
  target?: string | undefined;
  fault?: string | undefined;
  seed: number;
  json?: string | undefined;
  /** Tells the Pact Broker of the results. */
  publishResults?: boolean | undefined;
  consumerVersion?: string | undefined;
  providerVersion?: string | undefined;
  verbose?: boolean | undefined;
}

/**
 * `plumbline pact verify`: has Pact's own Verifier send every interaction to the target, and says in our words what the
 * client could not do with.
 *
 * @param files Pact files; those in `contracts/pacts/` when none is named
 * @returns the exit code of the verdict
 * @throws {Problem} before anything is sent, when something has to be put right first
 */
export async function pactVerify(
  files: readonly string[],
  options: PactVerifyOptions,
  io: Io,
): Promise<number> {
  const startedAt = new Date(io.now()).toISOString();
  const begun = performance.now();
  const contract = await loadSubject(options, io);
  const paths = pactPaths(files);
  const reports =
    options.json === undefined ? [] : [{ option: '--json' as const, path: options.json, named: true }];
  const word = targetWord(options.target, io.environment);
  const open = await openTarget(word, contract, io.environment, options);
  try {
    const { fault } = options;
    if (fault !== undefined) await warnFaultsElsewhere(contract, io, `and ${fault} may be one of them`);
    const credentials = neededCredentials(contract, open.environment);
    const secrets = Object.fromEntries(credentials.map(({ variable, value }) => [variable, value]));
    const redactor = createRedactor(secrets, contract.operation.document.text);
    const read = await readPacts(paths, { provider: options.provider, redactor });
    await ensureReports(reports, [...paths, ...contractFiles(contract)]);
    const publisher =
      options.publishResults === true ? await publisherFor(read, options, contract, open, io) : undefined;
    const pacts = read.map(({ pact }) => narrowed(pact, contract));
    const interactions = await verifyPacts(pacts, {
      contract,
      open,
      credentials,
      redactor,
      verbose: options.verbose === true,
      signal: io.catchStop(),
      environment: io.environment,
      now: io.now,
      onOutput: (text) => {
        if (options.verbose === true) io.stderr.write(redactor.plain(text));
      },
      onWarning: (sentence) => warn(io, sentence),
    });
    const published = (await publisher?.publish(interactions)) ?? [];
    const verification: Verification = {
      plumbline: 1,
      verdict: verdictOf(interactions),
      target: open.target,
      ...subjectOf(contract),
      verifier: verifierVersion(),
      startedAt,
      durationMs: Math.round(performance.now() - begun),
      pacts: pacts.map(reportEntry),
      interactions,
      published,
    };
    return await show(verification, { reports, options, io });
  } finally {
    await open.close();
  }
}

/** The provider's version is the document's: a new document is what a new version of the provider is known by. */
function publisherFor(
  read: Parameters<typeof prepareResults>[0],
  { consumerVersion, providerVersion }: PactVerifyOptions,
  { operation }: Contract,
  { target }: OpenTarget,
  io: Io,
): ReturnType<typeof prepareResults> {
  const version = providerVersion ?? operation.document.sha256.slice(0, 12);
  return prepareResults(read, { target, consumerVersion, providerVersion: version }, io);
}

function subjectOf(contract: Contract): Pick<Verification, 'document' | 'contract'> {
  const { file, sha256 } = contract.operation.document;
  return {
    document: { file, sha256 },
    ...(contract.file === undefined ? {} : { contract: { file: contract.file } }),
  };
}

/** One run is about one operation: the limits, the gate and the credentials of another one are not known. */
function narrowed(pact: PactFile, { operation }: Contract): PactFile {
  const others = pact.interactions.filter(({ exchange }) => !matchesOperation(exchange, operation));
  const interactions = pact.interactions.filter((each) => !others.includes(each));
  if (interactions.length === 0) {
    throw new Problem(`the Pact has no interaction of ${operation.id}`, {
      place: { file: pact.file },
      hint: 'name the operation with --document and --operation',
    });
  }
  const reason = `it is of another operation than ${operation.id}`;
  const left = others.map(({ description, pointer }) => ({ description, reason, pointer }));
  return { ...pact, interactions, passedOver: [...pact.passedOver, ...left] };
}

async function show(
  verification: Verification,
  { reports, options, io }: { reports: readonly { path: string }[]; options: PactVerifyOptions; io: Io },
): Promise<number> {
  const text = renderVerificationJson(verification);
  const { written, problems } = await writeReports(
    reports.filter(({ path }) => path !== '-').map(({ path }) => ({ path, text })),
  );
  if (options.json === '-') io.stdout.write(text);
  else {
    io.stdout.write(
      renderVerification(verification, {
        colour: useColour(io.stdout, io.environment),
        width: widthOf(io.stdout),
        verbose: options.verbose === true,
        files: written,
      }),
    );
  }
  for (const problem of problems) io.stderr.write(`plumbline: ${problem.line()}\n`);
  const { code } = EXIT[verification.verdict];
  return code === 0 && problems.length > 0 ? 2 : code;
}
