/** `2026-11-25` of a time in ISO 8601, in UTC; a text that is no time stays as it is. */
export function day(time: string): string {
  return iso(time)?.slice(0, 10) ?? time;
}

/** `2026-11-25 02:47 UTC`. */
export function minute(time: string): string {
  const text = iso(time);
  return text === undefined ? time : `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}

function iso(time: string): string | undefined {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
