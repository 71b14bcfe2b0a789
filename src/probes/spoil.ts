import type { SimpleFaker } from '@faker-js/faker';
import { type Credential, type CredentialText, rightText, schemeWord } from './credentials.ts';
import { slug } from './valid.ts';
import { seededFaker } from './values.ts';

/** One way in which a credential is not the right one. */
export interface Spoilt {
  /** Kebab case, a part of the probe's id. */
  name: string;
  /** What the credential is, for a sentence: `is left out`. */
  says: string;
  /** null leaves it out. */
  text: CredentialText | null;
}

/**
 * Every way to spoil a credential: absent, empty, malformed, wrong, almost right, or right in the wrong place.
 *
 * @param all the credentials of the same request
 */
export function spoil(credential: Credential, all: readonly Credential[], seed: number): Spoilt[] {
  const right = rightText(credential).value;
  return [
    { name: 'absent', says: 'is left out', text: null },
    { name: 'empty', says: 'is empty', text: { value: '', shown: '' } },
    ...malform(credential),
    ...alter(credential, seededFaker(seed, `spoil ${credential.name}`)),
    ...forge(credential),
    ...borrow(credential, all),
  ].filter(({ text }) => text === null || text.before !== undefined || text.value !== right);
}

/** The right value with a wrong word before it, or none (RFC 9110 section 11.6.2). */
function malform({ variable, value, scheme }: Credential): Spoilt[] {
  if (scheme === undefined) return [];
  const word = schemeWord(scheme).trim();
  const encoded = Buffer.from(`plumbline:${value}`).toString('base64');
  return [
    { name: 'no-value', says: `is the word ${word} alone`, text: { value: word, shown: word } },
    { name: 'no-word', says: `lacks the word ${word}`, text: { value, shown: `\${${variable}}` } },
    {
      name: 'other-word',
      says: `has the word Token in place of ${word}`,
      text: { value: `Token ${value}`, shown: `Token \${${variable}}` },
    },
    {
      name: 'glued-word',
      says: `has no space behind the word ${word}`,
      text: { value: `${word}${value}`, shown: `${word}\${${variable}}` },
    },
    scheme === 'basic'
      ? {
          name: 'as-bearer',
          says: 'is sent as Bearer',
          text: { value: `Bearer ${value}`, shown: `Bearer \${${variable}}` },
        }
      : {
          name: 'as-basic',
          says: 'is sent as Basic',
          text: {
            value: `Basic ${encoded}`,
            shown: `Basic $(printf %s "plumbline:\${${variable}}" | base64 -w0)`,
          },
        },
  ];
}

