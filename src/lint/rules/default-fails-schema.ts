import { fromPointer, joinPointer } from '../../document/pointer.ts';
import { brief, isObject } from '../../json.ts';
import { createExampleJudge } from '../example-judge.ts';
import type { Rule } from '../rule.ts';

export const defaultFailsSchema: Rule = {
  id: 'default-fails-schema',
  promise: 'Every default is valid by its own schema.',
  severity: 'error',
  source: 'OpenAPI 3.0 section 4.7.24.1: unlike in JSON Schema a default must conform to the type',
  *find(survey) {
    const { document, every } = survey;
    const judge = createExampleJudge(survey);
    for (const { pointer, value } of every('schema')) {
      if (!isObject(value) || value['default'] === undefined) continue;
      // Beside a reference it is ignored, and has a finding of its own.
      if (value['$ref'] !== undefined && document.version === '3.0') continue;
      const [fault] = judge({ document, pointer, value }, value['default'], undefined);
      if (fault === undefined) continue;
      const name = fromPointer(pointer)?.at(-1) ?? '';
      const isNull = value['default'] === null;
      yield {
        pointer: joinPointer(pointer, 'default'),
        message: `the default of ${name} is not valid by its own schema: ${fault.message.replace(/^the body/, 'it')}`,
        suggestion: {
          text: isNull ? 'Take it out, or allow null.' : 'Let the default be a value that may be sent.',
        },
        identity: [name, fault.keyword, brief(value['default'])],
      };
    }
  },
};
