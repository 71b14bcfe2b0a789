import type { Contract } from '../contract/contract.ts';
import { displayPath, readTextFile } from '../document/load.ts';
import { MOST_OF_A_RUN } from '../document/read-file.ts';
import { credentialFields } from '../exchange/credential-fields.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { fromHar, matchesOperation, readRecordedRun } from '../exchange/har.ts';
import type { RecordedRun } from '../exchange/har-info.ts';
import { recordedCredentials, withoutCredentialFields } from '../exchange/recorded-credentials.ts';
import { createRedactor } from '../exchange/redact.ts';
import { redactExchange } from '../exchange/redact-exchange.ts';
import { Problem } from '../problem.ts';
import { type Io, warn } from './io.ts';

/** The exchanges of an operation out of one recording or several. */
export interface Recordings {
  exchanges: Exchange[];
  /** The statuses that the runs were narrowed to; undefined when one of them was not. */
  only: string[] | undefined;
  /** True when one of the runs was ended before its last probe. */
  interrupted: boolean;
}

/**
 * Reads recordings, and keeps what is of the contract's operation. Credentials of the environment are taken out of
 * them, since other tools write them down.
 *
 * @throws {Problem} when one cannot be read, is no HAR, or holds nothing of the operation
 */
export async function readRecordings(
  files: readonly string[],
  contract: Contract,
  io: Io,
): Promise<Recordings> {
  const { operation } = contract;
  // Every credential that the contract names, of whichever security alternative: a recording may hold any of them.
  const secrets = Object.fromEntries(
    Object.values(contract.credentials).flatMap((variable) => {
      const value = io.environment[variable];
      return value === undefined || value === '' ? [] : [[variable, value] as const];
    }),
  );
  const redactor = createRedactor(secrets, operation.document.text);
  const fields = credentialFields(contract);
  const exchanges: Exchange[] = [];
  const runs: RecordedRun[] = [];
  for (const path of files) {
    const file = displayPath(path);
    const text = await readTextFile(path, 'the recording', MOST_OF_A_RUN);
    const all = fromHar(text, file, redactor);
    const ours = all.filter((exchange) => matchesOperation(exchange, operation));
    if (ours.length === 0) throw nothingOfOurs(all, contract, file);
    if (ours.length < all.length) {
      warn(
        io,
        `${file}: ${all.length - ours.length} of ${all.length} exchanges are of other operations and are not judged`,
      );
    }
    runs.push(readRecordedRun(text));
    // Two recordings of one plan have the same ids.
    const name = (id: string): string => (files.length === 1 ? id : `${file}#${id}`);
    // Another tool's recording holds credentials that no variable of ours names. Ours lost its credentials when it was
    // written, and shows the wrong ones that were sent on purpose, which are no secrets.
    const theirs = ours.filter(({ expectation }) => expectation === undefined);
    const known = createRedactor(
      { ...recordedCredentials(theirs, fields), ...secrets },
      operation.document.text,
    );
    exchanges.push(
      ...ours.map((exchange) => {
        const clean = redactExchange(exchange, known);
        const shown = exchange.expectation === undefined ? withoutCredentialFields(clean, fields) : clean;
        return { ...shown, id: name(exchange.id) };
      }),
    );
  }
  const narrowed = runs.every(({ only }) => only !== undefined);
  return {
    exchanges,
    only: narrowed ? [...new Set(runs.flatMap(({ only }) => only ?? []))] : undefined,
    interrupted: runs.some(({ interrupted }) => interrupted),
  };
}

function nothingOfOurs(all: readonly Exchange[], { operation }: Contract, file: string): Problem {
  const [first] = all;
  const path =
    first !== undefined && URL.canParse(first.request.url) ? new URL(first.request.url).pathname : '';
  return new Problem(
    first === undefined
      ? 'the recording is empty'
      : `the recording holds no exchange of ${operation.method} ${operation.path}: its first is ${first.request.method} ${path}`,
    {
      place: { file },
      hint: first === undefined ? undefined : 'is it of another API, or another operation?',
    },
  );
}
