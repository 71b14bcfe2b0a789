import type { Run } from '../checks/run.ts';
import { displayPath, readTextFile } from '../document/load.ts';
import { Problem } from '../problem.ts';

/**
 * Reads a run that `check` or `replay` has stored as its JSON report.
 *
 * @throws {Problem} when it cannot be read, or is no run
 */
export async function readStoredRun(path: string): Promise<Run> {
  const file = displayPath(path);
  const text = await readTextFile(path, 'the run');
  const hint = 'give the JSON report of a run, such as reports/check.json';
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Problem('not a stored run: it is no JSON', { place: { file }, hint, cause });
  }
  const { default: validate } = await import('#validators/check-report');
  if (validate(value)) return value as Run;
  const [first] = validate.errors ?? [];
  const where = first?.instancePath === '' ? 'its top level' : first?.instancePath;
  throw new Problem(`not a stored run: ${where} ${first?.message}`, { place: { file }, hint });
}