/** Wrong values, from far off to almost right: what a careless comparison lets pass. */
export function alter(credential: Credential, faker: SimpleFaker): Spoilt[] {
  const { value, variable } = credential;
  const word = schemeWord(credential.scheme);
  const text = (spoilt: string, shown = spoilt): CredentialText => ({
    value: `${word}${spoilt}`,
    shown: `${word}${shown}`,
  });
  const other = (letter: string) => (letter === 'x' ? 'y' : 'x');
  const filter = (program: string) => `$(printf %s "\${${variable}}" | ${program})`;
  const half = value.slice(0, Math.ceil(value.length / 2));
  const random = faker.string.alphanumeric(Math.max(value.length, 8));
  // The last letter in base64url may hold bits that a decoder drops: these two differ in those that it does not.
  const tail = /[w-z0-9_-]$/.test(value) ? 'A' : 'x';
  const found: Spoilt[] = [
    { name: 'wrong', says: 'is another value of the same length', text: text(random) },
    {
      name: 'last-letter',
      says: 'differs in its last letter',
      text: text(`${value.slice(0, -1)}${tail}`, `\${${variable}%?}${tail}`),
    },
    {
      name: 'first-letter',
      says: 'differs in its first letter',
      text: text(
        `${other(value.slice(0, 1))}${value.slice(1)}`,
        `${other(value.slice(0, 1))}\${${variable}#?}`,
      ),
    },
    { name: 'short', says: 'lacks its last letter', text: text(value.slice(0, -1), `\${${variable}%?}`) },
    { name: 'long', says: 'has a letter too many', text: text(`${value}x`, `\${${variable}}x`) },
    { name: 'half', says: 'is its first half', text: text(half, filter(`cut -c1-${half.length}`)) },
    {
      name: 'comma-twice',
      says: 'is given twice with a comma between',
      text: text(`${value},${value}`, `\${${variable}},\${${variable}}`),
    },
    {
      name: 'second-line',
      says: 'comes in a second header of the same name, behind a wrong one',
      text: { ...text(value, `\${${variable}}`), before: text(random) },
    },
    { name: 'quoted', says: 'is in quotes', text: text(`"${value}"`, `"\${${variable}}"`) },
    {
      name: 'reversed',
      says: 'is written backwards',
      text: text([...value].reverse().join(''), filter('rev')),
    },
    { name: 'null', says: 'is the word null', text: text('null') },
    { name: 'undefined', says: 'is the word undefined', text: text('undefined') },
    { name: 'number', says: 'is a number', text: text('1234567890') },
    { name: 'uuid', says: 'is some UUID', text: text(faker.string.uuid()) },
  ];
  // Identifiers such as a UUID may be compared without case; a word or a token may not.
  if (!/^[0-9a-f-]+$/i.test(value)) {
    found.push({
      name: 'other-case',
      says: 'is in the other case',
      text: text(swapCase(value), filter("tr 'A-Za-z' 'a-zA-Z'")),
    });
  }
  return found.filter(({ text: spoilt }) => spoilt !== null && spoilt.value.length > word.length);
}

/**
 * Tokens that a server believes if it does not verify them: a JWT of another signer, without its signature, or that
 * says that it needs none (RFC 8725 section 2.1).
 */
function forge({ scheme, value, variable }: Credential): Spoilt[] {
  if (scheme !== 'bearer') return [];
  const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const none = part({ alg: 'none', typ: 'JWT' });
  const forged = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'plumbline' })}.${'A'.repeat(43)}`;
  const found: Spoilt[] = [
    {
      name: 'forged',
      says: 'is a JWT of another signer',
      text: { value: `Bearer ${forged}`, shown: `Bearer ${forged}` },
    },
  ];
  const [head, claims, signature, more] = value.split('.');
  if (!head?.startsWith('eyJ') || claims === undefined || signature === undefined || more !== undefined)
    return found;
  return [
    ...found,
    {
      name: 'no-signature',
      says: 'is a JWT whose signature is cut off',
      text: { value: `Bearer ${head}.${claims}.`, shown: `Bearer \${${variable}%.*}.` },
    },
    {
      name: 'algorithm-none',
      says: 'is a JWT that claims to need no signature',
      text: {
        value: `Bearer ${none}.${claims}.`,
        shown: `Bearer ${none}.$(printf %s "\${${variable}}" | cut -d. -f2).`,
      },
    },
  ];
}

/** The value of each other credential of the same request: right, but not for this place. */
function borrow(credential: Credential, all: readonly Credential[]): Spoilt[] {
  const word = schemeWord(credential.scheme);
  return all
    .filter(({ name, value }) => name !== credential.name && value !== credential.value)
    .map(({ name, value, variable }) => ({
      name: `value-of-${slug(name)}`,
      says: `has the value of ${name}`,
      text: { value: `${word}${value}`, shown: `${word}\${${variable}}` },
    }));
}

/** A value as long as the right one that is not it. */
export function wrongText(credential: Credential, seed: number): CredentialText {
  const random = seededFaker(seed, `wrong ${credential.name}`).string.alphanumeric(
    Math.max(credential.value.length, 8),
  );
  return {
    value: `${schemeWord(credential.scheme)}${random}`,
    shown: `${schemeWord(credential.scheme)}${random}`,
  };
}

function swapCase(value: string): string {
  return [...value]
    .map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
    .join('');
}
