import { createJudge } from '../../checks/judge.ts';
import type { Contract } from '../../contract/contract.ts';
import { pointerPlace } from '../../document/pointer-place.ts';
import { toCurl } from '../../exchange/curl.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { isGateAnswer } from '../../exchange/gate.ts';
import type { PactFile, PactInteraction } from '../../exchange/pact.ts';
import type { Redactor } from '../../exchange/redact.ts';
import type { JsonObject } from '../../json.ts';
import { defaultStateFolder, openBudget } from '../../probes/budget.ts';
import type { Credential } from '../../probes/credentials.ts';
import type { Environment } from '../../probes/environment.ts';
import { canonicalHost } from '../../probes/guard.ts';
import { createSender } from '../../probes/send/send.ts';
import { Problem } from '../../problem.ts';
import type { VerificationFinding, VerifiedInteraction } from '../../report/verification.ts';
import type { OpenTarget } from '../target.ts';
import { type EngineResult, runVerifier } from './verify-engine.ts';
import { fieldFindings } from './verify-field.ts';
import { type Labelled, startRelay } from './verify-relay.ts';
import { missingVariables, stateVariables } from './verify-states.ts';

export interface VerifyOptions {
  contract: Contract;
  open: OpenTarget;
  credentials: readonly Credential[];
  redactor: Redactor;
  verbose: boolean;
  signal: AbortSignal;
  /** That of the process: where state is kept, and what a child needs. */
  environment: Environment;
  now(): number;
  onOutput(text: string): void;
  onWarning(sentence: string): void;
}

/** One interaction on its way. */
interface Job extends Labelled {
  pact: PactFile;
  missing: string[];
}

const MIB = 1024 * 1024;

/**
 * Sends the interactions to the target, by Pact's Verifier, and reads what came of each.
 *
 * @throws {Problem} when the target's limits leave no room, or the Verifier cannot be run
 */
export async function verifyPacts(
  pacts: readonly PactFile[],
  options: VerifyOptions,
): Promise<VerifiedInteraction[]> {
  const { contract, open } = options;
  const values = stateVariables(contract, open.environment);
  let label = 0;
  const jobs = pacts.flatMap((pact) =>
    pact.interactions.map((interaction): Job => {
      label += 1;
      return { label: String(label), pact, interaction, missing: missingVariables(interaction, values) };
    }),
  );
  const sendable = jobs.filter(({ missing }) => missing.length === 0);
  const { exchanges, result } =
    sendable.length === 0
      ? { exchanges: new Map<string, Exchange>(), result: undefined }
      : await sendAll(pacts, sendable, values, options);
  const judge = createJudge(contract);
  return jobs.map((job): VerifiedInteraction => {
    const exchange = exchanges.get(job.label);
    const errors = result?.errors.get(job.label);
    const reason = whyUnknown(job, exchange, result, contract);
    const found: VerificationFinding[] =
      reason !== undefined || exchange === undefined || errors === undefined
        ? []
        : wrong(errors, { ...job, exchange }, { judge, operation: contract.operation });
    const status = exchange?.response?.status;
    const { interaction } = job;
    const { request, response, id } = interaction.exchange;
    return {
      id,
      pact: job.pact.file,
      description: interaction.description,
      states: interaction.states,
      request: `${request.method.toUpperCase()} ${request.url}`,
      status: response?.status ?? 0,
      ...(status === undefined ? {} : { answered: status }),
      pending: interaction.raw['pending'] === true,
      verdict: reason !== undefined ? 'inconclusive' : errors === undefined ? 'conforms' : 'drift',
      ...(reason === undefined ? {} : { reason }),
      findings: found,
      ...(exchange === undefined || errors === undefined ? {} : { curl: toCurl(exchange.request) }),
    };
  });
}

