import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Figures } from '../measure.ts';
import type { Chosen, Found, Results } from './results.ts';
import { TOOLS, type Tool } from './tools.ts';

const ANSWERS = ['201', '400', '401', '409'];

function version(name: string): string {
  const file = `bench/peers/node_modules/${name}/package.json`;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const seconds = (figures: Figures | undefined) =>
  figures === undefined ? '?' : (figures.median / 1000).toFixed(1);
const lines = (files: readonly string[]) =>
  files.flatMap((file) => readFileSync(file, 'utf8').split('\n')).filter((line) => line.trim() !== '').length;

function toolRow(tool: Tool, measured: Found, times: Results['times'], { faults, harmless }: Chosen): string {
  const all = faults.reduce((sum, { names }) => sum + names.length, 0);
  return row([
    tool.name,
    ANSWERS.filter((status) => (measured.statuses[status] ?? 0) > 0).join(' '),
    `${measured.noticed.length} of ${all}`,
    `${measured.falseAlarms.length} of ${harmless.names.length}`,
    measured.requests,
    `${seconds(times?.tools[tool.name]?.wallMs)} s`,
    `${seconds(times?.tools[tool.name]?.cpuMs)} s`,
    lines(tool.setUp),
  ]);
}

function faultTable(measured: readonly [Tool, Found][], { faults, harmless }: Chosen): string[] {
  const marks = (names: (each: Found) => readonly string[], fault: string) =>
    measured.map(([, each]) =>
      names(each).includes(fault) ? (each.unended.includes(fault) ? '✓*' : '✓') : '·',
    );
  return [
    row(['', ...measured.map(([tool]) => tool.name)]),
    row(['---', ...measured.map(() => ':-:')]),
    ...faults.flatMap(({ group, of, names }) => [
      row([`**${group}** (${names.length} of ${of})`, ...measured.map(() => '')]),
      ...names.map((fault) => row([`\`${fault}\``, ...marks(({ noticed }) => noticed, fault)])),
    ]),
    row([
      `**harmless** (${harmless.names.length} of ${harmless.of}): a mark is a false alarm`,
      ...measured.map(() => ''),
    ]),
    ...harmless.names.map((each) => row([`\`${each}\``, ...marks(({ falseAlarms }) => falseAlarms, each)])),
  ];
}

/** docs/peers.md: the table, how it was made, and every fault by name. */
export function page(results: Results, chosen: Chosen): string {
  const measured = TOOLS.flatMap((tool): [Tool, Found][] => {
    const found = results.found[tool.name];
    return found === undefined ? [] : [[tool, found]];
  });
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${[
    '# Beside other tools',
    '',
    'What other tools find out about the same provider. Each ran against the embedded sandbox of Plumbline, once as it',
    'should be and once with each of the faults below, and was set up as its own documentation recommends. Written by',
    '`npm run bench:peers`; do not edit.',
    '',
    row([
      'tool',
      'answers reached',
      'faults noticed',
      'false alarms',
      'requests',
      'wall',
      'CPU',
      'lines of set-up',
    ]),
    row(['---', '---', '--:', '--:', '--:', '--:', '--:', '--:']),
    ...measured.map(([tool, each]) => toolRow(tool, each, results.times, chosen)),
    '',
    `Measured on ${results.times?.on}, Node ${process.version}, ${machine}, other work going on beside it, so that times\ncompare only within this table. Wall time and`,
    `CPU time are medians of ${results.times?.rounds} runs against the sandbox without a fault, all tools in turn, from the`,
    'start of the process to its end.',
    '',
    readFileSync('bench/peers/reading.md', 'utf8').trim(),
    '',
    '## The tools',
    '',
    row(['tool', 'packages', 'its requests', 'set-up']),
    row(['---', '---', '---', '---']),
    ...measured.map(([tool]) =>
      row([
        tool.name,
        tool.packages.map((name) => `${name} ${version(name)}`).join(', ') || 'this repository',
        tool.how,
        tool.setUp.map((file) => `[${file.split('/').at(-1)}](../${file})`).join(', '),
      ]),
    ),
    '',
    '## Fault by fault',
    '',
    ...faultTable(measured, chosen),
  ].join('\n')}\n`;
}
