const LIMITED =
  '(?:if|when|whenever|unless|where|once|as|depending|with|only (?:if|when|where)|by (?:most|some|certain|many|several)|for (?:most|some|certain|many|several)|in (?:most|some|certain)|scopes?|permissions?|fields?|parameters?|properties)';
const WORD = '(?:required|mandatory|compulsory)';

/** Ways to say that something is required, and not only under a condition that OpenAPI cannot express. */
const SAYS = [
  // "Required.", "Required only for Sandbox API requests", "**Required** for every call"
  new RegExp(`^[\\s*_(\\[]*${WORD}[*_)\\]]*(?!\\s+${LIMITED}\\b)(?=[\\s.,;:!)\\]]|$)`, 'i'),
  // "This header is required", "It must be provided": of the thing itself, not of another
  new RegExp(
    `^(?:this|it|the) (?:\\w+ )?(?:is|are) (?:always )?${WORD}(?!\\s+${LIMITED}\\b)(?=[\\s.,;:!)]|$)`,
    'i',
  ),
  new RegExp(`\\((?:${WORD})\\)`, 'i'),
];

const DENIES = /\b(?:if|when|whenever|unless|not|never|no longer|isn't|optional|optionally|n't)\b/i;

/**
 * The sentence of a description that says that what it describes is required; undefined where none does. A requirement
 * that hangs on another value ("required if …") is not meant: OpenAPI has no word for it in a parameter.
 */
export function saysRequired(description: string): string | undefined {
  for (const sentence of sentencesOf(description)) {
    if (SAYS.some((form) => form.test(sentence)) && !DENIES.test(sentence)) return sentence;
  }
  return undefined;
}

/** The sentences of a text, Markdown left as it is; code is no prose. */
export function sentencesOf(description: string): string[] {
  return withoutCodeBlocks(description)
    .split(/(?<=[.!?;])\s+|\n\s*\n|\n\s*[-*]\s+/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '');
}

/** A text without its fenced code. */
export function withoutCodeBlocks(text: string): string {
  return text.replace(/^([ \t]*)(```|~~~)[\s\S]*?^\1\2/gm, '');
}

/** A text in a sentence: in quotes, cut where it is long. */
export function quoted(text: string, most = 140): string {
  return `"${text.length <= most ? text.replace(/[.;]$/, '') : `${text.slice(0, most - 1)}…`}"`;
}
