import type { Document } from '../../document/document.ts';
import { child, nodeAt } from '../../document/node.ts';
import type { Operation, Parameter } from '../../document/operation.ts';
import type { RawChange, Whereabouts } from '../change.ts';
import type { OperationPair } from '../operation-pair.ts';
import { areOneRenamed, areOneRespelt } from '../renames.ts';
import { type SchemaPair, schemaChanges } from '../schema-changes.ts';
import { conjunction } from '../space/space.ts';
import { becameList } from './became-list.ts';
import { carrierOf, credentialCarriers } from './credentials.ts';
import { wordingChanges } from './docs.ts';
import { spellingsOf, speltSchemas } from './spellings.ts';

interface Pair {
  base: Parameter;
  candidate: Parameter;
}

/** What became of the parameters of an operation, wherever they are declared. */
export function parameterChanges(pair: OperationPair): RawChange[] {
  const before = new Map(named(pair.base.parameters, pair.base.path));
  const after = new Map(named(pair.candidate.parameters, pair.candidate.path));
  const both: Pair[] = [];
  const removed: Parameter[] = [];
  for (const [key, base] of before) {
    const candidate = after.get(key);
    if (candidate === undefined) removed.push(base);
    else both.push({ base, candidate });
    after.delete(key);
  }
  // A credential that is asked for as such is compared with the credentials.
  const isCredential = (carriers: ReadonlySet<string>) => (parameter: Parameter) =>
    carriers.has(carrierOf(parameter));
  const askedNow = isCredential(credentialCarriers(pair.candidate));
  const askedBefore = isCredential(credentialCarriers(pair.base));
  const gone = removed.filter((parameter) => !askedNow(parameter));
  const added = [...after.values()].filter((parameter) => !askedBefore(parameter));
  const wasCredential = [...after.values()].filter(askedBefore);
  return [
    ...wasCredential.flatMap((candidate) => asCredential(candidate, pair)),
    ...both.flatMap((each) => changed(each, pair)),
    ...movedOrGone(gone, added, pair),
  ];
}

/** Of a credential any text was accepted; as a parameter it may have rules. */
function asCredential(candidate: Parameter, pair: OperationPair): RawChange[] {
  const { document, pointer } = pair.base;
  const text = conjunction([{ document, pointer: `${pointer}/security`, value: { type: 'string' } }]);
  return schemaChanges({ ...schemaPair(candidate, candidate, pair), base: text }, pair.request, {
    ...aboutOne(candidate, pair),
    names: pair.names,
  }).filter(({ side }) => side !== 'docs');
}

/** Parameters by where they are and what they are called; in a path by their order, since nobody sends their names. */
function named(parameters: readonly Parameter[], path: string): [string, Parameter][] {
  const order = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '');
  return parameters.map((parameter) => {
    const index = order.indexOf(parameter.name);
    return [parameter.in === 'path' && index >= 0 ? `path ${index}` : carrierOf(parameter), parameter];
  });
}

function movedOrGone(
  gone: readonly Parameter[],
  added: readonly Parameter[],
  pair: OperationPair,
): RawChange[] {
  const left = [...added];
  const found: RawChange[] = [];
  for (const base of gone) {
    const moved = left.findIndex((each) => each.name.toLowerCase() === base.name.toLowerCase());
    const renamed =
      moved >= 0 || gone.length !== 1 || added.length !== 1
        ? -1
        : left.findIndex((each) => isRenamed(base, each, pair));
    const [candidate] = moved >= 0 ? left.splice(moved, 1) : renamed >= 0 ? left.splice(renamed, 1) : [];
    if (candidate === undefined) {
      found.push({
        ...aboutOne(base, pair),
        kind: 'request-parameter-removed',
        effect: 'safe',
        text: 'it is no longer documented',
        why: 'requests that still send it are accepted, for all that the document says; what it did, it may not do any more',
        base: base.pointer,
        candidate: pair.candidate.pointer,
        before: described(base),
      });
      continue;
    }
    found.push({
      ...aboutOne(base, pair),
      kind: candidate.in === base.in ? 'request-parameter-renamed' : 'request-parameter-moved',
      effect: 'breaks',
      text: `it is now the ${candidate.in} parameter ${candidate.name}${candidate.required && !base.required ? ', which is required' : ''}`,
      why: 'what is sent in the old place, or by the old name, is not heard any more',
      base: base.pointer,
      candidate: candidate.pointer,
      before: described(base),
      after: described(candidate),
    });
  }
  return [...found, ...left.map((candidate) => fresh(candidate, pair))];
}

function fresh(candidate: Parameter, pair: OperationPair): RawChange {
  return {
    ...aboutOne(candidate, pair),
    kind: candidate.required ? 'request-required-parameter-added' : 'request-parameter-added',
    effect: candidate.required ? 'breaks' : 'safe',
    text: candidate.required ? 'it is new, and required' : 'it is new',
    why: candidate.required ? 'a request without it was accepted and no longer is' : 'nobody has to send it',
    base: pair.base.pointer,
    candidate: candidate.pointer,
    after: described(candidate),
    ...(candidate.required ? { witness: ABSENT } : {}),
  };
}

const ABSENT = { value: null, accepts: 'base', refuses: 'candidate', absent: true } as const;

