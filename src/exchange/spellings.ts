import { GRAM, type Proof, type Spelling } from './gram-index.ts';
import { BACKSLASH, ENTITY, PERCENT, undoEscapes } from './unescape.ts';

/** A credential that must never be written down. */
export interface Secret {
  name: string;
  value: string;
  /** In UTF-8. */
  bytes: Uint8Array;
  /** Characters, not bytes. */
  length: number;
}

/** From this length on a part of a secret is taken out too. */
export const PARTS_FROM = 8;
/** Below this length a secret is looked for as a word of its own only. */
export const SUBSTRING_FROM = 4;
/** A run of so many characters cannot be chance. */
const PROOF = 12;
/** How often escapes within escapes are undone. */
export const ROUNDS = 4;

/**
 * A secret whose value is used as it is: spaces around it are gone on any wire.
 *
 * @returns undefined for a value that is empty
 */
export function readSecret(name: string, value: string): Secret | undefined {
  const bytes = Buffer.from(value.trim());
  if (bytes.length === 0) return undefined;
  const wellFormed = bytes.toString();
  return { name, value: wellFormed, bytes, length: [...wellFormed].length };
}

/**
 * The spellings of secrets of at least `PARTS_FROM` characters: as they are, reversed, in hexadecimal, and in base64,
 * in each of the three ways in which bytes can lie in their groups of three, in both alphabets. Escapes, and whatever
 * was encoded before it was encoded in base64, are undone in the text instead.
 */
export function longSpellings(secrets: readonly Secret[]): Spelling[] {
  return secrets.flatMap((secret, owner) => (secret.length < PARTS_FROM ? [] : spell(secret, owner)));
}

/** A short secret, to be found whole. */
export interface Word {
  owner: number;
  /** Latin-1 in lower case. */
  text: string;
  /** What must not stand beside it. */
  beside: RegExp | undefined;
}

/** The spellings of secrets that are too short for parts of them to mean anything. */
export function shortSpellings(secrets: readonly Secret[]): Word[] {
  return secrets.flatMap((secret, owner): Word[] => {
    if (secret.length >= PARTS_FROM) return [];
    if (secret.length < SUBSTRING_FROM) {
      return [{ owner, text: foldedText(secret.bytes), beside: /[\w.%\\\x80-\xff-]/ }];
    }
    const plain = plainForms(secret).filter(({ length }) => length >= SUBSTRING_FROM);
    const hex = Buffer.from(Buffer.from(secret.bytes).toString('hex'));
    // A few characters of base64 may be the letters of any word.
    const encoded = base64Forms(secret.bytes).filter(({ length }) => length >= 6);
    return (
      distinct([...plain, hex, ...encoded])
        .map(foldedText)
        // Digits may be a part of any number, time or identifier.
        .map((text) => ({ owner, text, beside: /^\d+$/.test(text) ? /[a-z0-9]/ : undefined }))
    );
  });
}

/** Bytes as a text in lower case, one character a byte. */
export function foldedText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').toLowerCase();
}

function spell(secret: Secret, owner: number): Spelling[] {
  const proof = proofOf(secret);
  const { bytes, value } = secret;
  const hex = Buffer.from(bytes).toString('hex');
  const same = (length: number) => length;
  return [
    ...plainForms(secret).map((form) => ({ owner, bytes: form, shortest: GRAM, proof: proof(form, same) })),
    {
      owner,
      bytes: Buffer.from([...value].reverse().join('')),
      shortest: GRAM,
      proof: proof(bytes, same, true),
    },
    // Two digits a byte, and eight of them may be a number or a part of a UUID.
    {
      owner,
      bytes: Buffer.from(hex),
      shortest: GRAM * 2,
      proof: proof(Buffer.from(hex), (length) => length * 2),
    },
    ...base64Forms(bytes).map((form) => ({
      owner,
      bytes: form,
      shortest: GRAM,
      // So many characters are decided by a run of bytes alone, wherever in a group of three it begins.
      proof: proof(form, (length) => Math.floor((length * 8 - 4) / 6)),
    })),
  ];
}

