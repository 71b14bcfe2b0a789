const base64 = (text: string): string => Buffer.from(text, 'base64').toString('latin1');

/** Files that are what their media type says, each as short as it may be: one letter an octet. */
const SAMPLES: Record<string, { ending: string; octets?: string }> = {
  'application/octet-stream': { ending: 'bin' },
  'text/plain': { ending: 'txt' },
  'text/csv': { ending: 'csv', octets: 'name,value\r\nplumbline,1\r\n' },
  // One page without anything on it, and a picture of one point.
  'application/pdf': { ending: 'pdf', octets: pdf() },
  'image/png': {
    ending: 'png',
    octets: base64(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    ),
  },
  'image/gif': {
    ending: 'gif',
    octets: base64('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'),
  },
};

/** A small file of a media type. */
export interface SampleFile {
  /** What its name ends in. */
  ending: string;
  /** What it holds, one letter an octet; undefined where anything will do. */
  octets: string | undefined;
}

/** A file that nobody can refuse for not being of this media type; undefined for a type of which there is none here. */
export function sampleFile(type: string): SampleFile | undefined {
  const found = Object.hasOwn(SAMPLES, type) ? SAMPLES[type] : undefined;
  return found === undefined ? undefined : { ending: found.ending, octets: found.octets };
}

/** PDF 1.4 (ISO 32000-1 section 7.5): the table at its end gives the place of each object. */
function pdf(): string {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  return `${text}xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
}
