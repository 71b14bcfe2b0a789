import type { Finding } from '../checks/finding.ts';
import type { Run } from '../checks/run.ts';
import { jsonDocument } from './json-text.ts';
import { bounded } from './value.ts';

/** A run as its JSON report, which `check-report.schema.json` describes. */
export function renderJson(run: Run): string {
  return jsonDocument({ ...run, findings: run.findings.map(shallow) });
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
