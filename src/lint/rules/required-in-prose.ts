import { isObject } from '../../json.ts';
import { rawAt, reached, textAt } from '../look.ts';
import { quoted, saysRequired } from '../prose.ts';
import type { Rule } from '../rule.ts';

export const requiredInProse: Rule = {
  id: 'required-in-prose',
  promise: 'A parameter that its description calls required is marked as required.',
  severity: 'warning',
  source: 'OpenAPI 3.0 section 4.7.12.2: `required` of a parameter is false unless it says true',
  *find({ document, every }) {
    for (const { pointer, value } of every('parameter')) {
      if (!isObject(value) || value['$ref'] !== undefined) continue;
      const parameter = reached({ document, pointer, value });
      const place = textAt(parameter, 'in');
      if (parameter === undefined || place === 'path' || rawAt(parameter, 'required')?.value === true)
        continue;
      const said = saysRequired(textAt(parameter, 'description'));
      if (said === undefined) continue;
      const name = textAt(parameter, 'name');
      const limited = /\bonly\b/i.test(said);
      yield {
        pointer,
        message: `the ${place} parameter ${name} is optional, though its description says ${quoted(said)}`,
        suggestion: {
          text: limited
            ? 'Mark it as required where it is: in a document of that server, or as a security scheme of its own.'
            : 'Mark it as required.',
          yaml: 'required: true',
        },
        identity: [place, name],
      };
    }
  },
};
