import { child, entries, items, type Node, objectAt, rootNode } from '../document/node.ts';
import type { Operation } from '../document/operation.ts';
import { sameJson } from '../json.ts';
import { Problem } from '../problem.ts';
import type { RawChange } from './change.ts';
import type { OperationPair } from './operation-pair.ts';

/** What a caller has to send to prove who it is. */
export interface Credential {
  /** What carries it, such as `header authorization`. */
  carrier: string;
  /** How it is used: `http bearer`, `apiKey`, `oauth2`… */
  kind: string;
  /** In words, for messages. */
  label: string;
  scheme: string;
  pointer: string;
  scopes: string[];
  /** Where a token can be had, such as `clientCredentials https://…`; none where that is not documented. */
  sources: string[];
}

/** Credentials that are asked for together: one of the ways to be let in. */
interface Way {
  pointer: string;
  credentials: Credential[];
}

/** The carriers of all credentials that an operation asks for in any way. */
export function credentialCarriers(operation: Operation): Set<string> {
  return new Set(waysOf(operation).flatMap(({ credentials }) => credentials.map(({ carrier }) => carrier)));
}

/** The carrier of a parameter, spelt as that of a credential. */
export function carrierOf({ in: place, name }: { in: string; name: string }): string {
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`;
}

/**
 * What became of the ways in which a caller can be let in. It is no matter how the schemes are called, where the
 * requirement stands, or whether a header is asked for as a credential or as a required parameter: only what has to be
 * sent.
 */
export function securityChanges({ base, candidate, where }: OperationPair): RawChange[] {
  const known = new Set([...credentialCarriers(base), ...credentialCarriers(candidate)]);
  const before = waysOf(base).map((way) => withParameters(way, base, known));
  const after = waysOf(candidate).map((way) => withParameters(way, candidate, known));
  const found: RawChange[] = [];
  const at = { side: 'request', place: 'the credentials', where: { ...where, part: 'security' } } as const;
  for (const way of before) {
    if (after.some((each) => sufficesFor(each, way))) continue;
    const [nearest] = [...after].sort((a, b) => missing(a, way).length - missing(b, way).length);
    if (nearest === undefined) continue;
    const taken = before.some((each) => sufficesFor(nearest, each));
    if (taken) {
      found.push({
        ...at,
        kind: 'security-alternative-removed',
        effect: 'breaks',
        text: `${labels(way)} no longer suffices`,
        why: 'callers who prove themselves in that way are refused',
        base: way.pointer,
        candidate: nearest.pointer,
        before: sent(way),
        after: after.map(sent),
      });
      continue;
    }
    const dropped = way.credentials.filter(
      (each) => !nearest.credentials.some((other) => isSame(other, each)),
    );
    for (const credential of missing(nearest, way)) {
      found.push({ ...at, ...asked(credential, dropped, way, nearest) });
    }
  }
  for (const way of after) {
    // Whoever has all of it was let in already.
    if (before.some((each) => sufficesFor(each, way))) continue;
    const easier = before.find((each) => sufficesFor(way, each));
    if (easier === undefined && found.length > 0) continue;
    const common = {
      ...at,
      effect: 'safe',
      why: 'whoever was let in still is',
      base: easier?.pointer ?? before[0]?.pointer ?? '',
      candidate: way.pointer,
      before: before.map(sent),
      after: sent(way),
    } as const;
    if (easier !== undefined && sameJson(sent(easier), sent(way))) {
      const more = sourcesOf(way).filter((source) => !sourcesOf(easier).includes(source));
      found.push({
        ...common,
        kind: 'security-token-source-added',
        text: `a token can be had by ${more.join(', ')} as well`,
        before: sourcesOf(easier),
        after: sourcesOf(way),
      });
      continue;
    }
    found.push({
      ...common,
      kind: easier === undefined ? 'security-alternative-added' : 'security-credential-dropped',
      text:
        easier === undefined
          ? `${labels(way)} now suffices as well`
          : `${labels(way)} now suffices, before ${labels(easier)}`,
    });
  }
  return found;
}

function asked(
  credential: Credential,
  dropped: readonly Credential[],
  way: Way,
  nearest: Way,
): Pick<RawChange, 'kind' | 'effect' | 'text' | 'why' | 'base' | 'candidate' | 'before' | 'after'> {
  const scoped = way.credentials.find((each) => isSame(each, credential));
  const common = {
    effect: 'breaks',
    candidate: credential.pointer,
    before: sent(way),
    after: sent(nearest),
  } as const;
  if (scoped !== undefined) {
    const more = credential.scopes.filter((scope) => !scoped.scopes.includes(scope));
    if (more.length === 0) {
      const gone = scoped.sources.filter((source) => !credential.sources.includes(source));
      return {
        ...common,
        kind: 'security-token-source-removed',
        text: `${credential.label} can no longer be had by ${gone.join(', ')}`,
        why: 'callers who get their tokens there get none',
        base: scoped.pointer,
        before: scoped.sources,
        after: credential.sources,
      };
    }
    return {
      ...common,
      kind: 'security-scope-added',
      text: `${credential.label} now has to have the scope ${more.join(', ')}`,
      why: 'credentials without that scope are refused',
      base: way.pointer,
      candidate: nearest.pointer,
    };
  }
  const replaced =
    dropped.find(({ scheme }) => scheme === credential.scheme) ??
    dropped.find(({ carrier }) => carrier === credential.carrier) ??
    (dropped.length === 1 && missing(nearest, way).length === 1 ? dropped[0] : undefined);
  if (replaced !== undefined) {
    return {
      ...common,
      kind: 'security-scheme-changed',
      text: `${credential.label} is asked for, before ${replaced.label}`,
      why: 'callers who send what was asked for before are refused',
      base: replaced.pointer,
    };
  }
  return {
    ...common,
    kind: 'security-credential-added',
    text: `${credential.label} is now asked for as well`,
    why: 'callers who do not send it are refused',
    base: way.pointer,
    candidate: nearest.pointer,
  };
}

function isSame(one: Credential, other: Credential): boolean {
  return one.carrier === other.carrier && one.kind === other.kind;
}

/** True when whoever has the credentials of `way` has all that `other` asks for. */
function sufficesFor(other: Way, way: Way): boolean {
  return missing(other, way).length === 0;
}

function missing(other: Way, way: Way): Credential[] {
  return other.credentials.filter(
    (credential) =>
      !way.credentials.some(
        (each) =>
          isSame(each, credential) &&
          credential.scopes.every((scope) => each.scopes.includes(scope)) &&
          each.sources.every((source) => credential.sources.includes(source)),
      ),
  );
}

function labels({ credentials }: Way): string {
  return credentials.length === 0 ? 'no credential' : credentials.map(({ label }) => label).join(' with ');
}

function sent({ credentials }: Way): string[] {
  return credentials.map(({ label, scopes }) =>
    scopes.length === 0 ? label : `${label} (${scopes.join(', ')})`,
  );
}

function sourcesOf({ credentials }: Way): string[] {
  return credentials.flatMap(({ sources }) => sources);
}

function withParameters(way: Way, operation: Operation, known: ReadonlySet<string>): Way {
  const parameters = operation.parameters.filter(
    (parameter) =>
      parameter.required &&
      known.has(carrierOf(parameter)) &&
      !way.credentials.some(({ carrier }) => carrier === carrierOf(parameter)),
  );
  return {
    ...way,
    credentials: [
      ...way.credentials,
      ...parameters.map((parameter) => ({
        carrier: carrierOf(parameter),
        kind: 'apiKey',
        label: `${parameter.in} ${parameter.name}`,
        scheme: '',
        pointer: parameter.pointer,
        scopes: [],
        sources: [],
      })),
    ],
  };
}

function waysOf(operation: Operation): Way[] {
  const root = rootNode(operation.document);
  const list = securityOf(operation, root);
  const ways = items(list).map(
    (requirement): Way => ({
      pointer: requirement.pointer,
      credentials: entries(requirement).map(({ key, node }) => credential(root, key, node)),
    }),
  );
  return ways.length === 0 ? [{ pointer: list?.pointer ?? operation.pointer, credentials: [] }] : ways;
}

function securityOf({ path, method }: Operation, root: Node): Node | undefined {
  return child(root, 'paths', path, method.toLowerCase(), 'security') ?? child(root, 'security');
}

function credential(root: Node, name: string, requirement: Node): Credential {
  const scheme = objectAt(root, 'components', 'securitySchemes', name);
  if (scheme === undefined) {
    throw new Problem(`the security scheme "${name}" is not declared`, {
      place: root.document.placeOf(requirement.pointer),
      hint: 'declare it under components.securitySchemes',
    });
  }
  const text = (key: string): string => String(child(scheme, key)?.value ?? '');
  const type = text('type');
  const scopes = items(requirement).map(({ value }) => String(value));
  const common = { scheme: name, pointer: scheme.pointer, sources: tokenSources(scheme) };
  if (type === 'apiKey') {
    const place = text('in');
    const parameter = text('name');
    return {
      ...common,
      carrier: carrierOf({ in: place, name: parameter }),
      kind: 'apiKey',
      label: `${place} ${parameter}`,
      scopes: [],
    };
  }
  if (type === 'http') {
    const word = text('scheme').toLowerCase();
    return {
      ...common,
      carrier: 'header authorization',
      kind: `http ${word}`,
      label: `header Authorization (${word})`,
      scopes: [],
    };
  }
  if (type === 'mutualTLS')
    return { ...common, carrier: 'tls', kind: type, label: 'a client certificate', scopes: [] };
  return {
    ...common,
    carrier: 'header authorization',
    kind: type,
    label: `header Authorization (${type})`,
    scopes,
  };
}

/** The flows of an OAuth 2 scheme with their addresses, or where OpenID Connect is discovered. */
function tokenSources(scheme: Node): string[] {
  const discovery = child(scheme, 'openIdConnectUrl')?.value;
  if (typeof discovery === 'string') return [discovery];
  return entries(child(scheme, 'flows')).map(({ key, node }) =>
    [key, child(node, 'authorizationUrl')?.value, child(node, 'tokenUrl')?.value]
      .filter((part) => typeof part === 'string')
      .join(' '),
  );
}
