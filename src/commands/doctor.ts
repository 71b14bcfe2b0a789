import type { Contract } from '../contract/contract.ts';
import { createRedactor } from '../exchange/redact.ts';
import type { Budget } from '../probes/budget.ts';
import type { Environment } from '../probes/environment.ts';
import type { Plan } from '../probes/plan.ts';
import { reach } from '../probes/reach.ts';
import { createSender } from '../probes/send/send.ts';
import { renderExamination } from '../report/doctor-screen.ts';
import { type Examination, examinationVerdict, type Found, type Point } from '../report/examination.ts';
import { jsonDocument } from '../report/json-text.ts';
import { answersNotTried, examineAnswers } from './doctor/answers.ts';
import { type EnvFile, envFilePoints, readEnvFile } from './doctor/env-file.ts';
import { clockPoint, machinePoints } from './doctor/machine.ts';
import { networkNotTried, networkPoints } from './doctor/network.ts';
import { examineSubject, subjectFiles } from './doctor/subject.ts';
import { budgetPoint, examinePlan, examineTarget, spentPoint } from './doctor/target.ts';
import { variablePoints } from './doctor/variables.ts';
import { type Io, useColour, widthOf } from './io.ts';
import { packageVersion } from './package.ts';
import { budgetOf, MIB, patience } from './probe-target.ts';
import { ensureReports, type ReportFile, writeReports } from './report-files.ts';
import type { SubjectOptions } from './subject.ts';
import { type OpenTarget, targetWord } from './target.ts';

export interface DoctorOptions extends SubjectOptions {
  target?: string | undefined;
  /** Sends nothing. */
  offline?: boolean | undefined;
  /** Sends a right request too, which has its effect at the target. */
  fire?: boolean | undefined;
  /** Milliseconds for one answer, and for each step of the way to the target. */
  timeout?: number | undefined;
  json?: string | undefined;
}

/**
 * `plumbline doctor`: looks at all that a first run needs, and says what to put right.
 *
 * @param own the environment of the process, without what `.env` adds to it
 * @returns 0 when nothing stands in the way, 2 when something has to be put right here, 1 when the target answers as
 *   its document does not say, 3 when it could not be reached or let nobody in
 * @throws {Problem} when the report cannot be written
 */
export async function doctor(options: DoctorOptions, io: Io, own: Environment): Promise<number> {
  const reports: ReportFile[] =
    options.json === undefined ? [] : [{ option: '--json', path: options.json, named: true }];
  await ensureReports(reports, await subjectFiles(options));
  const examination = await examine(options, io, own);
  const text = jsonDocument(examination);
  const { written, problems } = await writeReports(
    reports.filter(({ path }) => path !== '-').map(({ path }) => ({ path, text })),
  );
  io.stdout.write(
    options.json === '-'
      ? text
      : renderExamination(examination, {
          colour: useColour(io.stdout, io.environment),
          width: widthOf(io.stdout),
          files: written,
        }),
  );
  for (const problem of problems) io.stderr.write(`plumbline: ${problem.line()}\n`);
  return problems.length > 0 && examination.exitCode !== 1 ? 2 : examination.exitCode;
}

/** What has been found so far. */
interface Chart {
  points: Point[];
  add(group: string, points: readonly Found[]): void;
}

async function examine(options: DoctorOptions, io: Io, own: Environment): Promise<Examination> {
  const begun = performance.now();
  const started = io.now();
  const offline = options.offline === true;
  const chart: Chart = {
    points: [],
    add: (group, points) => chart.points.push(...points.map((point) => ({ group, ...point }))),
  };
  const word = targetWord(options.target, io.environment);
  const { contract, acceptedOn, points } = await examineSubject(options, offline);
  const envFile = readEnvFile(contract === undefined ? [] : variablesOf(contract));
  chart.add('This machine', [
    ...(await machinePoints({ node: process.version, version: packageVersion(), reports: 'reports' })),
    clockPoint(started, acceptedOn),
  ]);
  chart.add('Contract and document', points);
  const files = await envFilePoints(envFile);
  let visit: Visit = NOBODY;
  if (contract === undefined) {
    chart.add('Credentials and values', files);
    chart.add('Network', networkNotTried('there is no contract to go by'));
    chart.add('Answers', answersNotTried('there is no contract to go by'));
  } else {
    const variables = { contract, environment: io.environment, own, envFile, now: started };
    chart.add('Credentials and values', [
      ...variablePoints({ ...variables, embedded: word === 'embedded' }),
      ...files,
    ]);
    visit = await visitTarget(contract, { word, options, io, chart });
  }
  const redactor = createRedactor(
    secretsOf(contract, io.environment, envFile),
    contract?.operation.document.text,
  );
  const clean = (text: string): string => redactor.plain(text);
  const shown = chart.points.map((point) => ({
    ...point,
    says: clean(point.says),
    ...(point.todo === undefined ? {} : { todo: clean(point.todo) }),
  }));
  return {
    plumbline: 1,
    ...examinationVerdict(shown),
    ...aboutOf(contract),
    ...(visit.target === undefined ? {} : { target: { ...visit.target, url: clean(visit.target.url) } }),
    offline,
    fired: visit.fired,
    requests: visit.requests,
    unauthorized: visit.unauthorized,
    startedAt: new Date(started).toISOString(),
    durationMs: Math.round(performance.now() - begun),
    points: shown,
  };
}

/** What was sent, and where. */
interface Visit {
  target: Examination['target'];
  fired: boolean;
  requests: number;
  unauthorized: number;
}

