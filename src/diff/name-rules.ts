import { child, follow, items, type Node } from '../document/node.ts';
import { isObject } from '../json.ts';
import { tellingWords } from './canonical.ts';
import { patternOf } from './language.ts';
import { conjunction, type NameRule } from './space.ts';

/** How deep schemas that only hold another are followed. */
const DEPTH = 30;
/** What a schema of names can say for it to be read as patterns. */
const READ = new Set(['type', 'pattern', 'minLength', 'maxLength', 'enum', 'const', 'allOf']);

/**
 * `propertyNames` as rules of `patternProperties`: a property whose name does not match can have no value (JSON Schema
 * 2020-12, core, section 10.3.2.4).
 *
 * @returns undefined where a schema of names says more than patterns can
 */
export function nameRules(names: Node, depth = 0): NameRule[] | undefined {
  const schema = follow(names);
  const { value } = schema;
  if (value === true) return [];
  const refused = (source: string, negated: boolean, at: Node): NameRule => ({
    source,
    negated,
    schema: conjunction([{ ...at, value: false }]),
  });
  if (value === false) return [refused('', false, schema)];
  if (!isObject(value) || depth > DEPTH || tellingWords(value).some((word) => !READ.has(word)))
    return undefined;
  const rules: NameRule[] = [];
  const { type, pattern, minLength, maxLength } = value;
  if (type !== undefined && ![type].flat().includes('string')) rules.push(refused('', false, schema));
  if (typeof pattern === 'string') rules.push(refused(pattern, true, child(schema, 'pattern') ?? schema));
  if (typeof minLength === 'number' && minLength > 0)
    rules.push(refused(`^[^]{${minLength},}$`, true, child(schema, 'minLength') ?? schema));
  if (typeof maxLength === 'number')
    rules.push(refused(`^[^]{0,${maxLength}}$`, true, child(schema, 'maxLength') ?? schema));
  for (const [word, list] of [
    ['enum', value['enum']],
    ['const', 'const' in value ? [value['const']] : undefined],
  ] as const) {
    if (!Array.isArray(list)) continue;
    const texts = (list as readonly unknown[]).filter((each) => typeof each === 'string');
    rules.push(
      texts.length === 0
        ? refused('', false, schema)
        : refused(patternOf(texts), true, child(schema, word) ?? schema),
    );
  }
  for (const part of items(child(schema, 'allOf'))) {
    const more = nameRules(part, depth + 1);
    if (more === undefined) return undefined;
    rules.push(...more);
  }
  return rules;
}
