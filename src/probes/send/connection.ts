import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { buildConnector, Client as ClientType } from 'undici';
import Client from 'undici/lib/dispatcher/client.js';
import type { ExchangeFailure, HeaderLines } from '../../exchange/exchange.ts';
import {
  answerFailure,
  connectFailure,
  connectTimeout,
  isUnfit,
  notSendable,
  type Progress,
  strayBytes,
  timeout,
  tooLarge,
} from './failure.ts';
import { type Reading, watchReads } from './interim.ts';
import type { Standstills } from './standstill.ts';

export interface ConnectionOptions {
  /** Scheme, host and port. */
  origin: URL;
  connectTimeoutMs: number;
  /** For the whole answer, from the moment when the request goes out. */
  timeoutMs: number;
  standstills: Standstills;
  /** Bytes of a body, as they come over the wire. */
  maxBytes: number;
  /** Certificates in PEM that are trusted in place of Node's own. */
  ca: string | undefined;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** A request as it goes out; header names and values alternate. */
export interface WireRequest {
  method: string;
  path: string;
  headers: string[];
  body: Uint8Array | undefined;
  /** The body goes out in chunks, which undici does to what it does not know the length of. */
  chunked: boolean;
}

/** What came of one request on one connection. */
export interface Attempt {
  /** Present once the head of an answer came, even when its body then failed. */
  answer: { status: number; headers: HeaderLines; body: Uint8Array } | undefined;
  failure: ExchangeFailure | undefined;
  /** True when the failure is that time ran out. */
  timedOut: boolean;
  /** Bytes of any kind that were received. */
  received: number;
  /** The connection had served an answer before. */
  reused: boolean;
  /** Milliseconds since the epoch. */
  sentAt: number;
  ms: number;
  /** Of these, those in which this process stood still. */
  stoodStillMs: number;
}

/** One place for a connection, opened when it is needed and opened again when it ended. It bears one request at a time. */
export interface Connection {
  /**
   * Sends a request; never rejects.
   *
   * @param isFresh whether it goes out on a new connection: one that was kept may end at any time
   */
  attempt(request: WireRequest, isFresh: boolean): Promise<Attempt>;
  /** Ends the connection at once; a request that is on its way fails with this. */
  stop(failure: ExchangeFailure): void;
}

/** Makes a place for a connection; nothing is opened before the first request. */
export function createConnection(options: ConnectionOptions): Connection {
  const { origin, timeoutMs, maxBytes, standstills, now } = options;
  let client: ClientType | undefined;
  let socket: Socket | undefined;
  let reading: Reading | undefined;
  /** Answers that the present socket has brought. */
  let served = 0;
  let unconnected: { failure: ExchangeFailure; timedOut: boolean } | undefined;
  let stopRunning: ((failure: ExchangeFailure) => void) | undefined;

  const connect: buildConnector.connector = (_, callback) => {
    served = 0;
    socket = open(options, {
      opened: (opened) => {
        reading = watchReads(opened);
        callback(null, opened);
      },
      failed: (error, failure, timedOut) => {
        unconnected = { failure, timedOut };
        callback(error, null);
      },
    });
  };

  const discard = () => {
    // A client that was told to end still waits for a socket that is being connected, so that one is ended too.
    client?.destroy().catch(() => {});
    client = undefined;
    socket?.destroy();
    socket = undefined;
  };

  const attempt = (
    { method, path, headers, body, chunked }: WireRequest,
    isFresh: boolean,
  ): Promise<Attempt> =>
    new Promise((resolve) => {
      if (isFresh) discard();
      let settled = false;
      let sent = false;
      let reused = false;
      let sentAt = now();
      let startedAt = performance.now();
      let took: Pick<Attempt, 'ms' | 'stoodStillMs'> | undefined;
      let endWait = () => {};
      let head: { status: number; headers: HeaderLines } | undefined;
      let announced: number | undefined;
      const chunks: Uint8Array[] = [];
      let size = 0;
      const stream = chunked && body !== undefined ? inChunks(body) : undefined;
      unconnected = undefined;

      const time = () => ({
        ms: performance.now() - startedAt,
        stoodStillMs: standstills.since(startedAt),
      });
      const progress = (): Progress => ({
        host: origin.host,
        ms: performance.now() - startedAt,
        received: sent ? (reading?.received() ?? 0) : 0,
        headed: head !== undefined,
        body: size,
        announced,
      });
      const settle = (failure: ExchangeFailure | undefined, timedOut = false) => {
        if (settled) return;
        settled = true;
        endWait();
        stopRunning = undefined;
        took ??= time();
        const { received } = progress();
        // Of a body in chunks that was not read, a server may make another request later, and answer that.
        if (failure !== undefined || stream !== undefined) discard();
        resolve({
          answer: head === undefined ? undefined : { ...head, body: joined(chunks) },
          failure,
          timedOut,
          received,
          reused,
          sentAt,
          ...took,
        });
      };
      stopRunning = settle;

      client ??= new Client(origin.origin, {
        connect,
        // One clock runs for the whole answer: `endWait` ends it.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      client.dispatch(
        { method, path, headers, body: stream ?? body ?? null },
        {
          onRequestStart() {
            sent = true;
            reused = served > 0;
            reading?.expectAnswer();
            if (stream !== undefined && socket !== undefined && (body?.length ?? 0) <= MOST_TOGETHER)
              sendTogether(stream, socket);
            sentAt = now();
            startedAt = performance.now();
            endWait = standstills.wait(timeoutMs, () => settle(timeout(timeoutMs, progress()), true));
          },
          onResponseStart({ rawHeaders }, status) {
            if (status < 200) return;
            const lines = headerLines(rawHeaders);
            head = { status, headers: lines };
            announced = announcedLength(lines);
          },
          onResponseData(_, chunk) {
            if (settled) return;
            size += chunk.length;
            if (size > maxBytes) {
              chunks.push(chunk.subarray(0, chunk.length - (size - maxBytes)));
              settle(tooLarge(maxBytes, { announced }));
            } else {
              chunks.push(chunk);
            }
          },
          onResponseEnd() {
            served += 1;
            took = time();
            // undici uses the connection again after one turn of the event loop; bytes that do not belong to this
            // answer have shown up by then.
            const ending = socket;
            setImmediate(() => settle(ending?.errored ? strayBytes(ending.errored) : undefined));
          },
          onResponseError(_, error) {
            if (unconnected !== undefined) settle(unconnected.failure, unconnected.timedOut);
            else if (sent) settle(answerFailure(error, progress()));
            else if (isUnfit(error)) settle(notSendable(error));
            else {
              // A connection that was kept ended in the moment in which it was to be used again.
              reused = served > 0;
              settle(answerFailure(error, progress()));
            }
          },
        },
      );
    });

  return {
    attempt,
    stop(failure) {
      stopRunning?.(failure);
      discard();
    },
  };
}

/** Opens a socket, and its TLS, within the time for it; exactly one of the two callbacks is called. */
function open(
  { origin, connectTimeoutMs, standstills, ca }: ConnectionOptions,
  {
    opened,
    failed,
  }: {
    opened: (socket: Socket) => void;
    failed: (error: Error, failure: ExchangeFailure, timedOut: boolean) => void;
  },
): Socket {
  const secure = origin.protocol === 'https:';
  const host = origin.hostname.replace(/^\[|\]$/g, '');
  const port = Number(origin.port) || (secure ? 443 : 80);
  const startedAt = performance.now();
  let handshake = false;
  let done = false;
  let timedOut: ExchangeFailure | undefined;
  const socket = secure
    ? connectTls({
        host,
        port,
        // A name is asked for, never an address (RFC 6066 section 3).
        servername: isIP(host) === 0 ? host : '',
        ALPNProtocols: ['http/1.1'],
        ca,
        // NODE_TLS_REJECT_UNAUTHORIZED=0 would give the credentials to whoever answers.
        rejectUnauthorized: true,
      })
    : connectTcp({ host, port });
  socket.setNoDelay(true);
  const endWait = standstills.wait(connectTimeoutMs, () => {
    timedOut = connectTimeout(connectTimeoutMs, { host: origin.host, handshake });
    socket.destroy(new Error(timedOut.message));
  });
  if (secure) socket.once('connect', () => (handshake = true));
  socket.once(secure ? 'secureConnect' : 'connect', () => {
    done = true;
    endWait();
    opened(socket);
  });
  socket.on('error', (error) => {
    if (done) return;
    done = true;
    const ms = performance.now() - startedAt;
    failed(
      error,
      timedOut ?? connectFailure(error, { host: origin.host, ms, handshake }),
      timedOut !== undefined,
    );
  });
  socket.once('close', endWait);
  return socket;
}

/** Raw header lines, as bytes that alternate between name and value; Latin-1 keeps every byte apart. */
function headerLines(raw: unknown): HeaderLines {
  if (!Array.isArray(raw)) return [];
  const texts = raw.map((part: unknown) => (Buffer.isBuffer(part) ? part.toString('latin1') : String(part)));
  return Array.from({ length: texts.length / 2 }, (_, index) => [
    texts[2 * index] ?? '',
    texts[2 * index + 1] ?? '',
  ]);
}

function announcedLength(headers: HeaderLines): number | undefined {
  const value = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** A body in two chunks, so that whoever reads the first alone does not have it. */
function inChunks(body: Uint8Array): Readable {
  const middle = Math.ceil(body.length / 2);
  return Readable.from([body.subarray(0, middle), body.subarray(middle)].filter(({ length }) => length > 0));
}

/** Bytes of a body that a socket holds back without asking for a pause. */
const MOST_TOGETHER = 8192;

/**
 * Lets a body go out with its head, once it has ended. A server may refuse a request by its head and close the connection:
 * whoever is still writing then loses the answer, though it came.
 */
function sendTogether(body: Readable, socket: Socket): void {
  socket.cork();
  body.once('close', () => socket.uncork());
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first, ...others] = chunks;
  if (first !== undefined && others.length === 0) return first;
  return Buffer.concat(chunks);
}
