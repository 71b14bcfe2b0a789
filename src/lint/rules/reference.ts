import { follow } from '../../document/node.ts';
import { fromPointer, valueAt } from '../../document/pointer.ts';
import { Problem } from '../../problem.ts';
import type { Defect } from '../finding.ts';
import type { Rule } from '../rule.ts';

export const reference: Rule = {
  id: 'reference',
  promise: 'Every `$ref` leads to something in the document.',
  severity: 'error',
  source:
    'OpenAPI 3.0 section 4.7.23, Reference Object; one that leaves the document is a note, since Plumbline reads one file',
  *find({ document, references, every }) {
    for (const { from, kind, spelt, to } of references) {
      if (kind === 'pathItem' && to === undefined && !spelt.startsWith('#')) continue;
      const defect = defectOf(spelt, to);
      if (defect !== undefined) yield { pointer: `${from}/$ref`, identity: [spelt], ...defect };
    }
    for (const { pointer, value } of every('schema')) {
      if (typeof value !== 'object' || value === null || !('$ref' in value)) continue;
      try {
        follow({ document, pointer, value });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        if (!error.message.includes('back to itself')) continue;
        yield {
          pointer: `${pointer}/$ref`,
          message: error.message,
          suggestion: { text: 'Let it refer to what it stands for, or write that out.' },
          identity: [String(value['$ref']), 'circle'],
        };
      }
    }

    function defectOf(
      spelt: string,
      to: string | undefined,
    ): Omit<Defect, 'pointer' | 'identity'> | undefined {
      if (!spelt.startsWith('#')) {
        return {
          severity: 'note',
          message: `the reference ${JSON.stringify(spelt)} leaves the document, and is not followed`,
          suggestion: { text: 'Bundle the document into one file, and lint that.' },
        };
      }
      // An anchor of JSON Schema is no pointer (3.1), and is not looked up here.
      if (to === undefined && /^#[A-Za-z_][\w.-]*$/.test(spelt)) return undefined;
      if (to !== undefined && valueAt(document.root, to) !== undefined) return undefined;
      const name = to === undefined ? spelt : (fromPointer(to)?.at(-1) ?? spelt);
      return {
        message: `the reference ${JSON.stringify(spelt)} points at nothing`,
        suggestion: {
          text: `Add ${JSON.stringify(name)} where the reference looks for it, or mend the reference.`,
        },
      };
    }
  },
};
