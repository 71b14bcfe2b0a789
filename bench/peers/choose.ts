// Which faults the tools are tried on: of each group of the embedded sandbox the same number, at even distances in
// the order of its list, so that nobody's taste and no tool's result has a say in it.
//
//   npx tsx bench/peers/choose.ts > bench/peers/faults.json
import { execFileSync } from 'node:child_process';

const FAULTS_PER_GROUP = 3;
const HARMLESS = 10;

/** As many as `count` of `all`, at even distances, each from the middle of its stretch. */
function evenly<T>(all: readonly T[], count: number): T[] {
  const step = all.length / count;
  return Array.from({ length: count }, (_, index) => all[Math.floor((index + 0.5) * step)]).filter(
    (each) => each !== undefined,
  );
}

const groups: { group: string; faults: string[] }[] = [];
const harmless: string[] = [];
for (const line of execFileSync('node', ['dist/cli.js', 'sandbox', '--list-faults'], {
  encoding: 'utf8',
}).split('\n')) {
  const [, name, text = ''] = /^ {2}(\S+)\s+(.*)$/.exec(line) ?? [];
  if (name === undefined) {
    if (line !== '') groups.push({ group: line, faults: [] });
  } else if (text.startsWith('harmless:')) harmless.push(name);
  else groups.at(-1)?.faults.push(name);
}

const chosen = {
  faults: groups.map(({ group, faults }) => ({
    group,
    of: faults.length,
    names: evenly(faults, FAULTS_PER_GROUP),
  })),
  harmless: { of: harmless.length, names: evenly(harmless, HARMLESS) },
};
process.stdout.write(`${JSON.stringify(chosen, null, 2)}\n`);
