import { joinPointer } from '../../document/pointer.ts';
import { brief, isObject } from '../../json.ts';
import { foreignPart } from '../foreign-pattern.ts';
import type { Rule } from '../rule.ts';

export const foreignPattern: Rule = {
  id: 'foreign-pattern',
  promise: 'Every pattern is a regular expression of ECMA-262.',
  severity: 'warning',
  source:
    'OpenAPI 3.0 section 4.7.24 (`pattern`); JSON Schema core section 6.4: other languages of patterns are not read',
  *find({ every }) {
    for (const { pointer, value } of every('schema')) {
      const pattern = isObject(value) ? value['pattern'] : undefined;
      const part = typeof pattern === 'string' ? foreignPart(pattern) : undefined;
      if (part === undefined) continue;
      yield {
        pointer: joinPointer(pointer, 'pattern'),
        message: `the pattern ${brief(pattern)} has ${part.what}, which ECMA-262 does not know: validators refuse it or take it for something else`,
        suggestion: { text: `Write ${part.instead}.` },
        identity: [String(pattern)],
      };
    }
  },
};
