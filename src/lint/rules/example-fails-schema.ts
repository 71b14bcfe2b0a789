import { isJsonType, parseMediaType } from '../../document/media-type.ts';
import type { Node } from '../../document/node.ts';
import { fromPointer, inEachEntry, joinPointer } from '../../document/pointer.ts';
import { typesOf } from '../../document/schema.ts';
import { brief, isObject, type Json } from '../../json.ts';
import { examplesOf } from '../answers.ts';
import { createExampleJudge } from '../example-judge.ts';
import { at, attempt } from '../look.ts';
import type { Rule } from '../rule.ts';
import { sideOf } from '../sides.ts';
import type { Survey } from '../survey.ts';

export const exampleFailsSchema: Rule = {
  id: 'example-fails-schema',
  promise: 'Every example is valid by its own schema, formats included.',
  severity: 'error',
  source:
    'OpenAPI 3.0 sections 4.7.12.2, 4.7.14, 4.7.19 and 4.7.24.1: an example matches the schema beside it',
  *find(survey) {
    const judge = createExampleJudge(survey);
    for (const { schema, value, pointer, label, side } of exampleSites(survey)) {
      const [fault, ...others] = judge(schema, value, side);
      if (fault === undefined) continue;
      const at =
        pointer + (fault.keyword === 'required' ? fault.pointer.replace(/\/[^/]*$/, '') : fault.pointer);
      yield {
        pointer: at,
        message: `${label} is not valid by its own schema: ${said(fault.message, value)}${others.length === 0 ? '' : `, and ${others.length} more`}`,
        suggestion: {
          text:
            fault.keyword === 'required'
              ? `Add ${fromPointer(fault.pointer)?.at(-1)} to the example, or do not require it.`
              : 'Mend the example, or the schema where the example is what comes.',
          ...(fault.expected === undefined ? {} : { yaml: expectedYaml(fault.keyword, fault.expected) }),
        },
        identity: [label, fault.keyword, inEachEntry(fault.pointer), brief(fault.actual)],
      };
    }
  },
};

interface Site {
  schema: Node | undefined;
  value: Json;
  pointer: string;
  /** `the example of event_type`. */
  label: string;
  side: ReturnType<typeof sideOf>;
}

/** Every example of a document that is JSON, with the schema that it is an example of. */
function* exampleSites(survey: Survey): Generator<Site> {
  const { document, every } = survey;
  for (const kind of ['media', 'parameter', 'header'] as const) {
    for (const { pointer, value } of every(kind)) {
      if (!isObject(value) || value['$ref'] !== undefined) continue;
      const keys = fromPointer(pointer) ?? [];
      const last = keys.at(-1) ?? '';
      if (kind === 'media' && !isJsonType(parseMediaType(last)?.essence ?? '')) continue;
      const node = { document, pointer, value };
      const schema = at(node, 'schema');
      for (const { name, value: example, pointer: place } of examplesOf(node)) {
        // The example of a parameter may be written as it is sent.
        if (
          kind !== 'media' &&
          typeof example === 'string' &&
          !attempt(() => typesOf(schema))?.includes('string') &&
          isSerialised(schema)
        )
          continue;
        const what = kind === 'media' ? last : String(value['name'] ?? last);
        const label = name === undefined ? `the example of ${what}` : `the example ${name} of ${what}`;
        yield { schema, value: example, pointer: place, label, side: sideOf(pointer) };
      }
    }
  }
  for (const { pointer, value } of every('schema')) {
    if (!isObject(value) || (value['$ref'] !== undefined && document.version === '3.0')) continue;
    const schema = { document, pointer, value };
    const label = `the example of ${fromPointer(pointer)?.at(-1) ?? ''}`;
    const { example, examples } = value;
    if (example !== undefined) {
      yield { schema, value: example, pointer: joinPointer(pointer, 'example'), label, side: undefined };
    }
    for (const [index, each] of (Array.isArray(examples) ? examples : []).entries()) {
      yield { schema, value: each, pointer: joinPointer(pointer, 'examples', index), label, side: undefined };
    }
  }
}

/** True for a list or an object, which a parameter writes as one text. */
function isSerialised(schema: Node | undefined): boolean {
  const types = attempt(() => typesOf(schema)) ?? [];
  return types.length === 0 || types.includes('array') || types.includes('object');
}

function said(message: string, value: Json): string {
  return typeof value === 'object' ? message : message.replace(/^the body/, 'it');
}

function expectedYaml(keyword: string, expected: Json): string {
  return `${keyword}: ${brief(expected)}`;
}
