import { type Outcome, STEPS, type StepOutcome } from './outcome.ts';

type Found = StepOutcome & { outcome: Outcome };

/** The figures of a run, as text for the terminal. */
export function report(outcomes: readonly Outcome[], chosen: number): string {
  const all: Found[] = outcomes.flatMap((outcome) => outcome.steps.map((step) => ({ ...step, outcome })));
  const lines = [
    `${outcomes.length} of ${chosen} documents, ${sum(outcomes, ({ bytes }) => bytes / 1e6).toFixed(0)} MB,` +
      ` ${sum(outcomes, ({ operations }) => operations)} operations, ${sum(outcomes, ({ schemas }) => schemas)} schemas;` +
      ` peak memory ${Math.max(...outcomes.map(({ peakMiB }) => peakMiB))} MiB`,
    '',
    'step                      done  problem  crash  differs  killed   median ms    greatest ms',
  ];
  for (const step of STEPS) {
    const of = all.filter((each) => each.step === step);
    const count = (result: StepOutcome['result'], width: number) =>
      String(of.filter((each) => each.result === result).length).padStart(width);
    const times = of.map(({ ms }) => ms).sort((a, b) => a - b);
    lines.push(
      `${step.padEnd(24)}${count('done', 6)}${count('problem', 9)}${count('crash', 7)}${count('differs', 9)}${count('killed', 8)}` +
        `${(times[times.length >> 1] ?? 0).toFixed(1).padStart(12)}${(times.at(-1) ?? 0).toFixed(0).padStart(15)}`,
    );
  }
  for (const result of ['crash', 'killed', 'differs'] as const) {
    const of = all.filter((each) => each.result === result);
    if (of.length > 0) lines.push('', `${result}: ${of.length}`);
    for (const { step, outcome, told } of of.sort(bySize)) {
      const first = result === 'crash' ? (told[0] ?? '').split('\n').slice(0, 4).join(' | ') : told[0];
      lines.push(
        `  ${outcome.file} (${outcome.bytes} bytes), ${step}: ${told.length} × ${(first ?? '').slice(0, 400)}`,
      );
    }
  }
  lines.push('', 'problems, by what they say');
  const reasons = new Map<string, Found[]>();
  for (const each of all.filter(({ result }) => result === 'problem')) {
    const reason = `${each.step}: ${general(each.told[0] ?? '')}`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), each]);
  }
  for (const [reason, found] of [...reasons].sort((a, b) => b[1].length - a[1].length)) {
    lines.push(`${String(found.length).padStart(6)}  ${reason.slice(0, 220)}  (${found[0]?.outcome.file})`);
  }
  lines.push('', 'slowest documents');
  const time = ({ steps }: Outcome) => sum(steps, ({ ms }) => ms);
  for (const outcome of [...outcomes].sort((a, b) => time(b) - time(a)).slice(0, 12)) {
    const [slowest] = [...outcome.steps].sort((a, b) => b.ms - a.ms);
    lines.push(
      `${(time(outcome) / 1000).toFixed(1).padStart(8)} s  ${outcome.file}, ${(outcome.bytes / 1e6).toFixed(1)} MB,` +
        ` ${outcome.operations} operations; most in ${slowest?.step}: ${((slowest?.ms ?? 0) / 1000).toFixed(1)} s`,
    );
  }
  lines.push('', 'findings of lint, by rule (documents, findings)');
  const rules = new Map<string, number[]>();
  for (const { findings } of outcomes) {
    for (const [rule, count] of Object.entries(findings))
      rules.set(rule, [...(rules.get(rule) ?? []), count]);
  }
  for (const [rule, counts] of [...rules].sort((a, b) => b[1].length - a[1].length)) {
    lines.push(
      `${String(counts.length).padStart(6)}${String(sum(counts, (each) => each)).padStart(9)}  ${rule}`,
    );
  }
  return lines.join('\n');
}

const bySize = (a: Found, b: Found) => a.outcome.bytes - b.outcome.bytes;

function sum<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((total, item) => total + of(item), 0);
}

/** A message without what is only of one document: its file and place, names, values. */
function general(message: string): string {
  return message
    .replace(/^\S+:\d+:\d+: |^\S+\.json: /, '')
    .replace(/"[^"]*"/g, '"…"')
    .replace(/\/\S+/g, '/…')
    .replace(/\d+/g, 'N');
}
