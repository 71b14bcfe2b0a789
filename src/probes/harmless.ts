import type { Contract } from '../contract/contract.ts';
import type { Plan } from './plan.ts';
import type { Probe } from './probe.ts';

/** Methods that ask for no change (RFC 9110 section 9.2.1). */
const SAFE = /^(GET|HEAD|OPTIONS|TRACE)$/;

/**
 * A request with the right credentials that cannot have an effect, taken from the plan: a right one where the method is
 * safe, and otherwise one that names nothing to act upon and is refused by the document besides.
 *
 * An empty object is that only where what the request is about stands in its body; elsewhere a lax API might act upon
 * it, and a body that is no JSON at all is sent. Undefined where there is neither.
 */
export function harmlessProbe(plan: Plan, contract: Contract): Probe | undefined {
  const { method, path } = contract.operation;
  if (SAFE.test(method)) return plan.preflight;
  const namedInBody = Object.keys(contract.values).length > 0 && !path.includes('{');
  const wanted = [...(namedInBody ? ['invalid/body/empty-object'] : []), 'invalid/body/malformed/bare-word'];
  return wanted
    .map((id) => plan.probes.find((probe) => probe.id === id))
    .find((probe) => probe !== undefined);
}

/** True when a right request of the operation asks for no change. */
export function isSafe({ operation }: Contract): boolean {
  return SAFE.test(operation.method);
}

/**
 * The same request with a wrong credential: an API that looks at credentials first refuses it with 401, so that the
 * right ones are known to be accepted. One that looks at the body first answers both alike.
 */
export function harmlessControl(harmless: Probe, { secondOpinion }: Plan): Probe | undefined {
  if (secondOpinion === undefined) return undefined;
  const isContent = ({ name }: { name: string }): boolean => /^content-type$/i.test(name);
  return {
    ...secondOpinion,
    title: 'A request that cannot have an effect, with a wrong credential: it is refused',
    request: {
      ...secondOpinion.request,
      body: harmless.request.body,
      headers: [
        ...secondOpinion.request.headers.filter((header) => !isContent(header)),
        ...harmless.request.headers.filter(isContent),
      ],
    },
    expectation: {
      ...secondOpinion.expectation,
      statuses: [...new Set([...secondOpinion.expectation.statuses, ...harmless.expectation.statuses])],
    },
  };
}
