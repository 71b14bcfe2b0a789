import type { Contract } from '../../contract/contract.ts';
import { documentPathOf } from '../../contract/load.ts';
import { displayPath, readTextFile } from '../../document/load.ts';
import { lockFaults } from '../../document/lock.ts';
import { parseYaml } from '../../document/yaml.ts';
import { isObject } from '../../json.ts';
import { Problem } from '../../problem.ts';
import { type Found, look, notTried, ok } from '../../report/examination.ts';
import { defaultContract } from '../default-contract.ts';
import { documentFiles } from '../inputs.ts';
import { loadSubject, lockOf, type SubjectOptions } from '../subject.ts';
import { problemPoint } from './problem.ts';

/** What the contract and the document look like; without a contract there is nothing to go on with. */
export interface Subject {
  contract: Contract | undefined;
  /** The day on which the document was accepted, by its lock. */
  acceptedOn: string | undefined;
  points: Found[];
}

/**
 * Loads contract and document, and holds the document against its lock.
 *
 * @param offline a document on the network is not fetched then
 */
export async function examineSubject(options: SubjectOptions, offline: boolean): Promise<Subject> {
  let contract: Contract;
  try {
    if (offline) await refuseNetwork(options);
    contract = await loadSubject(options);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return {
      contract: undefined,
      acceptedOn: undefined,
      points: [problemPoint('contract', 'contract', error, 'configuration')],
    };
  }
  const { operation } = contract;
  const lock = await lockOf(operation.document);
  return {
    contract,
    acceptedOn: lock?.acceptedOn,
    points: [
      contract.file === undefined
        ? ok('contract', 'contract', 'there is none: its defaults are derived from the document')
        : ok('contract', 'contract', contract.file),
      ok(
        'document',
        'document',
        `${operation.document.file}, OpenAPI ${operation.document.version}: ${operation.method} ${operation.path}`,
      ),
      lock === undefined
        ? notTried('lock', 'lock', 'no spec.lock.json beside the document is about it')
        : lockPoint(lockFaults(operation.document, lock), lock.file, lock.acceptedOn),
    ],
  };
}

function lockPoint(faults: readonly string[], file: string, acceptedOn: string): Found {
  const [fault] = faults;
  if (fault === undefined) {
    return ok('lock', 'lock', `the document is the one that was accepted on ${acceptedOn} (${file})`);
  }
  const [says = fault, todo = 'restore the file'] = fault.split('; ');
  return look('lock', 'lock', says, todo);
}

async function refuseNetwork(options: SubjectOptions): Promise<void> {
  const document = options.document ?? (await documentOf(options.contract ?? defaultContract()));
  if (document === undefined || !/^https?:\/\//i.test(document)) return;
  throw new Problem('the document is on the network, and --offline sends nothing', {
    hint: 'leave out --offline, or name a copy of the document with --document',
  });
}

/** The files that options lead to, as far as they can be told before anything of them is known to be right. */
export async function subjectFiles({ contract, document }: SubjectOptions): Promise<string[]> {
  const named = [
    ...(document === undefined ? [] : documentFiles(document)),
    ...(contract === undefined ? [] : [contract]),
  ];
  try {
    const path = contract ?? defaultContract();
    const own = document === undefined ? await documentPathOf(path) : undefined;
    return [...named, path, ...(own === undefined ? [] : documentFiles(own))];
  } catch (error) {
    if (error instanceof Problem) return named;
    throw error;
  }
}

/** The document that a contract names; whatever else is in the file is not looked at yet. */
async function documentOf(path: string): Promise<string | undefined> {
  const { value } = parseYaml(await readTextFile(path, 'the contract'), displayPath(path));
  const document = isObject(value) ? value['document'] : undefined;
  return typeof document === 'string' ? document : undefined;
}
