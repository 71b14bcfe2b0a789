import type { Finding } from '../checks/finding.ts';
import type { Run } from '../checks/run.ts';
import { bounded } from './value.ts';

/**
 * A run as its JSON report, which `check-report.schema.json` describes: two spaces, a newline at the end. It can be
 * written to a terminal as it is: what would act on one is spelt as JSON escapes, which any reader turns back.
 */
export function renderJson(run: Run): string {
  const text = JSON.stringify({ ...run, findings: run.findings.map(shallow) }, null, 2);
  return `${text.replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, escapeUnits)}\n`;
}

/** A response may be nested deeper than JSON can be written; of such a value the top is enough. */
function shallow(finding: Finding): Finding {
  const { response } = finding;
  if (response === undefined) return finding;
  const { expected, actual } = response;
  return {
    ...finding,
    response: {
      ...response,
      ...(expected === undefined ? {} : { expected: bounded(expected) }),
      ...(actual === undefined ? {} : { actual: bounded(actual) }),
    },
  };
}

function escapeUnits(character: string): string {
  let escaped = '';
  for (let index = 0; index < character.length; index += 1) {
    escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}
