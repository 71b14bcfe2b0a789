import { expect, test } from 'vitest';
import { mannersOf } from '../../src/checks/manner.ts';
import { familyOf } from '../../src/checks/probe-family.ts';

test('a form is what stands behind the id of a probe that was sent as usual too', () => {
  const ids = ['invalid/x/required', 'invalid/x/required/charset', 'unauthorized/key/wrong'];
  const manners = mannersOf(new Set([...ids, 'repeated/unauthorized/key/wrong/in-two-parts']));
  expect(manners('invalid/x/required/charset')).toEqual(['charset']);
  expect(manners('repeated/unauthorized/key/wrong/in-two-parts')).toEqual(['in-two-parts']);
  // It is one wherever it stands.
  expect(manners('unauthorized/key/wrong/charset')).toEqual(['charset']);
  for (const usual of [...ids.filter((id) => !id.endsWith('charset')), 'invalid/x/required/huge-value'])
    expect(manners(usual)).toEqual([]);
});

test('how often a request was sent is no form of it', () => {
  const ids = ['valid/example', 'repeated/valid/example/7', 'repeated/valid/example/11'];
  expect(ids.map(mannersOf(new Set(ids)))).toEqual([[], [], []]);
  // What was sent in some form has it again.
  expect(mannersOf(new Set())('repeated/valid/body/chunked/2')).toEqual(['in-chunks']);
  expect(mannersOf(new Set())('repeated/invalid/body/absent/2')).toEqual(['no body']);
  const named = ['valid/example', 'valid/example/2-times', 'valid/example/http-2'];
  expect(named.map(mannersOf(new Set(named)))).toEqual([[], ['2-times'], ['http-2']]);
});

test('only a probe that is repeated is so by its beginning', () => {
  const ids = ['valid/repeated/once', 'valid/once'];
  expect(ids.map(mannersOf(new Set(ids)))).toEqual([[], []]);
});

test('of several forms at once each is a manner, by the same word as alone', () => {
  const manners = mannersOf(new Set(['valid/example']));
  expect(manners('invalid/x/required/together/further.charset.in-chunks.no-accept')).toEqual([
    'further',
    'charset',
    'in-chunks',
    'what it accepts',
  ]);
  expect(manners('valid/together/capitals.language')).toEqual(['letters in capitals', 'language']);
  expect(manners('valid/together')).toEqual([]);
});

test('wrong credentials that come with the body in a form of its own have two manners', () => {
  const manners = mannersOf(new Set());
  expect(manners('unauthorized/key/undefined')).toEqual(['credentials that are undefined', 'further']);
  expect(manners('unauthorized/key/null')).toEqual(['credentials that are null', 'lines']);
  expect(manners('unauthorized/partner/number')).toEqual([
    'credentials that are number',
    'letters in capitals',
  ]);
  for (const usual of ['unauthorized/key/constructor', 'valid/key/null', 'unauthorized/key/null/x'])
    expect(manners(usual)).toEqual([]);
});

test('UUIDs in capitals are no media type in capitals', () => {
  const manners = mannersOf(new Set(['conflict/way']));
  expect(manners('repeated/conflict/way/capitals')).toEqual(['letters in capitals']);
  expect(manners('valid/id/format/upper-case')).toEqual(['letters in capitals']);
  expect(manners('valid/media-type/capitals')).toEqual([]);
});

test('what is as one word in several ways is one manner', () => {
  const manners = mannersOf(new Set());
  const same = (...ids: string[]) =>
    new Set(ids.map((id) => manners(id).join())).size === 1 && manners(ids[0] ?? '').length === 1;
  expect(same('valid/body/additional-text', 'invalid/a/format/huge', 'invalid/b/enum/huge')).toBe(true);
  expect(same('valid/no-accept', 'valid/accept-weights', 'invalid/a/required/accept-html')).toBe(true);
  expect(manners('valid/media-type/upper-case-charset')).toEqual(['charset']);
  expect(manners('valid/body/chunked')).toEqual(['in-chunks']);
  expect(same('valid/body/answers-own')).toBe(true);
  expect(same('valid/body/additional-property', 'valid/body/additional-kinds')).toBe(true);
  expect(same('valid/body/order', 'valid/body/white-space')).toBe(true);
  expect(same('invalid/body/wrapped', 'invalid/body/wrapped-as-data')).toBe(true);
  expect(same('invalid/media-type/text', 'invalid/media-type/json-as-xml')).toBe(true);
  expect(same('invalid/body/absent', 'invalid/body/empty', 'invalid/body/in-query-alone')).toBe(true);
  expect(same('valid/a/format/upper-case', 'valid/a/format/mixed-case', 'valid/a/an-upper-case-uuid')).toBe(
    true,
  );
  expect(manners('invalid/a/format/huge/x')).toEqual([]);
  // Values of an enum that are called so.
  for (const value of ['valid/size/huge', 'valid/terms/accept-all', 'valid/acceptable'])
    expect(manners(value)).toEqual([]);
});

test('the family of a probe is the rule that it breaks, or its credential', () => {
  expect(familyOf('invalid/event_type/enum/unknown')).toBe('invalid/event_type/enum');
  expect(familyOf('repeated/unauthorized/apikey/wrong')).toBe('unauthorized/apikey');
  expect(familyOf('unauthorized/repeated/wrong')).toBe('unauthorized/repeated');
  expect(familyOf('valid/repeated/1')).toBe('valid/repeated/1');
});
