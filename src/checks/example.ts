import type { Example } from '../document/operation.ts';
import { fromPointer, inEachEntry, joinPointer, leaves, valueAt } from '../document/pointer.ts';
import { brief, type Json, sameJson } from '../json.ts';
import type { Check } from './check.ts';
import { type Difference, differences, type Same } from './differences.ts';
import { shapeDifferences } from './example-shape.ts';
import type { Observation } from './finding.ts';
import type { Reading } from './reading.ts';
import { isVolatile } from './volatile.ts';

export const example: Check = {
  id: 'example',
  promise:
    'Every value of the documented example is in the answer, and so is each documented error, in any order.',
  severity: 'error',
  source: 'the document: `examples` of the response',
  kinds: {
    missing: 'A value of the example is not in the answer.',
    differs:
      'A value of the example is another one in the answer; a warning for the code of a 400 or 422 without a contract.',
    'missing-error': 'An entry of a list in the example is not in the answer.',
    more: 'A list in the answer has more entries than in the example; a note.',
  },
  *each(reading) {
    const { json, media, contract } = reading;
    const examples = examplesFor(reading);
    const value = json?.value;
    if (value === undefined || isOneCase(reading)) return;
    if (isSample(reading)) {
      for (const documented of examples)
        yield* told(documented, shapeDifferences(media?.schema, documented.value, value), value);
      return;
    }
    const judged = examples.map((each) => ({ example: each, differences: unlike(reading, each) }));
    const [closest] = judged.sort((a, b) => a.differences.length - b.differences.length);
    if (closest === undefined) return;
    yield* told(closest.example, closest.differences, value);
    if (closest.differences.length === 0) yield* more(closest.example, value, contract.errors?.list);
  },
  *all(readings) {
    for (const { documented, answers } of byExample(readings.filter(isSample)))
      yield* otherCodes(documented, answers);
    for (const { documented, answers } of byExample(readings.filter(isOneCase)))
      yield* otherCases(documented, answers);
  },
};

/** Answers by the one example that they have. */
function byExample(readings: readonly Reading[]): { documented: Example; answers: Reading[] }[] {
  return [...new Set(readings.map(({ media }) => media))].flatMap((media) => {
    const [documented] = media?.examples ?? [];
    const answers = readings.filter((reading) => reading.media === media);
    return documented === undefined ? [] : [{ documented, answers }];
  });
}

/** The documented examples that an answer is held to. */
function examplesFor({ json, media, agreed, gate }: Reading): readonly Example[] {
  if (json?.value === undefined || agreed === undefined || agreed.example === 'off' || gate) return [];
  return media?.examples ?? [];
}

// Without a contract nobody has said that the examples are promises: docs/decisions/0012-examples-without-a-contract.md.

/** What refuses a request for one of many reasons. */
const REFUSALS = ['400', '422', '4XX'];

function isAlone(reading: Reading): boolean {
  return reading.contract.file === undefined && examplesFor(reading).length === 1;
}

/** True where the one example of an answer is of one reason among many, so that its shape alone is promised. */
export function isSample(reading: Reading): boolean {
  return isAlone(reading) && REFUSALS.includes(reading.documented?.status ?? '');
}

/** True where the one example is of the one reason that the answer has, whatever is said of it to people. */
function isOneCase(reading: Reading): boolean {
  return isAlone(reading) && !isSample(reading);
}

/** Names under which errors speak to people. */
const FOR_PEOPLE = /\/(message|detail|title|description|error_description|hint)$/i;

/** What answers have not of the example of their one case: what is for people has to be in one of them alone. */
function* otherCases(documented: Example, answers: readonly Reading[]): Generator<Observation> {
  const judged = answers.map((reading) => ({ reading, found: unlike(reading, documented) }));
  const isKept = (place: string): boolean =>
    judged.some(({ found }) => !found.some(({ inExample }) => `${place}/`.startsWith(`${inExample}/`)));
  for (const { reading, found } of judged) {
    const broken = found.filter((each) => !isForPeople(each) || !isKept(each.inExample));
    yield* from(reading, told(documented, broken, reading.json?.value ?? null));
    const list = reading.contract.errors?.list;
    if (broken.length === 0) yield* from(reading, more(documented, reading.json?.value ?? null, list));
  }
}

/** True where all that is other is for people, who may be told of one reason in other words than of another. */
function isForPeople({ expected, inExample }: Difference): boolean {
  return [...leaves(expected, inExample)].every(
    ({ pointer, value }) => typeof value === 'string' && (/\s/.test(value) || FOR_PEOPLE.test(pointer)),
  );
}

/** Names under which errors have their code. */
const FOR_CLIENTS = /\/(code|error_?code|error|type)$/i;

