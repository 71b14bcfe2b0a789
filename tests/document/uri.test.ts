import formats from 'ajv-formats/dist/formats.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringFormats } from '../../src/checks/formats.ts';
import { isUri, isUriReference } from '../../src/document/uri.ts';

test.each([
  ['https://thirdparty.qonto.com/v2', true],
  ['HTTP://localhost:8080/', true],
  ['urn:isbn:0451450523', true],
  ['http://[::1]/a?b=c#d', true],
  ['mailto:somebody@example.com', true],
  ['/register/dev', false],
  ['https://a b.example', false],
  ['https://example.com/%zz', false],
  ['', false],
])('%s is a URI: %s', (text, is) => {
  expect(isUri(text)).toBe(is);
});

test.each([
  ['#/components/schemas/Event', true],
  ['events.yaml#/Event', true],
  ['../common/errors.yaml', true],
  ['https://thirdparty.qonto.com/v2', true],
  ['/a%20b', true],
  ['', true],
  ['#/a b', false],
  ['#/%', false],
  ['http://[::1', false],
])('%s is a URI reference: %s', (text, is) => {
  expect(isUriReference(text)).toBe(is);
});

/** Texts near the border: with letters that decide somewhere in a URI, or of such letters alone. */
const piece = fc.constantFrom('', ...'/#:.%[]?@_~- \\8', 'http:', '//', '%41', '\n', 'é', 'ſ', 'K');
const plain = fc.constantFrom('http://a/b.c', 'https://a:80/b', '#/a/b', 'a/b#c', '/a');
const others = fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string());
const texts = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: plain }, others), piece, fc.nat(15))
  .map(([text, put, at]) => text.slice(0, at) + put + text.slice(at));

test('the short way to an answer gives that of ajv-formats', () => {
  const { uri, 'uri-reference': reference } = formats.fullFormats as Record<string, unknown>;
  const isOwn = { uri: uri as (text: string) => boolean, reference: reference as RegExp };
  fc.assert(
    fc.property(texts, (text) => {
      expect(isUri(text)).toBe(isOwn.uri(text));
      expect(isUriReference(text)).toBe(isOwn.reference.test(text));
    }),
    { numRuns: 2000, seed: 7 },
  );
});

test('answers are held against the same', () => {
  expect(stringFormats.uri).toBe(isUri);
  expect(stringFormats['uri-reference']).toBe(isUriReference);
});
