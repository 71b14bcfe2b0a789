import type { Operation } from '../../document/operation.ts';
import { sameJson } from '../../json.ts';
import type { RawChange } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import {
  type Credential,
  carrierOf,
  credentialCarriers,
  isSame,
  labels,
  missing,
  sufficesFor,
  tokensGone,
  type Way,
  waysOf,
} from './credentials.ts';

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
      const heir = after.find(
        (each) => isOfSchemes(each, way) && !before.some((old) => sufficesFor(each, old)),
      );
      const more = heir === undefined ? [] : scopesOf(heir).filter((scope) => !scopesOf(way).includes(scope));
      if (heir !== undefined && more.length > 0 && labels(heir) === labels(way)) {
        found.push({
          ...at,
          kind: 'security-scope-added',
          effect: 'breaks',
          text: `${labels(way)} now has to have the scope ${more.join(', ')}`,
          why: 'credentials without that scope are refused',
          base: way.pointer,
          candidate: heir.pointer,
          before: sent(way),
          after: sent(heir),
        });
        continue;
      }
      found.push({
        ...at,
        kind: 'security-alternative-removed',
        effect: 'breaks',
        text: `${labels(way)} no longer suffices${heir === undefined ? '' : `, ${labels(heir)} does`}`,
        why: 'callers who prove themselves in that way are refused',
        base: way.pointer,
        candidate: heir?.pointer ?? nearest.pointer,
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
      const more = way.credentials.flatMap((credential) => {
        const old = easier.credentials.find((each) => isSame(each, credential));
        return old === undefined ? [] : tokensGone(credential, old);
      });
      // The scheme says so, to every operation that asks for it.
      const scheme = (side: Way) =>
        side.credentials.find(({ sources }) => sources.length > 0)?.pointer ?? side.pointer;
      found.push({
        ...common,
        base: scheme(easier),
        candidate: scheme(way),
        kind: 'security-token-source-added',
        text: `a token can be had by ${more.join(', ')} as well`,
        ...(sameJson(sourcesOf(easier), sourcesOf(way))
          ? { before: [], after: more }
          : { before: sourcesOf(easier), after: sourcesOf(way) }),
      });
      continue;
    }
    if (easier !== undefined && labels(easier) === labels(way)) {
      const fewer = scopesOf(easier).filter((scope) => !scopesOf(way).includes(scope));
      found.push({
        ...common,
        kind: 'security-scope-removed',
        text: `${labels(way)} need no longer have the scope ${fewer.join(', ')}`,
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

/** Whether two ways ask for the schemes of the same names. */
function isOfSchemes(one: Way, other: Way): boolean {
  const names = ({ credentials }: Way) => credentials.map(({ scheme }) => scheme).sort();
  return one.credentials.length > 0 && sameJson(names(one), names(other));
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
      const gone = tokensGone(scoped, credential);
      return {
        ...common,
        kind: 'security-token-source-removed',
        text: `${credential.label} can no longer be had by ${gone.join(', ')}`,
        why: 'callers who get their tokens there get none',
        base: scoped.pointer,
        // Of one scope less only that is shown: other operations may ask for others.
        ...(sameJson(scoped.sources, credential.sources)
          ? { before: gone, after: [] }
          : { before: scoped.sources, after: credential.sources }),
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

function sent({ credentials }: Way): string[] {
  return credentials.map(({ label, scopes }) =>
    scopes.length === 0 ? label : `${label} (${scopes.join(', ')})`,
  );
}

function sourcesOf({ credentials }: Way): string[] {
  return credentials.flatMap(({ sources }) => sources);
}

function scopesOf({ credentials }: Way): string[] {
  return credentials.flatMap(({ scopes }) => scopes);
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
        grants: [],
      })),
    ],
  };
}