const NOBODY: Visit = { target: undefined, fired: false, requests: 0, unauthorized: 0 };

/** From the guard to the answers; each step is only made where those before it allow it. */
async function visitTarget(
  contract: Contract,
  { word, options, io, chart }: { word: string; options: DoctorOptions; io: Io; chart: Chart },
): Promise<Visit> {
  const offline = options.offline === true;
  const { open, points } = await examineTarget(word, contract, io.environment, offline);
  chart.add('Target', points);
  if (open === undefined) {
    const why = offline && word === 'embedded' ? 'nothing is sent (--offline)' : 'the target is refused';
    chart.add('Network', networkNotTried(why));
    chart.add('Answers', answersNotTried(why));
    return NOBODY;
  }
  try {
    const ready = !chart.points.some(({ fault }) => fault === 'configuration');
    const planned = ready ? examinePlan(contract, open) : { plan: undefined, points: [] };
    const budget = await budgetOf(contract, open.target, { environment: io.environment, now: io.now });
    chart.add('Target', [...planned.points, budgetPoint(budget, contract, planned.plan)]);
    return await goThere(contract, { open, plan: planned.plan, budget, options, io, chart });
  } finally {
    await open.close();
  }
}

async function goThere(
  contract: Contract,
  trip: {
    open: OpenTarget;
    plan: Plan | undefined;
    budget: Budget;
    options: DoctorOptions;
    io: Io;
    chart: Chart;
  },
): Promise<Visit> {
  const { open, plan, options, io, chart } = trip;
  const visit: Visit = { ...NOBODY, target: open.target };
  if (options.offline === true) {
    chart.add('Network', networkNotTried('nothing is sent (--offline)'));
    chart.add('Answers', answersNotTried('nothing is sent (--offline)'));
    return visit;
  }
  const url = new URL(open.target.url);
  const timeoutMs = options.timeout ?? patience(contract);
  const network = networkPoints(url, await reach(url, { timeoutMs, now: io.now }));
  chart.add('Network', network);
  if (plan === undefined) {
    chart.add('Answers', answersNotTried('something has to be put right first'));
    return visit;
  }
  if (network.some(({ state }) => state === 'wrong')) {
    chart.add('Answers', answersNotTried('the target cannot be reached'));
    return visit;
  }
  return await askThere(contract, { ...trip, plan, timeoutMs });
}

/** At most: a harmless request, the same again after a 401, or with a wrong credential, and a right one. */
const MOST = { requests: 3, unauthorized: 2 };

async function askThere(
  contract: Contract,
  {
    open,
    plan,
    budget,
    options,
    io,
    chart,
    timeoutMs,
  }: {
    open: OpenTarget;
    plan: Plan;
    budget: Budget;
    options: DoctorOptions;
    io: Io;
    chart: Chart;
    timeoutMs: number;
  },
): Promise<Visit> {
  const visit: Visit = { ...NOBODY, target: open.target };
  const allowed = await budget.reserve(MOST);
  if (!allowed.ok) {
    const message = spentPoint(allowed.message);
    chart.points = chart.points.map((point) =>
      point.id === 'budget' ? { group: point.group, ...message } : point,
    );
    chart.add('Answers', answersNotTried('the target bears no more from this address for now'));
    return visit;
  }
  const secrets = Object.fromEntries(plan.credentials.map(({ variable, value }) => [variable, value]));
  const sender = createSender({
    url: open.target.url,
    redactor: createRedactor(secrets, contract.operation.document.text),
    timeoutMs,
    connectTimeoutMs: timeoutMs,
    maxBytes: MIB,
    connections: 1,
    now: io.now,
    signal: io.catchStop(),
  });
  try {
    const asked = await examineAnswers({
      contract,
      plan,
      target: open.target.url,
      fire: options.fire === true,
      embedded: open.target.kind === 'embedded',
      async send(probe) {
        const exchange = await sender.send(probe);
        const tries = 1 + exchange.failedTries.length;
        budget.record(exchange.response?.status, tries);
        visit.requests += tries;
        visit.unauthorized += exchange.response?.status === 401 ? 1 : 0;
        return exchange;
      },
    });
    chart.add('Answers', asked.points);
    visit.fired = asked.fired;
    return visit;
  } finally {
    sender.close();
    await budget.save();
  }
}

function aboutOf(contract: Contract | undefined): Pick<Examination, 'operation' | 'document' | 'contract'> {
  if (contract === undefined) return {};
  const { operation, file } = contract;
  const { id, method, path, document } = operation;
  return {
    operation: { id, method, path },
    document: { file: document.file, sha256: document.sha256 },
    ...(file === undefined ? {} : { contract: { file } }),
  };
}

function variablesOf({ credentials, values, responses }: Contract): string[] {
  return [
    ...Object.values(credentials),
    ...Object.values(values),
    ...responses.flatMap(({ provoke }) => provoke.flatMap(({ variables }) => variables)),
    'PLUMBLINE_TARGET',
  ];
}

/** Every credential that is anywhere to be had, also one that another value stands before. */
function secretsOf(
  contract: Contract | undefined,
  environment: Environment,
  { values }: EnvFile,
): Record<string, string> {
  const names = contract === undefined ? [] : Object.values(contract.credentials);
  return Object.fromEntries(
    [...new Set(names)].flatMap((name) => [
      [name, environment[name] ?? ''],
      [`${name} of .env`, values[name] ?? ''],
    ]),
  );
}
