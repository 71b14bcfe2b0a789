import { textAt, yamlText } from '../look.ts';
import type { Rule } from '../rule.ts';

export const pathParameter: Rule = {
  id: 'path-parameter',
  promise:
    'Every name in braces in a path is declared as a path parameter, and every path parameter is in its path.',
  severity: 'error',
  source: 'OpenAPI 3.0 sections 4.7.8.1 and 4.7.12.1: path templating, `in: path`',
  *find({ operations }) {
    for (const { name, path, node, parameters, webhook } of operations) {
      if (webhook) continue;
      const inPath = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map(([, each = '']) => each));
      const declared = parameters.filter((parameter) => textAt(parameter, 'in') === 'path');
      const names = new Set(declared.map((parameter) => textAt(parameter, 'name')));
      for (const each of inPath) {
        if (names.has(each)) continue;
        yield {
          pointer: node.pointer,
          message: `${name} has {${each}} in its path, and no path parameter of that name`,
          suggestion: {
            text: 'Declare it.',
            yaml: `parameters:\n  - name: ${yamlText(each)}\n    in: path\n    required: true\n    schema:\n      type: string`,
          },
          identity: [name, each, 'undeclared'],
        };
      }
      for (const parameter of declared) {
        const each = textAt(parameter, 'name');
        if (inPath.has(each)) continue;
        yield {
          pointer: parameter.pointer,
          message: `the path parameter ${each} is not in the path of ${name}`,
          suggestion: { text: `Write {${each}} into the path, or take the parameter out.` },
          identity: [name, each, 'not in path'],
        };
      }
    }
  },
};
