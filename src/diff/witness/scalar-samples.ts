import type { Json } from '../../json.ts';
import { fits, isMultiple } from '../space/fits.ts';
import type { Languages } from '../space/language.ts';
import { limitsOf, nextTo } from '../space/number-formats.ts';
import type { Bound, Branch } from '../space/space.ts';

/** One text of each format, for where the document shows none. */
const BY_FORMAT: Record<string, string> = {
  uuid: '3f2b6c1e-7a54-4d0c-9b1a-5e8f0c2d4a6b',
  'date-time': '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  'iso-date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00Z',
  'iso-time': '12:00:00Z',
  duration: 'P1D',
  email: 'someone@example.com',
  'idn-email': 'someone@example.com',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  'uri-reference': '/path',
  iri: 'https://example.com/',
  'iri-reference': '/path',
  'uri-template': '/{id}',
  'json-pointer': '/a',
  'json-pointer-uri-fragment': '#/a',
  'relative-json-pointer': '0/a',
  regex: '^a$',
  byte: 'YQ==',
  base64url: 'YQ==',
  base32: 'ME======',
  base16: '61',
  binary: 'a',
};

/** Further texts of a format, of which a rule beside it may take some and not others. */
const MORE_BY_FORMAT: Record<string, string[]> = {
  // Of version 1, in capitals, and the nil UUID (RFC 9562 sections 5.1 and 5.9).
  uuid: [
    '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
    '3F2B6C1E-7A54-4D0C-9B1A-5E8F0C2D4A6B',
    '00000000-0000-0000-0000-000000000000',
  ],
  'date-time': ['2026-01-31T12:00:00.123+01:00'],
  date: ['1970-01-01'],
  uri: ['http://example.org:8080/a?b#c', 'urn:a:b'],
  // Names of domains are of capitals as well (RFC 5321 section 2.3.5).
  email: ['Some.One+a@EXAMPLE.COM'],
  // The letters that the two alphabets do not share (RFC 4648 sections 4 and 5).
  byte: ['+/+/'],
  base64url: ['-_-_'],
};

/** Numbers of a branch, those first that another branch is likely to refuse. */
export function numbers(branch: Branch, other: Branch | undefined): number[] {
  const step = branch.multiples.reduce(
    (all, { value }) => Math.max(all, value),
    branch.integer === undefined ? 0.5 : 1,
  );
  const edges = [other, branch].flatMap((each) => [
    ...(each?.minimum === undefined
      ? []
      : [each.minimum.value - step, each.minimum.value, each.minimum.value + step]),
    ...(each?.maximum === undefined
      ? []
      : [each.maximum.value + step, each.maximum.value, each.maximum.value - step]),
    ...(each?.multiples.flatMap(({ value }) => [value, value / 2, value * 3]) ?? []),
    ...limitsOf(each?.formats ?? [])
      .flatMap(nextTo)
      .flatMap((value) => [value, Math.sign(value) * Math.ceil(Math.abs(value) / step) * step]),
  ]);
  const between = (one: Bound | undefined, two: Bound | undefined) =>
    one === undefined || two === undefined ? [] : [(one.value + two.value) / 2];
  edges.push(...between(branch.minimum, other?.minimum), ...between(branch.maximum, other?.maximum));
  const listed =
    other?.values?.value.filter((value) => typeof value === 'number').map((value) => value + 1) ?? [];
  const left = other?.excluded.flatMap(({ value }) => (typeof value === 'number' ? [value] : [])) ?? [];
  const near = [...left, 1, 0, 0.5, 1.5, 42, -1, -0.5, 1000003, 2 ** 40];
  return [...edges, ...listed, ...near, step, nextMultiple(branch)].filter(
    (value, index, all) => all.indexOf(value) === index && fits(value, branch),
  );
}

function nextMultiple({ minimum, multiples }: Branch): number {
  const [first] = multiples;
  if (first === undefined || minimum === undefined) return 0;
  const up = Math.ceil(minimum.value / first.value) * first.value;
  return isMultiple(up, first.value) ? up : minimum.value;
}

/** Texts of a branch, those first that another branch is likely to refuse. */
export function texts(branch: Branch, other: Branch | undefined, languages: Languages): string[] {
  const least = branch.minLength?.value ?? 0;
  const most = branch.maxLength?.value ?? Number.POSITIVE_INFINITY;
  const shown = branch.formats.flatMap(({ value }) => [
    BY_FORMAT[value] ?? 'value',
    ...(MORE_BY_FORMAT[value] ?? []),
  ]);
  const found: string[] = [];
  const forbidden = other?.forbiddenPatterns.length ?? 0;
  if (
    branch.patterns.length > 0 ||
    branch.forbiddenPatterns.length > 0 ||
    (other?.patterns.length ?? 0) + forbidden > 0
  ) {
    const beyond = languages.wordOutside(branch, other);
    if (typeof beyond === 'object') found.push(beyond.word);
    const inside = languages.wordOutside(branch, undefined);
    if (typeof inside === 'object') found.push(inside.word);
  }
  const lengths = [
    (other?.maxLength?.value ?? Number.NaN) + 1,
    (other?.minLength?.value ?? Number.NaN) - 1,
    least,
    Math.min(most, Math.max(least, 5)),
    most,
  ].filter((length) => length <= 100_000);
  found.push(...(other?.excluded ?? []).flatMap(({ value }) => (typeof value === 'string' ? [value] : [])));
  const seeds = [...shown, 'a', 'A', '1', 'Value 1', ''];
  for (const seed of seeds) {
    found.push(seed, ...lengths.map((length) => seed.slice(0, length).padEnd(length, 'a')));
  }
  if (branch.formats.some(({ value }) => value === 'email')) {
    const longer = lengths.filter((length) => length > 12);
    found.push(...longer.map((length) => `${'a'.repeat(Math.min(60, length - 12))}@example.com`));
  }
  return [...new Set(found)].filter((text) => fits(text, branch));
}

/** Further texts and numbers, each another: for a list in which none may come twice. */
export function furtherValue(of: Json, index: number, branch: Branch): Json | undefined {
  const tries: Json[] =
    typeof of === 'number'
      ? [of + index, of - index]
      : typeof of === 'string'
        ? [`${of}${index}`, `${index}${of}`, withEnd(of, String(index))]
        : [];
  return tries.find((value) => fits(value, branch));
}

/** A text of which the last characters are others, such as the digits of a UUID. */
function withEnd(text: string, end: string): string {
  return end.length > text.length ? end : text.slice(0, text.length - end.length) + end;
}
