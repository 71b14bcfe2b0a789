import { child, items, type Node, nodeAt } from '../../document/node.ts';
import type { Operation } from '../../document/operation.ts';

/** One URL at which an operation is to be found, with the server that says so. */
export interface EffectiveUrl {
  /** Server, variables and path joined, in one spelling; `{*}` for a variable that takes any value. */
  url: string;
  /** The server's own URL, as the document spells it. */
  server: string;
  /** The same with the values of its variables. */
  address: string;
  pointer: string;
}

/** How many combinations of variables are told apart. */
const COMBINATIONS = 64;

/**
 * The full URLs of an operation: its servers, or those of its path, or of the document (OpenAPI 3.0 section 4.7.5), each
 * with every listed value of its variables, joined with the path.
 */
export function effectiveUrls(operation: Operation): EffectiveUrl[] {
  const path = samePath(operation.path);
  return serverNodes(operation).flatMap(({ pointer, value, node }) =>
    expanded(value, node).map(({ address, url }) => ({
      url: joined(url, path),
      address,
      server: value,
      pointer,
    })),
  );
}

/** A path in one spelling, whose parameters have lost their names, which nobody sends. */
export function samePath(path: string): string {
  return oneSpelling(path.replace(/\{[^}]*\}/g, '{}'));
}

/**
 * Characters as they travel, those that need no escape without one (RFC 3986 section 6.2.2): `é` is `%C3%A9`, `%5f` is
 * `_`. Braces are those of templates, and what is escaped because it would mean something, such as `%2F`, stays so.
 */
function oneSpelling(path: string): string {
  return path.replace(/(?:%[0-9a-f]{2})|[^!-~]/giu, (each) => {
    if (!each.startsWith('%')) return escaped(each);
    const character = String.fromCharCode(Number.parseInt(each.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : each.toUpperCase();
  });
}

function escaped(character: string): string {
  // Half of a pair of UTF-16 is no character, and has no escape.
  return /^\p{Surrogate}$/u.test(character) ? character : encodeURIComponent(character);
}

/** A path without the segments `.` and `..`, which whoever calls it takes out (RFC 3986 section 5.2.4). */
function withoutDots(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/').slice(1)) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  return /\/\.\.?$/.test(path) ? `/${[...kept, ''].join('/')}` : `/${kept.join('/')}`;
}

/** The part of a URL behind the host, for telling whether two operations may be the same. */
export function pathOf(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '') || '/';
}

/** The servers of an operation, each with its URL as it is spelt. */
export function serverNodes({
  document,
  servers,
}: Operation): { pointer: string; value: string; node: Node }[] {
  // OpenAPI 3.0 section 4.7.1: without servers it is one with the URL `/`.
  const all = servers.length === 0 ? [{ pointer: '/servers', url: '/' }] : servers;
  return all.map(({ pointer, url }) => {
    const node = nodeAt(document, pointer);
    const spelt = child(node, 'url')?.value;
    return { pointer, value: typeof spelt === 'string' ? spelt : url, node };
  });
}

function expanded(template: string, server: Node): { address: string; url: string }[] {
  let found = [{ address: template, url: template }];
  for (const [whole, name = ''] of template.matchAll(/\{([^}]*)\}/g)) {
    const variable = child(server, 'variables', name);
    if (variable === undefined) continue;
    const listed = items(child(variable, 'enum')).map(({ value }) => String(value));
    const values = listed.length > 0 ? listed : [undefined];
    found = found
      .flatMap(({ address, url }) =>
        values.map((value) => ({
          address: address.replace(whole, value ?? whole),
          url: url.replace(whole, value ?? '{*}'),
        })),
      )
      .slice(0, COMBINATIONS);
  }
  return [...new Map(found.map((each) => [each.url, each])).values()];
}

const DEFAULT_PORTS: Record<string, string> = { http: ':80', https: ':443' };

function joined(server: string, path: string): string {
  const [, scheme = '', host = '', rest = ''] =
    /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^/]*))?(.*)$/is.exec(server) ?? [];
  const before = oneSpelling(rest).replace(/\/+$/, '');
  const whole = `${before}${path}`;
  const where = withoutDots(whole.startsWith('/') ? whole : `/${whole}`);
  if (host === '') return where;
  const port = DEFAULT_PORTS[scheme.toLowerCase()] ?? '';
  const lower = host.toLowerCase();
  const bare = port !== '' && lower.endsWith(port) ? lower.slice(0, -port.length) : lower;
  return `${scheme === '' ? '' : `${scheme.toLowerCase()}:`}//${bare}${where}`;
}

/** The host of a URL, in lower case. */
export function hostOf(url: string): string {
  return (/^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/]*)/i.exec(url)?.[1] ?? '').toLowerCase();
}

/** True when whoever calls the one URL calls the other: they are the same, or a variable of the other takes it. */
export function covers(other: string, url: string): boolean {
  if (!other.includes('{*}')) return other === url;
  const pattern = other
    .split('{*}')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]+');
  return new RegExp(`^${pattern}$`).test(url);
}
