import type { Json } from '../../json.ts';
import { type Branch, freeBranch, isFree, type Space, type SpaceType } from './space.ts';
import { merged } from './union.ts';

/**
 * Two spaces of a value that travels as text (a parameter, a header, an entry of a form), with what is listed in one type on
 * the one side and in another type on the other side in one type: the number `5` and the text `"5"` are sent alike, as are a
 * truth value and the text `"true"` (OpenAPI 3.0 section 4.7.12.3, primitive values).
 */
export function spokenAlike(before: Space, after: Space): [before: Space, after: Space] {
  const was = readAs(before, after);
  return [was, readAs(after, was)];
}

/** A number or a truth value is read out of a text, so that whoever takes any text takes it as well. */
export function isReadAsText(type: SpaceType, space: Space): boolean {
  if (type !== 'number' && type !== 'boolean' && type !== 'null') return false;
  return space.branches.some((branch) => branch.type === 'string' && isFree(branch));
}

/** A space with its lists of values in types that the other one has, where it has not theirs. */
function readAs(space: Space, other: Space): Space {
  const has = (type: SpaceType) => other.branches.some((branch) => branch.type === type);
  // Whoever takes any text, or those of a pattern, is told of the type.
  const listsTexts = other.branches.some(({ type, values }) => type === 'string' && values !== undefined);
  const branches = space.branches.map((branch): Branch => {
    if (has(branch.type)) return branch;
    const listed = listedIn(branch);
    const texts = listed?.map(String);
    if (texts === undefined) return branch;
    if (branch.type !== 'string') return listsTexts ? ofValues(branch, 'string', texts) : branch;
    const readings = readAsTruths(texts, has('boolean')) ?? readAsNumbers(texts, has('number'));
    return readings === undefined ? branch : ofValues(branch, readings.type, readings.values);
  });
  return branches.every((branch, index) => branch === space.branches[index])
    ? space
    : { ...space, branches: merged(branches) };
}

function listedIn({ type, values, range, conditions }: Branch): readonly Json[] | undefined {
  if (conditions.length > 0) return undefined;
  if (type === 'boolean') return values?.value ?? [true, false];
  return type === 'number' || type === 'string' ? (values?.value ?? range) : undefined;
}

interface Readings {
  type: SpaceType;
  values: Json[];
}

function readAsTruths(texts: readonly string[], isAsked: boolean): Readings | undefined {
  if (!isAsked || !texts.every((text) => text === 'true' || text === 'false')) return undefined;
  return { type: 'boolean', values: texts.map((text) => text === 'true') };
}

/** Numbers in the spelling that JSON gives them: `05` or `5.0` may well be another value to whoever reads a text. */
function readAsNumbers(texts: readonly string[], isAsked: boolean): Readings | undefined {
  if (!isAsked || !texts.every((text) => String(Number(text)) === text && Number.isFinite(Number(text))))
    return undefined;
  return { type: 'number', values: texts.map(Number) };
}

function ofValues({ at, values, name }: Branch, type: SpaceType, listed: Json[]): Branch {
  const isBoth = type === 'boolean' && new Set(listed).size === 2;
  return {
    ...freeBranch(type, at),
    ...(name === undefined ? {} : { name }),
    values: isBoth ? undefined : { value: listed, at: values?.at ?? at },
  };
}
