import type { Operation } from '../document/operation.ts';
import type { Expectation } from '../exchange/exchange.ts';
import { bodiesInTurn } from './bodies-in-turn.ts';
import { type Credential, type CredentialText, dressed } from './credentials.ts';
import { expectGate, expectUnauthorized, orNotFound, orTooLarge } from './expect.ts';
import { slug } from './id.ts';
import { misplace } from './misplaced.ts';
import type { Probe } from './probe.ts';
import { type Base, type Change, writeRequest } from './request.ts';
import { alter, spoil, wrongText } from './spoil.ts';
import { seededFaker } from './values/values.ts';

/**
 * One probe for each way in which each security scheme can be absent, empty, malformed, wrong or almost right, the
 * others being right, and for combinations: schemes that are required together are worth nothing one by one
 * (OpenAPI 3.0 section 4.7.30). What is left right may not suffice by itself for another alternative.
 *
 * @param exposed true where a URL may hold a secret
 */
export function* unauthorizedProbes(base: Base, exposed = false): Generator<Probe> {
  const security = base.credentials.filter(({ role }) => role === 'security');
  const { operation } = base.contract;
  const make = (
    id: string,
    title: string,
    pointer: string,
    changes: Iterable<[Credential, CredentialText | null]>,
    besides: Change = {},
  ): Probe => ({
    id: `unauthorized/${id}`,
    group: 'unauthorized',
    title,
    pointer,
    request: writeRequest(base, { ...besides, credentials: new Map(changes) }),
    expectation: expectUnauthorized(operation),
    turn: 0,
  });

  const titled = ({ name }: Credential, says: string): string =>
    `${name} ${says}${security.length > 1 ? ', everything else is right' : ''}: the document requires it`;
  const inTurn = bodiesInTurn(base);
  for (const credential of security) {
    if (
      suffices(
        operation,
        security.filter((each) => each !== credential),
      )
    )
      continue;
    for (const { name, says, text, malformed, huge } of spoil(credential, base.credentials, base.seed)) {
      const other = inTurn.get(name);
      const probe = make(
        `${slug(credential.name)}/${name}`,
        titled(credential, other === undefined ? says : `${says}, and ${other.says}`),
        credential.pointer,
        [[credential, text]],
        other?.change,
      );
      const expectation = malformed === true ? orMalformed(probe.expectation) : probe.expectation;
      yield { ...probe, expectation: huge === true ? orTooLarge(expectation, operation) : expectation };
    }
    for (const { name, says, change } of misplace(credential, base, exposed)) {
      const probe = make(
        `${slug(credential.name)}/${name}`,
        titled(credential, `${says}, not in its header`),
        credential.pointer,
        [[credential, null]],
        change,
      );
      yield change.query === undefined
        ? probe
        : { ...probe, expectation: orNotFound(orMalformed(probe.expectation)) };
    }
  }
  const [first] = security;
  if (first === undefined || security.length < 2 || suffices(operation, [])) return;
  const names = new Set(security.map(({ name }) => name));
  const pointer =
    operation.security.find(({ schemes }) => schemes.every(({ name }) => names.has(name)))?.pointer ??
    operation.pointer;
  yield make(
    'all/absent',
    'No credential at all',
    pointer,
    security.map((each) => [each, null]),
  );
  yield make(
    'all/wrong',
    'Every credential is wrong',
    pointer,
    security.map((each) => [each, wrongText(each, base.seed)]),
  );
  yield make(
    'all/empty',
    'Every credential is empty',
    pointer,
    security.map((each) => [each, { value: '', shown: '' }]),
  );
  yield make(
    'all/swapped',
    'The credentials have changed places',
    pointer,
    security.map((each, index) => {
      const other = security[(index + 1) % security.length] ?? each;
      return [each, dressed(each, other.value, `\${${other.variable}}`)];
    }),
  );
}

/**
 * True when these credentials may be all that one alternative asks for. One that asks for nothing always has it, and who
 * knows whether something on the way brings what no header carries, such as a client's certificate.
 */
export function suffices({ security }: Operation, right: readonly Credential[]): boolean {
  const names = new Set(right.map(({ name }) => name));
  return security.some(({ schemes }) =>
    schemes.every(({ name, kind }) => kind === 'other' || names.has(name)),
  );
}

/** Two headers, or two values, where one belongs make a request that is malformed besides (RFC 9110 section 5.3). */
function orMalformed(expectation: Expectation): Expectation {
  return {
    ...expectation,
    statuses: [...expectation.statuses, '400'],
    tolerated: [...expectation.tolerated, 400],
  };
}

/** The gate's header left out, empty or wrong: the gate answers, or the API if there is no gate before it. */
export function* gateProbes(base: Base): Generator<Probe> {
  for (const credential of base.credentials.filter(({ role }) => role === 'gate')) {
    const ways = [
      { name: 'absent', says: 'is left out', text: null },
      ...alter(credential, seededFaker(base.seed, `gate ${credential.name}`)).filter(({ name }) =>
        ['wrong', 'last-letter'].includes(name),
      ),
    ];
    for (const { name, says, text } of ways) {
      yield {
        id: `gate/${slug(credential.name)}/${name}`,
        group: 'gate',
        title: `${credential.parameter} ${says}: the gate in front of the API answers, not the API`,
        pointer: credential.pointer,
        request: writeRequest(base, { credentials: new Map([[credential, text]]) }),
        expectation: expectGate(base.contract.operation),
        turn: 0,
      };
    }
    const security = base.credentials.filter(({ role }) => role === 'security');
    if (security.length === 0 || suffices(base.contract.operation, [])) continue;
    yield {
      id: `gate/${slug(credential.name)}/nothing-right`,
      group: 'gate',
      title: `${credential.parameter} and every credential is wrong: nobody lets that in`,
      pointer: credential.pointer,
      request: writeRequest(base, {
        credentials: new Map([credential, ...security].map((each) => [each, wrongText(each, base.seed)])),
      }),
      expectation: { ...expectUnauthorized(base.contract.operation), provokes: undefined, gate: true },
      turn: 0,
    };
  }
}
