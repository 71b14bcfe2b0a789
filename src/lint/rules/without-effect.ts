import { joinPointer } from '../../document/pointer.ts';
import { isObject } from '../../json.ts';
import type { Rule } from '../rule.ts';

const TEXT = ['minLength', 'maxLength', 'pattern'];
const NUMBER = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];
const LIST = ['items', 'minItems', 'maxItems', 'uniqueItems', 'prefixItems', 'contains'];
const OBJECT = [
  'properties',
  'required',
  'minProperties',
  'maxProperties',
  'patternProperties',
  'propertyNames',
];

/** Each word with the types that it is for. */
const FOR = new Map<string, readonly string[]>([
  ...forType(TEXT, ['string']),
  ...forType(NUMBER, ['number', 'integer']),
  ...forType(LIST, ['array']),
  ...forType(OBJECT, ['object']),
]);

export const withoutEffect: Rule = {
  id: 'without-effect',
  promise: 'Every rule of a schema is one for its type.',
  severity: 'warning',
  source: 'JSON Schema core section 7.6.1: a keyword for another type than the value has says nothing',
  *find({ every }) {
    for (const { pointer, value } of every('schema')) {
      if (!isObject(value)) continue;
      const types = [value['type']].flat().filter((type) => typeof type === 'string');
      if (types.length === 0) continue;
      for (const word of Object.keys(value)) {
        const meant = FOR.get(word);
        if (meant === undefined || value[word] === undefined || types.some((type) => meant.includes(type)))
          continue;
        yield {
          pointer: joinPointer(pointer, word),
          message: `${word} says nothing about the type ${types.join(' or ')}`,
          suggestion:
            meant.includes('array') || meant.includes('object')
              ? { text: `Mend the type, or take it out.`, yaml: `type: ${meant[0]}` }
              : { text: 'Take it out, or mend the type.' },
          identity: [word, ...types, pointer.split('/').at(-1) ?? ''],
        };
      }
    }
  },
};

function forType(words: readonly string[], types: readonly string[]): [string, readonly string[]][] {
  return words.map((word) => [word, types]);
}
