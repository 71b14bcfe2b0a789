import { hasOwn, isObject, type Json, type JsonObject, sameJson } from '../../src/json.ts';
import { type Kind, type Slot, slotsOf } from './slots.ts';

/** A number from 0 up to, not including, 1. */
export type Random = () => number;
/** A rewrite that keeps the meaning of a document. It leaves the document that it is given as it is. */
export type Rewrite = (document: JsonObject, random: Random) => JsonObject;

/** Numbers that one seed fixes: mulberry32, after Tommy Ettinger. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];
const SECTIONS: Partial<Record<Kind, string>> = {
  schema: 'schemas',
  response: 'responses',
  parameter: 'parameters',
  requestBody: 'requestBodies',
  header: 'headers',
  example: 'examples',
};
/** What says something of the field that holds a schema, and not only of its values. */
const OF_THE_FIELD = [
  'readOnly',
  'writeOnly',
  'deprecated',
  'default',
  'title',
  'description',
  'example',
  'examples',
];

function rewrite(change: (document: JsonObject, random: Random) => void): Rewrite {
  return (document, random) => {
    const copy = structuredClone(document);
    change(copy, random);
    return copy;
  };
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const mixed = [...list];
  for (let index = mixed.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [mixed[index], mixed[other]] = [mixed[other] as T, mixed[index] as T];
  }
  return mixed;
}

const chance = (random: Random, share: number) => random() < share;
const version = (document: JsonObject) => String(document['openapi']).slice(0, 3);
const isReference = (value: Json | undefined): boolean => isObject(value) && hasOwn(value, '$ref');
const membersOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
/** Where a reference points. */
const pointerOf = (value: Json | undefined): string => String(membersOf(value)['$ref']);
const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** Inner places first, so that what stands around a changed place still holds it. */
function innerFirst(document: JsonObject, kind: Kind): Slot[] {
  return slotsOf(document)
    .filter((slot) => slot.kind === kind)
    .reverse();
}

/** The pointers of every reference, mappings of discriminators among them. */
function references(document: JsonObject): string[] {
  const found: string[] = [];
  const walk = (value: Json | undefined): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value) && typeof value['$ref'] === 'string') found.push(value['$ref']);
    for (const item of Object.values(value)) walk(item);
  };
  walk(document);
  return found;
}

/** References into the middle of something: nothing that they could pass through may then be moved. */
function hasDeepReferences(document: JsonObject): boolean {
  return references(document).some((each) => !/^#\/components\/[^/]+\/[^/]+$/.test(each));
}

function componentOf(document: JsonObject, reference: string): Json | undefined {
  const [section = '', name = ''] = reference.replace('#/components/', '').split('/');
  const key = decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~');
  return membersOf(membersOf(document['components'])[section])[key];
}

function sectionOf(document: JsonObject, section: string): JsonObject {
  document['components'] ??= {};
  const components = document['components'] as JsonObject;
  components[section] ??= {};
  return components[section] as JsonObject;
}

function freshName(taken: JsonObject, random: Random): string {
  for (;;) {
    const name = `x${Math.floor(random() * 2 ** 32).toString(36)}`;
    if (!hasOwn(taken, name)) return name;
  }
}

/** The order of keys, in every object of the document. */
export const reorderKeys: Rewrite = (document, random) => {
  const mixed = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(mixed);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      shuffled(Object.keys(value), random).map((key) => [key, mixed(value[key] ?? null)]),
    );
  };
  return mixed(document) as JsonObject;
};

/** The order of lists that have none: required, enum, type, the branches of compositions, parameters, security. */
export const reorderLists = rewrite((document, random) => {
  const mix = (holder: JsonObject, ...keys: string[]) => {
    for (const key of keys)
      if (Array.isArray(holder[key])) holder[key] = shuffled(listOf(holder[key]), random);
  };
  for (const { kind, value } of slotsOf(document)) {
    if (!isObject(value)) continue;
    if (kind === 'schema') mix(value, 'required', 'enum', 'type', 'allOf', 'anyOf', 'oneOf');
    if (kind === 'pathItem') mix(value, 'parameters');
    if (kind === 'operation') mix(value, 'parameters', 'security', 'tags');
  }
  mix(document, 'security', 'tags');
});

