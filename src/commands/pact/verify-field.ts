import type { Judge } from '../../checks/judge.ts';
import type { Operation } from '../../document/operation.ts';
import { joinPointer, leaves, memberOf, toPointer, valueAt } from '../../document/pointer.ts';
import { pointerPlace } from '../../document/pointer-place.ts';
import { type Exchange, header } from '../../exchange/exchange.ts';
import type { PactFile, PactInteraction } from '../../exchange/pact.ts';
import type { BodyRules } from '../../exchange/pact-rules.ts';
import { brief, isObject, type Json, type JsonObject, jsonType, sameJson } from '../../json.ts';
import type { VerificationFinding } from '../../report/verification.ts';

type Found = Omit<VerificationFinding, 'pact' | 'document' | 'says'> & {
  /** The pointer into the Pact's example, where it is another one than in the answer. */
  wantedAt?: string;
};

/**
 * Says in our words, to the field, what Pact's Verifier found wrong with an answer. Where Pact only says that an entry
 * was not found in a list, the entry that comes nearest tells which field of it is another one.
 *
 * @param mismatches as the Verifier has them
 * @param judge finds where the document promises the same
 */
export function fieldFindings(
  mismatches: readonly JsonObject[],
  { pact, interaction, exchange }: { pact: PactFile; interaction: PactInteraction; exchange: Exchange },
  { judge, operation }: { judge: Judge; operation: Operation },
): VerificationFinding[] {
  const promised = judge.judge([judge.read(exchange)]).filter(({ severity }) => severity === 'error');
  const documentOf = ({ part, pointer }: Found): VerificationFinding['document'] => {
    if (part === 'status') return statusPlace(interaction, operation);
    return promised.find(
      ({ response }) =>
        (response?.part ?? 'body') === part && response?.pointer.toLowerCase() === pointer.toLowerCase(),
    )?.document;
  };
  const findings = mismatches.flatMap((mismatch) => {
    const says =
      typeof mismatch['mismatch'] === 'string' ? mismatch['mismatch'] : textOf(mismatch['message']);
    return inOurWords(mismatch, says, interaction, exchange).map(
      ({ wantedAt, ...found }): VerificationFinding => {
        const document = documentOf(found);
        const pointer = pointerInPact(interaction, found, wantedAt);
        return {
          ...found,
          ...(says === '' ? {} : { says }),
          pact: pointerPlace(pact, pointer),
          ...(document === undefined ? {} : { document }),
        };
      },
    );
  });
  const key = ({ part, pointer, message }: VerificationFinding): string =>
    [part, pointer, message].join('\n');
  return [...new Map(findings.map((each) => [key(each), each])).values()].sort(
    (a, b) => RANK[a.part] - RANK[b.part],
  );
}

/** What comes first explains what comes after it: an answer of another status has another body. */
const RANK = { connection: 0, status: 1, header: 2, body: 3 } as const;

function statusPlace({ exchange }: PactInteraction, operation: Operation): VerificationFinding['document'] {
  const found = operation.responses.find(({ status }) => status === String(exchange.response?.status));
  if (found === undefined) return undefined;
  return pointerPlace(operation.document, found.pointer);
}

function inOurWords(
  mismatch: JsonObject,
  says: string,
  { exchange: { response: wanted }, rules }: PactInteraction,
  { response }: Exchange,
): Found[] {
  const type = textOf(mismatch['type']);
  if (type === 'StatusMismatch' && wanted !== undefined && response !== undefined) {
    const { status } = wanted;
    return [
      {
        part: 'status',
        pointer: '',
        message: `the client needs status ${status} here`,
        expected: status,
        actual: response.status,
      },
    ];
  }
  const headers = response?.headers ?? [];
  const headerFound = (name: string): Found => {
    const expected = header(wanted?.headers ?? [], name);
    const actual = header(headers, name);
    return {
      part: 'header',
      pointer: name,
      message: `the client reads the header ${name}, which ${actual === undefined ? 'is not there' : 'is another one'}`,
      ...(expected === undefined ? {} : { expected }),
      ...(actual === undefined ? {} : { actual }),
    };
  };
  if (type === 'HeaderMismatch') return [headerFound(textOf(mismatch['key']))];
  if (type === 'BodyTypeMismatch') return [headerFound('Content-Type')];
  const expected = parsed(wanted?.body);
  const actual = parsed(response?.body);
  const keys = readPath(textOf(mismatch['path']));
  if (type !== 'BodyMismatch' || expected === undefined || actual === undefined || keys === undefined) {
    return [
      {
        part: type === 'BodyMismatch' ? 'body' : 'connection',
        pointer: '',
        message: says || 'Pact gives no reason',
      },
    ];
  }
  return inBody(toPointer(keys), { expected, actual, rules, says });
}

interface Bodies {
  expected: Json;
  actual: Json;
  rules: BodyRules;
  says: string;
}

