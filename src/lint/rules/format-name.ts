import { nearest } from '../../document/nearest.ts';
import { joinPointer } from '../../document/pointer.ts';
import { isObject } from '../../json.ts';
import type { Rule } from '../rule.ts';

/** Formats of JSON Schema 2020-12 and of the OpenAPI Format Registry. */
const KNOWN = new Set(
  `date-time date time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri iri-reference uuid
  uri-template json-pointer relative-json-pointer regex int8 int16 int32 int64 uint8 uint16 uint32 uint64 float double
  single-int double-int half decimal decimal128 byte binary base64url password char html commonmark http-date media-range
  sf-binary sf-boolean sf-decimal sf-integer sf-string sf-token`.split(/\s+/),
);

/** Common spellings that are more than two letters away from what they mean. */
const MEANT: Readonly<Record<string, string>> = {
  datetime: 'date-time',
  date_time: 'date-time',
  timestamp: 'date-time',
  guid: 'uuid',
  url: 'uri',
  mail: 'email',
};

export const formatName: Rule = {
  id: 'format-name',
  promise: 'Every format is spelt as the registries spell it.',
  severity: 'note',
  source:
    'JSON Schema validation section 7.3; OpenAPI Format Registry: an unknown format is checked by nobody',
  *find({ every }) {
    for (const { pointer, value } of every('schema')) {
      const format = isObject(value) ? value['format'] : undefined;
      if (typeof format !== 'string' || KNOWN.has(format)) continue;
      const meant = Object.hasOwn(MEANT, format.toLowerCase()) ? MEANT[format.toLowerCase()] : close(format);
      if (meant === undefined) continue;
      yield {
        pointer: joinPointer(pointer, 'format'),
        message: `the format ${JSON.stringify(format)} is known to no registry, and checked by nobody`,
        suggestion: { text: `Write ${meant}, if that is meant.`, yaml: `format: ${meant}` },
        identity: [format],
      };
    }
  },
};

/** The same word in another case or with other signs in it, or one slip away where it is long enough to tell. */
function close(format: string): string | undefined {
  const bare = (word: string) => word.toLowerCase().replace(/[^a-z0-9]/g, '');
  for (const each of KNOWN) if (bare(each) === bare(format)) return each;
  const near = format.length < 6 ? undefined : nearest(format, KNOWN);
  return near !== undefined && Math.abs(near.length - format.length) <= 1 && near[0] === format[0]
    ? near
    : undefined;
}
