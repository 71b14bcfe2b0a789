/**
 * What must never reach a terminal as it is: control characters (an escape sequence can rewrite the screen),
 * characters that turn the direction of text around, characters that cannot be seen, spaces that are not the
 * space, lone surrogates and the code points that XML 1.0 forbids.
 */
const UNSAFE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]|(?! )\p{Zs}/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const ASCII = /^[\x20-\x7e]*$/;

/** The text with every character that a terminal would act upon, or a reader would not see, spelt as `\u001b`. */
export function escapeControl(text: string): string {
  return replaceUnsafe(text, (character) => SHORT[character] ?? spell(character));
}

/** The text with each unsafe character replaced by what `spelling` makes of it. */
export function replaceUnsafe(text: string, spelling: (character: string) => string): string {
  return ASCII.test(text) ? text : text.replace(UNSAFE, spelling);
}

function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** How many columns of a terminal a safe text takes. */
export function columns(text: string): number {
  if (ASCII.test(text)) return text.length;
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

function columnsOf(character: string): number {
  if (ASCII.test(character)) return 1;
  if (/\p{M}/u.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** The longest beginning of a safe text that fits into `room` columns. */
export function beginning(text: string, room: number): string {
  if (ASCII.test(text)) return text.slice(0, Math.max(0, room));
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += columnsOf(character);
    if (used > room) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** True when a safe text takes no more than `room` columns; as quick for a megabyte as for a line. */
export function fits(text: string, room: number): boolean {
  return beginning(text, room).length === text.length;
}

/** A safe text that fits into `room` columns, cut with `…` where it does not. */
export function clip(text: string, room: number): string {
  return fits(text, room) ? text : `${beginning(text, room - 1)}…`;
}
