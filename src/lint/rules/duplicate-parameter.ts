import { at, itemsOf, textAt } from '../look.ts';
import type { Rule } from '../rule.ts';

export const duplicateParameter: Rule = {
  id: 'duplicate-parameter',
  promise: 'No operation declares one parameter twice.',
  severity: 'error',
  source: 'OpenAPI 3.0 section 4.7.10: a parameter is told by its name and its place',
  *find({ operations }) {
    for (const { name, node } of operations) {
      const seen = new Set<string>();
      for (const parameter of itemsOf(at(node, 'parameters'))) {
        const place = textAt(parameter, 'in');
        const written = textAt(parameter, 'name');
        // Only the names of headers are the same in any case (RFC 9110 section 5.1).
        const key = `${place} ${place === 'header' ? written.toLowerCase() : written}`;
        if (seen.has(key)) {
          yield {
            pointer: parameter.pointer,
            message: `${name} declares the ${place} parameter ${written} twice`,
            suggestion: { text: 'Leave one of them.' },
            identity: [name, key],
          };
        }
        seen.add(key);
      }
    }
  },
};
