import formats from 'ajv-formats/dist/formats.js';

/**
 * What nearly every document has. The patterns that know all forms of RFC 3986, Internet addresses among them, take V8
 * 7 ms each to compile, and so are asked only about the rest.
 */
const PLAIN_URI = /^https?:\/\/[a-z0-9.-]+(?::\d+)?(?:\/[\w.~-]*)*(?:#[\w.~/-]*)?$/i;
const PLAIN_REFERENCE = /^(?:[\w.~-]+(?:\/[\w.~-]*)*)?(?:#[\w.~/-]*)?$/;

const { uri, 'uri-reference': reference } = formats.fullFormats as unknown as {
  uri: (text: string) => boolean;
  'uri-reference': RegExp;
};

/** True for a URI, with its scheme (RFC 3986 section 3), as ajv-formats reads it. */
export function isUri(text: string): boolean {
  return PLAIN_URI.test(text) || uri(text);
}

/** True for a URI or a relative reference (RFC 3986 section 4.1), as ajv-formats reads it. */
export function isUriReference(text: string): boolean {
  return PLAIN_REFERENCE.test(text) || PLAIN_URI.test(text) || reference.test(text);
}
