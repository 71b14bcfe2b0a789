import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** The files of the built command line, which are CommonJS in ASCII, and import nothing while they run. */
export interface BuiltCode {
  /** Loads a file, and what it needs, once; returns what it exports. */
  load(file: string): unknown;
  /** Keeps what V8 has compiled of each loaded file beside it, so that the next process need not compile it again. */
  keepCompiled(): void;
}

/** The name of what V8 has compiled of a file. */
const compiledOf = (file: string) => `${file}.compiled`;

/**
 * The files of a folder, loaded with what V8 compiled of them when they were built. A start of the command line spends
 * more on compiling than on working; Node 22 has `module.enableCompileCache()` for this, and Node 20 does not.
 *
 * What was compiled by another version of Node, or is damaged, is refused by V8, which then compiles as always. In stack
 * traces a file has the last two folders above it, as in `dist/command-line/main.cjs:1:1`.
 *
 * @param folder - absolute
 */
export function builtCode(folder: string): BuiltCode {
  const scripts = new Map<string, Script>();
  const modules = new Map<string, { exports: unknown }>();
  const shown = [basename(dirname(folder)), basename(folder)];
  const requireOther = createRequire(join(folder, 'index.cjs'));
  const requireAny = Object.assign(
    (id: string): unknown => (id.startsWith('./') ? load(id.slice(2)) : requireOther(id)),
    requireOther,
  );

  function load(file: string): unknown {
    const loaded = modules.get(file);
    if (loaded !== undefined) return loaded.exports;
    const module: { exports: unknown } = { exports: {} };
    modules.set(file, module);
    const filename = join(folder, file);
    const compiled = readCompiled(filename);
    const script = new Script(
      // On the first line, so that the lines of a stack trace are those of the file.
      `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, 'latin1')}\n})`,
      // What was compiled keeps this name, wherever the folder is put afterwards.
      { filename: join(...shown, file), ...(compiled === undefined ? {} : { cachedData: compiled }) },
    );
    scripts.set(filename, script);
    script.runInThisContext()(module.exports, requireAny, module, filename, dirname(filename));
    return module.exports;
  }

  return {
    load,
    keepCompiled() {
      for (const [filename, script] of scripts)
        writeFileSync(compiledOf(filename), script.createCachedData());
    },
  };
}

/** What was compiled of a file as it is: of its text V8 compares only the length. */
function readCompiled(filename: string): Buffer | undefined {
  const compiled = statSync(compiledOf(filename), { throwIfNoEntry: false });
  if (compiled === undefined || compiled.mtimeMs < statSync(filename).mtimeMs) return undefined;
  return readFileSync(compiledOf(filename));
}
