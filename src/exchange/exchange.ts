/** Header lines in the order in which they were sent, names spelt as on the wire. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

/**
 * A request as it was sent. Secrets are gone: a header that carried one holds what a shell would put there,
 * e.g. `Bearer ${QONTO_TOKEN}`.
 */
export interface ExchangeRequest {
  method: string;
  url: string;
  headers: HeaderLines;
  body: Uint8Array | undefined;
}

/** A response as it came, secrets replaced by a mark such as `[redacted:QONTO_TOKEN]`. */
export interface ExchangeResponse {
  status: number;
  headers: HeaderLines;
  /** The body's bytes, any Content-Encoding undone; at most the cap of the sender. */
  body: Uint8Array;
}

/** Why there is no whole response. */
export interface ExchangeFailure {
  kind:
    | 'unreachable' // no connection: refused, no such host, no route
    | 'tls' // the certificate or the handshake
    | 'timeout' // connected, and then no whole answer in time
    | 'reset' // the connection ended before the answer did
    | 'protocol' // what came is not HTTP/1.1
    | 'too-large' // more than the cap
    | 'encoding' // a Content-Encoding that does not decode
    | 'cancelled'; // we stopped
  message: string;
}

/** A try that got no answer and was made again, or an answer that asked us to come back later. */
export interface FailedTry {
  kind: ExchangeFailure['kind'] | 'throttled';
  message: string;
  /** True when the connection had served an answer before: the server may close such a one at any time (RFC 9112 section 9.3.1). */
  reused: boolean;
}

/** What a probe asks of the answer; absent on exchanges that no probe made. */
export interface Expectation {
  /** The statuses that are right, documented keys (`400`, `4XX`); the first is the one hoped for. */
  statuses: readonly string[];
  /** Statuses that are accepted with a note, though the document does not know them (a 415 for a wrong media type). */
  tolerated: readonly number[];
  /** True when an answer of the gate in front of the API is right, for the probe that leaves its header out. */
  gate: boolean;
  /** The documented status that this probe is sent to provoke, e.g. `409`; without it, it provokes nothing by itself. */
  provokes: string | undefined;
  /** The part of the request that was broken on purpose, a pointer into the body, e.g. `/event_type`. */
  broken: string | undefined;
  /** Probes of one group ask the same thing in the same way: their answers must not differ. */
  sameAs: string | undefined;
  /** The request is right by the document (a 2xx keeps what the contract adds for it). */
  valid: boolean;
}

/** One request with what came of it, and where it came from. Everything that is judged is one of these. */
export interface Exchange {
  /** Unique within a run: the probe's id, or `file#index` of a recording. */
  id: string;
  source: 'probe' | 'recording' | 'pact' | 'documented';
  /** A sentence for people. */
  title: string;
  request: ExchangeRequest;
  response: ExchangeResponse | undefined;
  failure: ExchangeFailure | undefined;
  /** Tries that came before the one that is kept. */
  failedTries: readonly FailedTry[];
  /** Names of the credentials that came back in the response, with where: `QONTO_TOKEN` in `body` or `header X-Debug`. */
  echoedSecrets: readonly { name: string; where: string }[];
  expectation: Expectation | undefined;
  /** Milliseconds since the epoch when the request went out, by our clock. */
  sentAt: number;
  /** Milliseconds from the first byte sent to the last byte received (or the failure). */
  ms: number;
  /** Of these, those in which this process stood still, so that nobody knows when the answer came; absent for none. */
  stoodStillMs?: number;
  /** Where in the document the request's reason stands. */
  pointer: string | undefined;
  /** Why its answer says nothing of the API (the gate answered, a credential was refused); such a one is not judged. */
  notJudged: string | undefined;
}

/** Milliseconds that an answer took at the least: without those in which this process stood still. */
export function tookAtLeast({ ms, stoodStillMs = 0 }: Exchange): number {
  return ms - stoodStillMs;
}

/** The values of a header, names compared without case (RFC 9110 section 5.1). */
export function headerValues(headers: HeaderLines, name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
}

/** The one value of a header, or the first of several. */
export function header(headers: HeaderLines, name: string): string | undefined {
  return headerValues(headers, name)[0];
}