/** Inline schemas, responses, parameters, bodies, headers and examples become components with new names. */
export const extractComponents = rewrite((document, random) => {
  if (hasDeepReferences(document)) return;
  for (const [kind, section] of Object.entries(SECTIONS) as [Kind, string][]) {
    for (const slot of innerFirst(document, kind)) {
      const inPlace = isObject(slot.value) && !isReference(slot.value);
      if (!inPlace || slot.isComponent || slot.isDiscriminated || !chance(random, 0.4)) continue;
      const components = sectionOf(document, section);
      const name = freshName(components, random);
      components[name] = slot.value;
      slot.replace({ $ref: `#/components/${section}/${name}` });
    }
  }
});

/** References are replaced by what they lead to, unless that leads back to itself. */
export const inlineReferences = rewrite((document, random) => {
  if (hasDeepReferences(document)) return;
  for (const kind of Object.keys(SECTIONS) as Kind[]) {
    for (const slot of innerFirst(document, kind)) {
      if (!isReference(slot.value) || slot.isDiscriminated || !chance(random, 0.5)) continue;
      const reference = pointerOf(slot.value);
      const target = componentOf(document, reference);
      const isPlain = version(document) === '3.0' || Object.keys(membersOf(slot.value)).length === 1;
      if (!isObject(target) || !isPlain || reaches(document, target, reference)) continue;
      // Children name their parent, and the name of a child counts, where a discriminator has no branches.
      if (hasOwn(target, 'discriminator') && !hasOwn(target, 'oneOf') && !hasOwn(target, 'anyOf')) continue;
      slot.replace(structuredClone(target));
    }
  }
});

function reaches(document: JsonObject, from: Json, goal: string): boolean {
  const seen = new Set<string>();
  const walk = (value: Json | undefined): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    const reference = Array.isArray(value) ? undefined : value['$ref'];
    if (reference === goal) return true;
    if (typeof reference === 'string' && !seen.has(reference)) {
      seen.add(reference);
      if (walk(componentOf(document, reference))) return true;
    }
    return Object.values(value).some(walk);
  };
  return walk(from);
}

/** Components get new names, security schemes too, with every reference, mapping and requirement. */
export const renameComponents = rewrite((document, random) => {
  if (hasDeepReferences(document) || !completeMappings(document)) return;
  const names = new Map<string, string>();
  const schemes = new Map<string, string>();
  for (const [section, components] of Object.entries(membersOf(document['components']))) {
    if (!isObject(components) || section.startsWith('x-')) continue;
    for (const name of Object.keys(components)) {
      if (!chance(random, 0.6)) continue;
      const fresh = freshName(components, random);
      components[fresh] = components[name];
      delete components[name];
      const escaped = name.replaceAll('~', '~0').replaceAll('/', '~1');
      names.set(`#/components/${section}/${escaped}`, `#/components/${section}/${fresh}`);
      if (section === 'securitySchemes') schemes.set(name, fresh);
    }
  }
  const walk = (value: Json | undefined): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) {
      const reference = value['$ref'];
      if (typeof reference === 'string') value['$ref'] = names.get(reference) ?? reference;
    }
    for (const item of Object.values(value)) walk(item);
  };
  walk(document);
  for (const { kind, value } of slotsOf(document)) {
    if (!isObject(value)) continue;
    if (kind === 'schema') {
      const mapping = membersOf(membersOf(value['discriminator'])['mapping']);
      for (const [key, to] of Object.entries(mapping)) mapping[key] = names.get(String(to)) ?? to;
    }
    if (kind === 'operation') renameRequirements(value, schemes);
  }
  renameRequirements(document, schemes);
});

function renameRequirements(holder: JsonObject, schemes: ReadonlyMap<string, string>): void {
  if (!Array.isArray(holder['security'])) return;
  holder['security'] = holder['security'].map((each) =>
    Object.fromEntries(
      Object.entries(membersOf(each)).map(([name, scopes]) => [schemes.get(name) ?? name, scopes]),
    ),
  );
}

/** Says in each mapping what its discriminator takes from names alone. False where the names count elsewhere too. */
function completeMappings(document: JsonObject): boolean {
  for (const { kind, value } of slotsOf(document)) {
    if (kind !== 'schema' || !isObject(value) || !isObject(value['discriminator'])) continue;
    const branches = [...listOf(value['oneOf']), ...listOf(value['anyOf'])];
    if (branches.length === 0 || !branches.every(isReference)) return false;
    const discriminator = value['discriminator'];
    const mapping: JsonObject = {};
    for (const [key, to] of Object.entries(membersOf(discriminator['mapping']))) {
      mapping[key] = String(to).includes('/') ? to : `#/components/schemas/${String(to)}`;
    }
    for (const branch of branches) {
      const to = pointerOf(branch);
      if (!Object.values(mapping).includes(to)) mapping[to.slice(to.lastIndexOf('/') + 1)] = to;
    }
    discriminator['mapping'] = mapping;
  }
  return true;
}

