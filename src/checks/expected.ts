import type { Contract } from '../contract/contract.ts';
import { isJsonType, parseMediaType } from '../document/media-type.ts';
import type { Media } from '../document/operation.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Json } from '../json.ts';
import type { Check } from './check.ts';
import { expectedBody } from './expected-body.ts';
import { type Admits, expectedError } from './expected-error.ts';
import { expectedField } from './expected-field.ts';
import { expectedHeader } from './expected-header.ts';
import type { Finding } from './finding.ts';
import { readJson } from './json-text.ts';
import { createJudge } from './judge.ts';
import { mediaType } from './media-type.ts';
import { type Reading, readExchange } from './reading.ts';
import { compileSchema } from './request-schema.ts';
import type { SchemaFault } from './response-schema.ts';
import { schema } from './schema.ts';
import { status } from './status.ts';

/** A consumer that does not name the media type does not care for it. */
const expectedMediaType: Check = {
  ...mediaType,
  *each(reading) {
    for (const observation of mediaType.each?.(reading) ?? []) {
      if (observation.kind !== 'absent' && observation.kind !== 'encoded') yield observation;
    }
  },
};

/** Every check of an expectation. What compares answers with one another, or with the clock, is not among them. */
export function expectationChecks(admits: Admits): Check[] {
  return [
    status,
    expectedMediaType,
    expectedBody,
    expectedHeader,
    schema,
    expectedField,
    expectedError(admits),
  ];
}

/**
 * Makes a judge of expected responses, such as those of a Pact: everything that is expected has to be possible by the
 * document. An expectation is a minimum, so that what it leaves out, though the document requires it, is no fault.
 *
 * @param admits what an expectation takes at a place besides its own example
 * @returns a function that lists what the document does not promise
 */
export function createExpectationJudge(
  contract: Contract,
  admits: Admits,
): (exchange: Exchange) => Finding[] {
  const validators = new Map<Media, (body: Json) => SchemaFault[]>();
  const validate = (media: Media, body: Json): SchemaFault[] => {
    if (media.schema === undefined) return [];
    const known =
      validators.get(media) ?? compileSchema(media.schema, { direction: 'response', minimum: true });
    validators.set(media, known);
    return known(body);
  };
  const judge = createJudge(contract, expectationChecks(admits));
  return (exchange) => judge.judge([readExpectation(readExchange(exchange, contract, validate))]);
}

/** Nobody expects the page of a gate; and a body whose media type is not named is JSON where the document has JSON. */
function readExpectation(reading: Reading): Reading {
  const { exchange, documented, contentTypes } = reading;
  const expected = { ...reading, gate: false };
  const media = documented?.content.find(({ type }) => isJsonType(parseMediaType(type)?.essence ?? ''));
  if (exchange.response === undefined || contentTypes.length > 0 || media === undefined) return expected;
  return { ...expected, media, json: readJson(exchange.response.body) };
}
