import { stringFormats } from '../../checks/formats.ts';

/** The encodings of bytes of RFC 4648 sections 5, 6 and 8; that for URLs may go without its padding. */
const ENCODINGS = {
  base64url: /^(?:[\w-]{4})*(?:[\w-]{2}(?:==)?|[\w-]{3}=?)?$/,
  base32: /^(?:[A-Z2-7]{8})*(?:[A-Z2-7]{2}={6}|[A-Z2-7]{4}={4}|[A-Z2-7]{5}={3}|[A-Z2-7]{7}=)?$/,
  base16: /^(?:[0-9A-F]{2})*$/i,
};

/** Encodings that leave bytes as they are (RFC 2045 section 6.2). */
export const AS_THEY_ARE: ReadonlySet<string> = new Set(['7bit', '8bit', 'binary', 'identity']);

/** Encodings of bytes in a text (`contentEncoding`), as functions; of others nobody looks at the text. */
export const encodings: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ['base64', (value: string) => stringFormats['byte']?.(value) ?? true],
  ...Object.entries(ENCODINGS).map(
    ([name, pattern]) => [name, (value: string) => pattern.test(value)] as const,
  ),
]);

/** The formats of texts as functions: those of the checks, and those that two documents may disagree on besides. */
export const textFormats: Readonly<Record<string, (value: string) => boolean>> = {
  ...stringFormats,
  ...Object.fromEntries([...encodings].filter(([name]) => name !== 'base64')),
};