async function sendAll(
  pacts: readonly PactFile[],
  jobs: readonly Job[],
  values: Readonly<Record<string, string>>,
  options: VerifyOptions,
): Promise<{ exchanges: ReadonlyMap<string, Exchange>; result: EngineResult | undefined }> {
  const { contract, open, redactor, credentials, signal, now } = options;
  const budget = await openBudget({
    host: canonicalHost(new URL(open.target.url)),
    limits: contract.limits,
    folder: defaultStateFolder(options.environment),
    now,
  });
  const unauthorized = jobs.filter(({ interaction }) => interaction.exchange.response?.status === 401).length;
  const allowed = await budget.reserve({ requests: jobs.length, unauthorized });
  if (!allowed.ok) throw new Problem(allowed.message, { hint: 'wait, or verify fewer Pacts' });
  const timeoutMs = Math.max(...contract.responses.map(({ withinMs }) => withinMs), 1000) + 1000;
  const sender = createSender({
    url: open.target.url,
    redactor,
    timeoutMs,
    connectTimeoutMs: timeoutMs,
    maxBytes: MIB,
    connections: 1,
    now,
    signal,
  });
  const used = pacts.filter((pact) => jobs.some((job) => job.pact === pact));
  const relay = await startRelay({
    pacts: used.map((pact) => ({ ...pact, interactions: jobs.filter((job) => job.pact === pact) })),
    values,
    credentials,
    shown: (value) =>
      redactor.plain(
        credentials.reduce((text, each) => text.replaceAll(each.value, `\${${each.variable}}`), value),
      ),
    send: sender.send,
    onExchange: ({ response, failedTries }) => budget.record(response?.status, 1 + failedTries.length),
  });
  try {
    let result: EngineResult | undefined = { errors: new Map(), verified: new Set() };
    // One run each: the Verifier takes one provider at a time, and Pacts may be with several.
    for (const [index, pact] of used.entries()) {
      const part = await runVerifier({
        provider: pact.provider,
        pactUrls: [relay.pactUrl(index)],
        providerBaseUrl: relay.providerUrl,
        stateUrl: relay.stateUrl,
        // Longer than all tries of the sender, which gives up first and knows why.
        timeoutMs: 10 * timeoutMs,
        environment: options.environment,
        verbose: options.verbose,
        signal,
        onOutput: options.onOutput,
      });
      if (part === undefined) break;
      result = {
        errors: new Map([...result.errors, ...part.errors]),
        verified: new Set([...result.verified, ...part.verified]),
      };
    }
    return { exchanges: relay.exchanges, result };
  } finally {
    sender.close();
    await relay.close();
    await budget.save();
    for (const warning of budget.warnings) options.onWarning(warning);
  }
}

/** Why an interaction says nothing of the API; undefined when it does. */
function whyUnknown(
  { label, missing, interaction }: Job,
  exchange: Exchange | undefined,
  result: EngineResult | undefined,
  { gate }: Contract,
): string | undefined {
  if (missing.length > 0) return `not sent: ${missing.join(', ')} is not set`;
  if (exchange === undefined || result?.verified.has(label) !== true) return 'the run was ended before';
  const { failure, response } = exchange;
  if (failure !== undefined && NO_ANSWER.has(failure.kind)) return failure.message;
  if (gate === undefined || response === undefined || !isGateAnswer(gate, response)) return undefined;
  return response.status === interaction.exchange.response?.status
    ? undefined
    : `the gate answered: ${gate.hint}`;
}

/** What is not the API's doing; it is the network's, or ours. */
const NO_ANSWER: ReadonlySet<string> = new Set(['unreachable', 'tls', 'cancelled']);

function wrong(
  errors: readonly JsonObject[],
  at: { pact: PactFile; interaction: PactInteraction; exchange: Exchange },
  by: Parameters<typeof fieldFindings>[2],
): VerificationFinding[] {
  const { failure } = at.exchange;
  if (failure === undefined) return fieldFindings(errors, at, by);
  const pointer = `${at.interaction.pointer}/response`;
  return [
    {
      part: 'connection',
      pointer: '',
      message: `no whole answer came: ${failure.message}`,
      pact: pointerPlace(at.pact, pointer),
    },
  ];
}
