import type { Rule } from './rule.ts';
import { reference } from './rules/reference.ts';
import { structure } from './rules/structure.ts';

/** Every rule, from what breaks readers of the document to what is worth a look. */
export const rules: readonly Rule[] = [structure, reference];
