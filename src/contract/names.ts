import type { DocumentedResponse, Operation } from '../document/operation.ts';
import { joinPointer, leaves, toPointer } from '../document/pointer.ts';
import { declares } from '../document/schema.ts';
import { type Place, Problem } from '../problem.ts';
import type { ErrorShape } from './contract.ts';
import type { ContractFile, ProvocationFile, ResponseFile } from './form.ts';

type PlaceOf = (pointer: string) => Place;

/**
 * Holds what a contract names against the document.
 *
 * @throws {Problem} at the contract's line, for a status, example, pointer, security scheme or header that the
 *   operation does not have, and for a value that nothing fills in
 */
export function checkNames(given: ContractFile, operation: Operation, placeOf: PlaceOf): void {
  const { sandbox, gate } = given;
  if (sandbox !== undefined && !/^https?:\/\//i.test(sandbox)) {
    throw new Problem(`/sandbox is "${sandbox}", which is not an http(s) URL`, {
      place: placeOf('/sandbox'),
    });
  }
  for (const [status, response] of Object.entries(given.responses ?? {})) {
    checkResponse(status, response, operation, placeOf);
  }
  checkCredentials(given.credentials ?? {}, operation, placeOf);
  const headers = headersOf(operation);
  if (gate !== undefined && !headers.includes(gate.header)) {
    const place = placeOf('/gate/header');
    throw new Problem(`the operation has no header "${gate.header}"`, { place, hint: known(headers) });
  }
  for (const pointer of Object.keys(given.values ?? {})) {
    checkRequestPointer(pointer, operation, placeOf(toPointer(['values', pointer])));
  }
  if (given.errors !== undefined) checkErrors(given.errors, operation, placeOf);
}

function known(names: readonly string[]): string {
  return names.length === 0
    ? 'the document has none'
    : `the document has ${names.map((name) => `"${name}"`).join(', ')}`;
}

function headersOf({ parameters }: Operation): string[] {
  return parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
}

function checkCredentials(given: Record<string, string>, operation: Operation, placeOf: PlaceOf): void {
  const schemes = operation.security.flatMap((requirement) => requirement.schemes.map(({ name }) => name));
  const names = [...new Set([...schemes, ...headersOf(operation)])];
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    const place = placeOf(toPointer(['credentials', name]));
    throw new Problem(`the operation has no security scheme or header "${name}"`, {
      place,
      hint: known(names),
    });
  }
}

function checkResponse(status: string, given: ResponseFile, operation: Operation, placeOf: PlaceOf): void {
  const at = toPointer(['responses', status]);
  const documented = operation.responses.find((each) => each.status === status);
  if (documented === undefined) {
    throw new Problem(`the operation documents no answer ${status}`, {
      place: placeOf(at),
      hint: known(operation.responses.map((each) => each.status)),
    });
  }
  const hasExample = documented.content.some((media) => media.examples.length > 0);
  if ((given.example === 'full' || given.example === 'code') && !hasExample) {
    throw new Problem(`the document has no example for ${status}`, {
      place: placeOf(joinPointer(at, 'example')),
      hint: 'take the line out, or say "example: off"',
    });
  }
  for (const [pointer, place] of responsePointers(given)) {
    checkResponsePointer(pointer, documented, placeOf(at + place));
  }
  for (const [from, to] of Object.entries(given.echoes ?? {})) {
    checkRequestPointer(to, operation, placeOf(joinPointer(at, 'echoes', from)));
  }
  (given.provoke ?? []).forEach((way, index, ways) => {
    const here = joinPointer(at, 'provoke', index);
    if (ways.findIndex(({ name }) => name === way.name) < index) {
      throw new Problem(`a second way is called "${way.name}"`, {
        place: placeOf(joinPointer(here, 'name')),
      });
    }
    checkProvocation(way, here, operation, placeOf);
  });
}

/** The pointers into the answer that a contract gives, each with its place below the response's. */
function responsePointers({ echoes = {}, unique = [], fresh = [] }: ResponseFile): [string, string][] {
  return [
    ...Object.keys(echoes).map((pointer): [string, string] => [pointer, toPointer(['echoes', pointer])]),
    ...unique.map((pointer, index): [string, string] => [pointer, toPointer(['unique', index])]),
    ...fresh.map(({ pointer }, index): [string, string] => [pointer, toPointer(['fresh', index, 'pointer'])]),
  ];
}

function checkResponsePointer(pointer: string, { status, content }: DocumentedResponse, place: Place): void {
  if (content.some((media) => declares(media.schema, pointer))) return;
  throw new Problem(`the answer ${status} documents nothing at ${pointer}`, { place });
}

function checkRequestPointer(pointer: string, { body }: Operation, place: Place): void {
  if ((body?.content ?? []).some((media) => declares(media.schema, pointer))) return;
  throw new Problem(`the request documents nothing at ${pointer}`, { place });
}

/** What may be set is anything, in any place: answers are provoked by requests that nobody documents. */
function checkProvocation(way: ProvocationFile, at: string, operation: Operation, placeOf: PlaceOf): void {
  if (operation.body === undefined) {
    throw new Problem('the operation has no request body to change', { place: placeOf(at) });
  }
  (way.remove ?? []).forEach((pointer, index) => {
    checkRequestPointer(pointer, operation, placeOf(joinPointer(at, 'remove', index)));
  });
  for (const { pointer, value } of leaves(way.set)) {
    if (typeof value !== 'string') continue;
    const place = placeOf(joinPointer(at, 'set') + pointer);
    const [, source] = /^\$value:(.*)$/s.exec(value) ?? [];
    if (source !== undefined) checkRequestPointer(source, operation, place);
    else if (isUnfilled(value)) {
      throw new Problem(`nothing fills in ${JSON.stringify(value)}`, {
        place,
        hint: '${NAME} in capitals, $other-uuid and $value:/pointer are filled in',
      });
    }
  }
}

function isUnfilled(value: string): boolean {
  return value !== '$other-uuid' && /^\$[a-z]|\$\{(?![A-Z_][A-Z0-9_]*\})/.test(value);
}

/** An API may document its errors without a schema; where one does have a schema, the pointers have to be in it. */
function checkErrors(
  { list, code, detail, source }: ErrorShape,
  operation: Operation,
  placeOf: PlaceOf,
): void {
  const schemas = operation.responses
    .filter(({ status }) => /^[45]|default/.test(status))
    .flatMap(({ content }) => content.flatMap((media) => media.schema ?? []));
  if (schemas.length === 0) return;
  const parts = { list: '', code, detail, ...(source === undefined ? {} : { source }) };
  for (const [word, part] of Object.entries(parts)) {
    const pointer = word === 'list' ? list : `${list}/0${part}`;
    if (schemas.some((schema) => declares(schema, pointer))) continue;
    throw new Problem(`no documented error has anything at ${pointer}`, {
      place: placeOf(joinPointer('/errors', word)),
    });
  }
}
