import { joinPointer } from '../../document/pointer.ts';
import { isObject } from '../../json.ts';
import { at, textsOf } from '../look.ts';
import type { Rule } from '../rule.ts';
import { sidesOf } from '../sides.ts';

export const oneSidedRequired: Rule = {
  id: 'one-sided-required',
  promise: 'No schema requires a property that it rules out where it is used.',
  severity: 'note',
  source:
    'OpenAPI 3.0 section 4.7.24.1: what is readOnly is not sent in a request, what is writeOnly not in an answer',
  *find(survey) {
    const sides = sidesOf(survey);
    for (const { pointer, value } of survey.every('schema')) {
      if (!isObject(value) || !isObject(value['properties'])) continue;
      const required = textsOf(value['required']);
      if (required.length === 0) continue;
      const used = sides(pointer);
      if (used.size !== 1) continue;
      const [side] = used;
      const flag = side === 'request' ? 'readOnly' : 'writeOnly';
      for (const name of required) {
        const property = at({ document: survey.document, pointer, value }, 'properties', name);
        if (property === undefined || !isObject(property.value) || property.value[flag] !== true) continue;
        yield {
          pointer: joinPointer(pointer, 'required'),
          message: `the schema requires ${name}, which is ${flag}, and is used in ${side === 'request' ? 'requests' : 'answers'} only: it is asked for by a rule that never holds`,
          suggestion: { text: `Take ${name} out of required, or take ${flag} off it.` },
          identity: [name, flag],
        };
      }
    }
  },
};
