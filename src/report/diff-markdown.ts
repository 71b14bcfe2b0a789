import type { Change } from '../diff/change.ts';
import type { PointerPlace } from '../document/pointer-place.ts';
import { placeText } from '../document/pointer-place.ts';
import { GRAVITIES, GRAVITY, type Gravity, gravityOf, otherPlaces, witnessWords } from './change-words.ts';
import { DIFF_EXIT, type DiffedDocument, type DiffReport, diffSentence } from './diff-report.ts';
import { markdownBlock, markdownCode, markdownDetails, markdownTable, markdownText } from './markdown.ts';
import { clip, escapeControl } from './safe.ts';
import { count, grouped, jsonText, showPair } from './value.ts';

/** GitHub takes 65,536 characters in a comment; what is around the report needs some of them. */
const ROOM = 60_000;
/** A line of a value or of a sentence that still can be read. */
const LINE = 600;
const WITNESS_LINE = 2000;

/** A diff as Markdown for a pull request: the verdict, both documents, and each change, as many as a comment takes. */
export function renderDiffMarkdown(report: DiffReport): string {
  const { verdict, base, candidate, operation, policy, policyOfAnother, compared, changes } = report;
  const { sign, code, meaning } = DIFF_EXIT[verdict];
  const what =
    operation === undefined
      ? `${count(compared, 'operation')} compared`
      : `Only ${markdownCode(clip(`${operation.method} ${operation.path}`, LINE))} compared`;
  const judged =
    policy === undefined
      ? policyOfAnother === undefined
        ? 'judged strictly, without a policy of the provider'
        : `judged strictly: the policy in ${markdownCode(policyOfAnother.file)} is of another API`
      : `judged by the policy in ${markdownCode(policy.file)} (${markdownText(clip(escapeControl(policy.source), LINE))})`;
  const blocks = [
    `## ${sign} ${verdict}: ${base.title === '' ? 'the document' : markdownText(clip(escapeControl(base.title), 100))}`,
    diffSentence(report),
    markdownTable(
      ['', 'file', 'API', 'operations'],
      [documentRow('BASE', base), documentRow('CANDIDATE', candidate)],
    ),
    `${what}, ${judged}.`,
  ];
  const last = `**${sign} ${verdict}**, exit code ${code}: ${meaning}.`;
  let room = ROOM - blocks.join('\n\n').length - last.length;
  let left = 0;
  for (const gravity of GRAVITIES) {
    const own = changes.filter((change) => gravityOf(change) === gravity);
    const rendered: string[] = [];
    for (const change of own) {
      const block = gravity === 'docs' ? docsLine(change) : changeBlock(change);
      if (block.length + 200 > room) {
        left += own.length - rendered.length;
        break;
      }
      room -= block.length + 2;
      rendered.push(block);
    }
    if (rendered.length > 0) blocks.push(...section(gravity, own.length, rendered));
  }
  if (left > 0) blocks.push(`**${grouped(left)} more**, whole in the JSON report.`);
  return `${[...blocks, last].join('\n\n')}\n`;
}

function section(gravity: Gravity, number: number, rendered: readonly string[]): string[] {
  const { title } = GRAVITY[gravity];
  if (gravity === 'docs') return [markdownDetails(`${title} (${grouped(number)})`, rendered.join('\n'))];
  return [`### ${title} (${grouped(number)})`, ...rendered];
}

function documentRow(name: string, { file, title, version, operations }: DiffedDocument): string[] {
  const cell = (text: string) => markdownText(clip(escapeControl(text), 200));
  return [name, cell(file), cell(`${title} ${version}`), grouped(operations)];
}

function sentence(text: string): string {
  return markdownText(clip(escapeControl(text), LINE));
}

function docsLine({ message, base, candidate }: Change): string {
  return `- ${sentence(message)}${placeCode(candidate ?? base)}`;
}

function placeCode(place: PointerPlace | undefined): string {
  const text = placeText(place);
  return text === undefined ? '' : ` (${markdownCode(clip(escapeControl(text), LINE))})`;
}

function changeBlock(change: Change): string {
  const { kind, operations, message, why, before, after, base, candidate, witness, touchesUs } = change;
  const { sign, word } = GRAVITY[gravityOf(change)];
  const where =
    operations.length > 1
      ? ` · ${grouped(operations.length)} operations`
      : operations.map((each) => ` · ${markdownCode(clip(escapeControl(each), LINE))}`).join('');
  const [was, is] = showPair(before, after, LINE);
  const row = (mark: string, value: string | undefined, place: PointerPlace | undefined): string[] => {
    const text = placeText(place);
    return value === undefined && text === undefined
      ? []
      : [
          `${mark} ${value ?? 'nothing'}${text === undefined ? '' : `  # ${clip(escapeControl(text), LINE)}`}`,
        ];
  };
  const rows = [
    ...row('-', before === undefined ? undefined : was, base),
    ...row('+', after === undefined ? undefined : is, candidate),
  ];
  const proof =
    witness === undefined
      ? []
      : [
          `Proof, ${witnessWords(change)}${witness.absent === true ? '.' : ':'}`,
          ...(witness.absent === true
            ? []
            : [markdownBlock([clip(jsonText(witness.value), WITNESS_LINE)], 'json')]),
        ];
  return [
    `**${sign} ${word}** ${markdownCode(clip(kind, LINE))}${where}`,
    `${sentence(message)}<br>Why: ${sentence(why)}.`,
    ...(rows.length === 0 ? [] : [markdownBlock(rows, 'diff')]),
    ...proof,
    ...listOf('Also in', otherPlaces(change)),
    ...listOf('Operations', operations.length > 1 ? operations : []),
    ...listOf('**Touches us**', touchesUs),
  ].join('\n\n');
}

function listOf(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, 3).map(sentence).join('; ');
  return [`${title}: ${shown}${items.length > 3 ? `; and ${grouped(items.length - 3)} more` : ''}`];
}