/** A schema becomes an allOf of itself; what is said of the field stays with the field. */
export const wrapInAllOf = rewrite((document, random) => {
  const isDeep = hasDeepReferences(document);
  for (const slot of innerFirst(document, 'schema')) {
    const { value } = slot;
    if (!isObject(value) || hasOwn(value, '$defs') || slot.isDiscriminated || !chance(random, 0.25)) continue;
    if (isDeep && !isReference(value)) continue;
    if (isReference(value)) {
      slot.replace({ allOf: [value] });
      continue;
    }
    const outer = Object.entries(value).filter(([key]) => OF_THE_FIELD.includes(key));
    const inner = Object.entries(value).filter(([key]) => !OF_THE_FIELD.includes(key));
    const branch: JsonObject = Object.fromEntries(inner);
    slot.replace({ ...Object.fromEntries(outer), allOf: [branch] });
  }
});

/** The properties of an open object are handed out to the branches of an allOf. */
export const splitProperties = rewrite((document, random) => {
  const keywords = ['additionalProperties', 'patternProperties', 'unevaluatedProperties', 'allOf', '$defs'];
  if (hasDeepReferences(document)) return;
  for (const { value } of innerFirst(document, 'schema')) {
    if (!isObject(value) || !isObject(value['properties'])) continue;
    if (keywords.some((key) => hasOwn(value, key)) || !chance(random, 0.4)) continue;
    const entries = shuffled(Object.entries(value['properties']), random);
    const half = Math.ceil(entries.length / 2);
    const parts = [entries.slice(0, half), entries.slice(half)];
    value['allOf'] = parts.map((part): JsonObject => ({ properties: Object.fromEntries(part) }));
    delete value['properties'];
  }
});

const nameOf = (document: JsonObject, parameter: Json): string => {
  const target = isReference(parameter) ? componentOf(document, pointerOf(parameter)) : parameter;
  return `${String(membersOf(target)['in'])} ${String(membersOf(target)['name'])}`;
};
const operationsOf = (item: JsonObject): JsonObject[] =>
  METHODS.map((method) => item[method]).filter((each): each is JsonObject => isObject(each));

/** Parameters that all operations of a path have in common are declared for the path. */
export const parametersToPath = rewrite((document, random) => {
  for (const { kind, value } of slotsOf(document)) {
    if (kind !== 'pathItem' || !isObject(value) || isReference(value)) continue;
    const operations = operationsOf(value);
    const [first] = operations;
    if (first === undefined) continue;
    const own = listOf(value['parameters']);
    const names = own.map((each) => nameOf(document, each));
    const common = listOf(first['parameters']).filter(
      (each) =>
        !names.includes(nameOf(document, each)) &&
        operations.every((operation) =>
          listOf(operation['parameters']).some((other) => sameJson(other, each)),
        ) &&
        chance(random, 0.7),
    );
    if (common.length === 0) continue;
    value['parameters'] = [...own, ...structuredClone(common)];
    for (const operation of operations) {
      operation['parameters'] = listOf(operation['parameters']).filter(
        (each) => !common.some((other) => sameJson(other, each)),
      );
    }
  }
});

/** The parameters of a path are declared by each of its operations, unless one has its own of that name. */
export const parametersToOperations = rewrite((document, random) => {
  for (const { kind, value } of slotsOf(document)) {
    if (kind !== 'pathItem' || !isObject(value) || isReference(value) || !chance(random, 0.7)) continue;
    const shared = listOf(value['parameters']);
    if (shared.length === 0 || operationsOf(value).length === 0) continue;
    delete value['parameters'];
    for (const operation of operationsOf(value)) {
      const own = listOf(operation['parameters']);
      const names = own.map((each) => nameOf(document, each));
      const added = shared.filter((each) => !names.includes(nameOf(document, each)));
      operation['parameters'] = [...own, ...structuredClone(added)];
    }
  }
});

