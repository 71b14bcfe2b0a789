import { isObject } from '../../json.ts';
import { listed } from '../look.ts';
import type { Rule } from '../rule.ts';

/** What somebody who writes it beside a reference means to hold. */
const RULES = [
  'nullable',
  'type',
  'enum',
  'format',
  'pattern',
  'required',
  'properties',
  'additionalProperties',
  'items',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'uniqueItems',
  'readOnly',
  'writeOnly',
  'default',
];

export const besideReference: Rule = {
  id: 'beside-reference',
  promise: 'In OpenAPI 3.0 nothing that is meant to hold stands beside a `$ref`.',
  severity: 'warning',
  source: 'OpenAPI 3.0 section 4.7.23: whatever stands beside `$ref` is ignored',
  *find({ document, every }) {
    if (document.version !== '3.0') return;
    for (const { pointer, value } of every('schema')) {
      if (!isObject(value) || typeof value['$ref'] !== 'string') continue;
      const ignored = RULES.filter((word) => value[word] !== undefined);
      if (ignored.length === 0) continue;
      yield {
        pointer,
        message: `${listed(ignored)} beside $ref ${ignored.length === 1 ? 'is' : 'are'} ignored`,
        suggestion: {
          text: 'Put the reference into allOf.',
          yaml: `allOf:\n  - $ref: '${value['$ref']}'\n${ignored
            .slice(0, 3)
            .map((word) => `${word}: ${typeof value[word] === 'object' ? '…' : String(value[word])}`)
            .join('\n')}`,
        },
        identity: [value['$ref'].split('/').at(-1) ?? '', ...ignored],
      };
    }
  },
};
