import { type Asked, type Credential, dressed, otherAlternatives } from './credentials.ts';
import { expectUnauthorized } from './expect.ts';
import { slug } from './id.ts';
import type { Probe } from './probe.ts';
import { type Base, writeRequest } from './request.ts';
import { suffices } from './unauthorized.ts';
import { seededFaker } from './values/values.ts';

/** How many alternatives are tried at most. */
const MOST = 4;

/**
 * Requests with what another security alternative asks for in place of the right credentials, all of it made up: an API
 * may look at the credentials of one alternative only, and take whatever comes for another. None of the right credentials
 * is in them. Whether right ones of another alternative are taken is not asked: nobody says that ours are.
 */
export function* otherSecurities(base: Base): Generator<Probe> {
  const { operation } = base.contract;
  const security = base.credentials.filter(({ role }) => role === 'security');
  if (security.length === 0 || suffices(operation, [])) return;
  for (const asked of otherAlternatives(base.contract, security).slice(0, MOST)) {
    const made = asked.map((each): Credential => ({ ...each, value: madeUp(each, base.seed) }));
    const names = made.map(({ name }) => name);
    yield {
      id: `unauthorized/${slug(names.join('-'))}/made-up`,
      group: 'unauthorized',
      title: `${names.join(' and ')}, which the document takes in place of ${security.map(({ name }) => name).join(' and ')}, ${names.length > 1 ? 'are' : 'is'} made up`,
      pointer: made[0]?.pointer ?? operation.pointer,
      request: writeRequest(
        { ...base, credentials: [...made, ...base.credentials.filter(({ role }) => role !== 'security')] },
        { credentials: new Map(made.map((each) => [each, dressed(each, each.value, each.value)])) },
      ),
      expectation: expectUnauthorized(operation),
      turn: 0,
    };
  }
}

/** A value of the form that its scheme asks for (RFC 7617 section 2: `user:password`). */
function madeUp({ name, scheme }: Asked, seed: number): string {
  const random = seededFaker(seed, `made-up ${name}`).string.alphanumeric(32);
  return scheme === 'basic' ? `plumbline:${random}` : random;
}
