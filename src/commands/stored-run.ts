import { existsSync } from 'node:fs';
import type { Run } from '../checks/run.ts';
import { displayPath, readTextFile } from '../document/load.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { isObject, type Json } from '../json.ts';
import { Problem } from '../problem.ts';

/** The version of the JSON report that is read here. */
const FORMAT = 1;
const HINT = 'give the JSON report of a run, such as reports/check.json';

/**
 * Reads a run that `check` or `replay` has stored as its JSON report.
 *
 * @throws {Problem} when it cannot be read, or is no run, or one of another version of Plumbline
 */
export async function readStoredRun(path: string): Promise<Run> {
  const file = displayPath(path);
  const text = await readTextFile(path, 'the run');
  const wrong = (message: string, hint: string = HINT): Problem =>
    new Problem(message, { place: { file }, hint });
  let value: Json;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch {
    throw wrong(
      text.trim() === '' ? 'not a stored run: the file is empty' : 'not a stored run: it is no JSON',
    );
  }
  if (!isObject(value)) throw wrong('not a stored run: it is no JSON object');
  const { plumbline } = value;
  if (plumbline === undefined) throw wrong(`not a stored run: ${otherKind(value)}`);
  if (plumbline !== FORMAT) {
    throw wrong(
      `a report in format ${JSON.stringify(plumbline)?.slice(0, 40)}, where this Plumbline reads format ${FORMAT}`,
      'render it with the Plumbline that wrote it',
    );
  }
  if (value['probes'] === undefined && value['findings'] === undefined)
    throw wrong('a report of Plumbline, but not of a run of check or replay');
  const { default: validate } = await import('#validators/check-report');
  if (validate(value)) return value as unknown as Run;
  const [first] = validate.errors ?? [];
  const where = first?.instancePath === '' ? 'its top level' : first?.instancePath;
  throw wrong(`not a whole run: ${where} ${first?.message}`, 'was it cut off, or changed by hand?');
}

/**
 * The exchanges of a stored run, out of the recording that was written with it. Only that one: it lost its credentials
 * when it was written.
 *
 * @param path the run's own file, beside which `check` puts the recording
 * @param named the recording that the user names
 * @throws {Problem} when the named recording cannot be read, or is of another run
 */
export async function storedExchanges(
  run: Run,
  path: string,
  named: string | undefined,
): Promise<Exchange[]> {
  const { fromHar, readRecordedRun } = await import('../exchange/har.ts');
  const beside = path.replace(/\.json$/, '.har');
  if (named === undefined && (beside === path || !existsSync(beside))) return [];
  const file = displayPath(named ?? beside);
  try {
    const text = await readTextFile(named ?? beside, 'the recording');
    const exchanges = fromHar(text, file);
    if (readRecordedRun(text).startedAt === run.startedAt) return exchanges;
    throw new Problem('the recording of another run', {
      place: { file },
      hint: `name the one of the run of ${run.startedAt}, or none`,
    });
  } catch (error) {
    // One that only happens to lie there is left alone.
    if (named === undefined && error instanceof Problem) return [];
    throw error;
  }
}

function otherKind(value: { [key: string]: Json | undefined }): string {
  if (isObject(value['log'])) return 'it is a HAR recording, which "plumbline replay" judges';
  return 'it has no "plumbline" field';
}
