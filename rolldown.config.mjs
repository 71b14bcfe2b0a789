// Builds dist/: the validators that Ajv compiles ahead of time, then the bundled binary and library.
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import Ajv07, { _ } from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { build } from 'rolldown';
import { minifySync } from 'rolldown/utils';

const require = createRequire(import.meta.url);
const openapi = (version) =>
  require.resolve(`@seriousme/openapi-schema-validator/schemas/v${version}/schema.json`);

/** Compiling the OpenAPI 3.0 schema at run time costs 0.1 s at every start; loading the compiled one costs 5 ms. */
const validators = [
  { name: 'openapi-3.0', schema: openapi('3.0'), Ajv: Ajv04.default },
  { name: 'openapi-3.1', schema: openapi('3.1'), Ajv: Ajv2020.default },
  { name: 'openapi-3.2', schema: openapi('3.2'), Ajv: Ajv2020.default },
  {
    name: 'draft-07',
    schema: require.resolve('ajv/dist/refs/json-schema-draft-07.json'),
    Ajv: Ajv07.default,
  },
  { name: 'check-report', schema: 'src/report/check-report.schema.json', Ajv: Ajv2020.default },
  { name: 'contract', schema: 'src/contract/contract.schema.json', Ajv: Ajv2020.default },
  { name: 'baseline', schema: 'src/contract/baseline.schema.json', Ajv: Ajv2020.default },
  { name: 'history', schema: 'src/report/history.schema.json', Ajv: Ajv2020.default },
];

const common = {
  platform: 'node',
  transform: { target: 'node20.19' },
  logLevel: 'warn',
};
const output = {
  format: 'esm',
  comments: { legal: true, annotation: false, jsdoc: false },
};

/** The formats that validators ask for by name. */
const formats = `
  import formats from 'ajv-formats/dist/formats.js';
  import { isUri, isUriReference } from '${resolve('src/document/uri.ts')}';
  export const known = { ...formats.fullFormats, uri: isUri, 'uri-reference': isUriReference };
`;

async function buildValidators() {
  await mkdir('dist/validators', { recursive: true });
  for (const { name, schema, Ajv } of validators) {
    const ajv = new Ajv({
      strict: false,
      allErrors: name === 'contract' || name === 'draft-07',
      // Ajv has this one by itself, and would not have it twice.
      meta: name !== 'draft-07',
      validateSchema: name !== 'draft-07',
      code: { source: true, esm: true, lines: true, formats: _`require("formats").known` },
    });
    addFormats.default(ajv);
    // As functions these are asked for by name, where patterns would be written into the code.
    for (const format of ['uri', 'uri-reference']) ajv.addFormat(format, () => true);
    ajv.addFormat('media-range', true);
    // Only the flag `u` would be tried, which refuses escapes such as `\_`: src/document/schema-form.ts tries both.
    if (name === 'openapi-3.0') ajv.addFormat('regex', true);
    const code = standalone.default(ajv, ajv.compile(JSON.parse(await readFile(schema, 'utf8'))));
    await build({
      ...common,
      input: name,
      plugins: [
        {
          name: 'validator',
          resolveId: (id) => (id === name || id === 'formats' ? id : undefined),
          load: (id) => ({ [name]: code, formats })[id],
        },
      ],
      output: { ...output, file: `dist/validators/${name}.js`, minify: true },
    });
    await writeFile(
      `dist/validators/${name}.d.ts`,
      "import type { ValidateFunction } from 'ajv';\nexport declare const validate: ValidateFunction;\nexport default validate;\n",
    );
  }
}

/**
 * What is loaded together lies in one file, since each file costs a start a millisecond: what the command line needs
 * (`start`), and what each of these needs besides, with what it imports in every run. What several of them need lies in
 * a file named after them, so that none loads what only another one uses. No file can depend on itself through another
 * one: what a module imports is needed by all that need the module.
 */
const loaded = {
  start: ['src/main.ts'],
  check: ['src/commands/check.ts', 'src/report/junit.ts', 'src/exchange/har.ts'],
  replay: ['src/commands/replay.ts'],
  diff: ['src/commands/diff.ts', 'src/report/diff-markdown.ts'],
  compiler: ['src/diff/witness/compiler.ts'],
  forms: ['dist/validators/contract.js', 'dist/validators/openapi-3.0.js'],
};

