import { pointerPlace } from '../../document/pointer-place.ts';
import type { PactFile } from '../../exchange/pact.ts';

/** What a report says of a Pact file: what it is, and which of its interactions were passed over, and why. */
export function reportEntry({ file, consumer, provider, specification, passedOver, placeOf }: PactFile) {
  return {
    file,
    consumer,
    provider,
    specification,
    passedOver: passedOver.map(({ description, reason, pointer }) => {
      const { line } = pointerPlace({ placeOf }, pointer);
      return { description, reason, ...(line === undefined ? {} : { line }) };
    }),
  };
}
