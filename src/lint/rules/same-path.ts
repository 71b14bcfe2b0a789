import { joinPointer } from '../../document/pointer.ts';
import { isObject } from '../../json.ts';
import { at } from '../look.ts';
import type { Rule } from '../rule.ts';

export const samePath: Rule = {
  id: 'same-path',
  promise: 'No two paths differ in the names of their parameters alone.',
  severity: 'error',
  source:
    'OpenAPI 3.0 section 4.7.8: templated paths with the same hierarchy but different names are the same path',
  *find({ root }) {
    const paths = at(root, 'paths')?.value;
    const first = new Map<string, string>();
    for (const path of isObject(paths) ? Object.keys(paths) : []) {
      const shape = path.replace(/\{[^{}]*\}/g, '{}');
      const other = first.get(shape);
      if (other === undefined) first.set(shape, path);
      else {
        yield {
          pointer: joinPointer('/paths', path),
          message: `the path ${path} is the same as ${other}: only a name in braces differs`,
          suggestion: { text: 'Join the two under one path.' },
          identity: [path, other],
        };
      }
    }
  },
};
