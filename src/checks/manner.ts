/** Tells in which unusual manner a probe was sent; undefined for the usual one. */
export type MannerOf = (id: string) => string | undefined;

/** Manners that the end of a probe's id does not tell by itself. */
const MANNERS: readonly [RegExp, string][] = [
  [/^valid\/body\/chunked$/, 'in-chunks'],
  [/^valid\/body\/additional-text$|(^|\/)invalid\/.+\/huge$/, 'large'],
  [/\/(no-accept|accept-(anything|html|second-choice|weights))$/, 'what it accepts'],
  [/^valid\/body\/answers-own$/, 'what only the answer has'],
  [/^invalid\/body\/(absent|empty|in-query-alone)$/, 'no body'],
  [/^invalid\/body\/(empty-object|in-query)$/, 'nothing in the body'],
  [/\/format\/(upper|mixed)-case$|\/an-upper-case-uuid$/, 'letters in capitals'],
  // Whoever takes one of these takes it for any credential, or for any that comes with that form of the body.
  ...['null', 'undefined', 'number', 'uuid'].map((word): [RegExp, string] => [
    new RegExp(`^unauthorized/[^/]+/${word}$`),
    `credentials that are ${word}`,
  ]),
  [/\/upper-case-charset$/, 'charset'],
  [/\/required\/camel-case$/, 'names in camel case'],
  [/\/required\/kebab-case$/, 'names with dashes'],
  [/\/required\/upper-case$/, 'names in capitals'],
  [/\/required\/trailing-space$/, 'names with a space'],
  [/\/second-line$/, 'a header twice'],
];

/**
 * How requests were written or sent, whatever they asked for. One place in a server reads bodies in chunks, the names of
 * properties, or a header that comes twice: for all requests, or for none.
 *
 * @param ids of all probes of a run: a form is one in which a request was sent that was sent as usual too
 */
export function mannersOf(ids: ReadonlySet<string>): MannerOf {
  const again = [...ids].filter((id) => ids.has(id.slice(0, id.lastIndexOf('/')).replace(/^repeated\//, '')));
  // The ninth call is no form.
  const forms = new Set(again.map(lastPart).filter((form) => !/^\d+$/.test(form)));
  return (id) => {
    const named = MANNERS.find(([ending]) => ending.test(id));
    if (named !== undefined) return named[1];
    return forms.has(lastPart(id)) ? lastPart(id) : undefined;
  };
}

function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