function inBody(pointer: string, { expected, actual, rules, says }: Bodies): Found[] {
  const wanted = valueAt(expected, pointer);
  const got = valueAt(actual, pointer);
  const variant = /^Variant at index (\d+)/.exec(says)?.[1];
  if (variant !== undefined && Array.isArray(wanted) && Array.isArray(got)) {
    return inList(pointer, Number(variant), { wanted, got, rules });
  }
  if (isObject(wanted) && isObject(got)) {
    const missing = Object.keys(wanted).filter((key) => memberOf(got, key) === undefined);
    const found = missing.map((key) => lacking(joinPointer(pointer, key), wanted[key]));
    if (found.length > 0) return found;
  }
  return wanted === undefined
    ? [{ part: 'body', pointer, message: says }]
    : [differing(pointer, wanted, got)];
}

/** What keeps a list from holding the entry that the client looks for. */
function inList(
  pointer: string,
  index: number,
  { wanted, got, rules }: { wanted: Json[]; got: Json[]; rules: BodyRules },
): Found[] {
  const entry = wanted[index] ?? null;
  const faults = (which: number, value: Json): Found[] =>
    entryFaults(joinPointer(pointer, which), wanted[which] ?? null, value, rules);
  // An entry that is what another one of the Pact asks for is not this one gone wrong.
  const free = got
    .map((value, at) => ({ value, at }))
    .filter(({ value }) => !wanted.some((_, other) => other !== index && faults(other, value).length === 0));
  const nearest = free
    .map(({ value, at }) => ({ at, found: faults(index, value) }))
    .sort((a, b) => a.found.length - b.found.length)[0];
  if (nearest === undefined) {
    return [
      {
        part: 'body',
        pointer,
        message: `the client looks for an entry with ${fixedLeaves(pointer, index, entry, rules)}, and none has it`,
        expected: entry,
        actual: got,
        wantedAt: joinPointer(pointer, index),
      },
    ];
  }
  const from = `${joinPointer(pointer, index)}/`;
  return nearest.found.map((found) => ({
    ...found,
    wantedAt: found.pointer,
    pointer: found.pointer.startsWith(from)
      ? `${joinPointer(pointer, nearest.at)}/${found.pointer.slice(from.length)}`
      : joinPointer(pointer, nearest.at),
  }));
}

/** What tells an entry of the Pact from others: the values that may not be any other, e.g. `/code "conflict"`. */
function fixedLeaves(pointer: string, index: number, entry: Json, rules: BodyRules): string {
  const base = joinPointer(pointer, index);
  const fixed = [...leaves(entry, base)].filter(
    (leaf) =>
      typeof leaf.value !== 'string' || !rules.admits(leaf.pointer, leaf.value, `${leaf.value}\u0000`),
  );
  const told = fixed.map((leaf) => `${leaf.pointer.slice(base.length)} ${brief(leaf.value)}`);
  return told.length === 0 ? 'the fields of the example' : told.join(' and ');
}

/** What of an entry the Pact would not take; pointers are those of the Pact's example. */
function entryFaults(pointer: string, wanted: Json, got: Json | undefined, rules: BodyRules): Found[] {
  if (got === undefined) return [lacking(pointer, wanted)];
  if (isObject(wanted) && isObject(got)) {
    return Object.entries(wanted).flatMap(([key, value]) =>
      entryFaults(joinPointer(pointer, key), value ?? null, memberOf(got, key), rules),
    );
  }
  if (sameJson(wanted, got) || rules.admits(pointer, wanted, got)) return [];
  return [differing(pointer, wanted, got)];
}

function lacking(pointer: string, expected: Json | undefined): Found {
  return {
    part: 'body',
    pointer,
    message: 'the client reads this field, and the answer lacks it',
    ...(expected === undefined ? {} : { expected }),
  };
}

function differing(pointer: string, expected: Json, actual: Json | undefined): Found {
  if (actual === undefined) return lacking(pointer, expected);
  const [wanted, got] = [jsonType(expected), jsonType(actual)];
  const message =
    wanted === got
      ? 'the client cannot take this value'
      : `the client reads a value of type ${wanted}; this is of type ${got}`;
  return { part: 'body', pointer, message, expected, actual };
}

/** Where the Pact says what a finding is about. */
function pointerInPact({ pointer, raw }: PactInteraction, found: Found, wantedAt = found.pointer): string {
  const base = `${pointer}/response`;
  if (found.part === 'status') return `${base}/status`;
  if (found.part === 'header') return `${base}/headers/${found.pointer}`;
  const response = isObject(raw['response']) ? raw['response'] : {};
  const body = response['body'];
  const content = isObject(body) && 'content' in body ? '/content' : '';
  return found.part === 'body' ? `${base}/body${content}${wantedAt}` : base;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function parsed(body: Uint8Array | undefined): Json | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as Json;
  } catch {
    return undefined;
  }
}

const STEP = /\.([^.[\]]+)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]/y;

/** The keys of a path such as `$.errors[0]['code']`; undefined when it is none. */
function readPath(path: string): string[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const keys: string[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const step = STEP.exec(path);
    if (step === null) return undefined;
    keys.push(step[1] ?? step[2] ?? step[3] ?? '');
  }
  return keys;
}
