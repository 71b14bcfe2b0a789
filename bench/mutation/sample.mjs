// A plugin of Stryker: of all mutants it lets through a share, drawn by a seed, or those that an earlier report left
// alive. Stryker has no option for either; a mutant that a checker turns down is counted apart, as an error.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { CheckStatus } from '@stryker-mutator/api/check';
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const { MUTATION_SHARE = '1', MUTATION_SEED = '1', MUTATION_ALIVE } = process.env;

const keyOf = (file, { location: { start, end }, mutatorName, replacement }) =>
  [file, start.line, start.column, end.line, end.column, mutatorName, replacement].join(' ');

/** The mutants of a report that no test noticed; a report counts lines and columns from 1, a mutant from 0. */
function aliveIn(report) {
  const from = ({ line, column }) => ({ line: line - 1, column: column - 1 });
  return new Set(
    Object.entries(JSON.parse(readFileSync(report, 'utf8')).files).flatMap(([file, { mutants }]) =>
      mutants
        .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
        .map(({ location: { start, end }, ...mutant }) =>
          keyOf(file, { ...mutant, location: { start: from(start), end: from(end) } }),
        ),
    ),
  );
}

const alive = MUTATION_ALIVE && aliveIn(MUTATION_ALIVE);

/** A number from 0 up to 1 which depends on the seed and on the mutant alone. */
const drawn = (key) =>
  createHash('sha256').update(`${MUTATION_SEED} ${key}`).digest().readUInt32BE() / 2 ** 32;

function wanted(mutant) {
  const key = keyOf(relative(process.cwd(), mutant.fileName).replace(/^.*?src\//, 'src/'), mutant);
  return alive ? alive.has(key) : drawn(key) < Number(MUTATION_SHARE);
}

const checker = {
  init: async () => {},
  group: async (mutants) => [mutants.map(({ id }) => id)],
  check: async (mutants) =>
    Object.fromEntries(
      mutants.map((mutant) => [
        mutant.id,
        wanted(mutant)
          ? { status: CheckStatus.Passed }
          : { status: CheckStatus.CompileError, reason: 'not drawn' },
      ]),
    ),
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Checker, 'sample', checker)];
