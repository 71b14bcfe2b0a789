import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Run } from '../checks/run.ts';
import { embeddedDocument } from '../document/embedded.ts';
import { displayPath, readTextFile } from '../document/load.ts';
import { MOST_OF_A_RUN } from '../document/read-file.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { isObject, type Json } from '../json.ts';
import { Problem } from '../problem.ts';
import type { SourceLookup } from '../report/html/excerpt.ts';
import { sourceOnDisk } from './html-page.ts';
import { documentFiles } from './inputs.ts';

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
  const text = await readTextFile(path, 'the run', MOST_OF_A_RUN);
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
  const beside = recordingBeside(path);
  if (named === undefined && (beside === path || !existsSync(beside))) return [];
  const file = displayPath(named ?? beside);
  try {
    const text = await readTextFile(named ?? beside, 'the recording', MOST_OF_A_RUN);
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

/** Where `check` puts the recording of a run. */
function recordingBeside(path: string): string {
  return path.replace(/\.json$/, '.har');
}

/** The files that a stored run is rendered from: itself, its recording, and the contract and document that it names. */
export function runFiles({ contract, document }: Run, path: string, recording: string | undefined): string[] {
  return [
    path,
    recording ?? recordingBeside(path),
    ...(contract === undefined ? [] : [contract.file]),
    ...documentFiles(document.file),
  ];
}

function otherKind(value: { [key: string]: Json | undefined }): string {
  if (isObject(value['log'])) return 'it is a HAR recording, which "plumbline replay" judges';
  return 'it has no "plumbline" field';
}

/**
 * The text of the files that a stored run names, as far as it is known to be the text that the run was judged by: the
 * document's bytes are told by their sha256. The contract's are not, and are shown as they are now.
 */
export function storedSource({ document, contract }: Run): SourceLookup {
  const disk = sourceOnDisk();
  return (file) => {
    if (file === document.file) {
      const found = disk(file);
      return found !== undefined && isText(found.text, file, document.sha256) ? found : undefined;
    }
    // A run may come from anywhere: it is not to make a page out of any file that it names.
    if (file !== contract?.file || !/\.contract\.ya?ml$/.test(file)) return undefined;
    const found = disk(file);
    return found === undefined ? undefined : { ...found, asOfNow: true };
  };
}

function isText(text: string, file: string, sha256: string): boolean {
  const hash = (part: string) => createHash('sha256').update(part).digest('hex');
  if (hash(text) === sha256) return true;
  try {
    const embedded = embeddedDocument(text, file);
    return embedded !== undefined && hash(embedded.text) === sha256;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
