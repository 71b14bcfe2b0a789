import { writeFile } from 'node:fs/promises';
import { generateTypes, TYPES_FILE } from './generate.ts';

await writeFile(TYPES_FILE, await generateTypes());
