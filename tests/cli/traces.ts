/** As long a part of a secret as may be seen of it by chance, and no longer. */
const RUN = 10;

/** Every run of so many characters. */
function runs(text: string, length: number): string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) =>
    text.slice(at, at + length),
  );
}

/** What base64 makes of a secret that stands at any place of a longer text: the characters that hold nothing else. */
function base64(secret: string): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]).toString('base64');
    const first = Math.ceil((before * 8) / 6);
    const whole = Math.floor(((before + secret.length) * 8) / 6);
    return text.slice(first, whole);
  });
}

/** The spellings in which a secret is looked for, with the length of a run that shows too much. */
function spellings(secret: string): [text: string, run: number][] {
  const bytes = [...Buffer.from(secret)].map((byte) => byte.toString(16).padStart(2, '0'));
  return [
    [secret, RUN],
    [encodeURIComponent(secret), RUN],
    [JSON.stringify(secret).slice(1, -1), RUN],
    [bytes.join(''), 2 * RUN],
    [bytes.map((byte) => `%${byte}`).join(''), 3 * RUN],
    [bytes.map((byte) => `\\u00${byte}`).join(''), 6 * RUN],
    [bytes.map((byte) => `&#x${byte};`).join(''), 6 * RUN],
    ...base64(secret).map((text): [string, number] => [text, 14]),
    ...base64(secret).map((text): [string, number] => [text.replaceAll('+', '-').replaceAll('/', '_'), 14]),
  ];
}

/**
 * The parts of secrets that a text shows, in any of their spellings, whatever the case of its letters and however often
 * its JSON was escaped.
 */
export function traces(text: string, secrets: readonly string[]): string[] {
  const once = text.replaceAll('\\"', '"').replaceAll('\\/', '/').replaceAll('\\\\', '\\');
  const places = [...new Set([text, once, once.replaceAll('\\"', '"').replaceAll('\\\\', '\\')])].map(
    (place) => place.toLowerCase(),
  );
  const seen = (part: string): boolean => places.some((place) => place.includes(part));
  return secrets.flatMap((secret) =>
    spellings(secret).flatMap(([spelt, run]) => {
      // A run holds at least one of these blocks whole, and there are far fewer of them.
      const size = Math.floor((run + 1) / 2);
      const blocks = runs(spelt.toLowerCase(), size).filter((_, at) => at % size === 0);
      return blocks.some(seen) ? runs(spelt.toLowerCase(), run).filter(seen) : [];
    }),
  );
}