/** What the root says of security and servers is said by each operation that says nothing of its own. */
export const rootToOperations = rewrite((document, random) => {
  const items = Object.values(membersOf(document['paths'])).filter(isObject);
  if (items.some(isReference)) return;
  const security = document['security'];
  const servers = document['servers'];
  const downSecurity = security !== undefined && chance(random, 0.6);
  const downServers = servers !== undefined && chance(random, 0.6);
  for (const item of items) {
    for (const operation of operationsOf(item)) {
      if (downSecurity) operation['security'] ??= structuredClone(security);
      if (downServers && item['servers'] === undefined) operation['servers'] ??= structuredClone(servers);
    }
  }
});

/** Defaults that were left out are spelt out. */
export const addDefaults = rewrite((document, random) => {
  const spell = (holder: JsonObject, key: string, value: Json) => {
    if (!hasOwn(holder, key) && chance(random, 0.5)) holder[key] = value;
  };
  const is30 = version(document) === '3.0';
  const unevaluated = JSON.stringify(document).includes('"unevaluated');
  for (const { kind, value } of slotsOf(document)) {
    if (!isObject(value) || isReference(value)) continue;
    if (kind === 'schema') {
      const { type } = value;
      if (type === 'object') {
        if (!unevaluated) spell(value, 'additionalProperties', chance(random, 0.5) ? true : {});
        spell(value, 'minProperties', 0);
      }
      if (type === 'array') {
        spell(value, 'minItems', 0);
        spell(value, 'uniqueItems', false);
      }
      if (type === 'string' && value['format'] !== 'binary') spell(value, 'minLength', 0);
      if (type === 'integer') spell(value, 'multipleOf', 1);
      if (is30 && type !== undefined) spell(value, 'nullable', false);
      if (is30 && hasOwn(value, 'minimum')) spell(value, 'exclusiveMinimum', false);
      if (is30 && hasOwn(value, 'maximum')) spell(value, 'exclusiveMaximum', false);
    }
    if (kind === 'operation') spell(value, 'deprecated', false);
    if (kind === 'requestBody') spell(value, 'required', false);
    if (kind === 'header') spell(value, 'required', false);
    if (kind === 'parameter') {
      if (value['in'] !== 'path') spell(value, 'required', false);
      spell(value, 'deprecated', false);
      if (hasOwn(value, 'schema')) {
        const style = ['path', 'header'].includes(String(value['in'])) ? 'simple' : 'form';
        spell(value, 'style', style);
        spell(value, 'explode', (value['style'] ?? style) === 'form');
      }
    }
  }
});

/** Since 3.1: a type that is a list becomes an anyOf with a branch for each type. */
export const typesToAnyOf = rewrite((document, random) => {
  if (version(document) === '3.0' || hasDeepReferences(document)) return;
  for (const slot of innerFirst(document, 'schema')) {
    const { value } = slot;
    if (!isObject(value) || !Array.isArray(value['type']) || !chance(random, 0.6)) continue;
    const outer = Object.entries(value).filter(([key]) => OF_THE_FIELD.includes(key));
    const inner = Object.fromEntries(Object.entries(value).filter(([key]) => !OF_THE_FIELD.includes(key)));
    const branches = listOf(value['type']).map((type): JsonObject => ({ ...structuredClone(inner), type }));
    slot.replace({ ...Object.fromEntries(outer), anyOf: branches });
  }
});

/** Since 3.1: an enum becomes a oneOf of consts, or a const an enum of one. */
export const enumsAndConsts = rewrite((document, random) => {
  if (version(document) === '3.0') return;
  for (const { value } of innerFirst(document, 'schema')) {
    if (!isObject(value) || !chance(random, 0.5)) continue;
    if (hasOwn(value, 'const') && !hasOwn(value, 'enum')) {
      value['enum'] = [value['const'] ?? null];
      delete value['const'];
    } else if (Array.isArray(value['enum']) && !hasOwn(value, 'oneOf')) {
      value['oneOf'] = [...new Set(value['enum'])].map((each): JsonObject => ({ const: each }));
      delete value['enum'];
    }
  }
});

/** The one example of a media type, parameter or header becomes a named one. */
export const exampleToExamples = rewrite((document, random) => {
  for (const { kind, value } of slotsOf(document)) {
    if (!['mediaType', 'parameter', 'header'].includes(kind) || !isObject(value)) continue;
    if (!hasOwn(value, 'example') || !chance(random, 0.8)) continue;
    const examples = sectionOf({ components: {} }, 'examples');
    examples[freshName({}, random)] = { value: value['example'] ?? null };
    value['examples'] = examples;
    delete value['example'];
  }
});

