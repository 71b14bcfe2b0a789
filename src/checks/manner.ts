import { firstCallOf } from './probe-family.ts';

/** Tells in which unusual manners a probe was sent; none for the usual one. */
export type MannersOf = (id: string) => readonly string[];

/** Manners that the end of a probe's id does not tell by itself. */
const MANNERS: readonly [RegExp, string][] = [
  [/^valid\/body\/chunked$/, 'in-chunks'],
  [/^valid\/body\/additional-text$|(^|\/)invalid\/.+\/huge$/, 'large'],
  [/\/(no-accept|accept-(anything|html|second-choice|weights))$/, 'what it accepts'],
  [/^valid\/body\/answers-own$/, 'what only the answer has'],
  [/^invalid\/body\/(absent|empty|in-query-alone)$/, 'no body'],
  [/^invalid\/body\/(empty-object|in-query)$/, 'nothing in the body'],
  [/^invalid\/body\/wrapped(-as-\w+)?$/, 'a body inside another'],
  [/^invalid\/media-type\/[^/]+$/, 'another media type'],
  [/\/format\/(upper|mixed)-case$|\/an-upper-case-uuid$|^(repeated\/.+)?\/capitals$/, 'letters in capitals'],
  [/^valid\/body\/additional-(property|object|kinds)$/, 'further'],
  [/^valid\/body\/(order|white-space)$/, 'lines'],
  [/\/upper-case-charset$/, 'charset'],
  [/\/required\/camel-case$/, 'names in camel case'],
  [/\/required\/kebab-case$/, 'names with dashes'],
  [/\/required\/upper-case$/, 'names in capitals'],
  [/\/required\/trailing-space$/, 'names with a space'],
  [/\/second-line$/, 'a header twice'],
];

/** Wrong credentials that come with the body in a form of its own (src/probes/bodies-in-turn.ts): either may be the reason. */
const IN_TURN: ReadonlyMap<string, string> = new Map([
  ['null', 'lines'],
  ['undefined', 'further'],
  ['number', 'letters in capitals'],
  ['uuid', 'lines'],
]);

/**
 * How requests were written or sent, whatever they asked for. One place in a server reads bodies in chunks, the names of
 * properties, or a header that comes twice: for all requests, or for none.
 *
 * @param ids of all probes of a run: a form is one in which a request was sent that was sent as usual too
 */
export function mannersOf(ids: ReadonlySet<string>): MannersOf {
  const again = [...ids].filter((id) => ids.has(id.slice(0, id.lastIndexOf('/')).replace(/^repeated\//, '')));
  // The ninth call is no form.
  const forms = new Set(again.map(lastPart).filter((form) => !/^\d+$/.test(form)));
  return (full) => {
    // The second call was sent as the first one.
    const id = firstCallOf(full);
    const several = /\/together\/([^/]+)$/.exec(id)?.[1]?.split('.');
    if (several !== undefined) return several.map((form) => mannerOf(`/${form}`) ?? form);
    const [, word = ''] = /^unauthorized\/[^/]+\/(\w+)$/.exec(id) ?? [];
    const turn = IN_TURN.get(word);
    if (turn !== undefined) return [`credentials that are ${word}`, turn];
    const manner = mannerOf(id) ?? (forms.has(lastPart(id)) ? lastPart(id) : undefined);
    return manner === undefined ? [] : [manner];
  };
}

function mannerOf(id: string): string | undefined {
  return MANNERS.find(([ending]) => ending.test(id))?.[1];
}

function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
