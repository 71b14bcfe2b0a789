import { valueAt } from '../document/pointer.ts';
import { headerValues } from '../exchange/exchange.ts';
import { isObject, type Json, jsonType } from '../json.ts';
import type { Reading } from './reading.ts';
import type { Parity, ParityDifference } from './run.ts';

/** What a hostile body may cost at most. */
const MOST_DIFFERENCES = 100;
const MOST_VALUES = 5;
const MOST_PLACES = 500;
const DEPTH = 20;
const LONGEST = 120;

/** One probe that was answered differently. */
interface Observed {
  kind: ParityDifference['kind'];
  status: string;
  place?: string;
  target: string;
  embedded: string;
}

/**
 * Where the embedded sandbox is no fair stand-in for a target: what differs between their answers to the same probes, in
 * status, media type, the names and types of the body, the codes of errors, and the documented headers. Values differ
 * from call to call, and are not compared.
 *
 * @param url the target
 */
export function compareAnswers(
  url: string,
  target: readonly Reading[],
  embedded: readonly Reading[],
): Parity {
  const stand = new Map(embedded.filter(isComparable).map((reading) => [reading.exchange.id, reading]));
  const groups = new Map<string, ParityDifference>();
  let compared = 0;
  let differing = 0;
  for (const reading of target.filter(isComparable)) {
    const other = stand.get(reading.exchange.id);
    if (other === undefined) continue;
    compared += 1;
    const found = [...compare(reading, other)];
    if (found.length > 0) differing += 1;
    for (const each of found) note(groups, each, reading.exchange.id);
  }
  const differences = [...groups.values()].sort((a, b) => b.probes.length - a.probes.length);
  return { target: url, compared, differing, differences: differences.slice(0, MOST_DIFFERENCES) };
}

/** An answer of the gate, or one that says nothing of the API, is nobody's to be like. */
function isComparable({ status, gate, exchange }: Reading): boolean {
  return status !== undefined && !gate && exchange.notJudged === undefined && exchange.failure === undefined;
}

function* compare(target: Reading, embedded: Reading): Generator<Observed> {
  const status = String(target.status);
  if (target.status !== embedded.status) {
    yield { kind: 'status', status, target: status, embedded: String(embedded.status) };
    return;
  }
  const types = [target, embedded].map(({ mediaType, contentTypes }) =>
    contentTypes.length === 0 ? 'none' : (mediaType?.essence ?? contentTypes.join(', ')),
  );
  const [type = '', otherType = ''] = types;
  if (type !== otherType) yield { kind: 'media-type', status, target: type, embedded: otherType };
  yield* compareBodies(target, embedded, status);
  yield* compareCodes(target, embedded, status);
  for (const { name } of target.documented?.headers ?? []) {
    const [here, there] = [target, embedded].map(
      ({ exchange }) => headerValues(exchange.response?.headers ?? [], name).length > 0,
    );
    if (here !== there)
      yield { kind: 'header', status, place: name, target: presence(here), embedded: presence(there) };
  }
}

function presence(there: boolean | undefined): string {
  return there === true ? 'present' : 'absent';
}

function* compareBodies(target: Reading, embedded: Reading, status: string): Generator<Observed> {
  const [here, there] = [shapeOf(bodyOf(target)), shapeOf(bodyOf(embedded))];
  const told: string[] = [];
  for (const place of [...new Set([...here.keys(), ...there.keys()])].sort()) {
    const [type = 'absent', otherType = 'absent'] = [here.get(place), there.get(place)];
    // What lies below something that differs is no difference of its own.
    if (type === otherType || told.some((above) => place.startsWith(`${above}/`))) continue;
    told.push(place);
    yield { kind: 'body', status, place, target: type, embedded: otherType };
  }
}

/** A body that is no JSON is one value without a shape. */
function bodyOf({ json, exchange }: Reading): Json | undefined {
  if (json?.value !== undefined) return json.value;
  return (exchange.response?.body.length ?? 0) === 0 ? undefined : '';
}

/** The type at each place of a body, entries of a list taken together. */
function shapeOf(body: Json | undefined): Map<string, string> {
  const shape = new Map<string, string>();
  const walk = (value: Json | undefined, place: string, depth: number): void => {
    if (shape.size >= MOST_PLACES) return;
    const type = jsonType(value);
    const known = shape.get(place);
    // A number is a number, whole or not.
    const plain = type === 'integer' ? 'number' : type;
    shape.set(
      place,
      known === undefined ? plain : [...new Set([...known.split(' or '), plain])].sort().join(' or '),
    );
    if (depth === DEPTH) return;
    if (Array.isArray(value)) for (const item of value) walk(item, `${place}/*`, depth + 1);
    else if (isObject(value))
      for (const [key, item] of Object.entries(value)) walk(item, `${place}/${escapeKey(key)}`, depth + 1);
  };
  walk(body, '', 0);
  return shape;
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, LONGEST);
}

function* compareCodes(target: Reading, embedded: Reading, status: string): Generator<Observed> {
  const shape = target.contract.errors;
  if (shape === undefined || (target.status ?? 0) < 400) return;
  const codesOf = ({ json }: Reading): string[] => {
    const list = json?.value === undefined ? undefined : valueAt(json.value, shape.list);
    const codes = Array.isArray(list) ? list.map((entry) => valueAt(entry, shape.code)) : [];
    return [...new Set(codes.filter((code) => typeof code === 'string'))].sort();
  };
  const [here, there] = [codesOf(target).join(', '), codesOf(embedded).join(', ')];
  // That there is none shows in the body already.
  if (here !== there && here !== '' && there !== '')
    yield { kind: 'error-codes', status, target: here, embedded: there };
}

function note(groups: Map<string, ParityDifference>, observed: Observed, probe: string): void {
  const { kind, status, place } = observed;
  const pair = kind === 'status' ? observed.embedded : '';
  const key = JSON.stringify([kind, status, place, pair]);
  const group = groups.get(key) ?? {
    kind,
    status,
    ...(place === undefined ? {} : { place }),
    target: [],
    embedded: [],
    probes: [],
  };
  groups.set(key, group);
  add(group.target, observed.target);
  add(group.embedded, observed.embedded);
  group.probes.push(probe);
}

function add(values: string[], value: string): void {
  const short = value.length <= LONGEST ? value : `${value.slice(0, LONGEST - 1)}…`;
  if (values.length < MOST_VALUES && !values.includes(short)) values.push(short);
}
