import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type * as TypeScript from 'typescript';
import type { Document } from '../../document/document.ts';
import { displayPath, readTextFile } from '../../document/load.ts';
import { Problem } from '../../problem.ts';
import type { Replacement } from '../../report/replace-files.ts';
import type { UpgradeRemark, UpgradeSection } from '../../report/upgrade.ts';
import { count } from '../../report/value.ts';
import { place, section } from './judges.ts';

const GENERATOR = 'openapi-typescript';

interface Generator {
  default(root: unknown, options: { silent: boolean }): Promise<TypeScript.Node[]>;
  astToString(nodes: TypeScript.Node[]): string;
}

/** What the types say of a candidate, and the file that they would become; undefined where there is none to make. */
export interface TypesVerdict {
  section: UpgradeSection;
  replacement: Replacement | undefined;
  /** Why types that are there cannot be made anew; undefined where they can, or there are none. */
  blocked?: string;
}

/**
 * Makes the types of both documents, and compiles the client beside the types with those of the candidate. What did not
 * compile before is not told of.
 *
 * @param path the generated types
 */
export async function judgeTypes(path: string, base: Document, candidate: Document): Promise<TypesVerdict> {
  const skipped = (summary: string): TypesVerdict => ({
    section: section('types', [], summary, 'skipped'),
    replacement: undefined,
  });
  if (!existsSync(path)) return skipped(`there are none: ${displayPath(path)} is not there`);
  // The compiler reads it too, and it is replaced as a file is.
  if (!statSync(path).isFile()) {
    throw new Problem('the types cannot be read: it is no ordinary file', {
      place: { file: displayPath(path) },
    });
  }
  const generator = load<Generator>(GENERATOR);
  if (generator === undefined) {
    const blocked = `${displayPath(path)} cannot be made anew, since ${GENERATOR} is not installed`;
    return { ...skipped(blocked), blocked };
  }
  const old = await readTextFile(path, 'the types');
  // The first comment names the document and the command, which stay.
  const head = /^(?:\/\/[^\n]*\n|\n)*/.exec(old)?.[0] ?? '';
  const textOf = async ({ root }: Document) =>
    head + generator.astToString(await generator.default(structuredClone(root), { silent: true }));
  const before = await textOf(base);
  let after: string;
  try {
    after = await textOf(candidate);
  } catch (error) {
    // It throws whatever it stumbles over; its message is all that there is.
    const blocked = `${GENERATOR} makes no types of the candidate: ${error instanceof Error ? error.message : String(error)}`;
    const remark: UpgradeRemark = { weight: 'unsafe', text: blocked };
    return { section: section('types', [remark], 'cannot be made'), replacement: undefined, blocked };
  }
  const replacement = { path: resolve(path), text: after };
  const typescript = load<typeof TypeScript>('typescript');
  if (typescript === undefined) {
    const words = before === after ? 'are the same' : 'differ';
    return {
      section: section(
        'types',
        [],
        `${words}; typescript is not installed, so that the client is not compiled`,
      ),
      replacement,
    };
  }
  const same = withoutComments(typescript, before) === withoutComments(typescript, after);
  if (same) {
    const words = before === after ? 'the same' : 'the same but for comments';
    return { section: section('types', [], words), replacement };
  }
  const remarks = compile(typescript, path, after, before);
  const client = displayPath(dirname(resolve(path)));
  const summary =
    remarks.length === 0
      ? `other types; ${client} compiles with them`
      : `other types; ${client} no longer compiles: ${count(remarks.length, 'error')}`;
  return { section: section('types', remarks, summary), replacement };
}

/** From the project that is judged, or else from where Plumbline lies; `require` reads 9 MB of TypeScript once, `import` thrice. */
function load<T>(name: string): T | undefined {
  for (const from of [join(process.cwd(), 'package.json'), import.meta.url]) {
    const require = createRequire(from);
    let found: string;
    try {
      found = require.resolve(name);
    } catch {
      continue;
    }
    return require(found) as T;
  }
  return undefined;
}

function withoutComments(typescript: typeof TypeScript, text: string): string {
  const file = typescript.createSourceFile('types.ts', text, typescript.ScriptTarget.Latest);
  return typescript.createPrinter({ removeComments: true }).printFile(file);
}

/** The errors that the client has with the new types and not with the old ones. */
function compile(
  typescript: typeof TypeScript,
  path: string,
  after: string,
  before: string,
): UpgradeRemark[] {
  const folder = dirname(resolve(path));
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
  const options = optionsFor(typescript, folder);
  const host = typescript.createCompilerHost(options);
  // Errors in JSDoc are errors of JavaScript alone. TypeScript before 5.3, which a project may have, always reads it.
  host.jsDocParsingMode = typescript.JSDocParsingMode?.ParseNone;
  const { getSourceFile } = host;
  const parsed = new Map<string, TypeScript.SourceFile | undefined>();
  const errors = (text: string) => {
    host.getSourceFile = (name, how, onError) => {
      if (resolve(name) === resolve(path)) return typescript.createSourceFile(name, text, how);
      if (!parsed.has(name)) parsed.set(name, getSourceFile.call(host, name, how, onError));
      return parsed.get(name);
    };
    const program = typescript.createProgram(sources, options, host);
    return typescript.getPreEmitDiagnostics(program).map((diagnostic) => remarkOf(typescript, diagnostic));
  };
  const now = errors(after);
  if (now.length === 0) return [];
  const known = new Set(errors(before).map((remark) => JSON.stringify(remark)));
  return now.filter((remark) => !known.has(JSON.stringify(remark)));
}

function optionsFor(typescript: typeof TypeScript, folder: string): TypeScript.CompilerOptions {
  const file = typescript.findConfigFile(folder, typescript.sys.fileExists);
  const own =
    file === undefined
      ? { strict: true, skipLibCheck: true }
      : typescript.parseJsonConfigFileContent(
          typescript.readConfigFile(file, typescript.sys.readFile).config,
          typescript.sys,
          dirname(file),
        ).options;
  return { ...own, noEmit: true };
}

function remarkOf(typescript: typeof TypeScript, diagnostic: TypeScript.Diagnostic): UpgradeRemark {
  const text = `TS${diagnostic.code}: ${typescript.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
  const { file, start } = diagnostic;
  if (file === undefined || start === undefined) return { weight: 'unsafe', text };
  const { line } = file.getLineAndCharacterOfPosition(start);
  return { weight: 'unsafe', text, place: place(displayPath(file.fileName), line + 1) };
}
