import { fromPointer, toPointer } from '../../document/pointer.ts';
import { isObject, type Json } from '../../json.ts';
import { at, membersOf, rawAt } from '../look.ts';
import type { Rule } from '../rule.ts';
import { partOf, reach, type Survey } from '../survey.ts';

export const unreachableComponent: Rule = {
  id: 'unreachable-component',
  promise: 'Every component is reached from an operation.',
  severity: 'note',
  source: 'OpenAPI 3.0 section 4.7.7: components have no effect unless something refers to them',
  *find(survey) {
    const { root, operations } = survey;
    // A document of components alone is there for others to refer to.
    if (operations.length === 0) return;
    const used = reachable(survey);
    for (const { key: section } of membersOf(at(root, 'components'))) {
      if (section === 'securitySchemes' || section.startsWith('x-')) continue;
      const group = rawAt(rawAt(root, 'components'), section)?.value;
      if (!isObject(group)) continue;
      for (const name of Object.keys(group)) {
        const pointer = toPointer(['components', section, name]);
        if (used.has(pointer)) continue;
        const only = SINGULAR[section] ?? section;
        yield {
          pointer,
          message: `nothing that an operation refers to leads to the ${only} ${name}`,
          suggestion: { text: 'Refer to it where it is meant, or take it out.' },
          identity: [section, name],
        };
      }
    }
  },
};

const SINGULAR: Readonly<Record<string, string>> = {
  schemas: 'schema',
  responses: 'response',
  parameters: 'parameter',
  examples: 'example',
  requestBodies: 'request body',
  headers: 'header',
  links: 'link',
  callbacks: 'callback',
  pathItems: 'path item',
  mediaTypes: 'media type',
};

/** Besides what is referred to: what a discriminator chooses by name, and what extends a schema with a discriminator. */
function reachable({ uses, every, references }: Survey): Set<string> {
  const starts = new Set(['']);
  for (const kind of ['pathItem', 'operation'] as const) {
    for (const { pointer } of every(kind))
      if (!pointer.startsWith('/components/')) starts.add(partOf(pointer));
  }
  const named = new Map<string, Set<string>>();
  const link = (from: string, to: string): void => {
    named.set(from, (named.get(from) ?? new Set()).add(to));
  };
  const discriminating = new Set<string>();
  for (const { pointer, value } of every('schema')) {
    const discriminator: Json | undefined = isObject(value) ? value['discriminator'] : undefined;
    if (!isObject(discriminator)) continue;
    discriminating.add(partOf(pointer));
    const { mapping } = discriminator;
    for (const target of isObject(mapping) ? Object.values(mapping) : []) {
      if (typeof target !== 'string') continue;
      const to = target.startsWith('#') ? target.slice(1) : toPointer(['components', 'schemas', target]);
      link(partOf(pointer), partOf(to));
    }
  }
  for (const { from, to } of references) {
    if (to === undefined || !discriminating.has(partOf(to))) continue;
    const keys = fromPointer(from) ?? [];
    if (keys.includes('allOf') && keys[0] === 'components') link(partOf(to), partOf(from));
  }
  const all = new Map<string, Set<string>>();
  for (const map of [uses, named]) {
    for (const [from, tos] of map) all.set(from, new Set([...(all.get(from) ?? []), ...tos]));
  }
  return reach(all, starts);
}
