import type { Contract } from '../../contract/contract.ts';
import type { SecurityScheme } from '../../document/operation.ts';
import { valueAt } from '../../document/pointer.ts';
import { schemasAt } from '../../document/schema.ts';
import type { Json } from '../../json.ts';
import { bodyForms } from '../../probes/body.ts';
import { type Credential, readCredentials, schemeWord, unsendable } from '../../probes/credentials.ts';
import type { Environment } from '../../probes/environment.ts';
import { baseRequest } from '../../probes/request.ts';
import { documentedValue } from '../../probes/values/values.ts';
import { Problem } from '../../problem.ts';
import { type Found, look, notTried, ok, wrong } from '../../report/examination.ts';
import type { EnvFile } from './env-file.ts';
import { problemPoint } from './problem.ts';

/** What the variables of a contract are looked up in. */
export interface Variables {
  contract: Contract;
  /** What a command would see: the process' own variables, then those of `.env`. */
  environment: Environment;
  /** The process' own. */
  own: Environment;
  envFile: EnvFile;
  /** The embedded sandbox has values of its own, so that nothing is missing for it. */
  embedded: boolean;
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * A point for each variable that the contract names: whether it is set, where it comes from, and whether its value has
 * the shape of one. No value is ever shown, nor a part of one, nor how long it is.
 */
export function variablePoints(variables: Variables): Found[] {
  const { contract, environment } = variables;
  const { credentials, missing } = readCredentials(contract, environment);
  return [
    ...credentials.map((credential) => credentialPoint(credential, credentials, variables)),
    ...missing.map((variable) => missingPoint(variable, variables)),
    ...Object.entries(contract.values).map(([pointer, variable]) => valuePoint(variable, pointer, variables)),
    ...optionalPoints(variables, new Set([...credentials.map(({ variable }) => variable), ...missing])),
  ];
}

function credentialPoint(credential: Credential, all: readonly Credential[], variables: Variables): Found {
  const { variable, value } = credential;
  const from = originOf(variable, variables);
  const problem = unsendable(credential);
  if (problem !== undefined) {
    const says = `${from}; it ${problem.message.slice(variable.length + 1)}`;
    const todo = problem.hint ?? 'copy it again';
    return variables.embedded
      ? look(variable, variable, says, todo)
      : wrong(variable, variable, says, todo, 'configuration');
  }
  const doubt = doubtOf(credential, variables);
  if (doubt !== undefined) return look(variable, variable, `${from}; ${doubt.says}`, doubt.todo);
  const twin = all.find((other) => other.variable < variable && other.value === value);
  if (twin !== undefined) {
    return look(
      variable,
      variable,
      `${from}; it holds the same value as ${twin.variable}`,
      'copy each from its own field: one of the two is likely in the wrong place',
    );
  }
  return ok(variable, variable, from);
}

interface Doubt {
  says: string;
  todo: string;
}

/** What people leave in a file that they copied. */
const PLACEHOLDER =
  /^(?:<.*>|\[.*\]|\$?\{+.*\}+|%.*%|\$\w+|x{3,}|\*{3,}|\.{3,}|-+|change[-_ ]?me|replace[-_ ]?me|to-?do|tbd|n\/a|none|null|undefined|secret|token|(?:your|my|the|insert|put|paste|some|a)[-_ ].*|.*[-_ ](?:here|goes[-_ ]here))$/i;

/** Shapes that `check` would send, and that are hardly ever right. */
function doubtOf(
  { value, variable, name }: Credential,
  { contract, now, own, envFile }: Variables,
): Doubt | undefined {
  if (/^(["'`]).*\1$/s.test(value)) {
    return {
      says: 'its value begins and ends with a quote',
      todo: 'take the quotes away: what sets the variable keeps them as a part of it',
    };
  }
  if (/^["'`]/.test(value)) {
    return {
      says: 'its value begins with a quote that nothing closes',
      todo: 'take the quote away, or close it on the same line',
    };
  }
  const stray = own[variable] === undefined ? envFile.behind[variable] : undefined;
  if (stray !== undefined) {
    return {
      says: `${envFile.file}:${stray} behind it sets nothing: was its value broken over two lines?`,
      todo: 'put the whole value on one line',
    };
  }
  if (PLACEHOLDER.test(value) || value.toLowerCase() === variable.toLowerCase()) {
    return { says: 'it looks like a placeholder', todo: 'put the real value there' };
  }
  if (/\s/.test(value)) {
    return { says: 'it has a blank in it', todo: 'copy it again: no token has one' };
  }
  const scheme = schemeOf(contract, name);
  if (scheme?.kind !== 'http' || !/^jwt$/i.test(scheme.bearerFormat ?? '')) return undefined;
  const claims = jwtClaims(value);
  if (claims === undefined) {
    return {
      says: 'it is no JWT, and the document says that the token is one',
      todo: 'copy it again, whole: a JWT is of three parts with a dot between them',
    };
  }
  // Of the claims only these two are read, and neither is shown.
  const { exp, nbf } = claims;
  if (typeof exp === 'number' && exp * 1000 <= now) {
    return { says: 'the token has expired, by what it says itself', todo: 'get a new one' };
  }
  if (typeof nbf === 'number' && nbf * 1000 > now) {
    return {
      says: 'the token is not valid yet, by what it says itself',
      todo: "wait, or set this machine's clock",
    };
  }
  return undefined;
}

function schemeOf({ operation }: Contract, name: string): SecurityScheme | undefined {
  return operation.security.flatMap(({ schemes }) => schemes).find((scheme) => scheme.name === name);
}

/** What a JWT claims (RFC 7519), its signature unread; undefined when the text is none. */
function jwtClaims(value: string): { exp?: unknown; nbf?: unknown } | undefined {
  const parts = value.split('.');
  if (parts.length !== 3 || parts.some((part) => !/^[\w-]+$/.test(part))) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? claims : undefined;
  } catch {
    return undefined;
  }
}

function missingPoint(variable: string, variables: Variables): Found {
  const { contract, environment, embedded, own } = variables;
  const isEmpty = environment[variable] === '';
  const inFile = variables.envFile.values[variable];
  if (isEmpty && own[variable] === '' && inFile !== undefined && inFile !== '') {
    return missed(
      variable,
      `empty in the environment of the process, which wins over ${place(variable, variables)}`,
      `unset it there: unset ${variable}`,
      embedded,
    );
  }
  const says = isEmpty ? `set and empty, ${originOf(variable, variables)}` : 'not set';
  const { file, nearMisses, unassigned } = variables.envFile;
  const near = nearMisses.find(({ meant }) => meant === variable);
  const slip =
    unassigned[variable] !== undefined
      ? `; ${file}:${unassigned[variable]} begins with it, and has no = behind it`
      : near === undefined
        ? ''
        : `; the variable of ${file}:${near.line} is named almost like it: is that a slip?`;
  return missed(
    variable,
    `${says}${embedded ? '; the embedded sandbox has its own' : ''}${slip}`,
    whatToPut(contract, variable),
    embedded,
  );
}

function missed(variable: string, says: string, todo: string, embedded: boolean): Found {
  return embedded
    ? look(variable, variable, says, todo)
    : wrong(variable, variable, says, todo, 'configuration');
}

function whatToPut(contract: Contract, variable: string): string {
  const { gate, credentials } = contract;
  if (gate !== undefined && gate.hint !== '' && credentials[gate.header] === variable) return gate.hint;
  return `set it to ${meaningOf(contract, variable)}, in the environment or in .env (see .env.example)`;
}

function meaningOf({ operation, credentials }: Contract, variable: string): string {
  const name = Object.keys(credentials).find((each) => credentials[each] === variable);
  const scheme = operation.security.flatMap(({ schemes }) => schemes).find((each) => each.name === name);
  if (scheme?.kind === 'apiKey') {
    return `the value of the ${scheme.in === 'query' ? 'query parameter' : scheme.in} ${scheme.parameter}`;
  }
  if (scheme?.kind === 'http') {
    return scheme.scheme === 'basic'
      ? 'user:password'
      : `the token, without ${schemeWord(scheme.scheme)}before it`;
  }
  return `the value of ${name}`;
}

function valuePoint(variable: string, pointer: string, variables: Variables): Found {
  const { contract, environment, embedded } = variables;
  const value = environment[variable];
  if (value === undefined || value === '') {
    const says = value === '' ? `set and empty, ${originOf(variable, variables)}` : 'not set';
    return embedded
      ? notTried(variable, variable, `${says}; the embedded sandbox has its own`)
      : look(
          variable,
          variable,
          `${says}: the documented example is sent as ${pointer}, which the target need not know`,
          `set it to a value of your own for ${pointer}, in the environment or in .env (docs/live.md)`,
        );
  }
  const from = originOf(variable, variables);
  try {
    baseRequest(contract, { [variable]: value }, [], 1);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const point = problemPoint(variable, variable, error, 'configuration');
    return embedded ? look(variable, variable, point.says, point.todo ?? '') : point;
  }
  if (exampleAt(contract, pointer) === value) {
    return look(
      variable,
      variable,
      `${from}; it is the example of the document, which nobody owns`,
      `set it to a value of your own for ${pointer}`,
    );
  }
  return ok(variable, variable, from);
}

/** What the document gives as an example at a place in the body: that of the whole, or of the property. */
function exampleAt({ operation }: Contract, pointer: string): Json | undefined {
  const media = bodyForms(operation)[0]?.media;
  const [declared] = schemasAt(media?.schema, pointer);
  const whole = valueAt(media?.examples[0]?.value, pointer);
  return whole ?? (declared === undefined ? undefined : documentedValue([declared]));
}

/** Variables that only make a run better, and the target's. */
function optionalPoints(variables: Variables, told: ReadonlySet<string>): Found[] {
  const { contract, environment } = variables;
  const ways = contract.responses.flatMap(({ status, provoke }) =>
    provoke.flatMap(({ variables: names }) => names.map((name) => ({ name, status }))),
  );
  const shown = new Set([...told, ...Object.values(contract.values)]);
  const optional = ways
    .filter(({ name }, index) => !shown.has(name) && ways.findIndex((way) => way.name === name) === index)
    .map(({ name, status }) =>
      (environment[name] ?? '') === ''
        ? notTried(name, name, `not set: optional, one more way to provoke a ${status}`)
        : ok(name, name, originOf(name, variables)),
    );
  const target = environment['PLUMBLINE_TARGET'];
  return [
    ...optional,
    ...((target ?? '') === ''
      ? []
      : [ok('PLUMBLINE_TARGET', 'PLUMBLINE_TARGET', originOf('PLUMBLINE_TARGET', variables))]),
  ];
}

/** Where a variable that is set comes from. */
function originOf(variable: string, variables: Variables): string {
  const { own, envFile } = variables;
  if (own[variable] === undefined) return `from ${place(variable, variables)}`;
  const other = envFile.values[variable];
  if (other === undefined || other === own[variable]) return 'from the environment of the process';
  return `from the environment of the process, which wins over another value in ${place(variable, variables)}`;
}

function place(variable: string, { envFile }: Variables): string {
  const line = envFile.lines[variable];
  return line === undefined ? envFile.file : `${envFile.file}:${line}`;
}
