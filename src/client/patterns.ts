/**
 * What the client asks of the text of an answer. The consumer tests write these same patterns into the Pact file, so that
 * what is verified is what is read: no `\d` or flags, which other languages understand differently.
 */
export const PATTERNS = {
  uuid: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
  /** RFC 3339 section 5.6: the time zone is a part of it. */
  dateTime:
    '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)([.][0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$',
  jsonType: '^application/json *(;.*)?$',
} as const;

/** True when a text is of the form that a pattern names. */
export function isA(form: keyof typeof PATTERNS, text: string): boolean {
  return new RegExp(PATTERNS[form]).test(text);
}
