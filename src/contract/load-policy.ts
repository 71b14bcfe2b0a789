import { displayPath, readTextFile } from '../document/load.ts';
import { fromPointer } from '../document/pointer.ts';
import { parseYaml } from '../document/yaml.ts';
import type { Policy } from './contract.ts';
import { checkForm } from './form.ts';

/** What a contract says of how changes are judged; its document is not read for it. */
export interface PolicyFile {
  file: string;
  policy: Policy | undefined;
  /** The name of the property that holds an error's code; undefined where the contract says nothing of errors. */
  errorCode: string | undefined;
  /** What tells the API that it is about: its operation, by id or as "METHOD /path", and the hosts that it names. */
  about: { operation: string; hosts: string[] };
}

/**
 * Reads the policy of a contract and nothing else of it, so that the document that it names need not be there.
 *
 * @param path the contract file, YAML
 * @throws {Problem} with file and line for anything that is not by the contract's JSON Schema
 */
export async function loadPolicy(path: string): Promise<PolicyFile> {
  const file = displayPath(path);
  const text = await readTextFile(path, 'the contract');
  const { policy, errors, operation, sandbox, never = [] } = await checkForm(parseYaml(text, file), file);
  const hosts = sandbox !== undefined && URL.canParse(sandbox) ? [new URL(sandbox).host, ...never] : never;
  return {
    file,
    policy: policy === undefined ? undefined : { identifiers: [], ...policy },
    about: { operation, hosts: hosts.map((host) => host.toLowerCase()) },
    errorCode: errors === undefined ? undefined : fromPointer(errors.code)?.at(-1),
  };
}
