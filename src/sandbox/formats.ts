import type { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/**
 * Gives Ajv the formats of ajv-formats, with two made strict: its `uuid` lets `urn:uuid:` pass, and its `date-time`
 * a space for the T and an offset without a colon, none of which RFC 9562 section 4 and RFC 3339 section 5.6 know.
 */
export function addStrictFormats(ajv: Ajv2020): void {
  addFormats.default(ajv);
  ajv.addFormat('uuid', UUID);
  ajv.addFormat('date-time', isDateTime);
}

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** True for a date-time of RFC 3339 on a day that the calendar has. */
export function isDateTime(text: string): boolean {
  const [, year, month, day] = DATE_TIME.exec(text) ?? [];
  if (year === undefined || Number(month) < 1 || Number(month) > 12 || Number(day) < 1) return false;
  return Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}
