import { circlesIn, wayOut } from '../../document/circle.ts';
import { leadsBack } from '../../document/composition.ts';
import { follow } from '../../document/node.ts';
import { fromPointer } from '../../document/pointer.ts';
import { attempt } from '../look.ts';
import type { Rule } from '../rule.ts';

export const composedOfItself: Rule = {
  id: 'composed-of-itself',
  promise: 'No schema is composed of itself by `allOf`, `oneOf`, `not` and the like.',
  severity: 'error',
  source:
    'JSON Schema core section 9.4.1; a warning for an alternative that extends the schema which offers it',
  *find({ document, every }) {
    const schemas = every('schema').map(({ pointer, value }) => ({ document, pointer, value }));
    for (const [first, ...others] of circlesIn(schemas)) {
      if (first === undefined) continue;
      yield {
        pointer: first.pointer,
        message: `the schema ${nameOf(first.pointer)} is composed of itself: no value can be held against it`,
        suggestion: { text: `${wayOut(others).replace(/^./, (letter) => letter.toUpperCase())}.` },
        identity: ['circle', ...[first, ...others].map(({ pointer }) => nameOf(pointer)).sort()],
      };
    }
    for (const schema of schemas) {
      if (attempt(() => leadsBack(schema)) !== true) continue;
      const offering = nameOf(follow(schema).pointer);
      const alternative = nameOf(schema.pointer.replace(/(\/allOf\/\d+)+$/, ''));
      yield {
        severity: 'warning',
        pointer: schema.pointer,
        message: `${alternative} is an alternative of ${offering} and extends it: to the letter that never ends`,
        suggestion: {
          text: `Give what the alternatives of ${offering} share a schema of its own, and let them extend that.`,
        },
        identity: ['alternative', alternative, offering],
      };
    }
  },
};

function nameOf(pointer: string): string {
  return (fromPointer(pointer) ?? []).at(-1) ?? '';
}
