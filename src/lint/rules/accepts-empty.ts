import type { Node } from '../../document/node.ts';
import { documentedProperties } from '../../document/schema.ts';
import { acceptsEmpty, answersOf, jsonMedia, statusesText } from '../answers.ts';
import { attempt, listed, reached, yamlText } from '../look.ts';
import type { Rule } from '../rule.ts';

export const acceptsEmptyBody: Rule = {
  id: 'accepts-empty',
  promise: 'No answer with documented properties is satisfied by `{}`.',
  severity: 'warning',
  source:
    'JSON Schema validation section 6.5.3: what `required` does not name may be left out, all of it together too',
  *find(survey) {
    const found = new Map<string, { schema: Node; statuses: Set<string>; properties: string[] }>();
    for (const { node, statuses } of answersOf(survey)) {
      for (const { schema: written } of jsonMedia(node)) {
        const schema = reached(written);
        if (schema === undefined || !acceptsEmpty(schema)) continue;
        const properties = [
          ...(attempt(() => documentedProperties(schema)) ?? new Map<string, Node>()).keys(),
        ];
        if (properties.length === 0) continue;
        const known = found.get(schema.pointer) ?? { schema, statuses: new Set(), properties };
        for (const status of statuses) known.statuses.add(status);
        found.set(schema.pointer, known);
      }
    }
    for (const { schema, statuses, properties } of found.values()) {
      const whose =
        properties.length === 1
          ? `its only property, ${properties[0]}, is`
          : `none of its properties (${listed(properties)}) is`;
      yield {
        pointer: schema.pointer,
        message: `{} satisfies the schema of ${statusesText([...statuses])}: ${properties.length === 1 ? `${whose} not required` : `${whose} required`}`,
        suggestion: {
          text: properties.length === 1 ? 'Require it.' : 'Require those that are always there.',
          yaml: `required:\n${properties
            .slice(0, 8)
            .map((name) => `  - ${yamlText(name)}`)
            .join('\n')}`,
        },
        identity: [...properties].sort(),
      };
    }
  },
};
