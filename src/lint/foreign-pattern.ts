/** What other languages of regular expressions have, and ECMA-262 has not, or takes for something else. */
const FOREIGN: readonly [sign: RegExp, what: string, instead: string][] = [
  [/(?<!\\)\\A/, '\\A', '^'],
  [/(?<!\\)\\[zZ]/, '\\z', '$'],
  [/\(\?[imsx]+\)/, 'a flag such as (?i)', 'both cases, such as [Aa]'],
  [/\[\[:\w+:\]\]/, 'a class such as [[:alpha:]]', 'a range such as [A-Za-z]'],
  [
    /(?<!\\)\\p\{(?:Alpha|Alnum|Print|Punct|Graph|Space|Digit|Upper|Lower|Blank|Cntrl|XDigit|Is\w+)\}/,
    'a class such as \\p{Print}',
    'a range such as [ -~]',
  ],
];

/** What of a pattern is not of the language that JSON Schema has, with what to write instead; undefined if nothing is. */
export function foreignPart(pattern: string): { what: string; instead: string } | undefined {
  const found = FOREIGN.find(([sign]) => sign.test(pattern));
  return found === undefined ? undefined : { what: found[1], instead: found[2] };
}

/** True for a pattern that means something else, or nothing, in ECMA-262. */
export function isForeign(pattern: string): boolean {
  return foreignPart(pattern) !== undefined;
}
