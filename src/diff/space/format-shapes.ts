/** Formats whose texts are those that a pattern matches, no more and no fewer (as `checks/formats.ts` reads them). */
export const EXACT_FORMATS: ReadonlyMap<string, string> = new Map([
  // RFC 9562 section 4.
  ['uuid', '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$'],
]);

/** Formats all of whose texts a pattern matches, and perhaps others: a calendar is beyond patterns. */
export const FORMAT_SHAPES: ReadonlyMap<string, string> = new Map([
  ...EXACT_FORMATS,
  // RFC 3339 section 5.6.
  ['date', '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'],
  [
    'date-time',
    '^[0-9]{4}-[0-9]{2}-[0-9]{2}[tT][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?([zZ]|[+-][0-9]{2}:[0-9]{2})$',
  ],
  // RFC 3986 section 3: a scheme comes first.
  ['uri', '^[A-Za-z][A-Za-z0-9+.-]*:[^\\s]*$'],
  // RFC 5321 section 4.1.2.
  ['email', '^[^\\s]+@[^\\s]+$'],
]);

/** The fewest and the most characters of a format's texts: a limit that holds them all says nothing more. */
export const FORMAT_LENGTHS: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ['uuid', [36, 36]],
  ['date', [10, 10]],
  ['date-time', [20, Number.POSITIVE_INFINITY]],
  ['ipv4', [7, 15]],
  // A scheme and its colon; a letter on either side of an at sign.
  ['uri', [2, Number.POSITIVE_INFINITY]],
  ['email', [3, Number.POSITIVE_INFINITY]],
]);
