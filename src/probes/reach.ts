import { lookup as lookUpName } from 'node:dns/promises';
import { BlockList, connect as connectTcp, isIP, isIPv6 } from 'node:net';
import { checkServerIdentity, connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls';
import { canonicalHost, isLoopbackHost } from './guard.ts';

/** How far one gets on the way to a target: its name, a connection, a secure one. Nothing is sent over either. */
export interface Reach {
  name: NameFound | StepFailed;
  connection: { state: 'ok'; ms: number } | StepFailed | undefined;
  /** Undefined where there was no connection, or none is to be secured. */
  secure: Secured | StepFailed | undefined;
}

export interface NameFound {
  state: 'ok';
  addresses: string[];
  /** True when a name of elsewhere leads to a network of one's own (RFC 1918, RFC 4193, loopback and the like). */
  private: boolean;
}

export interface StepFailed {
  state: 'failed';
  /** Node's or OpenSSL's code, or `TIMEOUT`. */
  code: string;
  message: string;
}

/** What is wrong with a certificate. */
export type CertificateFault =
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-host'
  | 'self-signed'
  | 'unknown-authority'
  | 'other';

export interface Secured {
  state: 'ok';
  /** `TLSv1.3` */
  protocol: string;
  faults: CertificateFault[];
  /** OpenSSL's word for the first of them. */
  code: string | undefined;
  /** What the certificate says of itself: written by the other side, hostile input. */
  certificate: { names: string[]; issuer: string; validFrom: string; validTo: string };
}

export interface ReachOptions {
  /** Milliseconds for each step. */
  timeoutMs: number;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Certificates in PEM that are trusted in place of Node's own. */
  ca?: string | undefined;
  /** Looks a name up; the system's own way unless given. */
  lookup?: (host: string) => Promise<string[]>;
}

/**
 * Tries the way to a target step by step, as the sender goes it: directly, whatever proxy the environment names.
 * Certificates are looked at even where they are wrong, so that all that is wrong with one can be told; the connection
 * carries nothing and is closed at once. Never rejects.
 *
 * @param target has passed the guard
 */
export async function reach(target: URL, options: ReachOptions): Promise<Reach> {
  const host = target.hostname.replace(/^\[|\]$/g, '');
  const name = await findName(host, options);
  if (name.state === 'failed') return { name, connection: undefined, secure: undefined };
  const secure = target.protocol === 'https:';
  const port = Number(target.port) || (secure ? 443 : 80);
  const connection = await tryConnection(host, port, options);
  const secured = secure && connection.state === 'ok' ? await trySecure(host, port, options) : undefined;
  return { name: { ...name, private: isPrivate(target, name.addresses) }, connection, secure: secured };
}

async function findName(
  host: string,
  { lookup = systemLookup, timeoutMs }: ReachOptions,
): Promise<NameFound | StepFailed> {
  if (isIP(host) !== 0) return { state: 'ok', addresses: [host], private: false };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<StepFailed>((resolve) => {
    timer = setTimeout(() => resolve(timedOut(timeoutMs)), timeoutMs);
  });
  try {
    const found = lookup(host).then(
      (addresses): NameFound | StepFailed =>
        addresses.length === 0
          ? { state: 'failed', code: 'ENODATA', message: 'the name has no address' }
          : { state: 'ok', addresses, private: false },
      failed,
    );
    return await Promise.race([found, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function systemLookup(host: string): Promise<string[]> {
  return (await lookUpName(host, { all: true })).map(({ address }) => address);
}

function tryConnection(
  host: string,
  port: number,
  { timeoutMs }: ReachOptions,
): Promise<{ state: 'ok'; ms: number } | StepFailed> {
  return new Promise((resolve) => {
    const begun = performance.now();
    const socket = connectTcp({ host, port });
    const timer = setTimeout(() => end(timedOut(timeoutMs)), timeoutMs);
    const end = (result: { state: 'ok'; ms: number } | StepFailed): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end({ state: 'ok', ms: performance.now() - begun }));
    socket.on('error', (error) => end(failed(error)));
  });
}

function trySecure(
  host: string,
  port: number,
  { timeoutMs, ca, now }: ReachOptions,
): Promise<Secured | StepFailed> {
  return new Promise((resolve) => {
    const socket = connectTls({
      host,
      port,
      // As the sender asks: a name, never an address (RFC 6066 section 3).
      servername: isIP(host) === 0 ? host : '',
      ALPNProtocols: ['http/1.1'],
      ca,
      // A certificate that is refused cannot be looked at. Nothing is sent over this connection.
      rejectUnauthorized: false,
    });
    const timer = setTimeout(() => end(timedOut(timeoutMs)), timeoutMs);
    const end = (result: Secured | StepFailed): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    socket.once('secureConnect', () => end(inspect(socket, host, now())));
    socket.on('error', (error) => end(failed(error)));
    socket.once('close', () =>
      end({ state: 'failed', code: 'ECONNRESET', message: 'the connection was closed in the handshake' }),
    );
  });
}

function inspect(socket: TLSSocket, host: string, now: number): Secured {
  const certificate = socket.getPeerCertificate();
  // Node has the code here, whatever its types say.
  const error: unknown = socket.authorizationError;
  const code = socket.authorized
    ? undefined
    : error instanceof Error && 'code' in error
      ? String(error.code)
      : String(error);
  return {
    state: 'ok',
    protocol: socket.getProtocol() ?? 'TLS',
    faults: certificateFaults(certificate, { host, code, now }),
    code,
    certificate: {
      names: namesOf(certificate),
      issuer: text(certificate.issuer?.CN) || text(certificate.issuer?.O) || 'nobody',
      validFrom: certificate.valid_from ?? '',
      validTo: certificate.valid_to ?? '',
    },
  };
}

const BY_CODE: Readonly<Record<string, CertificateFault>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-authority',
};

/** OpenSSL stops at the first fault; a certificate may have several, and mending one at a time costs an hour each. */
function certificateFaults(
  certificate: PeerCertificate,
  { host, code, now }: { host: string; code: string | undefined; now: number },
): CertificateFault[] {
  if (code === undefined) return [];
  const faults = new Set<CertificateFault>([BY_CODE[code] ?? 'other']);
  if (Date.parse(certificate.valid_to) < now) faults.add('expired');
  if (Date.parse(certificate.valid_from) > now) faults.add('not-yet-valid');
  if (certificate.subject !== undefined && checkServerIdentity(host, certificate) !== undefined)
    faults.add('wrong-host');
  return [...faults];
}

function namesOf({ subjectaltname, subject }: PeerCertificate): string[] {
  const names = (subjectaltname ?? '')
    .split(', ')
    .map((name) => name.replace(/^(DNS|IP Address):/, ''))
    .filter((name) => name !== '');
  return names.length > 0 ? names : [text(subject?.CN)].filter((name) => name !== '');
}

/** A field may come more than once, and then it is a list. */
function text(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : (value ?? '');
}

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv4');
PRIVATE.addAddress('::1', 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

function isPrivate(target: URL, addresses: readonly string[]): boolean {
  if (isLoopbackHost(canonicalHost(target)) || isIP(target.hostname.replace(/^\[|\]$/g, '')) !== 0)
    return false;
  return addresses.some((address) => PRIVATE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'));
}

function timedOut(ms: number): StepFailed {
  return { state: 'failed', code: 'TIMEOUT', message: `not within ${ms} ms` };
}

function failed(error: unknown): StepFailed {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
  return { state: 'failed', code, message: error instanceof Error ? error.message : String(error) };
}
