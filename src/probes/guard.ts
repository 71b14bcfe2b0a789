import { isIPv6 } from 'node:net';
import type { Contract } from '../contract/contract.ts';
import { nearest } from '../document/nearest.ts';
import { type DeclaredServer, everyServer } from '../document/servers.ts';
import { Problem } from '../problem.ts';

/** Words by which a document names a production server, in the languages of Qonto's markets too. */
const PRODUCTION_WORDS = [
  'prod',
  'production',
  'live',
  'produktion',
  'produktions\\p{L}*',
  'produktiv\\p{L}*',
  'produzione',
  'producci[oó]n',
  'productie',
  'produ[cç][aã]o',
];
/** `pre-production` and `no live data` are not meant; where both are said of one server, it is one. */
const DENIED_BY = ['pre', 'pré', 'prä', 'vor', 'non', 'not', 'no', 'nicht', 'pas de'];
const LETTER = '[\\p{L}\\p{N}]';
const PRODUCTION = new RegExp(
  `(?<!${LETTER})(?<!(?<!${LETTER})(?:${DENIED_BY.join('|')})[\\s_-]{0,2})(?:${PRODUCTION_WORDS.join('|')})(?!${LETTER})`,
  'iu',
);

/**
 * The last gate before anything is sent, with no way around it: production is never probed.
 *
 * @param url the target as it was given
 * @returns the target, ready to be sent to
 * @throws {Problem} when the target is no http(s) URL, holds credentials, a query or a fragment, is on the contract's
 *   `never` list or a production server of its document (or below the name of one), or is plain http to another machine
 */
export function guardTarget(url: string, contract: Contract): URL {
  const target = parseTarget(url);
  const host = canonicalHost(target);
  const never = contract.never.find((name) => isSameOrBelow(host, canonicalName(name)));
  if (never !== undefined) {
    throw new Problem(`${host} is never probed: the contract's \`never\` list names ${never}`, {
      place: contract.file === undefined ? undefined : contract.placeOf('/never'),
      hint: ANOTHER,
    });
  }
  const production = isLoopbackHost(host) ? undefined : productionServer(host, contract);
  if (production !== undefined) {
    throw new Problem(
      `${host} is never probed: the document calls ${production.url} its production server${described(production)}`,
      { hint: ANOTHER },
    );
  }
  if (target.protocol === 'http:' && !isLoopbackHost(host)) {
    throw new Problem(`plain http to ${host} would show the credentials to everyone on the way`, {
      hint: 'use https://, or http:// to this machine only (127.0.0.1, [::1], localhost)',
    });
  }
  const base = withoutOperation(target, contract);
  if (base !== undefined) {
    throw new Problem(
      `the target ends in the path of the operation, ${contract.operation.path}, which is added to it`,
      {
        hint: `leave it out: ${base}`,
      },
    );
  }
  return target;
}

/** The address below which an operation is, where a target is the operation's own; a server of the document may end so. */
function withoutOperation(target: URL, { operation }: Contract): string | undefined {
  const { path } = operation;
  const pattern = path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^{}/]+\}/g, '[^/]+');
  const ending = new RegExp(`${pattern}/?$`);
  // A gateway may well put /orders before the /orders of a service.
  if (path.split('/').length < 3 || !ending.test(target.pathname)) return undefined;
  if (operation.servers.some(({ url }) => ending.test(url))) return undefined;
  return target.href.replace(ending, '');
}

const ANOTHER = 'choose the sandbox or the embedded target; no option overrides this';

/** True for a URL on this machine: 127.0.0.0/8, ::1 (also IPv4-mapped) and `localhost`. */
export function isLoopback(url: string | URL): boolean {
  return isLoopbackHost(canonicalHost(new URL(url)));
}

/** True for a host in the spelling of `canonicalHost` that is this machine. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/**
 * The one spelling of a URL's host: lower case and Punycode and dotted IPv4 (which the WHATWG parser sees to), no closing
 * dot, no brackets, and an IPv4 address that is wrapped in IPv6 unwrapped.
 */
