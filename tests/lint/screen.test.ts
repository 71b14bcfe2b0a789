import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../src/document/document.ts';
import { loadDocument } from '../../src/document/load.ts';
import { lintDocument } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules.ts';
import { type LintReport, lintExitCode, lintReport, renderLintJson } from '../../src/report/lint.ts';
import { renderLint } from '../../src/report/lint-screen.ts';
import { columns } from '../../src/report/safe.ts';
import { PINNED } from '../document/support.ts';
import { yamlDocument } from './support.ts';

async function reportOf(document: Document, strict = false): Promise<LintReport> {
  return lintReport(await lintDocument(document), {
    strict,
    document: { file: document.file, sha256: document.sha256, openapi: String(document.root['openapi']) },
    rules: rules.length,
  });
}

const screen = (report: LintReport, width: number, colour = false): string =>
  renderLint(report, { width, colour, ms: 12 });

const clean = yamlDocument("paths:\n  /a: {get: {responses: {'200': {description: ''}}}}");
const many = yamlDocument(
  `components:\n  schemas:\n${Array.from({ length: 9 }, (_, index) => `    A${index}: {type: integer, minimum: 2, maximum: 1}`).join('\n')}`,
);
const hostile = yamlDocument(
  'components:\n  schemas:\n    A: {type: string, enum: ["\\e[2J\\u202e", "\\e[2J\\u202e"]}',
);

describe('the whole screen', () => {
  for (const width of [60, 100]) {
    test(`the real document, ${width} columns`, async () => {
      const report = await reportOf(await loadDocument(PINNED));
      await expect(screen(report, width)).toMatchFileSnapshot(`golden/real.${width}.txt`);
    });
  }
  test('a clean document', async () => {
    expect(screen(await reportOf(clean), 80)).toBe(
      `✓ CLEAN  Nothing is wrong with the document.\n  OpenAPI 3.0.3, api.yaml: ${rules.length} rules in 12 ms.\n\n✓ CLEAN  exit code 0: the document says what it means.\n`,
    );
  });
  test('of a rule that is broken often the first few are shown, and the rest counted', async () => {
    const text = screen(await reportOf(many), 80);
    expect(text.match(/impossible-bounds {2}api\.yaml/g)).toHaveLength(4);
    expect(text).toContain('5 more of impossible-bounds');
    expect(text).toContain('✗ BROKEN  exit code 1');
  });
});

test('nothing of a document acts on the terminal, and no line of prose is wider than it', async () => {
  const text = screen(await reportOf(hostile), 60);
  for (const sign of ['\u001b', '\u202e']) expect(text).not.toContain(sign);
  for (const report of [await reportOf(hostile), await reportOf(await loadDocument(PINNED))]) {
    const wide = screen(report, 60)
      .split('\n')
      .filter((line) => columns(line) > 60 && !line.startsWith('      '));
    expect(wide).toEqual([]);
    expect(stripVTControlCharacters(screen(report, 60, true))).toBe(screen(report, 60));
  }
});

test('a warning fails with --strict only, an error always, a note never', async () => {
  const flawed = await loadDocument(PINNED);
  expect(lintExitCode(await reportOf(flawed))).toBe(0);
  expect(lintExitCode(await reportOf(flawed, true))).toBe(1);
  expect(lintExitCode(await reportOf(many))).toBe(1);
  expect(lintExitCode(await reportOf(clean, true))).toBe(0);
});

test('every report is as its schema says', async () => {
  const schema = JSON.parse(readFileSync('src/report/lint-report.schema.json', 'utf8')) as object;
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  const validate = ajv.compile(schema);
  for (const document of [clean, many, hostile, await loadDocument(PINNED)]) {
    const report = JSON.parse(renderLintJson(await reportOf(document))) as Record<string, unknown>;
    expect(validate(report), ajv.errorsText(validate.errors)).toBe(true);
    expect(validate({ ...report, verdict: 'fine' })).toBe(false);
  }
});
