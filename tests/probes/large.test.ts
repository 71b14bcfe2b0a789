import { expect, test } from 'vitest';
import { contractOf, documents, planned } from './asked.ts';

/** What the answers to a probe may be, of those that speak of a size; those that are borne with in brackets. */
function limits(text: string, id: RegExp): string[] {
  const found = planned(contractOf(text)).probes.filter((probe) => id.test(probe.id));
  expect(found.length, String(id)).toBeGreaterThan(0);
  const said = found.map(({ expectation: { statuses, tolerated } }) =>
    [
      ...statuses.filter((status) => /^(403|413)$/.test(status)),
      ...tolerated.filter((status) => [403, 413].includes(status)).map((status) => `(${status})`),
    ].join(' '),
  );
  return [...new Set(said)];
}

const closed = (text: string): string =>
  text.replace(/^( +)default: .*$/gm, (_, indent: string) => `${indent}'400': { description: Refused }`);

test('a large body may be too large, for the server or for a firewall in front of it', () => {
  const text = closed(documents['texts'] ?? '');
  for (const id of [/^valid\/body\/additional-text$/, /\/required\/large$/, /\/huge$/])
    expect(limits(text, id)).toEqual(['(413) (403)']);
  expect(limits(text, /^valid\/body\/additional-object$/)).toEqual(['']);
});

test('a status of the document for it is as right as any other', () => {
  const text = closed(documents['texts'] ?? '').replace(
    /\n( +)responses:\n/,
    (_, indent: string) => `\n${indent}responses:\n${indent}  '413': { description: Too large }\n`,
  );
  expect(limits(text, /^valid\/body\/additional-text$/)).toEqual(['413 (403)']);
  expect(limits(documents['texts'] ?? '', /^valid\/body\/additional-text$/)).toEqual(['413 403']);
});
