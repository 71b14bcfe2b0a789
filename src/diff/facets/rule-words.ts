import { child, entries, items, type Node } from '../../document/node.ts';
import { joinPointer } from '../../document/pointer.ts';
import { brief, isObject, type Json } from '../../json.ts';
import { canonicalText } from '../space/canonical.ts';
import { tellingWords } from '../space/telling-words.ts';

/** One thing that a rule asks for, in words: that it does, that it has come to, and that it does no more. */
export interface Asked {
  is: string;
  now: string;
  gone: string;
}

const NOTHING: Asked = {
  is: 'nothing is valid',
  now: 'nothing is valid now',
  gone: 'it is no longer so that nothing is valid',
};

/**
 * What a schema asks for, one thing after the other, in plain words where there are any.
 *
 * @param above pointers of the schemas that it is a part of: one that is a part of itself asks for nothing more
 */
export function askedBy(schema: Node, above: readonly string[] = []): Asked[] {
  const { value, pointer } = schema;
  if (!isObject(value)) return value === false ? [NOTHING] : [];
  if (above.includes(pointer)) return [];
  const inside = [...above, pointer];
  return tellingWords(value).flatMap((word): Asked[] => {
    if (word === 'required') return names(value[word]).map((name) => verb(shown(name), 'is', 'required'));
    if (word === 'not') return [forbiddenBy(schema)];
    if (word === 'anyOf') return [anyOf(schema, inside)];
    if (word === 'allOf') return items(child(schema, 'allOf')).flatMap((part) => askedBy(part, inside));
    if (word === 'properties') {
      return entries(child(schema, 'properties')).flatMap(({ key, node }) => held(shown(key), node));
    }
    return [verb('it', 'is', `held to ${brief({ [word]: value[word] ?? null })}`)];
  });
}

/** For which objects a rule holds, as `/a is "x" and /b is there`; undefined where there are no plain words for it. */
export function caseOf(schema: Node): string | undefined {
  const { value } = schema;
  if (!isObject(value)) return undefined;
  const required = names(value['required']);
  const rules = entries(child(schema, 'properties'));
  if (tellingWords(value).some((word) => word !== 'required' && word !== 'properties' && word !== 'type')) {
    return undefined;
  }
  const by = rules.map(({ key, node }) => {
    const listed = listedBy(node);
    if (listed === undefined) return undefined;
    return `${shown(key)} is ${listed}${required.includes(key) ? '' : ' (or not there)'}`;
  });
  if (by.includes(undefined)) return undefined;
  const there = required.filter((name) => !rules.some(({ key }) => key === name));
  return [...by, ...there.map((name) => `${shown(name)} is there`)].join(' and ') || undefined;
}

/** What has to be so for each alternative of `anyOf`. */
export function alternativesOf(schema: Node, above: readonly string[] = []): string[] {
  return items(child(schema, 'anyOf')).map(
    (part) =>
      caseOf(part) ??
      askedBy(part, above)
        .map(({ is }) => is)
        .join(' and '),
  );
}

/** A property as everywhere else. */
export function shown(name: string): string {
  return joinPointer('', name);
}

function verb(subject: string, is: string, what: string): Asked {
  return {
    is: `${subject} ${is} ${what}`,
    now: `${subject} ${is} now ${what}`,
    gone: `${subject} ${is} no longer ${what}`,
  };
}

function may(subject: string, what: string): Asked {
  return {
    is: `${subject} may not ${what}`,
    now: `${subject} may no longer ${what}`,
    gone: `${subject} may now ${what}`,
  };
}

function forbiddenBy(schema: Node): Asked {
  const not = child(schema, 'not') ?? schema;
  const { value } = not;
  const words = isObject(value) ? tellingWords(value).filter((word) => word !== 'type') : [];
  const required = isObject(value) ? names(value['required']) : [];
  const [first] = required;
  if (words.join() !== 'required' || first === undefined) {
    const which = caseOf(not);
    return may('it', which === undefined ? `be of ${short(not)}` : `be that ${which}`);
  }
  if (required.length === 1) return may(shown(first), 'be there');
  return may(listed(required, 'and'), 'be there together');
}

function anyOf(schema: Node, above: readonly string[]): Asked {
  const alternatives = items(child(schema, 'anyOf')).map(({ value }) => value);
  const single = alternatives.map((value) =>
    isObject(value) && tellingWords(value).join() === 'required' ? names(value['required']) : [],
  );
  if (single.some((list) => list.length !== 1)) {
    return verb('it', 'has', `to keep to one of these: ${alternativesOf(schema, above).join(', or ')}`);
  }
  const which = single.flat();
  if (which.length === 1) return verb(listed(which, 'or'), 'is', 'required');
  return {
    is: `${listed(which, 'or')} has to be there`,
    now: `${listed(which, 'or')} has to be there now`,
    gone: `neither ${which.map(shown).join(' nor ')} has to be there any more`,
  };
}

function held(at: string, node: Node): Asked[] {
  const { value } = node;
  if (value === false) return [may(at, 'be there')];
  if (!isObject(value) || tellingWords(value).length === 0) return [];
  const one = listedBy(node);
  if (one !== undefined) {
    return [
      { is: `${at} is ${one}`, now: `${at} has to be ${one} now`, gone: `${at} no longer has to be ${one}` },
    ];
  }
  return [verb(at, 'is', `held to ${short(node)}`)];
}

/** The values that a schema lists, where it does no more. */
function listedBy({ value }: Node): string | undefined {
  if (!isObject(value)) return undefined;
  const words = tellingWords(value).filter((word) => word !== 'type');
  const list =
    words.join() === 'const' ? [value['const'] ?? null] : words.join() === 'enum' ? value['enum'] : undefined;
  return Array.isArray(list) ? list.map((each) => brief(each)).join(' or ') : undefined;
}

function short(node: Node): string {
  const text = canonicalText(node);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function listed(all: readonly string[], last: string): string {
  const words = all.map(shown);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

function names(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}