export function canonicalHost({ hostname }: URL): string {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.+$/, '');
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
  if (mapped === null) return host;
  const [high = 0, low = 0] = mapped.slice(1).map((part) => Number.parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

const MOST_PORT = 65_535;

function parseTarget(given: string): URL {
  const shown = withoutUserInfo(given);
  const example = 'give one such as https://api.example.com, or `embedded`, or `sandbox`';
  if (!URL.canParse(given)) {
    const meant = nearest(given, ['embedded', 'sandbox']);
    if (meant !== undefined)
      throw new Problem(`the target ${shown} is not a URL`, { hint: `"${meant}" may be meant` });
    const port = Number(/^https?:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/i.exec(given)?.[1] ?? 0);
    if (port > MOST_PORT)
      throw new Problem(`the target ${shown} is not a URL: its port is larger than ${MOST_PORT}`);
    const guess = `https://${given}`;
    const likely = /^[a-z0-9.-]+\.[a-z]{2,}(?:[:/]|$)/i.test(given) && URL.canParse(guess);
    throw new Problem(`the target ${shown} is not a URL`, { hint: likely ? `write ${guess}` : example });
  }
  const target = new URL(given);
  if (target.protocol !== 'https:' && target.protocol !== 'http:') {
    // `localhost:3000` is a URL whose scheme is `localhost:`.
    const hint = /^[a-z0-9.-]+:\d+(?:\/|$)/i.test(given)
      ? `write http://${given} or https://${given}`
      : example;
    throw new Problem(`the target ${shown} is neither http nor https`, { hint });
  }
  if (target.username !== '' || target.password !== '') {
    throw new Problem(`the target ${shown} has credentials in it, which would end up in logs and reports`, {
      hint: 'leave them out of the URL and put them into the environment',
    });
  }
  if (/[?#]/.test(given)) {
    throw new Problem(`the target ${target.origin}${target.pathname} has a query or a fragment behind it`, {
      hint: 'give the address below which the operation is, e.g. https://api.example.com/v1',
    });
  }
  return target;
}

/** For messages: everything up to an `@` may be a password, so it goes, however the rest is to be read. */
function withoutUserInfo(given: string): string {
  const at = given.lastIndexOf('@');
  const bare = at < 0 ? given : `…${given.slice(at)}`;
  const shown = bare.replace(/[?#].*$/s, '');
  return JSON.stringify(shown.length > 120 ? `${shown.slice(0, 119)}…` : shown);
}

/** A server of a document by its host. */
interface ServerHost {
  url: string;
  description: string;
  production: boolean;
  host: string;
  /** Its name has a part that may be anything: whether a host is one of its. */
  covers: ((host: string) => boolean) | undefined;
}

/**
 * The production server that a host belongs to. A host below the name of one (`www.api.example.com`), or one of those
 * that a variable of its name stands for, belongs to it too, unless the document lists it as a server of another kind or
 * the contract names it as the sandbox.
 */
function productionServer(
  host: string,
  { operation, sandbox }: Contract,
): { url: string; description: string } | undefined {
  const resolved = operation.servers.flatMap(({ url, description }) =>
    serverHosts({ url, description, variables: new Map() }),
  );
  const servers = [...resolved, ...everyServer(operation.document).flatMap(serverHosts)];
  const exact = servers.find((server) => server.production && server.host === host);
  if (exact !== undefined) return exact;
  const known =
    servers.some((server) => server.host === host) ||
    (sandbox !== undefined && URL.canParse(sandbox) && canonicalHost(new URL(sandbox)) === host);
  if (known) return undefined;
  return servers.find(
    (server) => server.production && (server.covers?.(host) ?? isSameOrBelow(host, server.host)),
  );
}

/** What a document lists for the variables of a host at most: each value of each makes another host. */
const MOST_HOSTS = 500;

/** The hosts that a declared server stands for, each listed value of its variables put in. A relative URL names none. */
function serverHosts({ url, description, variables }: DeclaredServer): ServerHost[] {
  let urls = [url];
  for (const [name, values] of variables) {
    const place = `{${name}}`;
    if (values.length === 0) continue;
    urls = urls
      .flatMap((each) =>
        each.includes(place)
          ? values.slice(0, MOST_HOSTS).map((value) => each.replaceAll(place, value))
          : [each],
      )
      .slice(0, MOST_HOSTS);
  }
  return urls.flatMap((each): ServerHost[] => {
    const name = hostIn(each);
    if (name === undefined) return [];
    const production = PRODUCTION.test(description) || PRODUCTION.test(each);
    const server = { url: each, description, production };
    if (!name.includes('{')) return [{ ...server, host: canonicalName(name), covers: undefined }];
    const covers = coveredBy(name);
    return covers === undefined ? [] : [{ ...server, host: name, covers }];
  });
}

/** The host of a server's URL, with the variables in it, without user and port; also of one that has lost its scheme. */
function hostIn(url: string): string | undefined {
  const authority =
    /^\s*(?:[a-z][a-z0-9+.-]*:|\{\w+\}:)?[\\/]{2}([^\\/?#]*)/i.exec(url)?.[1] ??
    /^\s*((?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?)(?:[/?#]|$)/i.exec(url)?.[1];
  const host = authority?.replace(/^.*@/, '').replace(/:(?:\d*|\{[^}]*\})$/, '');
  return host === undefined || host === '' ? undefined : host;
}

/**
 * Whether a host is one of those that a name stands for of which a part may be anything, if what is left of the name says
 * whose it is: `{tenant}.example.com`, not `{host}`. Without a regular expression, which a document could make endless.
 */
function coveredBy(name: string): ((host: string) => boolean) | undefined {
  const [first = '', ...rest] = name
    .toLowerCase()
    .replace(/\.+$/, '')
    .split(/\{[^}]*\}/);
  const last = rest.pop() ?? '';
  if (!/[^.]\.[^.]/.test(last)) return undefined;
  return (host) => {
    if (!host.endsWith(last)) return false;
    const free = host.slice(0, -last.length);
    const begins = free.startsWith(first) ? 0 : free.indexOf(`.${first}`) + 1;
    if (begins === 0 && !free.startsWith(first)) return false;
    let at = begins + first.length;
    for (const part of rest) {
      const found = free.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at < free.length;
  };
}

function described({ description }: { description: string }): string {
  const text = description.replace(/\s+/g, ' ').trim();
  return text === '' ? '' : ` (${JSON.stringify(text.slice(0, 80))})`;
}

function isSameOrBelow(host: string, name: string): boolean {
  return host === name || host.endsWith(`.${name}`);
}

/** The spelling of `canonicalHost` for a host of the `never` list, which may be an address. */
function canonicalName(name: string): string {
  const url = `https://${isIPv6(name) ? `[${name}]` : name}`;
  return URL.canParse(url) ? canonicalHost(new URL(url)) : name.toLowerCase();
}
