import { isObject } from '../../json.ts';
import type { Rule } from '../rule.ts';

export const arrayWithoutItems: Rule = {
  id: 'array-without-items',
  promise: 'Every list says what it holds.',
  severity: 'warning',
  source:
    'OpenAPI 3.0 section 4.7.24.1: `items` must be there if the type is array; later versions leave it open',
  *find({ every, document }) {
    for (const { pointer, value } of every('schema')) {
      if (!isObject(value) || value['type'] !== 'array') continue;
      if (
        ['items', 'prefixItems', 'contains', '$ref', 'allOf', 'anyOf', 'oneOf'].some(
          (word) => value[word] !== undefined,
        )
      )
        continue;
      yield {
        pointer,
        message: 'the list does not say what it holds',
        suggestion: { text: 'Describe its entries.', yaml: 'type: array\nitems:\n  type: …' },
        severity: document.version === '3.0' ? 'warning' : 'note',
        identity: [pointer.split('/').at(-1) ?? ''],
      };
    }
  },
};
