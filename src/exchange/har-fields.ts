import { hasOwn, isObject, type Json } from '../json.ts';
import { Problem } from '../problem.ts';

/**
 * The fields of one object of a recording. Each reader throws a `Problem` that names the entry and the field when what
 * stands there is of another type; `optional…` takes a field that is missing, or null, as undefined.
 */
export interface Fields {
  string(name: string): string;
  optionalString(name: string): string | undefined;
  number(name: string): number;
  optionalNumber(name: string): number | undefined;
  boolean(name: string): boolean;
  /** The objects of a list; none when the field is missing. */
  list(name: string): Fields[];
  strings(name: string): string[];
  numbers(name: string): number[];
  object(name: string): Fields;
  optionalObject(name: string): Fields | undefined;
  /** A problem with this object. */
  problem(message: string): Problem;
}

/** @throws {Problem} when the value is no object */
export function fieldsOf(value: Json | undefined, at: { file: string; where: string }): Fields {
  const { file, where } = at;
  const problem = (message: string) => new Problem(`${where}: ${message}`, { place: { file } });
  if (!isObject(value)) throw problem('is no object');

  const get = (name: string) => (hasOwn(value, name) ? (value[name] ?? undefined) : undefined);
  const read = <Type>(
    name: string,
    is: (field: unknown) => field is Type,
    type: string,
  ): Type | undefined => {
    const field = get(name);
    if (field === undefined) return undefined;
    if (!is(field)) throw problem(`${name} is no ${type}`);
    return field;
  };
  const needed = <Type>(name: string, field: Type | undefined): Type => {
    if (field === undefined) throw problem(`${name} is missing`);
    return field;
  };
  const isString = (field: unknown): field is string => typeof field === 'string';
  const isNumber = (field: unknown): field is number => Number.isFinite(field);
  const listOf = <Type>(name: string, is: (field: unknown) => field is Type, type: string): Type[] =>
    read(name, (field): field is Type[] => Array.isArray(field) && field.every(is), `list of ${type}`) ?? [];

  const optionalObject = (name: string) => {
    const field = get(name);
    if (field === undefined) return undefined;
    if (!isObject(field)) throw problem(`${name} is no object`);
    return fieldsOf(field, { file, where: `${where}: ${name}` });
  };
  return {
    string: (name) => needed(name, read(name, isString, 'text')),
    optionalString: (name) => read(name, isString, 'text'),
    number: (name) => needed(name, read(name, isNumber, 'number')),
    optionalNumber: (name) => read(name, isNumber, 'number'),
    boolean: (name) =>
      needed(
        name,
        read(name, (field): field is boolean => typeof field === 'boolean', 'boolean'),
      ),
    list: (name) => {
      const items = read(name, (field): field is Json[] => Array.isArray(field), 'list') ?? [];
      return items.map((item, index) => fieldsOf(item, { file, where: `${where}: ${name}[${index}]` }));
    },
    strings: (name) => listOf(name, isString, 'texts'),
    numbers: (name) => listOf(name, isNumber, 'numbers'),
    object: (name) => needed(name, optionalObject(name)),
    optionalObject,
    problem,
  };
}
