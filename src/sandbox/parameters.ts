import type { Contract } from '../contract/contract.ts';
import type { Parameter } from '../document/operation.ts';
import { valueAt } from '../document/pointer.ts';
import { documentedProperties, typesOf } from '../document/schema.ts';
import { headerValues } from '../exchange/exchange.ts';
import { isObject, type Json } from '../json.ts';
import { type Call, cookieOf, matchPath } from './call.ts';
import type { Compile, Objection, Validate } from './validator.ts';

/**
 * Checks a request's path, query, header and cookie parameters against the document. Objects in parameters are
 * only looked for, but for those whose members are sent one by one (`deepObject`): their spelling depends on a style that
 * few documents get right.
 *
 * @returns a function from the request to its objections
 */
export function parameterRules(contract: Contract, compile: Compile): (call: Call) => Objection[] {
  const { operation } = contract;
  const rules = operation.parameters.map((parameter) => ({
    parameter,
    types: typesOf(parameter.schema),
    style: styleOf(parameter, operation),
    validate: parameter.schema === undefined ? undefined : compile(parameter.schema, 'request'),
  }));
  return (call) => {
    const path = matchPath(operation.path, call.path) ?? new Map<string, string>();
    return rules.flatMap(({ parameter, types, style, validate }) => {
      const values = given(parameter, style, call, path);
      if (style !== 'deepObject' || values.length === 0 || validate === undefined)
        return check(parameter, values, types, validate);
      const [wrong] = validate(members(parameter, call.query));
      return wrong === undefined ? [] : [objection(parameter, wrong)];
    });
  };
}

/** How the document says that a parameter is written, where it says so. */
function styleOf({ pointer }: Parameter, { document }: Contract['operation']): Json | undefined {
  const own = valueAt(document.root, pointer);
  return isObject(own) ? own['style'] : undefined;
}

function given(
  parameter: Parameter,
  style: Json | undefined,
  call: Call,
  path: Map<string, string>,
): string[] {
  const { name } = parameter;
  if (parameter.in === 'header') return headerValues(call.headers, name);
  if (parameter.in === 'query') {
    const own = [...call.query.getAll(name), ...call.query.getAll(`${name}[]`)];
    const members = [...memberNames(parameter, style, call.query)].flatMap((key) => call.query.getAll(key));
    return [...own, ...members];
  }
  const value = parameter.in === 'path' ? path.get(name) : cookieOf(call, name);
  if (value === undefined) return [];
  if (parameter.in !== 'path') return [value];
  const prefix = style === 'matrix' ? `;${name}=` : style === 'label' ? '.' : '';
  return [value.startsWith(prefix) ? value.slice(prefix.length) : value];
}

/** The names under which an object's members are sent one by one (OpenAPI 3.0 section 4.7.12.3). */
function memberNames(
  { name, schema }: Parameter,
  style: Json | undefined,
  query: URLSearchParams,
): Set<string> {
  if (style === 'deepObject') return new Set([...query.keys()].filter((key) => key.startsWith(`${name}[`)));
  return new Set(typesOf(schema).includes('object') ? documentedProperties(schema).keys() : []);
}

function check(
  parameter: Parameter,
  values: string[],
  types: string[],
  validate: Validate | undefined,
): Objection[] {
  const [first] = values;
  if (first === undefined) {
    const missing = { code: 'required', detail: `${parameter.name} is required` };
    return parameter.required ? [objection(parameter, missing)] : [];
  }
  if (validate === undefined || types.includes('object')) return [];
  const value: Json = types.includes('array')
    ? values.flatMap((each) => each.split(',')).map((each) => plain(each, []))
    : plain(first, types);
  const [wrong] = validate(value);
  if (wrong === undefined || (types.includes('array') && validate(values).length === 0)) return [];
  return [objection(parameter, wrong)];
}

function objection({ name }: Parameter, { code, detail }: Pick<Objection, 'code' | 'detail'>): Objection {
  return { pointer: '', keyword: 'parameter', code, detail: detail.replace('the value', name) };
}

/** The object whose members are sent as `name[member]`. */
function members({ name, schema }: Parameter, query: URLSearchParams): Json {
  const properties = documentedProperties(schema);
  return Object.fromEntries(
    [...query].flatMap(([key, text]) => {
      const [, owner, member = ''] = /^(.*?)\[(.*)\]$/.exec(key) ?? [];
      return owner === name ? [[member, plain(text, typesOf(properties.get(member)))] as const] : [];
    }),
  );
}

/** A text of a parameter or a form as the type that its schema asks for, or as text where it is not of that type. */
export function plain(text: string, types: string[]): Json {
  if (types.includes('string')) return text;
  const numeric = types.length === 0 || types.includes('integer') || types.includes('number');
  if (numeric && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text);
  if ((types.length === 0 || types.includes('boolean')) && /^(true|false)$/.test(text))
    return text === 'true';
  return text;
}
