import { fromPointer, leaves, toPointer } from '../../document/pointer.ts';
import { declares, documentedProperties } from '../../document/schema.ts';
import { answersOf, examplesOf, isErrorStatus, jsonMedia } from '../answers.ts';
import { at, attempt, listed, textAt } from '../look.ts';
import type { Rule } from '../rule.ts';
import type { SurveyedOperation } from '../survey.ts';

export const examplePointer: Rule = {
  id: 'example-pointer',
  promise: 'A pointer in an error example leads to something in the request.',
  severity: 'warning',
  source: 'JSON:API 1.1, section Error Objects (`source.pointer`); RFC 6901',
  *find(survey) {
    for (const { node, statuses, operations } of answersOf(survey)) {
      if (!statuses.every(isErrorStatus)) continue;
      for (const { media } of jsonMedia(node)) {
        for (const example of examplesOf(media)) {
          for (const { pointer, value } of leaves(example.value)) {
            if (typeof value !== 'string' || !/\/pointer$/.test(pointer) || !value.startsWith('/')) continue;
            const keys = fromPointer(value);
            if (keys === undefined || keys.length === 0) continue;
            if (operations.some((operation) => leadsSomewhere(operation, value))) continue;
            const [first] = operations;
            const known = first === undefined ? [] : propertiesOf(first);
            yield {
              pointer: example.pointer + pointer,
              message: `the example of ${statuses.join(', ')} points at ${value}, which the request does not have`,
              suggestion: {
                text:
                  known.length === 0
                    ? 'Point at a part of the request, or leave the pointer out.'
                    : `Point at a part of the request (${listed(known.map((name) => toPointer([name])))}), or document the answer elsewhere.`,
                ...(known[0] === undefined ? {} : { yaml: `pointer: ${toPointer([known[0]])}` }),
              },
              identity: [...statuses].sort().concat(value),
            };
          }
        }
      }
    }
  },
};

/** Also true where the document leaves open what a request holds. */
function leadsSomewhere(operation: SurveyedOperation, pointer: string): boolean {
  const keys = fromPointer(pointer) ?? [];
  if (operation.parameters.some((parameter) => keys.includes(textAt(parameter, 'name')))) return true;
  const media = jsonMedia(operation.body);
  if (operation.body !== undefined && media.length === 0) return true;
  return media.some(({ schema }) => {
    if (schema === undefined) return true;
    const documented = attempt(() => documentedProperties(schema));
    if (documented === undefined || (documented.size === 0 && at(schema, 'items') === undefined)) return true;
    return attempt(() => declares(schema, pointer)) ?? true;
  });
}

function propertiesOf({ body }: SurveyedOperation): string[] {
  return jsonMedia(body).flatMap(({ schema }) => [
    ...(attempt(() => documentedProperties(schema)) ?? new Map()).keys(),
  ]);
}
