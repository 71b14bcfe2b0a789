import { fromPointer } from '../../document/pointer.ts';
import { isObject } from '../../json.ts';
import type { Rule } from '../rule.ts';

const VALUES = ['value', 'externalValue', 'dataValue', 'serializedValue', '$ref'];

export const exampleWithoutValue: Rule = {
  id: 'example-without-value',
  promise: 'Every named example has a value.',
  severity: 'warning',
  source:
    'OpenAPI 3.0 section 4.7.19: the value of an example stands under `value`, or elsewhere by `externalValue`',
  *find({ every }) {
    for (const { pointer, value } of every('example')) {
      if (isObject(value) && VALUES.some((word) => value[word] !== undefined)) continue;
      const name = fromPointer(pointer)?.at(-1) ?? '';
      const bare =
        !isObject(value) || !Object.keys(value).every((key) => ['summary', 'description'].includes(key));
      yield {
        pointer,
        message: `the example ${name} has no value`,
        suggestion: {
          text: bare ? 'Put what it shows under value.' : 'Give it a value, or take it out.',
          yaml: `${name}:\n  value: …`,
        },
        identity: [name],
      };
    }
  },
};
