import { fromPointer, inEachEntry } from '../document/pointer.ts';
import { documentedProperties } from '../document/schema.ts';
import { isTakenOutOf } from '../exchange/taken-out.ts';
import { hasOwn, isObject, sameJson } from '../json.ts';
import type { Check } from './check.ts';
import type { Reading } from './reading.ts';
import type { SchemaFault } from './response-schema.ts';
import { writeOnlyIn } from './write-only.ts';

/** Keywords of JSON Schema by the kind of fault that they find. */
const KINDS: Readonly<Record<string, string>> = {
  required: 'required',
  type: 'type',
  format: 'format',
  enum: 'enum',
  additionalProperties: 'forbidden',
};

/** Keywords that depend on each character of a text; a number out of which something is taken becomes a text. */
const OF_A_TEXT = new Set(['type', 'format', 'pattern', 'enum', 'const', 'minLength', 'maxLength']);

export const schema: Check = {
  id: 'schema',
  promise: 'Every body is what the documented schema of its status says, formats included.',
  severity: 'error',
  source:
    'the document: `schema` of the response; RFC 3339 for date-time, RFC 9562 for uuid; OpenAPI 3.0 sections 4.7.24 for writeOnly and 4.7.25 for discriminator',
  kinds: {
    required: 'A property that the schema requires is missing.',
    type: 'A value has another type.',
    format: 'A text is not of its format.',
    enum: 'A value is not among those that are allowed.',
    forbidden: 'A property is there that the schema forbids.',
    other: 'Another rule of the schema is broken.',
    'taken-out':
      'A text breaks a rule of the schema, but part of it looked like a credential by chance and was taken out before it was judged; a note.',
    'write-only': 'A property is there that the schema keeps for requests; a warning.',
  },
  *each(reading) {
    const { json, media, validate, gate } = reading;
    if (json?.value === undefined || media?.schema === undefined || gate) return;
    const faults = validate(media, json.value);
    const mistyped = new Set(
      faults.filter(({ keyword }) => keyword === 'type').map(({ pointer }) => pointer),
    );
    for (const fault of faults) {
      // A value of another type is none of those that are allowed, and one word of it is enough.
      if ((fault.keyword === 'enum' || fault.keyword === 'const') && mistyped.has(fault.pointer)) continue;
      const unknown = isUnknown(fault, reading);
      yield {
        severity: unknown ? 'note' : 'error',
        kind: unknown ? 'taken-out' : (KINDS[fault.keyword] ?? 'other'),
        message: `${fault.message}${unknown ? TAKEN_OUT : isTakenOver(reading, fault) ? TAKEN_OVER : ''}`,
        response: {
          pointer: fault.pointer,
          ...(fault.expected === undefined ? {} : { expected: fault.expected }),
          ...(fault.actual === undefined ? {} : { actual: fault.actual }),
        },
        promise: fault.promise,
        cause: `${fault.keyword} ${inEachEntry(fault.pointer)}`,
      };
    }
    // Few documents have the word, and each answer would be walked for it.
    if (!media.schema.document.text.includes('writeOnly')) return;
    for (const { pointer, promise } of writeOnlyIn(media.schema, json.value)) {
      yield {
        severity: 'warning',
        kind: 'write-only',
        message: `${pointer} is in the answer, though the schema keeps it for requests (writeOnly)`,
        response: { pointer },
        promise,
        cause: `write-only ${inEachEntry(pointer)}`,
      };
    }
  },
};

/** A text without a part that may be all that it takes to be right: it was no credential, and looked like one by chance. */
function isUnknown({ keyword, actual }: SchemaFault, { contract, exchange }: Reading): boolean {
  return (
    typeof actual === 'string' &&
    OF_A_TEXT.has(keyword) &&
    exchange.echoedSecrets.length === 0 &&
    isTakenOutOf(actual, contract)
  );
}

const TAKEN_OUT =
  '; what looked like a credential was taken out of it before, so that nobody knows what it was';

/** Whoever lays what was sent over what is created lets a caller set what is not a caller's to set. */
function isTakenOver({ sent, operation }: Reading, { pointer, actual }: SchemaFault): boolean {
  const name = fromPointer(pointer)?.at(-1) ?? '';
  if (!isObject(sent) || !hasOwn(sent, name) || !sameJson(sent[name], actual)) return false;
  const schemas = operation.body?.content.map(({ schema }) => schema) ?? [];
  return !schemas.some((schema) => [...documentedProperties(schema).keys()].includes(name));
}

const TAKEN_OVER =
  '; it is what the request sent by that name, though the document has no such property there';
