import { html } from 'hono/html';
import { escapeControl } from '../safe.ts';

/** A piece of HTML, made by `markup` and by nothing else. */
export interface Markup {
  readonly isEscaped: true;
  toString(): string;
}

/** What may stand in a template: a text of any kind, which is made safe, or pieces that are safe already. */
export type Part = string | number | Markup | undefined | false | readonly Part[];

/**
 * HTML from a template literal. Whatever stands in it is text: characters that HTML reads are escaped by the library,
 * and those that nobody would see, or that turn the direction of text around, are spelt as `\u202e` before.
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const made: unknown = html(strings, ...parts.map(visible));
  return made as Markup;
}

function visible(part: Part): Part {
  if (typeof part === 'string') return escapeControl(part);
  return Array.isArray(part) ? part.map(visible) : part;
}
