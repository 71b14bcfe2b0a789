import { isJsonType, parseMediaType } from '../document/media-type.ts';
import { header } from '../exchange/exchange.ts';
import type { Check } from './check.ts';
import type { Observation } from './finding.ts';
import type { Reading } from './reading.ts';

export const mediaType: Check = {
  id: 'media-type',
  promise: 'Every body comes as a media type that the document names for its status, in the right encoding.',
  severity: 'error',
  source: 'the document: `content` of the response; RFC 9110 sections 8.3 and 12.5.3; RFC 8259 section 8.1',
  kinds: {
    absent: 'There is a body, and no Content-Type.',
    ambiguous: 'Several Content-Type headers contradict each other.',
    malformed: 'The Content-Type is no media type.',
    undocumented: 'The document does not name this media type for this status.',
    charset: 'JSON is said to be in another encoding than UTF-8.',
    encoded: 'The body is compressed, though nobody asked for it; a note.',
    'refused-coding': 'The body is compressed in a way that the request excludes.',
  },
  *each(reading) {
    const { exchange, documented, contentTypes, gate } = reading;
    const { response } = exchange;
    if (response === undefined || documented === undefined || documented.content.length === 0 || gate) return;
    const promised = documented.content.map(({ type }) => type).join(' or ');
    const [first] = contentTypes;
    if (first === undefined) {
      if (response.body.length > 0)
        yield observation(
          reading,
          'error',
          'absent',
          `the answer has no Content-Type; the document says ${promised}`,
          promised,
          null,
        );
      return;
    }
    if (new Set(contentTypes).size > 1) {
      yield observation(
        reading,
        'error',
        'ambiguous',
        `the answer has ${contentTypes.length} Content-Type headers: ${contentTypes.join(' and ')}`,
        promised,
        contentTypes.join(', '),
      );
    }
    if (reading.mediaType === undefined) {
      yield observation(
        reading,
        'error',
        'malformed',
        `the Content-Type is ${JSON.stringify(first)}, which is no media type`,
        promised,
        first,
      );
      return;
    }
    const { essence, parameters } = reading.mediaType;
    if (!documented.content.some(({ type }) => matches(type, essence))) {
      yield observation(
        reading,
        'error',
        'undocumented',
        `the Content-Type is ${essence}; the document says ${promised}`,
        promised,
        first,
      );
    }
    const charset = parameters.get('charset');
    if (charset !== undefined && isJsonType(essence) && !/^utf-?8$/i.test(charset)) {
      const harmless = /^us-ascii$/i.test(charset) && response.body.every((byte) => byte < 0x80);
      yield observation(
        reading,
        harmless ? 'note' : 'error',
        'charset',
        `the Content-Type says charset=${charset}; JSON is UTF-8`,
        'utf-8',
        charset,
      );
    }
    const coding = header(response.headers, 'content-encoding');
    if (coding === undefined || coding.toLowerCase() === 'identity') return;
    const asked = header(exchange.request.headers, 'accept-encoding');
    if (asked === undefined) {
      yield observation(
        reading,
        'note',
        'encoded',
        `the body is compressed (${coding}), though the request did not ask for it`,
        null,
        coding,
      );
    } else if (coding.split(',').some((name) => isExcluded(name.trim(), asked))) {
      yield observation(
        reading,
        'error',
        'refused-coding',
        `the body is compressed as ${coding}, which the request excludes: it says Accept-Encoding: ${asked}`,
        asked,
        coding,
      );
    }
  },
};

/**
 * True for a coding that is not listed in Accept-Encoding, or with the weight 0, by its name or as one of all others (RFC
 * 9110 section 12.5.3). No coding at all is another question.
 */
function isExcluded(coding: string, asked: string): boolean {
  const weights = new Map(
    asked.split(',').map((item): [string, string] => {
      const [name = '', weight = ''] = item.split(';').map((part) => part.trim().toLowerCase());
      return [codingName(name), weight];
    }),
  );
  const name = codingName(coding.toLowerCase());
  if (name === 'identity') return false;
  const weight = weights.get(name) ?? weights.get('*');
  return weight === undefined || /^q=0(?:\.0*)?$/.test(weight);
}

/** The older names mean the same (RFC 9110 section 8.4.1). */
function codingName(name: string): string {
  return name.replace(/^x-(?=(?:gzip|compress)$)/, '');
}

function matches(documented: string, essence: string): boolean {
  const key = parseMediaType(documented)?.essence ?? documented.toLowerCase();
  return key === essence || key === '*/*' || key === `${essence.split('/')[0]}/*`;
}

function observation(
  { documented }: Reading,
  severity: Observation['severity'],
  kind: string,
  message: string,
  expected: string | null,
  actual: string | null,
): Observation {
  return {
    severity,
    kind,
    message,
    response: {
      part: 'header',
      pointer: ['encoded', 'refused-coding'].includes(kind) ? 'Content-Encoding' : 'Content-Type',
      expected,
      actual,
    },
    promise: documented?.content[0]?.pointer ?? documented?.pointer,
  };
}
