import { parseMediaType } from '../../document/media-type.ts';
import { joinPointer } from '../../document/pointer.ts';
import { isObject } from '../../json.ts';
import type { Rule } from '../rule.ts';

const MEANT: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  text: 'text/plain',
  html: 'text/html',
  form: 'application/x-www-form-urlencoded',
};

export const mediaTypeName: Rule = {
  id: 'media-type-name',
  promise: 'Every key of `content` is a media type or a media type range.',
  severity: 'warning',
  source: 'OpenAPI 3.0 section 4.7.13 (`content`); RFC 9110 section 8.3.1',
  *find({ every }) {
    for (const kind of ['parameter', 'header', 'body', 'response'] as const) {
      for (const { pointer, value } of every(kind)) {
        const content = isObject(value) ? value['content'] : undefined;
        for (const type of isObject(content) ? Object.keys(content) : []) {
          // A range such as `text/*` is written like a type.
          if (parseMediaType(type) !== undefined || type.startsWith('x-')) continue;
          const meant = MEANT[type.toLowerCase()] ?? 'application/json';
          yield {
            pointer: joinPointer(pointer, 'content', type),
            message: `${JSON.stringify(type)} is no media type`,
            suggestion: { text: 'Write it as type/subtype.', yaml: `content:\n  ${meant}:` },
            identity: [type],
          };
        }
      }
    }
  },
};