/**
 * How long a run has to be to prove that a secret was there: all of a short one, `PROOF` characters of any other. The
 * header of a JSON Web Token (RFC 7515) is the same for all of them and proves nothing; its claims begin alike in all
 * tokens of one issuer, so that only the whole of them proves something.
 *
 * @returns what a spelling of it proves, given how many bytes it has for a number of the secret's, and its direction
 */
function proofOf({
  bytes,
  length,
  value,
}: Secret): (spelt: Uint8Array, stretch: (length: number) => number, backwards?: boolean) => Proof[] {
  const enough = length <= PROOF ? bytes.length : Math.ceil((PROOF * bytes.length) / length);
  const [header, claims] = /^eyJ[\w-]+\.[\w-]+\./.test(value) ? value.split('.') : [];
  if (header === undefined || claims === undefined) {
    return (spelt, stretch) => [{ from: 0, length: Math.min(spelt.length, stretch(enough)) }];
  }
  const claimsFrom = header.length + 1;
  const claimsTo = claimsFrom + claims.length;
  const within = GRAM - 1;
  return (spelt, stretch, backwards = false) => {
    const place = (at: number) => Math.ceil((at * spelt.length) / bytes.length);
    const needed = (least: number) => Math.min(spelt.length, stretch(least));
    // A gram that reaches into the header counts as the header's, one that reaches into the signature as its.
    return backwards
      ? [
          { from: 0, length: needed(enough) },
          { from: spelt.length - place(claimsTo), length: needed(claims.length) },
          { from: spelt.length - place(claimsFrom) - within, length: 0 },
        ]
      : [
          { from: 0, length: 0 },
          { from: place(claimsFrom), length: needed(claims.length) },
          { from: place(claimsTo) - within, length: needed(enough) },
        ];
  };
}

/** A secret as it may stand in a text whose escapes are undone. */
function plainForms({ value, bytes }: Secret): Uint8Array[] {
  const forms: Uint8Array[] = [bytes, Buffer.from(value.replaceAll(' ', '+'))];
  const spaced = value.replaceAll('+', ' ');
  if (!/^ | {2}| $/.test(spaced)) forms.push(Buffer.from(spaced)); // indentation is no secret
  if (bytes.length !== value.length) {
    // Only for ASCII does folding bytes fold letters; and what is UTF-8 may be read as Latin-1, or the other way.
    for (const text of [
      value.toLowerCase(),
      value.toUpperCase(),
      value.normalize('NFC'),
      value.normalize('NFD'),
    ]) {
      forms.push(Buffer.from(text));
    }
    forms.push(Buffer.from(Buffer.from(bytes).toString('latin1')));
    if (/^[\0-\xff]*$/.test(value)) forms.push(Buffer.from(value, 'latin1'));
  }
  // A secret that itself holds what looks like an escape.
  for (const kinds of [PERCENT, BACKSLASH, ENTITY, PERCENT | BACKSLASH | ENTITY]) {
    let form = bytes;
    for (let round = 0; round < ROUNDS; round++) {
      const undone = undoEscapes(form, kinds);
      if (undone === undefined) break;
      form = undone.bytes;
      forms.push(form);
    }
  }
  return distinct(forms);
}

/**
 * Bytes in base64, in each of the three ways in which they can lie in groups of three, without the characters that the
 * bytes before decide, in the alphabet of RFC 4648 section 4 and in that of section 5. The last character is the one that
 * stands at the end of a text; inside of one it may differ.
 */
function base64Forms(bytes: Uint8Array): Uint8Array[] {
  return [0, 1, 2].flatMap((before) => {
    const padded = new Uint8Array(before + bytes.length);
    padded.set(bytes, before);
    const standard = Buffer.from(padded)
      .toString('base64')
      .replaceAll('=', '')
      .slice(before === 0 ? 0 : before + 1);
    const url = standard.replaceAll('+', '-').replaceAll('/', '_');
    return (url !== standard ? [standard, url] : [standard]).map((text) => Buffer.from(text));
  });
}

function distinct(forms: readonly Uint8Array[]): Uint8Array[] {
  const seen = new Map(forms.map((bytes) => [Buffer.from(bytes).toString('latin1'), bytes]));
  return [...seen.values()];
}
