import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { test } from 'vitest';
import { foldCommand } from '../../src/report/command.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderJUnit } from '../../src/report/junit.ts';
import { columns } from '../../src/report/safe.ts';
import { renderRun } from '../../src/report/terminal.ts';
import * as runs from './runs.ts';
import { parseXml } from './xml.ts';

/** Any code units at all, lone surrogates and control characters among them. */
const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
});
const text = fc.oneof(
  anyText,
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(']]>', '&lt;', '"', '\u001b[2J'),
);

const hostileRun = fc
  .tuple(text, text, text, text, text, fc.jsonValue(), fc.integer({ min: 40, max: 120 }))
  .map(([message, pointer, curl, actual, id, expected, width]) => {
    const run = runs.conforming();
    run.findings = [
      runs.finding({ message, curl, probe: id, response: { pointer, actual, expected: expected as string } }),
      runs.finding({ message, curl, probe: '', status: id, fingerprint: '2', severity: 'note' }),
    ];
    run.probes = [{ id, title: message, expects: [], sent: false, ms: 0, failure: actual, findings: 1 }];
    run.hints = [message];
    run.leftOpen = [actual];
    return { run, width };
  });

test('whatever an answer holds, the XML is well-formed', () => {
  fc.assert(
    fc.property(hostileRun, ({ run }) => {
      parseXml(renderJUnit(run));
    }),
  );
});

test('whatever an answer holds, nothing on the screen acts on a terminal or leaves its line', () => {
  fc.assert(
    fc.property(hostileRun, ({ run, width }) => {
      for (const line of renderRun(run, { colour: false, width }).split('\n')) {
        if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(line))
          throw new Error(`unsafe: ${JSON.stringify(line)}`);
        const command = /^ {2}/.test(line);
        if (!command && columns(line) > width) throw new Error(`too wide: ${line}`);
      }
    }),
  );
});

test('whatever an answer holds, the JSON reads back', () => {
  fc.assert(
    fc.property(hostileRun, ({ run }) => {
      JSON.parse(renderJson(run));
    }),
  );
});

test.skipIf(process.platform === 'win32')(
  'a folded command has the same words for a shell, whatever is quoted in it',
  () => {
    const word = fc
      .string({
        unit: fc.constantFrom(
          'a',
          ' ',
          '  ',
          '"',
          "'",
          '\\',
          '$',
          '\n',
          '-',
          '\t',
          '{',
          '}',
          'é',
          '\u0001',
          '\\u001b',
        ),
      })
      .chain((value) =>
        fc.constantFrom(
          `'${value.replaceAll("'", "'\\''")}'`,
          `"${value.replace(/["\\$]/g, '\\$&')}"`,
          `\\\t${'x'}"a\u0001b"`,
        ),
      );
    const words = fc.array(word, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 60 }), (list, width) => {
        const command = `printf '[%s]' ${list.join(' ')}`;
        const shell = (line: string) =>
          execFileSync('bash', ['--norc', '-c', line], { encoding: 'utf8', env: { LC_ALL: 'C.UTF-8' } });
        const folded = foldCommand(command, width).join('\n');
        if (shell(folded) !== shell(command)) throw new Error(folded);
      }),
      { numRuns: 40 },
    );
  },
);
