import type { Run } from '../checks/run.ts';
import { type Cause, promisePlace, seenPlace } from './causes.ts';
import { runCauses } from './github-causes.ts';
import { clip, escapeControl } from './safe.ts';
import { count, showPair } from './value.ts';

/** GitHub shows ten annotations of a kind for a step, and drops the rest without a word. */
export const MOST_ANNOTATIONS = 10;

const MESSAGE_LIMIT = 400;
const VALUE_LIMIT = 120;

export interface AnnotationOptions {
  /** A file of the run as a path from the top of the repository; undefined for one that is not in it. */
  inRepository(file: string): string | undefined;
  /** How many lines at most. */
  most?: number;
}

/**
 * A run as workflow commands that GitHub shows as annotations: one for each cause of drift, at the line that made the
 * promise, those that most probes saw first, and in the last how many are not shown. Of an inconclusive run it is why.
 *
 * The format: docs.github.com, "Workflow commands for GitHub Actions", and `packages/core/src/command.ts` of
 * github.com/actions/toolkit for what is escaped.
 *
 * @returns one line each, at most `most`; none for a run that conforms
 */
export function renderAnnotations(run: Run, options: AnnotationOptions): string[] {
  const most = options.most ?? MOST_ANNOTATIONS;
  const { failing } = runCauses(run);
  const lines = failing.map((cause) => ofCause(cause, options));
  if (run.verdict === 'inconclusive') {
    lines.push(...run.hints.map((hint) => command('warning', { title: 'Plumbline: inconclusive' }, hint)));
  }
  if (lines.length <= most) return lines;
  const hidden = lines.length - (most - 1);
  const rest =
    run.verdict === 'inconclusive'
      ? count(hidden, 'more hint')
      : count(hidden, 'more cause of drift', 'more causes of drift');
  return [
    ...lines.slice(0, most - 1),
    command(
      'error',
      { title: 'Plumbline: not all of it is shown here' },
      `${rest}: all of it is in the summary and in the reports`,
    ),
  ];
}

function ofCause({ finding, probes, findings, also }: Cause, { inRepository }: AnnotationOptions): string {
  const { check, kind, status, response, message } = finding;
  const place = finding.contract ?? finding.document;
  const file = place === undefined ? undefined : inRepository(place.file);
  const times =
    Math.max(probes.length, 1) > 1
      ? `, ${count(probes.length, 'probe')}`
      : findings > 1
        ? `, ${findings} times`
        : '';
  const [promised, seen] = showPair(response?.expected, response?.actual, VALUE_LIMIT);
  const text = [
    clip(escapeControl(message), MESSAGE_LIMIT),
    ...(response?.expected === undefined
      ? []
      : [`promised ${promised} (${promisePlace(finding) ?? 'by the document'})`]),
    ...(response?.actual === undefined ? [] : [`seen ${seen} (${seenPlace(finding) ?? 'response'})`]),
    ...(also.length === 0 ? [] : [`${count(also.length, 'more difference')} of the same cause`]),
  ].map(escapeControl);
  return command(
    'error',
    {
      ...(file === undefined ? {} : { file }),
      ...(file === undefined || place?.line === undefined ? {} : { line: String(place.line) }),
      title: `${status === '' ? '' : `${status} `}${check}/${kind}${times}`,
    },
    text.join('\n'),
  );
}

/** A workflow command; in a property `:` and `,` have a meaning besides `%` and the ends of lines. */
export function command(
  name: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string>>,
  message: string,
): string {
  const list = Object.entries(properties).map(
    ([key, value]) => `${key}=${escapeProperty(escapeControl(value))}`,
  );
  return `::${name}${list.length === 0 ? '' : ` ${list.join(',')}`}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
