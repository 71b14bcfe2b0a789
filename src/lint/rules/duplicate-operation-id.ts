import { rawAt } from '../look.ts';
import type { Rule } from '../rule.ts';

export const duplicateOperationId: Rule = {
  id: 'duplicate-operation-id',
  promise: 'No two operations have the same `operationId`.',
  severity: 'error',
  source: 'OpenAPI 3.0 section 4.7.10: the id is unique among all operations',
  *find({ operations }) {
    const first = new Map<string, string>();
    for (const { name, node } of operations) {
      const id = rawAt(node, 'operationId');
      if (id === undefined || typeof id.value !== 'string') continue;
      const other = first.get(id.value);
      if (other === undefined) first.set(id.value, name);
      else if (other !== name) {
        yield {
          pointer: id.pointer,
          message: `the operationId ${JSON.stringify(id.value)} of ${name} is that of ${other} too`,
          suggestion: { text: 'Give each operation an id of its own.' },
          identity: [id.value, name],
        };
      }
    }
  },
};
