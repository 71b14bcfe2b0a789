import { joinPointer } from '../../document/pointer.ts';
import { isObject } from '../../json.ts';
import { itemsOf } from '../look.ts';
import type { Rule } from '../rule.ts';
import type { SurveyedOperation } from '../survey.ts';

export const unauthorized: Rule = {
  id: 'unauthorized',
  promise: 'An operation documents 401 where it asks for a credential, and only there.',
  severity: 'note',
  source: 'RFC 9110 section 15.5.2; OpenAPI 3.0 section 4.7.30',
  *find({ operations, document }) {
    const declared = document.root['components'];
    const schemes = isObject(declared) ? declared['securitySchemes'] : undefined;
    const asking = operations.filter((each) => !each.webhook && asksForCredential(each));
    // A document that never speaks of it says one thing, not one for each operation.
    const never = !operations.some(({ responses }) => responses.some(({ status }) => REFUSING.test(status)));
    const [first] = asking;
    if (never && asking.length > 1 && first !== undefined) {
      yield {
        pointer: joinPointer(first.node.pointer, 'responses'),
        message: `${asking.length} operations ask for a credential, and none documents 401`,
        suggestion: SUGGESTED,
        identity: ['never'],
      };
    }
    for (const operation of operations) {
      const { name, node, responses, webhook } = operation;
      if (webhook || responses.length === 0) continue;
      const says401 = responses.find(({ status }) => status === '401');
      const asks = asksForCredential(operation);
      if (asks && !(never && asking.length > 1) && !responses.some(({ status }) => REFUSING.test(status))) {
        yield {
          pointer: joinPointer(node.pointer, 'responses'),
          message: `${name} asks for a credential, and does not document 401`,
          suggestion: SUGGESTED,
          identity: [name, 'missing'],
        };
      }
      if (!asks && says401 !== undefined && !takesCredential(operation)) {
        yield {
          pointer: joinPointer(node.pointer, 'responses', '401'),
          message: `${name} documents 401, and asks for no credential`,
          suggestion: {
            text:
              isObject(schemes) && Object.keys(schemes).length > 0
                ? 'Name the security scheme that it asks for, or take the answer out.'
                : 'Declare the credential as a security scheme, and name it under security.',
          },
          identity: [name, 'unasked'],
        };
      }
    }
  },
};

const REFUSING = /^(401|4XX|default)$/i;

const SUGGESTED = {
  text: 'Document how it answers without one.',
  yaml: "responses:\n  '401':\n    description: Without a valid credential.",
};

/** True when no alternative lets a request pass without one. */
function asksForCredential({ security }: SurveyedOperation): boolean {
  const alternatives = itemsOf(security).map(({ value }) => value);
  return (
    alternatives.length > 0 && alternatives.every((each) => isObject(each) && Object.keys(each).length > 0)
  );
}

/** True when one alternative takes one: such a call may well be refused for it. Also for a login, whose body holds it. */
function takesCredential({ security, body, parameters }: SurveyedOperation): boolean {
  const secret = /pass(word|phrase)|secret|token|credential|authorization|api[-_]?key/i;
  return (
    itemsOf(security).some(({ value }) => isObject(value) && Object.keys(value).length > 0) ||
    (body !== undefined && secret.test(JSON.stringify(body.value))) ||
    parameters.some(({ value }) => secret.test(JSON.stringify(value)))
  );
}
