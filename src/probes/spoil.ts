import { createHmac } from 'node:crypto';
import type { SimpleFaker } from '@faker-js/faker';
import { type Credential, type CredentialText, dressed, rightText, schemeWord } from './credentials.ts';
import { slug } from './id.ts';
import { seededFaker } from './values/values.ts';

/** One way in which a credential is not the right one. */
export interface Spoilt {
  /** Kebab case, a part of the probe's id. */
  name: string;
  /** What the credential is, for a sentence: `is left out`. */
  says: string;
  /** null leaves it out. */
  text: CredentialText | null;
  /** The request is malformed besides, so that a server may refuse it for that. */
  malformed?: boolean;
  /** So long that a server may refuse the header for that. */
  huge?: boolean;
}

/**
 * Every way to spoil a credential: absent, empty, malformed, wrong, almost right, or right in the wrong place. None of
 * them is the right one as a server reads it, and none shows eight characters of a secret in a row.
 *
 * @param all the credentials of the same request
 */
export function spoil(credential: Credential, all: readonly Credential[], seed: number): Spoilt[] {
  return [
    { name: 'absent', says: 'is left out', text: null },
    { name: 'empty', says: 'is empty', text: { value: '', shown: '' } },
    ...malform(credential),
    ...alter(credential, seededFaker(seed, `spoil ${credential.name}`)),
    ...forge(credential, [credential, ...all]),
    ...borrow(credential, all),
  ].filter(({ text }) => isSpoilt(text, credential) && !tells(text, [credential, ...all]));
}

/** False for what a server reads as the right credential: white space around it and the case of its scheme are nothing. */
function isSpoilt(text: CredentialText | null, credential: Credential): boolean {
  if (text === null || text.before !== undefined) return true;
  return asRead(text.value) !== asRead(rightText(credential).value);
}

function asRead(value: string): string {
  return value.trim().replace(/^\S+ +/, (word) => `${word.trim().toLowerCase()} `);
}

/** How many characters of a secret in a row give it away. */
const RUN = 8;

function tells(text: CredentialText | null, secrets: readonly Credential[]): boolean {
  const shown = `${text?.shown ?? ''} ${text?.before?.shown ?? ''}`;
  return secrets.some(({ value }) => sharesRun(shown, value));
}

function sharesRun(text: string, secret: string): boolean {
  for (let at = 0; at + RUN <= secret.length; at++) {
    if (text.includes(secret.slice(at, at + RUN))) return true;
  }
  return false;
}

/**
 * The right value with a wrong word before it, or none (RFC 9110 section 11.6.2). What is not one word and one value has
 * not the form of credentials: that may be told with 400 (RFC 6750 section 3.1, `invalid_request`), as libraries do.
 */
function malform(credential: Credential): Spoilt[] {
  const { variable, value, scheme } = credential;
  if (scheme === undefined) return [];
  const word = schemeWord(scheme).trim();
  const right = rightText(credential);
  const bare = { value: right.value.slice(word.length + 1), shown: right.shown.slice(word.length + 1) };
  const behind = (start: string): CredentialText => ({
    value: `${start}${bare.value}`,
    shown: `${start}${bare.shown}`,
  });
  const found: Spoilt[] = [
    {
      name: 'no-value',
      says: `is the word ${word} alone`,
      text: { value: word, shown: word },
      malformed: true,
    },
    { name: 'no-word', says: `lacks the word ${word}`, text: behind(''), malformed: true },
    { name: 'other-word', says: `has the word Token in place of ${word}`, text: behind('Token ') },
    {
      name: 'glued-word',
      says: `has no space behind the word ${word}`,
      text: behind(word),
      malformed: true,
    },
  ];
  if (scheme !== 'bearer')
    return [...found, { name: 'as-bearer', says: 'is sent as Bearer', text: behind('Bearer ') }];
  const encoded = Buffer.from(`plumbline:${value}`).toString('base64');
  return [
    ...found,
    {
      name: 'word-behind',
      says: 'has a word behind it (RFC 6750 section 2.1: there is one token)',
      text: { value: `${right.value} plumbline`, shown: `${right.shown} plumbline` },
      malformed: true,
    },
    {
      name: 'as-basic',
      says: 'is sent as Basic',
      text: {
        value: `Basic ${encoded}`,
        shown: `Basic $(printf %s "plumbline:\${${variable}}" | base64 -w0)`,
      },
    },
  ];
}

/**
 * Letters too many for a column or an index of a database (2704 in PostgreSQL), and few enough for the headers that common
 * servers take: uWSGI drops the connection where all of them together have more than 4096.
 */
const HUGE = 2800;

