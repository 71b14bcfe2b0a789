import { requiredProperties } from '../../document/schema.ts';
import { isObject } from '../../json.ts';
import { at, attempt, listed, membersOf, rawAt, textAt } from '../look.ts';
import { quoted, sentencesOf } from '../prose.ts';
import type { Rule } from '../rule.ts';

export const requestBodyOptional: Rule = {
  id: 'request-body-optional',
  promise: 'A request body whose schema or description requires something is itself required.',
  severity: 'warning',
  source: 'OpenAPI 3.0 section 4.7.13: `required` of a request body is false unless it says true',
  *find({ operations }) {
    for (const { name, body, node } of operations) {
      if (body === undefined || !isObject(body.value) || body.value['required'] === true) continue;
      const said =
        saysBodyRequired(textAt(body, 'description')) ?? saysBodyRequired(textAt(node, 'description'));
      // Who writes `required: false` means it, whatever an object has to hold once it comes.
      const unset = rawAt(body, 'required') === undefined;
      const needs = unset ? demanded(body) : [];
      if (needs.length === 0 && said === undefined) continue;
      const because =
        said === undefined ? `its schema requires ${listed(needs)}` : `its description says ${quoted(said)}`;
      yield {
        pointer: body.pointer,
        message: `the request body of ${name} may be left out, though ${because}`,
        suggestion: { text: 'Mark the body as required.', yaml: 'requestBody:\n  required: true' },
        identity: [name],
      };
    }
  },
};

/** What every media type of a body requires. */
function demanded(body: Parameters<typeof membersOf>[0]): string[] {
  const each = membersOf(at(body, 'content')).map(({ node }) =>
    (attempt(() => requiredProperties(at(node, 'schema'))) ?? []).map(({ name }) => name),
  );
  return each.length > 0 && each.every((names) => names.length > 0) ? [...new Set(each.flat())] : [];
}

function saysBodyRequired(description: string): string | undefined {
  return sentencesOf(description).find(
    (sentence) =>
      /\b(?:request )?body (?:is|must be) (?:required|mandatory|present|provided|sent)\b(?! (?:if|when|unless))/i.test(
        sentence,
      ) && !/\bnot\b|\boptional/i.test(sentence),
  );
}
