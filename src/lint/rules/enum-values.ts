import { joinPointer } from '../../document/pointer.ts';
import { brief, isObject, type Json, jsonType, sameJson } from '../../json.ts';
import { listed } from '../look.ts';
import type { Rule } from '../rule.ts';

export const enumValues: Rule = {
  id: 'enum-values',
  promise: 'Every value of an `enum` is there once, and is of the type that the schema has.',
  severity: 'error',
  source: 'JSON Schema validation sections 6.1.1 and 6.1.2; an error where no value is of the type',
  *find({ document, every }) {
    for (const { pointer, value } of every('schema')) {
      const values = isObject(value) ? value['enum'] : undefined;
      if (!isObject(value) || !Array.isArray(values)) continue;
      const at = joinPointer(pointer, 'enum');
      if (values.length === 0) {
        yield {
          pointer: at,
          message: 'the enum is empty: nothing is valid',
          suggestion: { text: 'List the values, or take it out.' },
          identity: ['empty'],
        };
        continue;
      }
      const twice = repeated(values);
      if (twice.length > 0) {
        yield {
          pointer: at,
          message: `the enum has ${listed(twice.map((each) => brief(each)))} twice`,
          suggestion: { text: 'Leave it in once.' },
          severity: 'warning',
          identity: ['twice', ...twice.map((each) => brief(each))],
        };
      }
      const types = typesIn(value, document.version === '3.0');
      if (types.length === 0) continue;
      const wrong = values.filter((each) => !types.some((type) => isOf(each, type)));
      if (wrong.length === 0) continue;
      const nullOnly = wrong.every((each) => each === null);
      yield {
        pointer: at,
        message: `the enum has ${listed(wrong.map((each) => brief(each)))}, which ${wrong.length === 1 ? 'is' : 'are'} not of the type ${types.join(' or ')}: it never comes`,
        suggestion: nullOnly
          ? document.version === '3.0'
            ? { text: 'Allow null, if it is meant.', yaml: 'nullable: true' }
            : { text: 'Allow null, if it is meant.', yaml: `type: [${types.join(', ')}, 'null']` }
          : {
              text:
                wrong.some((each) => typeof each !== 'string') && types.includes('string')
                  ? 'Write the values in quotes.'
                  : 'Write values of the type, or mend the type.',
            },
        severity: wrong.length === values.length ? 'error' : 'warning',
        identity: ['type', ...wrong.map((each) => brief(each))],
      };
    }
  },
};

function repeated(values: readonly Json[]): Json[] {
  const seen = new Set<string>();
  return values.filter((each, index) => {
    const key = JSON.stringify(each);
    const again =
      seen.has(key) || (isObject(each) && values.slice(0, index).some((other) => sameJson(other, each)));
    seen.add(key);
    return again;
  });
}

function typesIn(schema: Record<string, Json | undefined>, legacy: boolean): string[] {
  const types = [schema['type']].flat().filter((type) => typeof type === 'string');
  return types.length > 0 && legacy && schema['nullable'] === true ? [...types, 'null'] : types;
}

function isOf(value: Json, type: string): boolean {
  const own = jsonType(value);
  return own === type || (own === 'integer' && type === 'number');
}
