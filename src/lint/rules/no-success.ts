import { joinPointer } from '../../document/pointer.ts';
import type { Rule } from '../rule.ts';

export const noSuccess: Rule = {
  id: 'no-success',
  promise: 'Every operation documents how it answers when all went well.',
  severity: 'warning',
  source: 'OpenAPI 3.0 section 4.7.16: the answer of a successful call should be among them',
  *find({ operations }) {
    for (const { name, node, responses, webhook } of operations) {
      if (webhook || responses.length === 0) continue;
      if (responses.some(({ status }) => /^[123]|^default$/i.test(status))) continue;
      yield {
        pointer: joinPointer(node.pointer, 'responses'),
        message: `${name} documents errors only (${responses.map(({ status }) => status).join(', ')})`,
        suggestion: { text: 'Document the answer of a call that went well.' },
        identity: [name],
      };
    }
  },
};
