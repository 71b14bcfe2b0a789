import { MatchersV3 } from '@pact-foundation/pact';

/**
 * A value that the client has to send exactly, in place of which the verifier sends what a provider state gives. Pact's
 * own `fromProviderState` would let the client send any text.
 */
export function fromState(expression: string, value: string): MatchersV3.ProviderStateInjectedValue<string> {
  return { ...MatchersV3.fromProviderState(expression, value), 'pact:matcher:type': 'equality' };
}
