import type { Node } from '../../document/node.ts';
import { documentedProperties, keyword, requiredProperties, typesOf } from '../../document/schema.ts';
import {
  acceptsEmpty,
  answersOf,
  entriesSchema,
  isErrorStatus,
  jsonMedia,
  statusesText,
} from '../answers.ts';
import { attempt, reached, yamlText } from '../look.ts';
import type { Rule } from '../rule.ts';

const WORDS = ['code', 'message', 'detail', 'title', 'reason'];

export const errorList: Rule = {
  id: 'error-list',
  promise: 'An error answer that lists its errors lists at least one.',
  severity: 'note',
  source:
    'JSON Schema validation section 6.4.2 (`minItems`) and 6.5.3 (`required`); JSON:API 1.1, section Errors',
  *find(survey) {
    const schemas = new Map<string, { schema: Node; statuses: Set<string> }>();
    for (const { node, statuses } of answersOf(survey)) {
      if (!statuses.every(isErrorStatus)) continue;
      for (const { schema: written } of jsonMedia(node)) {
        const schema = reached(written);
        if (schema === undefined) continue;
        const known = schemas.get(schema.pointer) ?? { schema, statuses: new Set() };
        for (const status of statuses) known.statuses.add(status);
        schemas.set(schema.pointer, known);
      }
    }
    for (const { schema, statuses } of schemas.values()) {
      for (const [name, list] of attempt(() => documentedProperties(schema)) ?? []) {
        if (!/errors?$|violations$|problems$/i.test(name) || !attempt(() => typesOf(list))?.includes('array'))
          continue;
        const words = [...(attempt(() => documentedProperties(entriesSchema(list))) ?? new Map()).keys()];
        if (!words.some((word) => WORDS.includes(word))) continue;
        // Where `{}` is valid, the rule of that says that the list is not required.
        const missing =
          !acceptsEmpty(schema) &&
          !(attempt(() => requiredProperties(schema)) ?? []).some((each) => each.name === name);
        const empty = Number(attempt(() => keyword(list, 'minItems'))?.value ?? 0) < 1;
        if (!missing && !empty) continue;
        const says = [missing ? 'left out' : '', empty ? 'empty' : ''].filter((word) => word !== '');
        const property = `${yamlText(name)}:\n  type: array\n  minItems: 1`;
        yield {
          pointer: list.pointer,
          message: `the list ${name} of an error answer (${statusesText([...statuses])}) may be ${says.join(' or ')}: an error that names none is valid`,
          suggestion: {
            text: missing ? 'Require the list, and at least one entry.' : 'Ask for at least one entry.',
            yaml: missing
              ? `required: [${yamlText(name)}]\nproperties:\n  ${property.replaceAll('\n', '\n  ')}`
              : property,
          },
          identity: [name, ...says],
        };
      }
    }
  },
};
