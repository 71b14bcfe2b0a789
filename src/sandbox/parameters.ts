import type { Contract } from '../contract/contract.ts';
import type { Parameter } from '../document/operation.ts';
import { typesOf } from '../document/schema.ts';
import { headerValues } from '../exchange/exchange.ts';
import type { Json } from '../json.ts';
import { type Call, cookieOf, matchPath } from './call.ts';
import type { Compile, Objection, Validate } from './validator.ts';

/**
 * Checks a request's path, query, header and cookie parameters against the document. Objects in parameters are
 * only looked for, since their spelling depends on a style that few documents get right.
 *
 * @returns a function from the request to its objections
 */
export function parameterRules(contract: Contract, compile: Compile): (call: Call) => Objection[] {
  const rules = contract.operation.parameters.map((parameter) => ({
    parameter,
    types: typesOf(parameter.schema),
    validate: parameter.schema === undefined ? undefined : compile(parameter.schema, 'request'),
  }));
  return (call) => {
    const path = matchPath(contract.operation.path, call.path) ?? new Map<string, string>();
    return rules.flatMap(({ parameter, types, validate }) =>
      check(parameter, given(parameter, call, path), types, validate),
    );
  };
}

function given(parameter: Parameter, call: Call, path: Map<string, string>): string[] {
  if (parameter.in === 'header') return headerValues(call.headers, parameter.name);
  if (parameter.in === 'query') {
    return [...call.query.getAll(parameter.name), ...call.query.getAll(`${parameter.name}[]`)];
  }
  const value = parameter.in === 'path' ? path.get(parameter.name) : cookieOf(call, parameter.name);
  return value === undefined ? [] : [value];
}

function check(
  parameter: Parameter,
  values: string[],
  types: string[],
  validate: Validate | undefined,
): Objection[] {
  const about = { pointer: '', keyword: 'parameter' };
  const [first] = values;
  if (first === undefined) {
    return parameter.required
      ? [{ ...about, code: 'required', detail: `${parameter.name} is required` }]
      : [];
  }
  if (validate === undefined || types.includes('object')) return [];
  const value: Json = types.includes('array')
    ? values.flatMap((each) => each.split(',')).map((each) => plain(each, []))
    : plain(first, types);
  const [wrong] = validate(value);
  if (wrong === undefined || (types.includes('array') && validate(values).length === 0)) return [];
  return [{ ...about, code: wrong.code, detail: wrong.detail.replace('the value', parameter.name) }];
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
