import formats from 'ajv-formats/dist/formats.js';
import { isUri, isUriReference } from '../document/uri.ts';

/** `date-time` of RFC 3339 section 5.6: the T, the colon of the offset and the zone itself are not optional. */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
/** `full-time` of the same section. */
const TIME = /^\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
/** RFC 9562 section 4: groups of 8, 4, 4, 4 and 12 digits, without the prefix that a URN has. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

type Test = (value: string) => boolean;

/**
 * The formats of JSON Schema as functions, which is the only form that openapi-response-validator takes. They are
 * those of ajv-formats, but for three that it reads too kindly: its `uuid` accepts `urn:uuid:…`, its `date-time` a
 * blank for the T and an offset without its colon, its `time` the latter.
 */
export const stringFormats: Readonly<Record<string, Test>> = {
  ...Object.fromEntries(
    Object.entries(formats.fullFormats).flatMap(([name, format]) => {
      const test = asTest(format);
      return test === undefined ? [] : [[name, test] as const];
    }),
  ),
  uri: isUri,
  'uri-reference': isUriReference,
  uuid: (value) => UUID.test(value),
  'date-time': (value) => DATE_TIME.test(value) && calendarTest(value),
  time: (value) => TIME.test(value) && clockTest(value),
};

const calendarTest = asTest(formats.fullFormats['date-time']) ?? (() => true);
const clockTest = asTest(formats.fullFormats.time) ?? (() => true);

function asTest(format: unknown): Test | undefined {
  if (format instanceof RegExp) {
    const pattern = new RegExp(format.source, format.flags.replace('g', ''));
    return (value) => pattern.test(value);
  }
  if (typeof format === 'function') return format as Test;
  if (typeof format !== 'object' || format === null || !('validate' in format)) return undefined;
  if ('type' in format && format.type === 'number') return undefined;
  return asTest(format.validate);
}
