import type { Contract } from '../../contract/contract.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import type { PactFile } from '../../exchange/pact.ts';
import type { Change } from '../change.ts';
import { contractReliances } from './relies-contract.ts';
import { exchangeTouched } from './relies-exchange.ts';

/** What of ours may rely on what a document says. */
export interface Ours {
  /** Loaded with the base document. */
  contract: Contract;
  /** Pact files; of their interactions those of the contract's operation count. */
  pacts: readonly { pact: PactFile; interactions: PactFile['interactions'] }[];
  /** Recordings, with their exchanges of the contract's operation. */
  recordings: readonly { file: string; exchanges: readonly Exchange[] }[];
}

/** Says of a change which parts of ours rely on what it is about. */
export type TouchesUs = (change: Change) => string[];

/**
 * Finds who of us relies on what a change is about: parts of the contract with their line, Pact interactions, and
 * recordings with how many exchanges show it. A part relies on a change where both are of the same operation, status
 * and part, and one of their two pointers leads to the other; `*` stands for any entry. What only the wording of the
 * document is about touches nobody.
 */
export function createTouchesUs({ contract, pacts, recordings }: Ours): TouchesUs {
  const { method, path } = contract.operation;
  const operation = `${method} ${path}`;
  const parts = contract.file === undefined ? [] : contractReliances(contract);
  return (change) => {
    if (change.side === 'docs' || !change.operations.includes(operation)) return [];
    const touched = (exchange: Exchange) => exchangeTouched(change, exchange);
    return [
      ...parts.filter(({ relies }) => relies(change)).map(({ label }) => label),
      ...pacts.flatMap(({ pact, interactions }) =>
        interactions
          .filter(({ exchange }) => touched(exchange))
          .map(({ description, pointer }) => {
            const { file, line } = pact.placeOf(pointer);
            return `${file}${line === undefined ? '' : `:${line}`}: interaction "${description}"`;
          }),
      ),
      ...recordings.flatMap(({ file, exchanges }) => counted(file, change, exchanges.filter(touched))),
    ];
  };
}

/** Of answers those of each status on its own, of requests how many there are. */
function counted(file: string, change: Change, exchanges: readonly Exchange[]): string[] {
  if (exchanges.length === 0) return [];
  if (change.side === 'request') return [`${file}: ${plural(exchanges.length, 'request')}`];
  const byStatus = new Map<number, number>();
  for (const { response } of exchanges) {
    if (response !== undefined) byStatus.set(response.status, (byStatus.get(response.status) ?? 0) + 1);
  }
  return [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, number]) => `${file}: ${plural(number, 'answer')} ${status}`);
}

function plural(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`;
}