/** Wrong values, from far off to almost right: what a careless comparison lets pass. */
export function alter(credential: Credential, faker: SimpleFaker): Spoilt[] {
  const { value, variable, place, scheme } = credential;
  const text = (spoilt: string, shown = spoilt): CredentialText => dressed(credential, spoilt, shown);
  const other = (letter: string) => (letter === 'x' ? 'y' : 'x');
  const filter = (program: string) => `$(printf %s "\${${variable}}" | ${program})`;
  const half = value.slice(0, Math.ceil(value.length / 2));
  const random = faker.string.alphanumeric(Math.max(value.length, 8));
  // Neither a comma nor a quote may be in a bearer token: a server may call the header malformed (RFC 6750 section 2.1).
  const noToken = scheme === 'bearer' ? { malformed: true } : {};
  // The last letter in base64url may hold bits that a decoder drops: these two differ in those that it does not.
  const tail = /[w-z0-9_-]$/.test(value) ? 'A' : 'x';
  const found: (Spoilt | undefined)[] = [
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
    value.length < 2
      ? undefined
      : { name: 'short', says: 'lacks its last letter', text: text(value.slice(0, -1), `\${${variable}%?}`) },
    { name: 'long', says: 'has a letter too many', text: text(`${value}x`, `\${${variable}}x`) },
    { name: 'null', says: 'is the word null', text: text('null') },
    { name: 'undefined', says: 'is the word undefined', text: text('undefined') },
    { name: 'number', says: 'is a number', text: text('1234567890') },
    { name: 'uuid', says: 'is some UUID', text: text(faker.string.uuid()) },
    scheme === undefined
      ? { name: 'wildcard', says: 'is what stands for anything in a search of a database', text: text('%') }
      : undefined,
    scheme === undefined
      ? { name: 'pattern', says: 'is a pattern of which anything is an instance', text: text('.*') }
      : undefined,
    // A cookie may stand in quotes, and a comma ends it in some servers.
    place === 'cookie'
      ? undefined
      : {
          name: 'comma-twice',
          says: 'is given twice with a comma between',
          text: text(`${value},${value}`, `\${${variable}},\${${variable}}`),
          ...noToken,
        },
    // What looks a credential up may fail at a value that no column or index holds, or that is no ASCII.
    place !== 'header' || scheme === 'basic'
      ? undefined
      : {
          name: 'huge',
          says: `has ${HUGE} letters too many`,
          text: text(`${value}${'x'.repeat(HUGE)}`, `\${${variable}}$(printf %${HUGE}s | tr ' ' x)`),
          malformed: true,
          huge: true,
        },
    place !== 'header' || scheme === 'basic'
      ? undefined
      : {
          name: 'not-ascii',
          says: 'ends in a letter that is not ASCII, which a header may hold (RFC 9110 section 5.5)',
          text: text(`${value.slice(0, -1)}\u00e9`, `\${${variable}%?}$(printf '\\351')`),
          malformed: true,
        },
    place !== 'header'
      ? undefined
      : {
          name: 'second-line',
          says: 'comes in a second header of the same name, behind a wrong one',
          text: { ...rightText(credential), before: text(random) },
          malformed: true,
        },
  ];
  // What a shell has to filter or to quote cannot be put into base64 by it as well.
  if (scheme !== 'basic') {
    found.push({
      name: 'half',
      says: 'is its first half',
      text: text(half, filter(`cut -c1-${half.length}`)),
    });
    found.push({
      name: 'reversed',
      says: 'is written backwards',
      text: text([...value].reverse().join(''), filter('rev')),
    });
    if (place !== 'cookie')
      found.push({
        name: 'quoted',
        says: 'is in quotes',
        text: text(`"${value}"`, `"\${${variable}}"`),
        ...noToken,
      });
    // Identifiers such as a UUID may be compared without case; a word or a token may not.
    if (!/^[0-9a-f-]+$/i.test(value)) {
      found.push({
        name: 'other-case',
        says: 'is in the other case',
        text: text(swapCase(value), filter("tr 'A-Za-z' 'a-zA-Z'")),
      });
    }
  }
  return found.filter((each) => each !== undefined);
}

/**
 * Tokens that a server believes if it does not verify them: a JWT of another signer, without its signature, or that
 * says that it needs none (RFC 8725 section 2.1).
 */
function forge({ scheme, value, variable }: Credential, secrets: readonly Credential[]): Spoilt[] {
  if (scheme !== 'bearer') return [];
  const head = (alg: string): string => {
    const ways = [
      { alg, typ: 'JWT' },
      { kid: 'plumbline1', alg },
      { kid: 'plumbline12', alg },
    ].map(base64url);
    // The beginning of a JWT is the same for all of its kind, and yet eight characters of the secret. Base64 looks
    // different at another distance from its start.
    return ways.find((way) => !secrets.some((secret) => sharesRun(way, secret.value))) ?? ways[0] ?? '';
  };
  const unsigned = `${head('HS256')}.${base64url({ plumbline: true, sub: 'plumbline' })}`;
  // A server whose key is not set verifies with an empty one.
  const forged = `${unsigned}.${createHmac('sha256', '').update(unsigned).digest('base64url')}`;
  const found: Spoilt[] = [
    {
      name: 'forged',
      says: 'is a JWT of another signer',
      text: { value: `Bearer ${forged}`, shown: `Bearer ${forged}` },
    },
  ];
  const [own, claims, signature, more] = value.split('.');
  if (!own?.startsWith('eyJ') || claims === undefined || !signature || more !== undefined) return found;
  const none = head('none');
  return [
    ...found,
    {
      name: 'no-signature',
      says: 'is a JWT whose signature is cut off',
      text: { value: `Bearer ${own}.${claims}.`, shown: `Bearer \${${variable}%.*}.` },
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

function base64url(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** The value of each other credential of the same request: right, but not for this place. */
function borrow(credential: Credential, all: readonly Credential[]): Spoilt[] {
  return all
    .filter(({ name, value }) => name !== credential.name && value !== credential.value)
    .filter(({ value }) => credential.place !== 'cookie' || !/[\s",;\\]/.test(value))
    .map(({ name, value, variable }) => ({
      name: `value-of-${slug(name)}`,
      says: `has the value of ${name}`,
      text: dressed(credential, value, `\${${variable}}`),
    }));
}

/** A value as long as the right one that is not it. */
export function wrongText(credential: Credential, seed: number): CredentialText {
  const random = seededFaker(seed, `wrong ${credential.name}`).string.alphanumeric(
    Math.max(credential.value.length, 8),
  );
  return dressed(credential, random, random);
}

function swapCase(value: string): string {
  return [...value]
    .map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
    .join('');
}
