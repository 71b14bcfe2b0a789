import { joinPointer } from '../../document/pointer.ts';
import { isObject } from '../../json.ts';
import { rawAt, textsOf, yamlText } from '../look.ts';
import type { Rule } from '../rule.ts';

export const tagUndeclared: Rule = {
  id: 'tag-undeclared',
  promise: 'Where tags are declared, every tag of an operation is among them.',
  severity: 'note',
  source: 'OpenAPI 3.0 section 4.7.1 (`tags`): an undeclared tag has no description and no order',
  *find({ document, operations }) {
    const tags = document.root['tags'];
    if (!Array.isArray(tags) || tags.length === 0) return;
    const declared = new Set(tags.map((tag) => (isObject(tag) ? tag['name'] : undefined)));
    const told = new Set<string>();
    for (const { node } of operations) {
      for (const [index, name] of textsOf(rawAt(node, 'tags')?.value).entries()) {
        if (declared.has(name) || told.has(name)) continue;
        told.add(name);
        yield {
          pointer: joinPointer(node.pointer, 'tags', index),
          message: `the tag ${JSON.stringify(name)} is not declared, where others are`,
          suggestion: { text: 'Declare it.', yaml: `tags:\n  - name: ${yamlText(name)}\n    description: …` },
          identity: [name],
        };
      }
    }
  },
};
