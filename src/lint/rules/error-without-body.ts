import { answersOf, isErrorStatus, jsonMedia, statusesText } from '../answers.ts';
import { at, membersOf, yamlText } from '../look.ts';
import type { Rule } from '../rule.ts';

export const errorWithoutBody: Rule = {
  id: 'error-without-body',
  promise: 'Where the errors of an operation have a body, each of them is documented with one.',
  severity: 'note',
  source:
    'OpenAPI 3.0 section 4.7.17: an answer without `content` promises no body, and a strict client reads none',
  *find(survey) {
    for (const { node, statuses, operations } of answersOf(survey)) {
      if (!statuses.every(isErrorStatus) || membersOf(at(node, 'content')).length > 0) continue;
      if (operations.every(({ method }) => method === 'HEAD')) continue;
      const others = operations.flatMap(({ responses }) =>
        responses.filter(({ status, node: other }) => isErrorStatus(status) && jsonMedia(other).length > 0),
      );
      const [first] = others;
      if (first === undefined) continue;
      const [{ type, schema } = { type: 'application/json', schema: undefined }] = jsonMedia(first.node);
      const component = schema?.pointer.startsWith('/components/') === true;
      yield {
        pointer: node.pointer,
        message: `the error answer ${statusesText(statuses)} is documented without a body, where ${first.status} has one`,
        suggestion: {
          text: 'Say what its body is, or say in words that it has none.',
          ...(component
            ? { yaml: `content:\n  ${yamlText(type)}:\n    schema:\n      $ref: '#${schema?.pointer}'` }
            : {}),
        },
        identity: [...statuses].sort(),
      };
    }
  },
};
