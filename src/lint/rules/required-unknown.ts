import { nearest } from '../../document/nearest.ts';
import { fromPointer, joinPointer } from '../../document/pointer.ts';
import { applicable, documentedProperties } from '../../document/schema.ts';
import { SAME_VALUE } from '../../document/schema-words.ts';
import { isObject } from '../../json.ts';
import { at, attempt, textsOf, yamlText } from '../look.ts';
import type { Rule } from '../rule.ts';

export const requiredUnknown: Rule = {
  id: 'required-unknown',
  promise: 'Every name that a schema requires is one of its properties.',
  severity: 'warning',
  source: 'JSON Schema validation section 6.5.3; the name is asked for, and nothing says what it holds',
  *find({ document, every, references }) {
    // A part of a composition may require what another part describes.
    const parts = new Set(
      references.flatMap(({ from, to }) => (to !== undefined && isPart(from) ? [to] : [])),
    );
    for (const { pointer, value } of every('schema')) {
      const required = isObject(value) ? textsOf(value['required']) : [];
      if (!isObject(value) || required.length === 0 || !isObject(value['properties'])) continue;
      if (isPart(pointer) || parts.has(pointer)) continue;
      const schema = { document, pointer, value };
      const composed = attempt(() => applicable(schema));
      const known = attempt(() => documentedProperties(schema));
      if (composed === undefined || known === undefined) continue;
      if (
        composed.some(
          (each) =>
            at(each, 'patternProperties') !== undefined || isObject(at(each, 'additionalProperties')?.value),
        )
      )
        continue;
      for (const name of required) {
        if (known.has(name)) continue;
        const meant = nearest(name, known.keys());
        yield {
          pointer: joinPointer(pointer, 'required'),
          message: `the schema requires ${JSON.stringify(name)}, which is none of its properties`,
          suggestion:
            meant === undefined
              ? { text: 'Describe the property.', yaml: `properties:\n  ${yamlText(name)}:\n    type: …` }
              : { text: `Write ${JSON.stringify(meant)}, if that is meant.` },
          identity: [name, ...[...known.keys()].sort()],
        };
      }
    }
  },
};

/** True for a schema that speaks of the same value as the one around it. */
function isPart(pointer: string): boolean {
  const keys = fromPointer(pointer) ?? [];
  const word = /^\d+$/.test(keys.at(-1) ?? '') ? keys.at(-2) : keys.at(-1);
  const isNamed = ['properties', 'patternProperties', '$defs', 'definitions', 'schemas'].includes(
    keys.at(-2) ?? '',
  );
  return !isNamed && (SAME_VALUE.has(word ?? '') || ['not', 'if'].includes(word ?? ''));
}
