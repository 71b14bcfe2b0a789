import { listOperations } from '../document/find-operation.ts';
import type { Operation } from '../document/operation.ts';
import type { Exchange } from './exchange.ts';

/**
 * Tells whether an exchange is one of an operation: by its method and by its path, in which `{name}` stands for one
 * segment or a part of one, below the base path of any of the operation's servers, or below none. What we sent
 * ourselves may stand below any path, since a target may be a URL with one. As OpenAPI 3.0 section 4.7.8.1 has it, a
 * path without templates goes before one with them.
 */
export function matchesOperation(exchange: Exchange, operation: Operation): boolean {
  const { method, url } = exchange.request;
  if (method.toUpperCase() !== operation.method) return false;
  const path = pathOf(url);
  const bases = ['', ...operation.servers.map((server) => pathOf(server.url).replace(/\/$/, ''))];
  const below = (template: string) => {
    const pattern = patternOf(template);
    if (exchange.source === 'probe') return new RegExp(`${pattern}$`).test(path);
    const whole = new RegExp(`^${pattern}$`);
    return bases.some((base) => path.startsWith(base) && whole.test(path.slice(base.length)));
  };
  if (!below(operation.path)) return false;
  if (!operation.path.includes('{')) return true;
  return !listOperations(operation.document).some(
    (other) => other.method === operation.method && !other.path.includes('{') && below(other.path),
  );
}

/** The path of a URL, or of a reference relative to the document, with the escapes of letters undone. */
function pathOf(url: string): string {
  const base = 'http://localhost';
  return URL.canParse(url, base) ? decode(new URL(url, base).pathname) : url;
}

function decode(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function patternOf(template: string): string {
  return decode(template)
    .split(/(?:\{[^{}/]*\})+/)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]+');
}
