import { operationAt } from '../../document/find-operation.ts';
import { child, entries, items, type Node, rootNode } from '../../document/node.ts';
import { type Operation, securityScheme } from '../../document/operation.ts';
import type { Json } from '../../json.ts';
import { Problem } from '../../problem.ts';

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
  /** Which of its scopes a token from there can have, where that is documented. */
  grants: { source: string; scope: string }[];
}

/** Credentials that are asked for together: one of the ways to be let in. */
export interface Way {
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

/** Whether two credentials are sent in one place, and used in one way. */
export function isSame(one: Credential, other: Credential): boolean {
  return one.carrier === other.carrier && one.kind === other.kind;
}

/** True when whoever has the credentials of `way` has all that `other` asks for. */
export function sufficesFor(other: Way, way: Way): boolean {
  return missing(other, way).length === 0;
}

/** The credentials that `other` asks for and whoever has those of `way` lacks. */
export function missing(other: Way, way: Way): Credential[] {
  return other.credentials.filter(
    (credential) =>
      !way.credentials.some(
        (each) =>
          isSame(each, credential) &&
          credential.scopes.every((scope) => each.scopes.includes(scope)) &&
          tokensGone(each, credential).length === 0,
      ),
  );
}

/**
 * Where a token for `one` can be had and none for `other`, or none with a scope that `other` asks for: a flow says which
 * scopes it has (OpenAPI 3.0 section 4.7.29, `scopes`).
 */
export function tokensGone(one: Credential, other: Credential): string[] {
  const sources = one.sources.filter((source) => !other.sources.includes(source));
  if (sources.length > 0) return sources;
  return one.grants
    .filter(({ scope }) => other.scopes.includes(scope))
    .filter((own) => !other.grants.some(({ source, scope }) => source === own.source && scope === own.scope))
    .map(({ source, scope }) => `${source} with the scope ${scope}`);
}

/** A way in words. */
export function labels({ credentials }: Way): string {
  return credentials.length === 0 ? 'no credential' : credentials.map(({ label }) => label).join(' with ');
}

/**
 * The ways in which whoever calls an operation can be let in: those of its own requirement, or else of the document's.
 *
 * @param own what the operation itself asks for, where it does not stand under `paths`
 */
export function waysOf(operation: Operation, own?: Node): Way[] {
  const root = rootNode(operation.document);
  const list = own ?? securityOf(operation, root);
  const ways = items(list).map(
    (requirement): Way => ({
      pointer: requirement.pointer,
      credentials: entries(requirement).map(({ key, node }) => credential(root, key, node)),
    }),
  );
  return ways.length === 0 ? [{ pointer: list?.pointer ?? operation.pointer, credentials: [] }] : ways;
}

function securityOf({ path, method }: Operation, root: Node): Node | undefined {
  const item = child(root, 'paths', path);
  const operation = item === undefined ? undefined : operationAt(item, method);
  return (operation === undefined ? undefined : child(operation, 'security')) ?? child(root, 'security');
}

function credential(root: Node, name: string, requirement: Node): Credential {
  const scheme = securityScheme(root, name);
  if (scheme === undefined) {
    throw new Problem(`the security scheme "${name}" is not declared`, {
      place: root.document.placeOf(requirement.pointer),
      hint: 'declare it under components.securitySchemes',
    });
  }
  const text = (key: string): string => String(child(scheme, key)?.value ?? '');
  const type = text('type');
  const scopes = items(requirement).map(({ value }) => String(value));
  const tokens = tokenSources(scheme);
  const common = {
    scheme: name,
    pointer: scheme.pointer,
    sources: tokens.map(({ source }) => source),
    grants: tokens.flatMap(({ source, granted }) =>
      scopes.filter((scope) => granted.includes(scope)).map((scope) => ({ source, scope })),
    ),
  };
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

/**
 * The flows of an OAuth 2 scheme with their addresses and scopes, or where OpenID Connect is discovered. Where a token is
 * renewed is one of its own (OpenAPI 3.0 section 4.7.29, `refreshUrl`), unless that is where it came from; it has the
 * scopes that it had.
 */
function tokenSources(scheme: Node): { source: string; granted: string[] }[] {
  const discovery = child(scheme, 'openIdConnectUrl')?.value;
  if (typeof discovery === 'string') return [{ source: discovery, granted: [] }];
  return entries(child(scheme, 'flows')).flatMap(({ key, node }) => {
    // Where somebody grants it: in a browser, or on another device (OpenAPI 3.2, deviceAuthorizationUrl).
    const [authorization, device, token, refresh] = [
      'authorizationUrl',
      'deviceAuthorizationUrl',
      'tokenUrl',
      'refreshUrl',
    ].map((word) => child(node, word)?.value);
    const texts = (...parts: (Json | undefined)[]) =>
      parts.filter((part) => typeof part === 'string').join(' ');
    const renewed = typeof refresh === 'string' && refresh !== token;
    const granted = entries(child(node, 'scopes')).map(({ key: scope }) => scope);
    return [
      { source: texts(key, authorization, device, token), granted },
      ...(renewed ? [{ source: texts(key, 'renewed at', refresh), granted: [] }] : []),
    ];
  });
}
