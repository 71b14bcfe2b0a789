import type { Finding } from '../../checks/finding.ts';
import { createJudge } from '../../checks/judge.ts';
import type { Contract } from '../../contract/contract.ts';
import { responseFor } from '../../document/operation.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { clientErrors, successStatuses } from '../../probes/expect.ts';
import { isLoopback } from '../../probes/guard.ts';
import { harmlessControl, harmlessProbe, isSafe } from '../../probes/harmless.ts';
import type { Plan } from '../../probes/plan.ts';
import {
  addressHint,
  type Readiness,
  readiness,
  readinessAgain,
  readinessBySecond,
  strangerHint,
} from '../../probes/preflight.ts';
import type { Probe } from '../../probes/probe.ts';
import { type Found, look, notTried, ok, wrong } from '../../report/examination.ts';
import { duration } from '../../report/value.ts';
import { SERVER_CLOCK, serverClockPoint } from './server-clock.ts';

/** How the doctor asks a target. */
export interface Asking {
  contract: Contract;
  plan: Plan;
  /** The target's URL. */
  target: string;
  /** Whether a right request may be sent, though it has its effect there. */
  fire: boolean;
  /** The embedded sandbox, where nothing has an effect. */
  embedded: boolean;
  /** Never rejects: what went wrong is the exchange's failure. */
  send(probe: Probe): Promise<Exchange>;
}

export interface Asked {
  points: Found[];
  /** True when a right request went out that has an effect. */
  fired: boolean;
}

const TITLES = {
  gate: 'gate',
  credentials: 'credentials',
  answers: 'answers',
  'right-request': 'right request',
  'server-clock': SERVER_CLOCK,
} as const;

/** The same points where nothing was sent. */
export function answersNotTried(why: string): Found[] {
  return Object.entries(TITLES).map(([id, title]) => notTried(id, title, why));
}

/**
 * Asks a target as little as tells whether a run would be answered: a request that cannot have an effect, with the right
 * credentials, and the same with a wrong one. One answer of 401, two where the right credentials are refused.
 */
export async function examineAnswers(asking: Asking): Promise<Asked> {
  const { contract, plan, target } = asking;
  const harmless = harmlessProbe(plan, contract);
  if (harmless === undefined) return withoutHarmless(asking);
  const exchanges: Exchange[] = [];
  const ask = async (probe: Probe): Promise<Exchange> => {
    const exchange = await asking.send(probe);
    exchanges.push(exchange);
    return exchange;
  };
  const control = harmlessControl(harmless, plan);
  const first = await ask(harmless);
  let ready: Readiness = readiness(first, contract, target, isLoopback(target));
  if (ready.go === 'ask-again') {
    const again = await ask({ ...harmless, id: `repeated/${harmless.id}/1` });
    ready = readinessAgain(
      again,
      plan.credentials.map(({ variable }) => variable),
    );
  }
  const second =
    (ready.go === true || ready.go === 'second-opinion') && control !== undefined
      ? await ask(control)
      : undefined;
  if (ready.go === 'second-opinion') ready = readinessBySecond(first, second, contract, target);
  if (ready.go !== true) {
    const hint = ready.go === false ? ready.hint : 'the target was not ready';
    return {
      points: [
        ...refusedPoints(hint, exchanges, contract),
        notTried('right-request', TITLES['right-request'], 'the target does not let us in'),
        serverClockPoint(exchanges),
      ],
      fired: false,
    };
  }
  const right = await examineRight(asking);
  return {
    points: [
      gatePoint(first, contract),
      credentialsPoint([first, second, right.exchange], asking),
      answersPoint(
        right.exchange === undefined ? exchanges : [...exchanges, refusable(right.exchange, contract)],
        asking,
      ),
      right.point,
      serverClockPoint(exchanges),
    ],
    fired: right.fired,
  };
}

