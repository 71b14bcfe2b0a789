import type { Contract } from '../../contract/contract.ts';
import type { Budget } from '../../probes/budget.ts';
import type { Environment } from '../../probes/environment.ts';
import { isLoopback } from '../../probes/guard.ts';
import { type Plan, planProbes } from '../../probes/plan.ts';
import { Problem } from '../../problem.ts';
import { type Found, look, notTried, ok, wrong } from '../../report/examination.ts';
import { count } from '../../report/value.ts';
import { cost } from '../probe-target.ts';
import { type OpenTarget, openTarget } from '../target.ts';
import { problemPoint } from './problem.ts';

/** A target that was opened, if it may be probed. */
export interface ExaminedTarget {
  open: OpenTarget | undefined;
  points: Found[];
}

/** Opens the target that a word names; one that is refused is a point. */
export async function examineTarget(
  word: string,
  contract: Contract,
  environment: Environment,
  offline: boolean,
): Promise<ExaminedTarget> {
  if (offline && word === 'embedded') {
    return {
      open: undefined,
      points: [ok('target', 'target', 'the embedded sandbox, which is inside Plumbline (not the real API)')],
    };
  }
  try {
    const open = await openTarget(word, contract, environment, { seed: 1 });
    return { open, points: [targetPoint(open, contract), ...proxyPoints(open.target.url, environment)] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { open: undefined, points: [problemPoint('target', 'target', error, 'configuration')] };
  }
}

function targetPoint({ target }: OpenTarget, contract: Contract): Found {
  if (target.kind === 'embedded') {
    return look(
      'target',
      'target',
      'the embedded sandbox, which is inside Plumbline (not the real API)',
      contract.sandbox === undefined
        ? 'name a target: plumbline doctor --target https://…'
        : `for ${contract.sandbox}: plumbline doctor --target sandbox`,
    );
  }
  const way = target.url.startsWith('http:') ? ', over plain http on this machine' : '';
  return ok('target', 'target', `${target.url}${way}: it may be probed`);
}

const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];

/** A proxy that the environment names is not gone through: who expects it waits for a connection that never comes. */
function proxyPoints(url: string, environment: Environment): Found[] {
  const points: Found[] = [];
  const proxies = PROXIES.filter((name) => (environment[name] ?? '') !== '');
  if (proxies.length > 0 && !isLoopback(url)) {
    points.push(
      look(
        'proxy',
        'proxy',
        `${proxies.join(', ')} ${proxies.length === 1 ? 'is' : 'are'} set, and Plumbline goes through no proxy`,
        'run it where the target can be reached directly',
      ),
    );
  }
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    points.push(
      look(
        'certificates-off',
        'certificates',
        'NODE_TLS_REJECT_UNAUTHORIZED=0 is set, and Plumbline looks at certificates all the same',
        'unset it; for an authority of your own set NODE_EXTRA_CA_CERTS to its certificate',
      ),
    );
  }
  return points;
}

/** Plans a whole run, as `check` would. */
export function examinePlan(
  contract: Contract,
  { environment, target }: Pick<OpenTarget, 'environment' | 'target'>,
): { plan: Plan | undefined; points: Found[] } {
  try {
    const plan = planProbes(contract, environment, { seed: 1, exposed: isLoopback(target.url) });
    const { requests, unauthorized } = cost(plan);
    return {
      plan,
      points: [
        ok(
          'plan',
          'whole run',
          `${count(requests, 'request')}, about ${unauthorized} of which get 401 ("plumbline check --plan" lists them)`,
        ),
      ],
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { plan: undefined, points: [problemPoint('plan', 'whole run', error, 'configuration')] };
  }
}

/** What of its patience the target has left for this address. */
export function budgetPoint(budget: Budget, contract: Contract, plan: Plan | undefined): Found {
  const left = budget.unauthorizedLeft();
  if (contract.limits === undefined) {
    return notTried('budget', 'budget', 'the contract names no limits');
  }
  if (left === undefined) {
    return ok('budget', 'budget', 'this machine has no limits');
  }
  const { max, perSeconds } = contract.limits.unauthorized;
  const says = `${left} of ${max} answers of 401 in ${Math.round(perSeconds / 60)} min are left, by what runs from this machine have used`;
  const [warning] = budget.warnings;
  if (warning !== undefined)
    return look('budget', 'budget', warning, 'let that file be written, or take it away');
  if (plan === undefined) return ok('budget', 'budget', says);
  const allowed = budget.allows(cost(plan));
  if (allowed.ok) return ok('budget', 'budget', says);
  return look(
    'budget',
    'budget',
    `${says}; a whole run does not fit: ${allowed.message}`,
    'wait, or narrow the run with --only',
  );
}

/** For the requests of the doctor itself: what `check` refuses to send is not sent here either. */
export function spentPoint(message: string): Found {
  return wrong('budget', 'budget', message, 'wait until there is room again', 'configuration');
}
