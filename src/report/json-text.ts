/**
 * A value as JSON for a file or a terminal: two spaces, a newline at the end. What would act on a terminal is spelt as
 * JSON escapes, which any reader turns back.
 */
export function jsonDocument(value: object): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, escapeUnits)}\n`;
}

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
