import type { Node } from '../../document/node.ts';
import { documentedProperties, itemSchema } from '../../document/schema.ts';
import { answersOf } from '../answers.ts';
import { at, attempt, itemsOf, listed, membersOf, textAt } from '../look.ts';
import { quoted, sentencesOf } from '../prose.ts';
import type { Rule } from '../rule.ts';
import type { SurveyedOperation } from '../survey.ts';

/** "the data/id parameter", "the `size` parameter". */
const NAMED =
  /(?:`([\w.$[\]-]+(?:\/[\w.$[\]-]+)*)`|\b([A-Za-z_][\w-]*(?:\/[A-Za-z_][\w-]*)+)) (?:query |header |path |body |request )?(parameter|property|attribute)\b/g;

export const unknownName: Rule = {
  id: 'unknown-name',
  promise: 'A parameter or property that the description of an answer names is one of the operation.',
  severity: 'warning',
  source: 'the document itself: a name that nothing has was renamed, or belongs to another operation',
  *find(survey) {
    for (const { node, statuses, operations } of answersOf(survey)) {
      const description = textAt(node, 'description');
      if (!/parameter|property|attribute/.test(description)) continue;
      for (const sentence of sentencesOf(description)) {
        for (const [, ticked, bare, what = 'parameter'] of sentence.matchAll(NAMED)) {
          const name = ticked ?? bare ?? '';
          if (operations.some((operation) => knows(operation, name))) continue;
          const [first] = operations;
          const known = first === undefined ? [] : [...requestNames(first)];
          yield {
            pointer: `${node.pointer}/description`,
            message: `the description of ${statuses.join(', ')} names the ${what} ${name}, which no request has: ${quoted(sentence)}`,
            suggestion: {
              text: `Name a part of the request${known.length === 0 ? '' : ` (${listed(known)})`}.`,
            },
            identity: [...statuses].sort().concat(name),
          };
        }
      }
    }
  },
};

/** By its whole name, or by every step of a path. */
function knows(operation: SurveyedOperation, name: string): boolean {
  const names = namesOf(operation);
  const steps = name.split(/[/.[\]]+/).filter((step) => step !== '' && !/^\d+$/.test(step));
  return names.has(name) || steps.every((step) => names.has(step));
}

/** The names of a request: its parameters, and what its body holds. */
function requestNames(operation: SurveyedOperation): Set<string> {
  const names = new Set(operation.parameters.map((parameter) => textAt(parameter, 'name')));
  for (const { node } of membersOf(at(operation.body, 'content'))) collect(at(node, 'schema'), names);
  return names;
}

/** Every name of a request and of its answers. */
function namesOf(operation: SurveyedOperation): Set<string> {
  const names = requestNames(operation);
  const bodies = operation.responses.map(({ node }) => node);
  for (const { node } of bodies.flatMap((body) => membersOf(at(body, 'content'))))
    collect(at(node, 'schema'), names);
  for (const { node } of operation.responses)
    for (const { key } of membersOf(at(node, 'headers'))) names.add(key);
  for (const requirement of itemsOf(operation.security))
    for (const { key } of membersOf(requirement)) names.add(key);
  return names;
}

function collect(schema: Node | undefined, names: Set<string>, seen = new Set<string>()): void {
  const pending = schema === undefined ? [] : [schema];
  for (let here = pending.pop(); here !== undefined; here = pending.pop()) {
    if (seen.has(here.pointer) || seen.size > 500) continue;
    seen.add(here.pointer);
    const current = here;
    for (const [name, property] of attempt(() => documentedProperties(current)) ?? []) {
      names.add(name);
      pending.push(property);
    }
    const entry = attempt(() => itemSchema(current)) ?? at(current, 'additionalProperties');
    if (entry !== undefined) pending.push(entry);
  }
}
