// Builds dist/: the validators that Ajv compiles ahead of time, then the bundled binary and library.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import Ajv2020 from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const openapi = (version) =>
  require.resolve(`@seriousme/openapi-schema-validator/schemas/v${version}/schema.json`);

/** Compiling the OpenAPI 3.0 schema at run time costs 0.1 s at every start; loading the compiled one costs 5 ms. */
const validators = [
  { name: 'openapi-3.0', schema: openapi('3.0'), Ajv: Ajv04.default },
  { name: 'openapi-3.1', schema: openapi('3.1'), Ajv: Ajv2020.default },
  { name: 'openapi-3.2', schema: openapi('3.2'), Ajv: Ajv2020.default },
  { name: 'check-report', schema: 'src/report/check-report.schema.json', Ajv: Ajv2020.default },
  { name: 'contract', schema: 'src/contract/contract.schema.json', Ajv: Ajv2020.default },
  { name: 'baseline', schema: 'src/contract/baseline.schema.json', Ajv: Ajv2020.default },
  { name: 'history', schema: 'src/report/history.schema.json', Ajv: Ajv2020.default },
];

async function buildValidators() {
  await mkdir('dist/validators', { recursive: true });
  for (const { name, schema, Ajv } of validators) {
    const ajv = new Ajv({
      strict: false,
      allErrors: name === 'contract',
      code: { source: true, esm: true, lines: true },
    });
    addFormats.default(ajv);
    ajv.addFormat('media-range', true);
    // Only the flag `u` would be tried, which refuses escapes such as `\_`: src/document/schema-form.ts tries both.
    if (name === 'openapi-3.0') ajv.addFormat('regex', true);
    const validate = ajv.compile(JSON.parse(await readFile(schema, 'utf8')));
    await build({
      stdin: { contents: standalone.default(ajv, validate), resolveDir: import.meta.dirname },
      outfile: `dist/validators/${name}.js`,
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      logLevel: 'warning',
    });
    await writeFile(
      `dist/validators/${name}.d.ts`,
      "import type { ValidateFunction } from 'ajv';\nexport declare const validate: ValidateFunction;\nexport default validate;\n",
    );
  }
}

/** CommonJS dependencies call `require`, which an ES module does not have. */
const banner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

await rm('dist', { recursive: true, force: true });
await buildValidators();
await build({
  entryPoints: {
    cli: 'src/cli.ts',
    index: 'src/index.ts',
    vitest: 'src/vitest.ts',
    'prove-thread': 'src/commands/prove-thread.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  minifySyntax: true,
  // Half the text to read at every start; names stay, and lines short enough to be shown beside a stack trace.
  minifyWhitespace: true,
  lineLimit: 200,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: ['vitest', '@pact-foundation/*'],
  banner: { js: banner },
  logLevel: 'warning',
});
