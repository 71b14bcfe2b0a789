import type { Node } from '../../document/node.ts';
import { documentedProperties, itemSchema } from '../../document/schema.ts';
import { answersOf, examplesOf, isErrorStatus, jsonMedia, statusesText } from '../answers.ts';
import { at, attempt, rawAt, reached, yamlText } from '../look.ts';
import type { Rule } from '../rule.ts';

export const errorWithoutExample: Rule = {
  id: 'error-without-example',
  promise: 'Every error answer with a body has an example of it.',
  severity: 'warning',
  source:
    'OpenAPI 3.0 section 4.7.14 (`example`, `examples`): without one nobody knows the codes to branch on',
  *find(survey) {
    for (const { node, statuses } of answersOf(survey)) {
      if (!statuses.every(isErrorStatus)) continue;
      for (const { media, schema, type } of jsonMedia(node)) {
        if (schema === undefined || hasExample(media, schema)) continue;
        const properties = [
          ...(attempt(() => documentedProperties(schema)) ?? new Map<string, Node>()).keys(),
        ];
        if (properties.length === 0) continue;
        yield {
          pointer: node.pointer,
          message: `the error answer ${statusesText(statuses)} has no example: which codes and texts it may hold is not said`,
          suggestion: {
            text: 'Give one example for each error that a client has to tell apart.',
            yaml: `content:\n  ${yamlText(type)}:\n    examples:\n      ExampleName:\n        value:\n${indented(sample(schema), 10)}`,
          },
          identity: [...statuses].sort().concat([...properties].sort()),
        };
        break;
      }
    }
  },
};

/** In the media type, in the schema, or in all that the schema consists of. */
function hasExample(media: Node, schema: Node): boolean {
  if (examplesOf(media).length > 0 || rawAt(media, 'examples') !== undefined) return true;
  return illustrated(schema, new Set());
}

/** True when the schema, or anything in it, says by a value what it holds; each schema is looked at once. */
function illustrated(schema: Node | undefined, seen: Set<string>): boolean {
  const here = reached(schema);
  if (here === undefined || seen.has(here.pointer) || seen.size > 300) return false;
  seen.add(here.pointer);
  const says = (word: string) => rawAt(here, word) !== undefined;
  if (['example', 'examples', 'const', 'enum', 'default'].some(says)) return true;
  const properties = [...(attempt(() => documentedProperties(here)) ?? new Map<string, Node>()).values()];
  if (properties.some((property) => illustrated(property, seen))) return true;
  return illustrated(attempt(() => itemSchema(here)) ?? at(here, 'additionalProperties'), seen);
}

/** What a body of the schema looks like, its texts left to the author. */
function sample(schema: Node | undefined, depth = 0): string {
  const lines: string[] = [];
  for (const [name, property] of attempt(() => documentedProperties(schema)) ?? []) {
    const entry = attempt(() => itemSchema(property));
    const inner = attempt(() => documentedProperties(entry ?? property));
    if (depth > 2 || inner === undefined || inner.size === 0) lines.push(`${yamlText(name)}: …`);
    else if (entry === undefined) lines.push(`${yamlText(name)}:`, indented(sample(property, depth + 1), 2));
    else lines.push(`${yamlText(name)}:`, indented(sample(entry, depth + 1), 4).replace(/^ {4}/, '  - '));
  }
  return lines.slice(0, 12).join('\n');
}

function indented(text: string, by: number): string {
  return text.replace(/^/gm, ' '.repeat(by));
}