/** An operation of which every request might have an effect: only a right one can be sent, and only when it may. */
async function withoutHarmless(asking: Asking): Promise<Asked> {
  const why = 'every request of this operation might have an effect: only --fire sends one';
  if (!asking.fire) return { points: answersNotTried(why), fired: false };
  const { contract, target, plan } = asking;
  const right = await examineRight(asking);
  const { exchange } = right;
  if (exchange === undefined) return { points: answersNotTried(why), fired: false };
  const ready = readiness(exchange, contract, target, isLoopback(target));
  if (ready.go === false) {
    return {
      points: [...refusedPoints(ready.hint, [exchange], contract), right.point, serverClockPoint([exchange])],
      fired: true,
    };
  }
  const refused = exchange.response?.status === 401;
  return {
    points: [
      gatePoint(exchange, contract),
      refused
        ? wrong('credentials', TITLES.credentials, 'a right request got 401', checkVariables(plan), 'target')
        : ok('credentials', TITLES.credentials, 'a right request is not refused for them'),
      answersPoint([refusable(exchange, contract)], asking),
      right.point,
      serverClockPoint([exchange]),
    ],
    fired: true,
  };
}

function checkVariables({ credentials }: Plan): string {
  return `check ${credentials.map(({ variable }) => variable).join(', ')} (expired, revoked, or of another environment?)`;
}

/** Why the target does not let us in, as the points that it is about. */
function refusedPoints(hint: string, exchanges: readonly Exchange[], contract: Contract): Found[] {
  const [says, todo] = halves(hint);
  if (exchanges.at(-1)?.response?.status === 401) {
    return [
      contract.gate === undefined
        ? notTried('gate', TITLES.gate, 'the contract names none')
        : ok('gate', TITLES.gate, 'it let us through: the answer is no page of the gate'),
      wrong('credentials', TITLES.credentials, says, todo, 'target'),
      gatewayNote(exchanges, contract),
    ];
  }
  const isGate = hint.startsWith('the gate');
  return [
    isGate
      ? wrong('gate', TITLES.gate, says, todo, 'target')
      : notTried('gate', TITLES.gate, 'nothing came that tells'),
    notTried('credentials', TITLES.credentials, isGate ? 'the gate is closed' : 'nothing came that tells'),
    isGate
      ? notTried('answers', TITLES.answers, 'the gate is closed')
      : wrong('answers', TITLES.answers, says, todo, 'target'),
  ];
}

function halves(hint: string): [says: string, todo: string] {
  const at = hint.indexOf('; ');
  return at < 0 ? [hint, 'try again'] : [hint.slice(0, at), hint.slice(at + 2)];
}

function gatePoint({ response }: Exchange, { gate }: Contract): Found {
  if (gate === undefined) return notTried('gate', TITLES.gate, 'the contract names none');
  return response === undefined
    ? notTried('gate', TITLES.gate, 'nothing came that tells')
    : ok('gate', TITLES.gate, `it let us through: the API answered (${response.status})`);
}

function credentialsPoint(
  [first, second, fired]: readonly [
    first: Exchange,
    second: Exchange | undefined,
    fired: Exchange | undefined,
  ],
  { plan, contract, fire }: Asking,
): Found {
  const title = TITLES.credentials;
  if (plan.credentials.every(({ role }) => role !== 'security'))
    return notTried('credentials', title, 'the document asks for none');
  if (second === undefined)
    return notTried(
      'credentials',
      title,
      'another kind of credential would do as well, so that nothing tells them apart',
    );
  const [right, wrongOne] = [first.response?.status, second.response?.status];
  if (right !== undefined && right !== 401 && right < 500 && wrongOne === 401)
    return ok(
      'credentials',
      title,
      'they are accepted: with a wrong one in their place the same request gets 401',
    );
  const status = fired?.response?.status;
  if (status !== undefined && status >= 200 && status < 300)
    return ok('credentials', title, `they are accepted: a right request got ${status}`);
  if (right !== undefined && right === wrongOne && responseFor(contract.operation, right) === undefined)
    return notTried('credentials', title, `nothing came that tells: ${right} is no answer of the document`);
  const todo =
    fire || isSafe(contract)
      ? 'plumbline check says more'
      : 'plumbline doctor --fire sends a right request, which tells';
  if (right === wrongOne && right !== undefined) {
    return look(
      'credentials',
      title,
      `nobody can tell: with a wrong one in their place the same request gets ${right} too`,
      todo,
    );
  }
  return look(
    'credentials',
    title,
    `nobody can tell: the answers are ${seen(first)}, and ${seen(second)} with a wrong one`,
    todo,
  );
}

function seen({ response, failure }: Exchange): string {
  return response === undefined ? (failure?.message ?? 'none') : String(response.status);
}

