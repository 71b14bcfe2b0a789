import { structureFaults } from '../../document/structure.ts';
import type { Rule } from '../rule.ts';

export const structure: Rule = {
  id: 'structure',
  promise: 'The document is valid by the OpenAPI Specification of its version.',
  severity: 'error',
  source:
    "the OpenAPI Initiative's JSON Schema of the version; JSON Schema 2020-12 for the schemas of 3.1 and later",
  async find({ document }) {
    const faults = await structureFaults(document);
    return faults.map(({ pointer, message, hint }) => ({
      pointer,
      message,
      suggestion: {
        text:
          hint === undefined ? 'Write it as OpenAPI has it.' : `${hint[0]?.toUpperCase()}${hint.slice(1)}.`,
      },
      identity: [message],
    }));
  },
};
