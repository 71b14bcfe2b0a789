import type { Operation, Parameter } from '../document/operation.ts';
import { typesOf } from '../document/schema.ts';
import { type ExchangeRequest, headerValues } from '../exchange/exchange.ts';
import { brief, type Json } from '../json.ts';
import type { RequestObservation } from './request-observation.ts';
import { compileSchema } from './request-schema.ts';
import type { SchemaFault } from './response-schema.ts';

/**
 * What is wrong with the parameters of a request. Objects in parameters are only looked for, since their spelling
 * depends on a style.
 */
export function parameterRules(operation: Operation): (request: ExchangeRequest) => RequestObservation[] {
  const rules = operation.parameters.map((parameter) => ({
    parameter,
    types: typesOf(parameter.schema),
    validate: parameter.schema && compileSchema(parameter.schema, { direction: 'request' }),
  }));
  return (request) => [
    ...rules.flatMap(({ parameter, types, validate }) =>
      faultsOf(parameter, valuesOf(parameter, request, operation.path), types, validate),
    ),
    ...unknownQueries(operation, request),
  ];
}

/** All values of a query parameter. */
export function queryValues({ url }: ExchangeRequest, name: string): string[] {
  const query = searchOf(url);
  return [...query.getAll(name), ...query.getAll(`${name}[]`)];
}

/** All values of a cookie. */
export function cookieValues({ headers }: ExchangeRequest, name: string): string[] {
  return headerValues(headers, 'cookie')
    .flatMap((line) => line.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

const BASE = 'http://localhost';

function searchOf(url: string): URLSearchParams {
  return URL.canParse(url, BASE) ? new URL(url, BASE).searchParams : new URLSearchParams();
}

function valuesOf(parameter: Parameter, request: ExchangeRequest, template: string): string[] {
  if (parameter.in === 'header') return headerValues(request.headers, parameter.name);
  if (parameter.in === 'query') return queryValues(request, parameter.name);
  if (parameter.in === 'cookie') return cookieValues(request, parameter.name);
  const value = pathValue(template, parameter.name, request.url);
  return value === undefined ? [] : [value];
}

/** The part of a path that stands for a parameter; the path may go on in front of the template, with a server's own. */
function pathValue(template: string, name: string, url: string): string | undefined {
  const pattern = template
    .split(/(\{[^{}/]*\})/)
    .map((part) =>
      part.startsWith('{')
        ? part === `{${name}}`
          ? '([^/]+)'
          : '[^/]+'
        : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  const path = URL.canParse(url, BASE) ? new URL(url, BASE).pathname : url;
  const value = new RegExp(`${pattern}$`).exec(path)?.[1];
  return value === undefined ? undefined : decoded(value);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function faultsOf(
  parameter: Parameter,
  values: readonly string[],
  types: readonly string[],
  validate: ((value: Json) => SchemaFault[]) | undefined,
): RequestObservation[] {
  const { name, required, pointer, in: place } = parameter;
  const about = { forbidden: true, part: 'parameters', pointer: `${place} ${name}` } as const;
  const [first] = values;
  if (first === undefined) {
    if (!required) return [];
    const message = `the ${place} parameter ${name} is missing, though the document requires it`;
    return [{ ...about, kind: 'parameter-missing', message, promise: pointer }];
  }
  if (validate === undefined || types.includes('object')) return [];
  const parts = values.flatMap((each) => each.split(','));
  const [value, ...others]: [Json, ...Json[]] = types.includes('array')
    ? [parts.map((each) => plain(each, [])), parts, [...values]]
    : [plain(first, types), first];
  const [fault] = validate(value);
  // What looks like a number is right where the document has a text, and a comma may be a part of one.
  if (fault === undefined || others.some((other) => validate(other).length === 0)) return [];
  const wrong = fault.message.replace(/^(the value|\/\S*) is /, '');
  return [
    {
      ...about,
      kind: 'parameter-value',
      message: `the ${place} parameter ${name} is ${wrong}`,
      ...(fault.expected === undefined ? {} : { expected: fault.expected }),
      actual: values.length > 1 ? [...values] : first,
      promise: fault.promise,
    },
  ];
}

/** A parameter's text as the type that its schema asks for, or as text where it is not of that type. */
function plain(text: string, types: readonly string[]): Json {
  if (types.includes('string')) return text;
  const numeric = types.length === 0 || types.includes('integer') || types.includes('number');
  if (numeric && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text);
  if ((types.length === 0 || types.includes('boolean')) && /^(true|false)$/.test(text))
    return text === 'true';
  return text;
}

/** A query that the document does not know is left open by it: most servers pass over one. */
function unknownQueries(
  { parameters, security, pointer }: Operation,
  { url }: ExchangeRequest,
): RequestObservation[] {
  const schemes = security.flatMap((alternative) => alternative.schemes);
  const known = new Set([
    ...parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
    ...schemes.flatMap((scheme) =>
      scheme.kind === 'apiKey' && scheme.in === 'query' ? [scheme.parameter] : [],
    ),
  ]);
  return [...new Set(searchOf(url).keys())]
    .filter((name) => !known.has(name) && !known.has(name.replace(/\[.*$/, '')))
    .map((name) => ({
      kind: 'parameter-unknown',
      forbidden: false,
      message: `the document does not know the query parameter ${brief(name)}`,
      part: 'parameters',
      pointer: `query ${name}`,
      promise: pointer,
    }));
}
