import { isObject } from '../../json.ts';
import type { Rule } from '../rule.ts';

export const nullableWithoutType: Rule = {
  id: 'nullable-without-type',
  promise: 'In OpenAPI 3.0 `nullable` stands beside a `type`.',
  severity: 'note',
  source: 'OpenAPI 3.0.3 section 4.7.24.1: `nullable` has a meaning only beside a `type` in the same schema',
  *find({ document, every }) {
    if (document.version !== '3.0') return;
    for (const { pointer, value } of every('schema')) {
      if (!isObject(value) || value['nullable'] !== true || value['type'] !== undefined) continue;
      if (value['$ref'] !== undefined) continue;
      // Without any type null is valid anyway.
      const composed = ['allOf', 'anyOf', 'oneOf'].find((word) => value[word] !== undefined);
      if (composed === undefined && value['enum'] === undefined) continue;
      yield {
        pointer: `${pointer}/nullable`,
        message: `nullable stands beside ${composed ?? 'enum'} and no type: read strictly, it says nothing, and null stays forbidden`,
        suggestion: { text: 'Name the type beside it.', yaml: 'type: object\nnullable: true' },
        identity: [composed ?? 'enum', pointer.split('/').slice(-1)[0] ?? ''],
      };
    }
  },
};