/** For each module the names of what loads it; `bundle` is Rolldown's. */
function usersOf(bundle) {
  const users = new Map();
  for (const [name, files] of Object.entries(loaded)) {
    const waiting = files.map((file) => resolve(file));
    const seen = new Set(waiting);
    for (const id of waiting) {
      const module = bundle.getModuleInfo(id);
      if (module === null) throw new Error(`${id} is not in the bundle: rolldown.config.mjs names it`);
      users.set(id, [...(users.get(id) ?? []), name]);
      for (const next of module.importedIds) {
        if (!seen.has(next)) waiting.push(next);
        seen.add(next);
      }
    }
  }
  return users;
}

let users;
function chunkOf(id, bundle) {
  users ??= usersOf(bundle);
  const names = users.get(id);
  return names?.includes('start') ? 'start' : (names?.join('-') ?? null);
}

const code = {
  ...common,
  external: [/^vitest(\/|$)/, /^@pact-foundation\//],
};
// Names and lines stay, for those who read a stack trace.
const readable = { compress: true, mangle: false, codegen: { removeWhitespace: false } };

/** The library, for those who import it. */
async function buildLibrary() {
  await build({
    ...code,
    input: { index: 'src/index.ts', vitest: 'src/vitest.ts' },
    output: { ...output, dir: 'dist', chunkFileNames: 'library/[name]-[hash].js', minify: readable },
  });
}

/** Escapes what ASCII cannot write: V8 takes such a text as it lies in the file. */
const inAscii = {
  name: 'in-ascii',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      const [taken] = /\\[^\0-\x7f]|raw`[^`]*?[^\0-\x7f]/.exec(chunk.code) ?? [];
      if (taken !== undefined)
        throw new Error(`${chunk.fileName}: an escape in ${taken} would mean something else`);
      chunk.code = chunk.code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    }
  },
};

/** Nobody reads what Ajv compiled, and each byte costs a start: no names, no lines. */
const shortForms = {
  name: 'short-forms',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.name === 'forms') chunk.code = minifySync(chunk.fileName, chunk.code).code;
  },
};

/** Puts code of ours in place of a module, where one package asks for it. */
const standIn = (name, { module, askedBy, code }) => ({
  name,
  resolveId: (id, importer) =>
    id === module && importer?.includes(`/node_modules/${askedBy}/`) ? name : undefined,
  load: (id) => (id === name ? code : undefined),
});

const standIns = [
  // openapi-response-validator lets Ajv check the schemas that it compiles against the meta-schema of draft-07, and so has it
  // compile that one at each start, for 20 ms: it is given the one that was compiled here.
  standIn('compiled-meta-schema', {
    module: 'ajv',
    askedBy: 'openapi-response-validator',
    code: `
  import Ajv from 'ajv';
  import metaSchema from '${resolve('dist/validators/draft-07.js')}';
  export default class extends Ajv {
    constructor(options) {
      super(options);
      this.schemas['http://json-schema.org/draft-07/schema'].validate = metaSchema;
    }
  }
`,
  }),
  // undici is never asked for HTTP/2 here, and manages where Node has none: loading Node's costs 5 ms.
  standIn('no-http2', {
    module: 'node:http2',
    askedBy: 'undici',
    code: 'module.exports = { constants: {} };',
  }),
  // Commander asks for it to start commands that are programs of their own, which there are none of here.
  standIn('late-child-process', {
    module: 'node:child_process',
    askedBy: 'commander',
    code: "module.exports = { spawn: (...all) => process.getBuiltinModule('node:child_process').spawn(...all) };",
  }),
];

/**
 * The command line: a stub, what loads the rest with what V8 has compiled of it (src/start/built-code.ts), and the rest, in
 * CommonJS, which alone can be loaded so.
 */
async function buildCommandLine() {
  const cjs = {
    ...output,
    format: 'cjs',
    dir: 'dist/command-line',
    minify: readable,
    entryFileNames: '[name].cjs',
  };
  const stubs = ['src/cli.ts', 'src/start/keep-compiled.ts', 'src/start/prove-thread.ts'];
  await build({ ...code, input: stubs, output: { ...output, dir: 'dist', minify: readable } });
  await chmod('dist/cli.js', 0o755);
  await build({ ...code, input: 'src/start/command-line.ts', output: cjs });
  await build({
    ...code,
    input: { main: 'src/main.ts', 'prove-thread': 'src/commands/prove/thread.ts' },
    preserveEntrySignatures: 'allow-extension',
    checks: { ineffectiveDynamicImport: false },
    plugins: [...standIns, shortForms, inAscii],
    output: {
      ...cjs,
      chunkFileNames: '[name]-[hash].cjs',
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [{ name: chunkOf, debugName: 'loaded together' }],
      },
    },
  });
}

await rm('dist', { recursive: true, force: true });
await buildValidators();
await buildLibrary();
await buildCommandLine();
