/**
 * A value as JSON for a file or a terminal: two spaces, a newline at the end. What would act on a terminal is spelt as
 * JSON escapes, which any reader turns back.
 */
export function jsonDocument(value: object): string {
  return `${escapeActing(JSON.stringify(value, null, 2))}\n`;
}

/** The same on one line, for a file that holds one value a line. */
export function jsonLine(value: object): string {
  return `${escapeActing(JSON.stringify(value))}\n`;
}

function escapeActing(json: string): string {
  return json.replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, escapeUnits);
}

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
