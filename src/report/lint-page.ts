import type { Rule } from '../lint/rule.ts';
import { table } from './checks-page.ts';

const INTRODUCTION = `This page is written from the rules themselves; change them, not it.

\`plumbline lint\` says what is wrong with a document itself, where, and what it should say instead. An \`error\` is a
contradiction, of the document with itself or with OpenAPI, and makes the exit code 1. A \`warning\` is a place that does
not say what it means; it counts with \`--strict\`. A \`note\` is worth a look and never counts. The severity given is the
gravest of the rule: some of its findings are milder.`;

const STRENGTH = `## Strength

\`plumbline lint --strength\` asks how much of what can go wrong with an answer its schema would catch. It takes right
bodies: the documented examples; where an answer has none, a sample of its schema, made of the schema's own examples and
of plain values where it has none; and with \`--recording\` the answers of a recording. Each is made wrong in every small
way, one at a time: a property left out, renamed, of another type, empty or null, the values of two neighbours
exchanged, an id or a time no longer of its format. The order of a list is left alone, since a document cannot speak of
it.

Every wrong body is shown to Ajv without formats, as a bare validator has it, to Ajv with formats, and to Plumbline's
judge with the contract. The table gives the share that each of them rejects. Below it stand the wrong bodies that the
schema accepts, each with the check that notices it, and then the smallest changes to the document: each has been made
for a try, catches as many wrong bodies as it says, and leaves every documented example and recorded answer right. A
wrong body counts for the first change that catches it.

To leave out a property that a schema does not require is counted as wrong, since the right body had it. That is harder
on a document than JSON Schema is, and it is the point: what may be left out is nothing to build on.

## Fingerprints

The fingerprint of a finding is made of its rule and of names, statuses and values, never of a line or a pointer. It
stays when the document is moved around or a component is renamed or written out in its place, so that the findings of
two versions can be compared.`;

/** The page of all rules of `lint` in Markdown. */
export function renderLintPage(
  rules: readonly Pick<Rule, 'id' | 'promise' | 'severity' | 'source'>[],
): string {
  const rows = rules.map(({ id, promise, severity, source }) => [`\`${id}\``, promise, severity, source]);
  const blocks = [
    '# What `lint` looks for',
    INTRODUCTION,
    '## Rules',
    table(['rule', 'what a sound document does', 'severity', 'source'], rows),
    STRENGTH,
  ];
  return `${blocks.join('\n\n')}\n`;
}