/** What the judge says of the answers that came: who wrote them, and whether the document knows them. */
function answersPoint(exchanges: readonly Exchange[], { contract, target }: Asking): Found {
  const findings = judged(exchanges, contract).filter(({ severity }) => severity === 'error');
  const [grave] = [...findings.filter(isGateway), ...findings.filter(({ check }) => check === 'status')];
  const todo = 'plumbline check says all of it, for a ticket to whoever runs the API';
  if (grave !== undefined) {
    const where = addressHint(contract, exchanges[0], target);
    return wrong('answers', TITLES.answers, grave.message, where ?? todo, 'drift');
  }
  const lost = exchanges.find(({ failure }) => failure !== undefined);
  if (lost !== undefined) {
    return look(
      'answers',
      TITLES.answers,
      `one did not come whole: ${lost.failure?.message}`,
      'try again; plumbline check counts such losses',
    );
  }
  const [other] = findings;
  if (other !== undefined) return look('answers', TITLES.answers, other.message, todo);
  const slowest = Math.max(...exchanges.map(({ ms }) => ms));
  const statuses = [...new Set(exchanges.map(({ response }) => response?.status))].join(' and ');
  return ok(
    'answers',
    TITLES.answers,
    `the API itself answers as documented (${statuses}), at the slowest in ${duration(slowest)}`,
  );
}

/** Whether a right request is refused for a value of the team's is no question of the document's. */
function refusable(exchange: Exchange, { operation }: Contract): Exchange {
  const { expectation } = exchange;
  if (expectation === undefined) return exchange;
  const statuses = [...successStatuses(operation), ...clientErrors(operation)];
  return { ...exchange, expectation: { ...expectation, statuses, tolerated: [404], valid: false } };
}

/** A refusal that a gateway wrote is worth a word: `check` will call it drift once the credentials are right. */
function gatewayNote(exchanges: readonly Exchange[], contract: Contract): Found {
  const found = judged(exchanges, contract).find(isGateway);
  if (found === undefined) return notTried('answers', TITLES.answers, 'nothing came but refusals');
  const todo = 'put the credentials right first; plumbline check judges such a body';
  return look('answers', TITLES.answers, found.message, todo);
}

function isGateway({ check, kind }: Finding): boolean {
  return check === 'gateway' && kind === 'gateway-body';
}

function judged(exchanges: readonly Exchange[], contract: Contract): Finding[] {
  const judge = createJudge(contract);
  return judge.judge(exchanges.map((exchange) => judge.read(exchange)));
}

async function examineRight(
  asking: Asking,
): Promise<{ point: Found; exchange: Exchange | undefined; fired: boolean }> {
  const { contract, plan, embedded } = asking;
  const fire = asking.fire || embedded;
  const title = TITLES['right-request'];
  const id = 'right-request';
  if (isSafe(contract)) {
    return {
      point: ok(id, title, `${contract.operation.method} changes nothing: what was sent is a right request`),
      exchange: undefined,
      fired: false,
    };
  }
  const values = Object.values(contract.values).join(', ');
  if (!fire) {
    const told =
      values === ''
        ? ''
        : `whether the target knows the value of ${values} is told by a right request only; `;
    return {
      point: notTried(id, title, `${told}${effectOf(contract)}, so it is sent with --fire only`),
      exchange: undefined,
      fired: false,
    };
  }
  const exchange = await asking.send(plan.preflight);
  const { response, failure } = exchange;
  const status = response?.status;
  if (status === undefined) {
    return {
      point: wrong(
        id,
        title,
        `no answer: ${failure?.message}`,
        'look whether it had its effect before it is sent again',
        'target',
      ),
      exchange,
      fired: true,
    };
  }
  if (status >= 200 && status < 300) {
    return {
      point: ok(
        id,
        title,
        embedded
          ? `it got ${status}; the embedded sandbox has no effects`
          : `it got ${status}, and has had its effect: ${effectOf(contract)}`,
      ),
      exchange,
      fired: !embedded,
    };
  }
  const [says, todo] = halves(
    strangerHint(plan, contract, exchange) ??
      `a right request got ${status}; ${values === '' ? 'plumbline check says more' : `look whether the value of ${values} is known there`}`,
  );
  return { point: wrong(id, title, says, todo, 'target'), exchange, fired: true };
}

/** What a right request does, in the document's own words where it has some. */
function effectOf({ operation, effect }: Contract): string {
  if (effect !== undefined) return effect;
  return `a right request has its effect there (${operation.method} ${operation.path})`;
}
