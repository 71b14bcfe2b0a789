import type { ContractResponse, Provocation } from '../contract/contract.ts';
import { without, withValue } from '../document/edit.ts';
import { fromPointer, valueAt } from '../document/pointer.ts';
import { documentedProperties } from '../document/schema.ts';
import { brief, isObject, type Json } from '../json.ts';
import type { Credential } from './credentials.ts';
import { expectProvoked, expectSuccessOrRefusal, expectUnauthorizedOrRefusal } from './expect.ts';
import { slug } from './id.ts';
import type { Probe } from './probe.ts';
import { type Base, type Change, writeRequest } from './request.ts';
import { wrongText } from './spoil.ts';
import { suffices } from './unauthorized.ts';
import { accepts } from './values/accepts.ts';
import { seededFaker } from './values/values.ts';

/** A way that the contract gives, which cannot be tried without the variables that it names. */
export interface UntriedWay {
  status: string;
  name: string;
  missing: string[];
}

/**
 * The probes that a contract gives to provoke answers which no constraint or credential provokes, such as a conflict:
 * each status' ways in the contract's order.
 *
 * @returns the probes, and the ways that lack an environment variable
 */
export function provokingProbes(base: Base): { probes: Probe[]; untried: UntriedWay[] } {
  const probes: Probe[] = [];
  const untried: UntriedWay[] = [];
  for (const response of base.contract.responses) {
    response.provoke.forEach((way, index) => {
      const missing = way.variables.filter((name) => (base.environment[name] ?? '') === '');
      if (missing.length > 0) untried.push({ status: response.status, name: way.name, missing });
      else if (base.body !== undefined) probes.push(provokingProbe(base, response, way, index));
    });
  }
  return { probes, untried };
}

/**
 * A way to provoke a conflict, the first for which somebody has named a value or else the first, by somebody of whose
 * credentials one is wrong, or who has none. What conflicts is nobody's business who may not ask: whoever looks at the
 * thing before the credentials tells it all the same. The answer is that to wrong credentials, or to a request that is not
 * understood, whichever fault is found first.
 */
export function strangersConflict(base: Base, ways: readonly Probe[]): Probe[] {
  const { operation } = base.contract;
  const security = base.credentials.filter(({ role }) => role === 'security');
  const conflicting = ways.filter(({ expectation }) => expectation.provokes === '409');
  const vouched = base.contract.responses
    .flatMap(({ provoke }) => provoke)
    .filter(({ variables }) => variables.length > 0);
  const way =
    conflicting.find(({ id }) => vouched.some(({ name }) => id === `${groupName('409')}/${name}`)) ??
    conflicting[0];
  const [first] = security;
  if (way === undefined || first === undefined || suffices(operation, [])) return [];
  const make = (name: string, says: string, { pointer }: Credential, changes: CredentialChanges): Probe => ({
    ...way,
    id: `unauthorized/${name}/conflict`,
    group: 'unauthorized',
    title: `${says} in a request that may conflict: whether it does is not for strangers to know`,
    pointer,
    request: writeRequest(base, { body: way.request.body, credentials: changes }),
    expectation: expectUnauthorizedOrRefusal(operation),
    turn: 0,
  });
  const needed = security.filter(
    (each) =>
      !suffices(
        operation,
        security.filter((other) => other !== each),
      ),
  );
  return [
    ...needed.map((each) =>
      make(slug(each.name), `${each.name} is wrong`, each, new Map([[each, wrongText(each, base.seed)]])),
    ),
    make('all', 'There is no credential', first, new Map(security.map((each) => [each, null]))),
  ];
}

type CredentialChanges = NonNullable<Change['credentials']>;

/** Values that are no object, in place of one. */
const NO_OBJECTS: readonly [name: string, value: Json][] = [
  ['null', null],
  ['text', 'plumbline'],
  ['list', []],
];

/**
 * What a way to provoke a conflict adds to the body, of another type: the document knows nothing of it, so that it may be
 * passed over or refused, in a form that is documented.
 */
export function* conflictingTypes(base: Base): Generator<Probe> {
  const { operation, responses } = base.contract;
  const schema = base.form?.media.schema;
  if (base.form?.json !== true || !isObject(base.body)) return;
  const names = responses
    .flatMap(({ provoke }) => provoke.flatMap(({ set }) => Object.keys(set)))
    .flatMap((pointer) => fromPointer(pointer)?.slice(0, -1)[0] ?? []);
  for (const name of new Set(names)) {
    if (documentedProperties(schema).has(name)) continue;
    for (const [kind, value] of NO_OBJECTS) {
      const body = { ...base.body, [name]: value };
      if (accepts(schema, body) !== true) continue;
      yield {
        id: `valid/${slug(name)}/${kind}`,
        group: 'valid',
        title: `The request has ${name} besides, which is ${brief(value)}: the document forbids no further property, and whatever the API makes of it is a documented answer`,
        pointer: schema?.pointer ?? operation.pointer,
        request: writeRequest(base, { body }),
        expectation: { ...expectSuccessOrRefusal(operation), provokes: undefined },
        turn: 0,
      };
    }
  }
}

function provokingProbe(base: Base, response: ContractResponse, way: Provocation, turn: number): Probe {
  const { operation } = base.contract;
  const id = `${groupName(response.status)}/${way.name}`;
  const body = provokingBody(base, way, id);
  return {
    id,
    group: 'conflict',
    title: `A request that ought to get ${response.status}: ${way.why}`,
    pointer:
      operation.responses.find(({ status }) => status === response.status)?.pointer ?? operation.pointer,
    request: writeRequest(base, { body }),
    expectation: expectProvoked(operation, response.status, isForbidden(base, body)),
    turn,
  };
}

/** Whether the document refuses the body besides: then no way makes a success of it right. */
function isForbidden({ form }: Base, body: Json): boolean {
  return form?.json === true && accepts(form.media.schema, body) === false;
}

function provokingBody(base: Base, way: Provocation, id: string): Json {
  const faker = seededFaker(base.seed, id);
  let body: Json = base.body ?? {};
  for (const pointer of way.remove) body = without(body, pointer);
  for (const [pointer, value] of Object.entries(way.set)) {
    if (value !== undefined)
      body = withValue(
        body,
        pointer,
        fill(value, base, () => faker.string.uuid()),
      );
  }
  return body;
}

/** Fills `${NAME}`, `$other-uuid` and `$value:/pointer` in a contract's value. */
function fill(value: Json, base: Base, uuid: () => string): Json {
  if (Array.isArray(value)) return value.map((item) => fill(item, base, uuid));
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, item === undefined ? item : fill(item, base, uuid)]),
    );
  }
  if (typeof value !== 'string') return value;
  if (value === '$other-uuid') return uuid();
  if (value.startsWith('$value:')) return valueAt(base.body, value.slice('$value:'.length)) ?? null;
  return value.replace(/\$\{([A-Z_][A-Z0-9_]*)\}/g, (whole, name: string) => base.environment[name] ?? whole);
}

function groupName(status: string): string {
  return status === '409' ? 'conflict' : `provoke-${status.toLowerCase()}`;
}
