import validate from '#validators/check-report';
import type { Run } from '../checks/run.ts';
import { displayPath, readTextFile } from '../document/load.ts';
import { isObject, type Json } from '../json.ts';
import { Problem } from '../problem.ts';

/**
 * Reads the JSON report of a run, as `check` and `replay` write it.
 *
 * @throws {Problem} when it cannot be read, or is none
 */
export async function readStoredRun(path: string): Promise<Run> {
  const file = displayPath(path);
  const text = await readTextFile(path, 'the report');
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw new Problem('not a JSON report of Plumbline: it is no JSON', {
      place: { file },
      hint: 'give the file that check writes, such as reports/check.json',
      cause: error,
    });
  }
  if (isObject(value) && typeof value['plumbline'] === 'number' && value['plumbline'] > 1) {
    throw new Problem('the report is by a newer Plumbline', { place: { file }, hint: 'use that version' });
  }
  if (validate(value)) return value as unknown as Run;
  const [error] = validate.errors ?? [];
  const where = error?.instancePath === '' || error === undefined ? '' : `${error.instancePath} `;
  throw new Problem(`not a JSON report of Plumbline: ${where}${error?.message ?? 'is not valid'}`, {
    place: { file },
    hint: 'give the file that check writes, such as reports/check.json',
  });
}