/** The codes of a sample, where all answers have one and the same in its place: no reason has that of the document. */
function* otherCodes(documented: Example, answers: readonly Reading[]): Generator<Observation> {
  const [reading] = answers;
  if (reading === undefined) return;
  for (const { pointer, value: expected } of leaves(documented.value)) {
    if (typeof expected !== 'string' || /\s/.test(expected) || !FOR_CLIENTS.test(pointer)) continue;
    const seen = answers.flatMap(({ json }) =>
      [...leaves(json?.value)].filter((leaf) => inEachEntry(leaf.pointer) === inEachEntry(pointer)),
    );
    const [first] = seen;
    if (first === undefined || seen.some(({ value }) => value === expected || value !== first.value))
      continue;
    yield {
      severity: 'warning',
      kind: 'differs',
      message: `${pointer} is ${brief(first.value)} in every answer, where the documented example "${documented.name}" has ${brief(expected)}`,
      response: { pointer, expected, actual: first.value },
      promise: joinPointer(documented.pointer, ...(fromPointer(pointer) ?? [])),
      exchange: reading.exchange.id,
    };
  }
}

/** What of an example an answer has not, as closely as it is held to it. */
export function unlike({ json, media, agreed, contract }: Reading, documented: Example): Difference[] {
  const only = agreed?.example === 'code' ? contract.errors : undefined;
  const same: Same = (expected, actual, inExample) =>
    sameJson(expected, actual) ||
    (contract.file === undefined &&
      typeof actual === typeof expected &&
      isVolatile(media?.schema, inExample, expected));
  return differences(reduce(documented.value, only), json?.value, '', '', same);
}

function* from(reading: Reading, observations: Iterable<Observation>): Generator<Observation> {
  for (const each of observations) yield { ...each, exchange: reading.exchange.id };
}

function* told(example: Example, found: readonly Difference[], value: Json): Generator<Observation> {
  const { name, pointer: place } = example;
  for (const { pointer, inExample, expected, actual } of found) {
    const entry = /\/\d+$/.test(inExample);
    const kind = actual !== undefined ? 'differs' : entry ? 'missing-error' : 'missing';
    const instead = kind === 'missing-error' ? strangerAt(pointer, value, example, inExample) : undefined;
    const seen = actual ?? instead;
    yield {
      severity: 'error',
      kind,
      message:
        kind === 'differs'
          ? `${pointer === '' ? 'the body' : pointer} is ${brief(actual)}, where the documented example "${name}" has ${brief(expected)}`
          : kind === 'missing'
            ? `${pointer} is missing, where the documented example "${name}" has ${brief(expected)}`
            : `the documented example "${name}" has ${brief(expected, 120)}, which the answer has not${instead === undefined ? '' : `: it has ${brief(instead, 120)} there`}`,
      response: { pointer, expected, ...(seen === undefined ? {} : { actual: seen }) },
      promise: joinPointer(place, ...(fromPointer(inExample) ?? [])),
      cause: `${kind} ${inExample}`,
    };
  }
}

/** An entry that stands where one of the example is missed, and that is none of the example's others. */
function strangerAt(pointer: string, value: Json, example: Example, inExample: string): Json | undefined {
  const there = valueAt(value, pointer);
  const list = valueAt(example.value, inExample.slice(0, inExample.lastIndexOf('/')));
  const isOther = Array.isArray(list) && there !== undefined && list.some((entry) => sameJson(entry, there));
  return isOther ? undefined : there;
}

function* more(documented: Example, value: Json, list: string | undefined): Generator<Observation> {
  if (list === undefined) return;
  const promised = valueAt(documented.value, list);
  const seen = valueAt(value, list);
  if (!Array.isArray(promised) || !Array.isArray(seen) || seen.length <= promised.length) return;
  yield {
    severity: 'note',
    kind: 'more',
    message: `the answer has ${seen.length} entries at ${list}, the documented example "${documented.name}" has ${promised.length}`,
    response: { pointer: list, expected: promised.length, actual: seen.length },
    promise: documented.pointer,
  };
}

/** An example with nothing left of its errors but their codes. */
function reduce(value: Json, errors: { list: string; code: string } | undefined): Json {
  if (errors === undefined) return value;
  const list = valueAt(value, errors.list);
  if (!Array.isArray(list)) return value;
  const rebuild = (keys: string[], leaf: Json): Json => {
    const [key, ...rest] = keys;
    return key === undefined ? leaf : { [key]: rebuild(rest, leaf) };
  };
  const code = fromPointer(errors.code) ?? [];
  const codes = list.map((entry) => rebuild(code, valueAt(entry, errors.code) ?? null));
  return rebuild(fromPointer(errors.list) ?? [], codes);
}
