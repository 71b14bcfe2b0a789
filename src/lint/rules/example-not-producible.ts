import type { Node } from '../../document/node.ts';
import { toPointer } from '../../document/pointer.ts';
import { documentedProperties, keyword } from '../../document/schema.ts';
import { brief, isObject, type Json, sameJson } from '../../json.ts';
import { examplesOf, jsonMedia } from '../answers.ts';
import type { Defect } from '../finding.ts';
import { attempt, listed, rawAt, reached, yamlText } from '../look.ts';
import { plainFault } from '../plain-fault.ts';
import type { Rule } from '../rule.ts';

export const exampleNotProducible: Rule = {
  id: 'example-not-producible',
  promise: 'What an answer repeats of its request has an example that a request can have.',
  severity: 'warning',
  source:
    'the document itself: the answer has the property of the request, free of any rule of its own, and another of its properties beside it',
  *find({ operations }) {
    for (const { name, body, responses } of operations) {
      for (const { schema: sent } of jsonMedia(body)) {
        const request = propertiesOf(sent);
        const listing = [...request].flatMap(([property, schema]) => {
          const values = attempt(() => keyword(schema, 'enum'))?.value;
          return Array.isArray(values) && values.length > 0 ? [{ property, values, asked: schema }] : [];
        });
        if (listing.length === 0) continue;
        for (const { status, node } of responses) {
          if (!/^2/.test(status)) continue;
          for (const { media, schema } of jsonMedia(node)) {
            for (const object of objectsIn(schema)) {
              const answer = propertiesOf(object.schema);
              const shared = [...answer.keys()].filter((key) => request.has(key));
              if (shared.length < Math.min(2, request.size)) continue;
              for (const { property, values, asked } of listing) {
                const schemaOfIt = answer.get(property);
                if (schemaOfIt === undefined || attempt(() => keyword(schemaOfIt, 'enum')) !== undefined)
                  continue;
                const given = [
                  ...ownExamples(schemaOfIt),
                  ...examplesOf(media).flatMap((example) => exampleAt(example, [...object.keys, property])),
                ];
                for (const { value, pointer } of given) {
                  if (typeof value === 'object' || allows(asked, values, value)) continue;
                  yield defect({ name, status, property, values, value, pointer });
                }
              }
            }
          }
        }
      }
    }
  },
};

/** True when a request may have the value: the list may be one choice among others. */
function allows(asked: Node, values: readonly Json[], value: Json): boolean {
  if (values.some((each) => sameJson(each, value))) return true;
  const fault = plainFault(asked, value, new Set());
  return fault === undefined || fault === 'none';
}

function defect(found: {
  name: string;
  status: string;
  property: string;
  values: readonly Json[];
  value: Json;
  pointer: string;
}): Defect {
  const { name, status, property, values, value, pointer } = found;
  const wanted = values[0] ?? null;
  return {
    pointer,
    message: `the example of ${property} in ${status} is ${brief(value)}, which no request can ask for: the request allows ${listed(values.map((each) => brief(each)))}`,
    suggestion: {
      text: `Show what ${name} answers, and list the values that may come.`,
      yaml: `${yamlText(property)}:\n  type: string\n  enum:\n${values
        .slice(0, 6)
        .map((each) => `    - ${typeof each === 'string' ? yamlText(each) : brief(each)}`)
        .join('\n')}\n  example: ${typeof wanted === 'string' ? yamlText(wanted) : brief(wanted)}`,
    },
    identity: [name, status, property, brief(value)],
  };
}

function propertiesOf(schema: Node | undefined): ReadonlyMap<string, Node> {
  return attempt(() => documentedProperties(schema)) ?? new Map();
}

/** The objects of an answer: the body itself, and what its properties hold. */
function objectsIn(schema: Node | undefined): { schema: Node; keys: string[] }[] {
  if (schema === undefined) return [];
  const own = [{ schema, keys: [] as string[] }];
  const held = [...propertiesOf(schema)].map(([key, property]) => ({ schema: property, keys: [key] }));
  return [...own, ...held];
}

function ownExamples(schema: Node): { value: Json; pointer: string }[] {
  const here = reached(schema);
  const single = rawAt(here, 'example');
  const several = rawAt(here, 'examples');
  const list = several !== undefined && Array.isArray(several.value) ? several.value : [];
  return [
    ...(single === undefined ? [] : [single]),
    ...list.map((value, index) => ({ value, pointer: `${several?.pointer}/${index}` })),
  ];
}

function exampleAt(
  example: { value: Json; pointer: string },
  keys: readonly string[],
): { value: Json; pointer: string }[] {
  let here: Json | undefined = example.value;
  for (const key of keys) here = isObject(here) ? here[key] : undefined;
  return here === undefined ? [] : [{ value: here, pointer: example.pointer + toPointer(keys) }];
}