/** Components that nothing leads to. */
export const addUnusedComponents = rewrite((document, random) => {
  const schemas = sectionOf(document, 'schemas');
  schemas[freshName(schemas, random)] = { type: 'string', enum: ['unused'] };
  const responses = sectionOf(document, 'responses');
  responses[freshName(responses, random)] = { description: 'Never given.' };
});

/** Variables of paths get other names, with the parameters that describe them. */
export const renamePathVariables = rewrite((document, random) => {
  const paths = membersOf(document['paths']);
  if (JSON.stringify(document).includes('$request.path.') || hasDeepReferences(document)) return;
  const renamed: JsonObject = {};
  for (const [path, item] of Object.entries(paths)) {
    if (!isObject(item) || isReference(item) || !path.includes('{')) {
      renamed[path] = item;
      continue;
    }
    const names = new Map(
      [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => [name, freshName({}, random)]),
    );
    for (const holder of [item, ...operationsOf(item)]) {
      if (!Array.isArray(holder['parameters'])) continue;
      holder['parameters'] = holder['parameters'].map((each) => {
        const target = isReference(each) ? componentOf(document, pointerOf(each)) : each;
        if (!isObject(target) || target['in'] !== 'path') return each;
        return { ...structuredClone(target), name: names.get(String(target['name'])) ?? target['name'] };
      });
    }
    renamed[path.replace(/\{([^}]+)\}/g, (_, name: string) => `{${names.get(name)}}`)] = item;
  }
  document['paths'] = renamed;
});

/** OpenAPI 3.0 becomes 3.1; other versions stay as they are. */
export const toOpenApi31 = rewrite((document) => convertTo31(document));

/**
 * Turns an OpenAPI 3.0 document into a 3.1 one, in place: `nullable`, exclusive bounds, `example` of schemas, and what
 * stands beside a reference, which 3.0 passes over. `nullable` without a type counts for nothing (OpenAPI 3.0.3, the
 * proposal "Clarify Semantics of nullable"), and is left out.
 */
export function convertTo31(document: JsonObject): void {
  if (version(document) !== '3.0') return;
  document['openapi'] = '3.1.0';
  for (const { kind, value } of slotsOf(document)) {
    if (!isObject(value)) continue;
    if (isReference(value)) {
      if (kind === 'pathItem') continue;
      for (const key of Object.keys(value)) if (key !== '$ref') delete value[key];
    } else if (kind === 'schema') convertSchema(value);
  }
}

function convertSchema(schema: JsonObject): void {
  if (schema['nullable'] === true && typeof schema['type'] === 'string')
    schema['type'] = [schema['type'], 'null'];
  delete schema['nullable'];
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    const isExclusive = schema[exclusive] === true && hasOwn(schema, bound);
    delete schema[exclusive];
    if (!isExclusive) continue;
    schema[exclusive] = schema[bound];
    delete schema[bound];
  }
  if (hasOwn(schema, 'example')) {
    schema['examples'] = [schema['example'] ?? null];
    delete schema['example'];
  }
}

/** Every rewrite, by its name. */
export const REWRITES: Record<string, Rewrite> = {
  reorderKeys,
  reorderLists,
  extractComponents,
  inlineReferences,
  renameComponents,
  wrapInAllOf,
  splitProperties,
  parametersToPath,
  parametersToOperations,
  rootToOperations,
  addDefaults,
  typesToAnyOf,
  enumsAndConsts,
  exampleToExamples,
  addUnusedComponents,
  renamePathVariables,
  toOpenApi31,
};

/**
 * Several rewrites one after the other, drawn by a seed.
 *
 * @param count how many
 * @returns the document in other words, and the names of the rewrites in their order
 */
export function rewriteAtRandom(
  document: JsonObject,
  seed: number,
  count = 4,
): { document: JsonObject; applied: string[] } {
  const random = seeded(seed);
  const applied: string[] = [];
  let current = document;
  for (let turn = 0; turn < count; turn++) {
    const names = Object.keys(REWRITES);
    const name = names[Math.floor(random() * names.length)] ?? 'reorderKeys';
    current = REWRITES[name]?.(current, random) ?? current;
    applied.push(name);
  }
  return { document: current, applied };
}