/** The same schema, and what tells two names, or two places, to be those of one parameter. */
function isRenamed(base: Parameter, candidate: Parameter, pair: OperationPair): boolean {
  const alike = schemaPair(base, candidate, pair);
  const { comparison } = pair.request;
  const differs = comparison
    .of(alike.base, alike.candidate, alike.wire)
    .some(({ delta }) => delta.facet !== 'documentation-changed');
  const named = (parameter: Parameter, { document, parameters }: Operation) => ({
    name: parameter.name,
    description: child(nodeAt(document, parameter.pointer), 'description')?.value,
    index: parameters.indexOf(parameter),
    count: parameters.length,
  });
  if (base.in !== candidate.in) return !differs && areOneRespelt(base.name, candidate.name);
  return (
    !differs &&
    areOneRenamed(
      named(base, pair.base),
      named(candidate, pair.candidate),
      comparison.base.of(alike.base).branches,
    )
  );
}

function changed({ base, candidate }: Pair, pair: OperationPair): RawChange[] {
  const at = aboutOne(base, pair);
  const found: RawChange[] = [];
  if (base.required !== candidate.required) {
    found.push({
      ...at,
      kind: candidate.required ? 'request-parameter-became-required' : 'request-parameter-became-optional',
      effect: candidate.required ? 'breaks' : 'safe',
      text: candidate.required ? 'it is now required' : 'it is no longer required',
      why: candidate.required
        ? 'a request without it was accepted and no longer is'
        : 'every request that was accepted still is',
      base: base.pointer,
      candidate: candidate.pointer,
      before: base.required,
      after: candidate.required,
      ...(candidate.required ? { witness: ABSENT } : {}),
    });
  }
  const schemas = schemaPair(base, candidate, pair);
  const list = becameList(
    { parameter: base, document: pair.base.document },
    { parameter: candidate, document: pair.candidate.document },
    schemas,
    pair.request.comparison,
  );
  const was = spellingsOf(base, pair.base.document);
  const is = spellingsOf(candidate, pair.candidate.document);
  if (list !== undefined) {
    found.push({
      ...at,
      kind: 'request-parameter-style-widened',
      effect: 'safe',
      text: `it may now be a list, written as ${list.spelling}`,
      why: 'a value that is sent alone, as before, is a list of one',
      base: base.pointer,
      candidate: candidate.pointer,
      before: was.join(' or '),
      after: is.join(' or '),
    });
    // What is written in one way more is a value of another type, which is told of the schema.
  } else if (was.some((way) => !is.includes(way))) {
    found.push({
      ...at,
      kind: 'request-parameter-style-changed',
      effect: 'breaks',
      text: `it is written as ${is.join(' or ')}, before ${was.join(' or ')}`,
      why: 'the same value is written in another way, and what was sent before is read as another value',
      base: base.pointer,
      candidate: candidate.pointer,
      before: was.join(' or '),
      after: is.join(' or '),
    });
  }
  const allowed = leniencies(base, pair.base.document);
  const allows = leniencies(candidate, pair.candidate.document);
  const lost = allowed.filter((each) => !allows.includes(each));
  const more = allows.filter((each) => !allowed.includes(each));
  if (lost.length > 0 || more.length > 0) {
    found.push({
      ...at,
      kind: lost.length > 0 ? 'request-parameter-style-changed' : 'request-parameter-style-widened',
      effect: lost.length > 0 ? 'breaks' : 'safe',
      text:
        lost.length > 0
          ? `it may no longer be sent ${lost.join(' or ')}`
          : `it may now be sent ${more.join(' or ')}`,
      why:
        lost.length > 0
          ? 'what was sent so is refused now, or read as another value'
          : 'every request that was accepted still is',
      base: base.pointer,
      candidate: candidate.pointer,
    });
  }
  const compared = list === undefined ? schemas : { ...schemas, candidate: list.entries };
  found.push(...schemaChanges(compared, pair.request, { ...at, names: pair.names }));
  found.push(
    ...wordingChanges(
      nodeAt(pair.base.document, base.pointer),
      nodeAt(pair.candidate.document, candidate.pointer),
      ['description', 'deprecated', ...(base.in === 'header' ? ['name'] : [])],
      at,
    ),
  );
  return found;
}

function schemaPair(base: Parameter, candidate: Parameter, pair: OperationPair): SchemaPair {
  return speltSchemas(
    { spelt: base, document: pair.base.document },
    { spelt: candidate, document: pair.candidate.document },
  );
}

/** What a query parameter allows beside its schema (OpenAPI 3.0 section 4.7.12). */
function leniencies({ in: place, pointer }: Parameter, document: Document): string[] {
  if (place !== 'query') return [];
  const node = nodeAt(document, pointer);
  const says = (word: string) => child(node, word)?.value === true;
  return [
    ...(says('allowEmptyValue') ? ['without a value'] : []),
    ...(says('allowReserved') ? ['with reserved characters as they are'] : []),
  ];
}

function described({ name, in: place, required }: Parameter): {
  name: string;
  in: string;
  required: boolean;
} {
  return { name, in: place, required };
}

function aboutOne(
  parameter: Parameter,
  pair: OperationPair,
): { side: 'request'; place: string; where: Whereabouts } {
  return {
    side: 'request',
    place: `the ${parameter.in} parameter ${parameter.name}`,
    where: { ...pair.where, part: 'parameter', name: parameter.name },
  };
}
