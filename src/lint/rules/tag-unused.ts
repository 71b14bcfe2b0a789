import { joinPointer } from '../../document/pointer.ts';
import { isObject } from '../../json.ts';
import { rawAt, textsOf } from '../look.ts';
import type { Rule } from '../rule.ts';

export const tagUnused: Rule = {
  id: 'tag-unused',
  promise: 'Every declared tag is on an operation.',
  severity: 'note',
  source: 'OpenAPI 3.0 section 4.7.22: tags group operations, and readers show a group with nothing in it',
  *find({ document, operations }) {
    const tags = document.root['tags'];
    if (!Array.isArray(tags) || operations.length === 0) return;
    const used = new Set(operations.flatMap(({ node }) => textsOf(rawAt(node, 'tags')?.value)));
    const parents = new Set(tags.map((tag) => (isObject(tag) ? tag['parent'] : undefined)));
    for (const [index, tag] of tags.entries()) {
      const name = isObject(tag) ? tag['name'] : undefined;
      if (typeof name !== 'string' || used.has(name) || parents.has(name)) continue;
      yield {
        pointer: joinPointer('/tags', index),
        message: `the tag ${JSON.stringify(name)} is declared, and no operation has it`,
        suggestion: { text: 'Put it on the operations that belong to it, or take it out.' },
        identity: [name],
      };
    }
  },
};
