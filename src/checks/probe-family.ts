/**
 * The id of a probe as it was sent first: the very same again is `repeated/…/2`.
 *
 * @param id of a probe, such as `repeated/valid/example/3`
 */
export function firstCallOf(id: string): string {
  return id.replace(/^repeated\/(.+)\/\d+$/, '$1');
}

/**
 * What a probe has wrong, by its id: one rule broken in ten ways, or one credential.
 *
 * @param id of a probe, such as `invalid/event_type/enum/unknown` or `repeated/unauthorized/apikey/wrong`
 * @returns the beginning of it, such as `invalid/event_type/enum` or `unauthorized/apikey`
 */
export function familyOf(id: string): string {
  return id
    .replace(/^repeated\//, '')
    .split('/')
    .slice(0, id.includes('valid/') ? 3 : 2)
    .join('/');
}
