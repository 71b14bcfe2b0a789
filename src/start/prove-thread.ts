import { createRequire } from 'node:module';

const { loadProveThread }: typeof import('./command-line.ts') = createRequire(import.meta.url)(
  './command-line/command-line.cjs',
);
loadProveThread();
