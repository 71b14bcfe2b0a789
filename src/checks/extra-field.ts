import { inEachEntry } from '../document/pointer.ts';
import type { Check } from './check.ts';
import { extras } from './extras.ts';
import { promiseAt } from './reading.ts';

export const extraField: Check = {
  id: 'extra-field',
  promise: 'Every property of an answer is one that the document describes.',
  severity: 'note',
  source:
    'the document: `properties` of the schema; a provider may add some at any time, which is why this is a note',
  kinds: { undocumented: 'A property is there that the schema does not describe.' },
  *each(reading) {
    const { json, media, gate } = reading;
    if (json?.value === undefined || media?.schema === undefined || gate) return;
    for (const { pointer, value } of extras(media.schema, json.value)) {
      yield {
        severity: 'note',
        kind: 'undocumented',
        message: `${pointer} is not documented`,
        response: { pointer, actual: value },
        promise: promiseAt(reading, pointer),
        cause: `undocumented ${inEachEntry(pointer)}`,
      };
    }
  },
};
