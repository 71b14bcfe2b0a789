import { type AddressInfo, connect, createServer } from 'node:net';

/** What went through a relay since it was last cleared. */
export interface Traffic {
  requests: number;
  /** How often each status came back. */
  statuses: Record<string, number>;
}

export interface Relay {
  url: string;
  traffic: Traffic;
  close(): void;
}

/** Longer than any request line or status line that is looked for. */
const TAIL = 200;

/**
 * Counts what `pattern` finds in a stream of bytes, also where a match is split between two pieces.
 *
 * @param found - called with the first group of every match
 */
function counter(pattern: RegExp, found: (group: string) => void): (piece: Buffer) => void {
  let rest = '';
  return (piece) => {
    rest += piece.toString('latin1');
    let end = 0;
    for (const match of rest.matchAll(pattern)) {
      found(match[1] ?? '');
      end = match.index + match[0].length;
    }
    rest = rest.slice(Math.max(end, rest.length - TAIL));
  };
}

/**
 * A relay in front of a server. It hands on bytes as they come, so that no fault of the wire is put right, and counts
 * the request lines one way and the status lines the other.
 *
 * @param port - of the server, on 127.0.0.1
 */
export async function openRelay(port: number): Promise<Relay> {
  const traffic: Traffic = { requests: 0, statuses: {} };
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const request = counter(/(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\S+) HTTP\/1\.[01]\r\n/g, () => {
      traffic.requests++;
    });
    const answer = counter(/HTTP\/1\.[01] (\d{3})[ \r]/g, (status) => {
      traffic.statuses[status] = (traffic.statuses[status] ?? 0) + 1;
    });
    near.on('data', request);
    far.on('data', answer);
    near.pipe(far).pipe(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.resetAndDestroy());
    near.on('close', () => far.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traffic,
    close: () => server.close(),
  };
}
