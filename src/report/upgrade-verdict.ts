import type { Change } from '../diff/change.ts';
import type { Safety, UpgradeReport, UpgradeSection, UpgradeTask } from './upgrade.ts';
import { count, grouped } from './value.ts';

/** How a judge is called in a sentence. */
const JUDGES: Readonly<Record<UpgradeSection['judge'], string>> = {
  document: 'the document itself',
  contract: 'our contract',
  pacts: 'our Pacts',
  types: 'our client',
  recordings: 'our recordings',
};

type Verdict = Pick<UpgradeReport, 'safety' | 'sentence' | 'because' | 'lookAt' | 'tasks'>;

/**
 * Weighs what the judges say. What breaks, what cannot be used and what no longer compiles is not safe; what the
 * provider has announced, what is new and touches us, and new defects of the document are to be looked at.
 *
 * @param changes those that reach the contract's operation
 */
export function weigh(changes: readonly Change[], sections: readonly UpgradeSection[]): Verdict {
  const breaking = changes.filter((change) => change.breaking);
  const touching = changes.filter(({ breaking: breaks, touchesUs }) => !breaks && touchesUs.length > 0);
  const because = [
    ...breaking.map(
      ({ message, undecided }) =>
        `${message}${undecided === true ? ' (undecided, treated as breaking)' : ''}`,
    ),
    ...remarks(sections, 'unsafe'),
  ];
  const lookAt = [
    ...touching.map(({ message, announced }) => `${message}${announced ? ' (announced)' : ''}`),
    ...remarks(sections, 'look'),
  ];
  const safety: Safety = because.length > 0 ? 'unsafe' : lookAt.length > 0 ? 'look' : 'safe';
  const tasks = tasksOf(breaking, sections);
  const short = {
    unsafe: [...because.slice(0, breaking.length), ...summaries(sections, 'unsafe')],
    look: [...lookAt.slice(0, touching.length), ...summaries(sections, 'look')],
  };
  return { safety, because, lookAt, tasks, sentence: sentenceOf(safety, short, breaking, tasks) };
}

/** Of a judge with much to say what it says in one line. */
function summaries(sections: readonly UpgradeSection[], wanted: 'unsafe' | 'look'): string[] {
  return sections.flatMap((section) => {
    const own = section.remarks.filter(({ weight }) => weight === wanted);
    const [only] = own;
    if (only === undefined) return [];
    return [`${JUDGES[section.judge]}: ${own.length === 1 ? only.text : section.summary}`];
  });
}

function remarks(sections: readonly UpgradeSection[], wanted: 'unsafe' | 'look'): string[] {
  return sections.flatMap(({ judge, remarks: said }) =>
    said.filter(({ weight }) => weight === wanted).map(({ text }) => `${JUDGES[judge]}: ${text}`),
  );
}

function sentenceOf(
  safety: Safety,
  short: Readonly<Record<'unsafe' | 'look', readonly string[]>>,
  breaking: readonly Change[],
  tasks: readonly UpgradeTask[],
): string {
  if (safety === 'safe') return 'safe: nothing that we rely on changes';
  if (safety === 'look') return `safe, but look at ${listed(short.look)}`;
  const idle =
    short.unsafe.length === breaking.length && breaking.every(({ touchesUs }) => touchesUs.length === 0)
      ? '; nothing of ours that is known here relies on it'
      : '';
  const files = new Set(tasks.map(({ file }) => file)).size;
  const places = count(tasks.length, 'place');
  const todo = tasks.length === 0 ? '' : `; ${places} of ours to change in ${count(files, 'file')}`;
  return `not safe because ${listed(short.unsafe)}${idle}${todo}`;
}

/** The first two, whole: the rest stands above the sentence. */
function listed(items: readonly string[]): string {
  const shown = items.slice(0, 2).join('; and ');
  return items.length > 2 ? `${shown}; and ${grouped(items.length - 2)} more` : shown;
}

/** Each place of ours once, with what it meets first. Recordings are not to be changed. */
function tasksOf(breaking: readonly Change[], sections: readonly UpgradeSection[]): UpgradeTask[] {
  const tasks = new Map<string, UpgradeTask>();
  const add = (task: UpgradeTask, key = `${task.file}:${task.line ?? ''}`) => {
    if (!tasks.has(key)) tasks.set(key, task);
  };
  for (const { judge, remarks: said } of sections) {
    if (judge === 'document' || judge === 'recordings') continue;
    for (const { weight, text, place } of said)
      if (weight === 'unsafe' && place !== undefined) add({ ...place, what: text });
  }
  // Where a Pact's own judge has named the line, the interaction is not named again.
  const told = sections
    .filter(({ judge }) => judge === 'pacts')
    .flatMap(({ remarks: said }) => said.map(({ text }) => text));
  for (const { message, touchesUs } of breaking) {
    for (const touched of touchesUs) {
      const interaction = /: (interaction ".*")$/s.exec(touched)?.[1];
      if (interaction !== undefined && told.some((text) => text.startsWith(`${interaction}: `))) continue;
      const [, file = '', line, words = ''] = /^(.*?):(?:(\d+):? )?(.*)$/s.exec(touched) ?? [];
      if (line === undefined || file === '') continue;
      add({ file, line: Number(line), what: `${words.trim()}: ${message}` });
    }
  }
  return [...tasks.values()];
}
