import { expect, test } from 'vitest';
import { mannersOf } from '../../src/checks/manner.ts';
import { familyOf } from '../../src/checks/probe-family.ts';

test('a form is what stands behind the id of a probe that was sent as usual too', () => {
  const ids = ['invalid/x/required', 'invalid/x/required/charset', 'unauthorized/key/wrong'];
  const mannerOf = mannersOf(new Set([...ids, 'repeated/unauthorized/key/wrong/in-two-parts']));
  expect(mannerOf('invalid/x/required/charset')).toBe('charset');
  expect(mannerOf('repeated/unauthorized/key/wrong/in-two-parts')).toBe('in-two-parts');
  // It is one wherever it stands.
  expect(mannerOf('unauthorized/key/wrong/charset')).toBe('charset');
  for (const usual of [...ids.filter((id) => !id.endsWith('charset')), 'invalid/x/required/huge-value'])
    expect(mannerOf(usual)).toBeUndefined();
});

test('how often a request was sent is no form of it', () => {
  const ids = ['valid/example', 'repeated/valid/example/7', 'repeated/valid/example/11'];
  expect(ids.map(mannersOf(new Set(ids)))).toEqual([undefined, undefined, undefined]);
  const named = ['valid/example', 'valid/example/2-times', 'valid/example/http-2'];
  expect(named.map(mannersOf(new Set(named)))).toEqual([undefined, '2-times', 'http-2']);
});

test('only a probe that is repeated is so by its beginning', () => {
  const ids = ['valid/repeated/once', 'valid/once'];
  expect(ids.map(mannersOf(new Set(ids)))).toEqual([undefined, undefined]);
});

test('what is as one word in several ways is one manner', () => {
  const mannerOf = mannersOf(new Set());
  const same = (...ids: string[]) =>
    new Set(ids.map(mannerOf)).size === 1 && mannerOf(ids[0] ?? '') !== undefined;
  expect(same('valid/body/additional-text', 'invalid/a/format/huge', 'invalid/b/enum/huge')).toBe(true);
  expect(same('valid/no-accept', 'valid/accept-weights', 'invalid/a/required/accept-html')).toBe(true);
  expect(mannerOf('valid/media-type/upper-case-charset')).toBe('charset');
  expect(mannerOf('valid/body/chunked')).toBe('in-chunks');
  expect(same('valid/body/answers-own')).toBe(true);
  expect(same('invalid/body/absent', 'invalid/body/empty', 'invalid/body/in-query-alone')).toBe(true);
  expect(same('unauthorized/key/null', 'unauthorized/partner/null')).toBe(true);
  expect(same('unauthorized/key/null', 'unauthorized/key/uuid')).toBe(false);
  expect(same('valid/a/format/upper-case', 'valid/a/format/mixed-case', 'valid/a/an-upper-case-uuid')).toBe(
    true,
  );
  expect(mannerOf('invalid/a/format/huge/x')).toBeUndefined();
  // Values of an enum that are called so.
  for (const value of ['valid/size/huge', 'valid/terms/accept-all', 'valid/acceptable'])
    expect(mannerOf(value)).toBeUndefined();
});

test('the family of a probe is the rule that it breaks, or its credential', () => {
  expect(familyOf('invalid/event_type/enum/unknown')).toBe('invalid/event_type/enum');
  expect(familyOf('repeated/unauthorized/apikey/wrong')).toBe('unauthorized/apikey');
  expect(familyOf('unauthorized/repeated/wrong')).toBe('unauthorized/repeated');
  expect(familyOf('valid/repeated/1')).toBe('valid/repeated/1');
});
