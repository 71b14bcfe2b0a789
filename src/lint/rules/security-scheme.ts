import { toPointer } from '../../document/pointer.ts';
import { isObject } from '../../json.ts';
import type { Defect } from '../finding.ts';
import { at, itemsOf, membersOf } from '../look.ts';
import type { Rule } from '../rule.ts';

export const securityScheme: Rule = {
  id: 'security-scheme',
  promise:
    'Every security scheme that is asked for is declared, and every declared one is asked for somewhere.',
  severity: 'error',
  source: 'OpenAPI 3.0 section 4.7.30; one that nothing asks for is a note',
  *find({ root, operations, every }) {
    const declared = membersOf(at(root, 'components', 'securitySchemes')).map(({ key }) => key);
    const used = new Set<string>();
    const unknown = new Map<string, Defect>();
    const lists = [
      at(root, 'security'),
      ...every('operation').map(({ pointer, value }) =>
        at({ document: root.document, pointer, value }, 'security'),
      ),
    ];
    for (const requirement of lists.flatMap((list) => itemsOf(list))) {
      for (const name of isObject(requirement.value) ? Object.keys(requirement.value) : []) {
        used.add(name);
        // Since OpenAPI 3.2 a requirement may name a scheme by its address.
        if (declared.includes(name) || unknown.has(name) || /[/#:]/.test(name)) continue;
        unknown.set(name, {
          pointer: requirement.pointer,
          message: `the security scheme ${name} is asked for, and not declared`,
          suggestion: {
            text: 'Declare it.',
            yaml: `components:\n  securitySchemes:\n    ${name}:\n      type: http\n      scheme: bearer`,
          },
          identity: [name, 'undeclared'],
        });
      }
    }
    yield* unknown.values();
    if (operations.length === 0) return;
    for (const name of declared) {
      if (used.has(name)) continue;
      yield {
        pointer: toPointer(['components', 'securitySchemes', name]),
        message: `the security scheme ${name} is declared, and nothing asks for it`,
        suggestion: {
          text: 'Name it under security where it is needed, or take it out.',
          yaml: `security:\n  - ${name}: []`,
        },
        severity: 'note',
        identity: [name, 'unused'],
      };
    }
  },
};
