import type { Gate } from '../contract/contract.ts';
import { parseMediaType } from '../document/media-type.ts';
import { type ExchangeResponse, header } from './exchange.ts';

/** True when an answer looks as the contract says that the gate's answers do. */
export function isGateAnswer(gate: Gate, response: ExchangeResponse): boolean {
  return gate.answers.some(
    ({ status, mediaType, location }) =>
      response.status === status &&
      (mediaType === undefined ||
        parseMediaType(header(response.headers, 'content-type') ?? '')?.essence === mediaType) &&
      (location === undefined || includes(header(response.headers, 'location') ?? '', location)),
  );
}

/** True when it is the gate beyond doubt: its mark is in the answer's body or in where it points to. */
export function bearsGateMark(gate: Gate, response: ExchangeResponse): boolean {
  if (gate.mark === undefined || !isGateAnswer(gate, response)) return false;
  return (
    includes(header(response.headers, 'location') ?? '', gate.mark) ||
    includes(new TextDecoder().decode(response.body), gate.mark)
  );
}

function includes(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
