import { answersOf } from '../answers.ts';
import { at, membersOf } from '../look.ts';
import type { Rule } from '../rule.ts';

export const forbiddenBody: Rule = {
  id: 'forbidden-body',
  promise: 'No body is documented where HTTP has none.',
  severity: 'warning',
  source: 'RFC 9110 sections 9.3.1, 9.3.2, 15.3.5, 15.3.6 and 15.4.5',
  *find(survey) {
    for (const { node, statuses } of answersOf(survey)) {
      const bodiless = statuses.filter((status) => /^(1\d\d|204|205|304)$/.test(status));
      if (bodiless.length === 0 || membersOf(at(node, 'content')).length === 0) continue;
      yield {
        pointer: node.pointer,
        message: `the answer ${bodiless.join(', ')} is documented with a body, which it never has`,
        suggestion: { text: 'Take content out, or document the status that has the body.' },
        identity: ['answer', ...bodiless],
      };
    }
    for (const { name, method, body } of survey.operations) {
      if (body === undefined || (method !== 'GET' && method !== 'HEAD')) continue;
      yield {
        pointer: body.pointer,
        message: `${name} is documented with a request body, which servers and proxies may drop or refuse`,
        suggestion: { text: 'Take what it says as parameters, or use another method.' },
        severity: 'note',
        identity: ['request', name],
      };
    }
  },
};
