/** Text as a part of a probe's id: lower case, digits and dashes. */
export function slug(text: string): string {
  const short = text
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
    .slice(0, 40);
  return short === '' ? 'empty' : short;
}

/** The names on the way to a value as a part of a probe's id, spelt as the document does: `address.street`. */
export function dotted(keys: readonly string[]): string {
  return keys.map((key) => key.replace(/[^A-Za-z0-9_.-]+/g, '-').slice(0, 60) || 'empty').join('.');
}
