import type { Socket } from 'node:net';

const INTERIM = /^HTTP\/1\.[01] 100[ \r]/;
const SHORTEST = 'HTTP/1.1 100 '.length;
/** As much of an interim answer as is waited for; a longer one is left to the parser. */
const LONGEST = 16_384;

/** What is known of the bytes that a socket received. */
export interface Reading {
  /** Called when a request goes out: what is read next is the beginning of its answer. */
  expectAnswer(): void;
  /** Bytes read since then, interim answers included. */
  received(): number;
}

/**
 * Takes `100 Continue` out of what a socket reads. A client has to bear interim answers that it did not ask for
 * (RFC 9110 section 15.2), and undici ends the connection at this one; all others it skips by itself.
 */
export function watchReads(socket: Socket): Reading {
  const read = socket.read.bind(socket);
  let atStart = false;
  let received = 0;
  let held: Buffer | undefined;

  const readOn = (): Buffer | null => {
    const chunk: Buffer | null = read();
    if (chunk !== null) received += chunk.length;
    return chunk;
  };

  socket.read = (size?: number) => {
    // A number is only passed by Node's own stream code, which pokes the stream with 0.
    if (size !== undefined) return read(size);
    if (!atStart) return readOn();
    for (let chunk = readOn(); chunk !== null; chunk = readOn()) {
      let bytes = held === undefined ? chunk : Buffer.concat([held, chunk]);
      held = undefined;
      for (let end = endOfInterim(bytes); end !== undefined; end = endOfInterim(bytes)) {
        bytes = bytes.subarray(end);
      }
      if (bytes.length > 0 && !mayBecomeInterim(bytes)) {
        atStart = false;
        return bytes;
      }
      held = bytes;
    }
    return null;
  };

  return {
    expectAnswer() {
      atStart = true;
      received = 0;
      held = undefined;
    },
    received: () => received,
  };
}

/** Where the interim answer at the beginning of `bytes` ends; undefined when there is none, or not all of it. */
function endOfInterim(bytes: Buffer): number | undefined {
  if (!INTERIM.test(bytes.toString('latin1', 0, SHORTEST))) return undefined;
  const end = bytes.indexOf('\r\n\r\n', 0, 'latin1');
  return end < 0 ? undefined : end + 4;
}

function mayBecomeInterim(bytes: Buffer): boolean {
  if (bytes.length > LONGEST) return false;
  const start = bytes.toString('latin1', 0, SHORTEST);
  return (
    INTERIM.test(start) ||
    (bytes.length < SHORTEST && ('HTTP/1.1 100 '.startsWith(start) || 'HTTP/1.0 100 '.startsWith(start)))
  );
}
