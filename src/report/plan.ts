import type { Target } from '../checks/run.ts';
import type { Contract } from '../contract/contract.ts';
import { newPage } from './page.ts';
import { count } from './value.ts';

/** A probe as it is listed before it is sent. */
export interface PlannedProbe {
  id: string;
  title: string;
  group: string;
  expects: readonly string[];
}

/** What `check --plan` prints: every probe with the answer that is right for it, and what they cost the target. */
export function renderPlan({
  plan,
  target,
  requests,
  unauthorized,
  again,
  limits,
  madeUp,
  colour,
  width,
}: {
  plan: readonly PlannedProbe[];
  target: Target;
  requests: number;
  unauthorized: number;
  /** How often a way that provokes its answer is sent again, at most. */
  again: number;
  limits: Contract['limits'];
  /** The variables of credentials that are not set. */
  madeUp: readonly string[];
  colour: boolean;
  width: number;
}): string {
  const page = newPage({ colour, width });
  const where = target.kind === 'embedded' ? 'the embedded sandbox (not the real API)' : target.url;
  page.paragraph([`${count(requests, 'request')} would go to ${where}; nothing was sent.`]);
  page.paragraph([
    `About ${unauthorized} of them get 401${limits === undefined ? '' : `, of ${limits.unauthorized.max} in ${limits.unauthorized.perSeconds / 60} minutes that the target bears from one address`}.`,
  ]);
  page.paragraph([`A way that provokes an answer is sent up to ${again} times more.`]);
  if (madeUp.length > 0) {
    page.paragraph([
      `Not set: ${madeUp.join(', ')}. Made-up values stand in for this list; a run would be refused.`,
    ]);
  }
  for (const group of new Set(plan.map((probe) => probe.group))) {
    const members = plan.filter((probe) => probe.group === group).sort((a, b) => a.id.localeCompare(b.id));
    page.gap();
    page.line([`${group} (${members.length})`]);
    for (const { id, title, expects } of members) {
      page.line([`${id}  → ${expects.join(' or ')}`], { indent: 2 });
      if (group !== 'repeated') page.paragraph([title], { indent: 6 });
    }
  }
  return page.text();
}
