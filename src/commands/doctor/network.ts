import type { CertificateFault, NameFound, Reach, Secured, StepFailed } from '../../probes/reach.ts';
import { type Found, look, notTried, ok, wrong } from '../../report/examination.ts';
import { duration } from '../../report/value.ts';

/** The steps to a target, each with its title. */
const STEPS = [
  ['name', 'name'],
  ['connection', 'connection'],
  ['certificate', 'certificate'],
] as const;

/** The same points where the way was not tried. */
export function networkNotTried(why: string): Found[] {
  return STEPS.map(([id, title]) => notTried(id, title, why));
}

/** What the way to a target is like, a point a step. */
export function networkPoints(target: URL, found: Reach): Found[] {
  const { name, connection, secure } = found;
  return [
    namePoint(target, name),
    connection === undefined
      ? notTried('connection', 'connection', 'the name leads nowhere')
      : connectionPoint(target, connection),
    target.protocol !== 'https:'
      ? notTried('certificate', 'certificate', 'plain http on this machine needs none')
      : secure === undefined
        ? notTried('certificate', 'certificate', 'there is no connection')
        : securePoint(target, secure),
  ];
}

const NAME_FAILURES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such host',
  ENODATA: 'the name has no address',
  EAI_AGAIN: 'the name service does not answer',
  TIMEOUT: 'the name service does not answer in time',
};

function namePoint({ hostname }: URL, name: NameFound | StepFailed): Found {
  if (name.state === 'failed') {
    const reason = NAME_FAILURES[name.code] ?? name.message;
    return wrong(
      'name',
      'name',
      `${hostname}: ${reason} (${name.code})`,
      name.code === 'ENOTFOUND'
        ? 'look at the spelling of the target, and at the VPN that it may need'
        : "look at this machine's network and its name service",
      'target',
    );
  }
  const addresses = name.addresses.slice(0, 3).join(', ');
  const says = addresses === hostname ? `${hostname} is an address` : `${hostname} is ${addresses}`;
  if (name.private) {
    return look(
      'name',
      'name',
      `${says}: an address of a network of your own`,
      'look at the hosts file, the VPN, and the login page of a guest network: is that the target?',
    );
  }
  return ok('name', 'name', says);
}

const CONNECTION_FAILURES: Readonly<Record<string, { says: string; todo: string }>> = {
  ECONNREFUSED: {
    says: 'nothing listens there',
    todo: 'look at the port of the target, and whether the server is up',
  },
  TIMEOUT: {
    says: 'no connection in time',
    todo: 'a firewall may swallow it: run it where the target can be reached directly, without a proxy',
  },
};

function connectionPoint(target: URL, step: { state: 'ok'; ms: number } | StepFailed): Found {
  const port = target.port || (target.protocol === 'https:' ? '443' : '80');
  if (step.state === 'ok') return ok('connection', 'connection', `port ${port} in ${duration(step.ms)}`);
  const known = CONNECTION_FAILURES[step.code];
  return wrong(
    'connection',
    'connection',
    `port ${port}: ${known?.says ?? step.message} (${step.code})`,
    known?.todo ?? "look at this machine's network, its firewall and its VPN; a proxy is not gone through",
    'target',
  );
}

function securePoint(target: URL, secure: Secured | StepFailed): Found {
  if (secure.state === 'failed') return handshakePoint(target, secure);
  const { certificate, faults, code, protocol } = secure;
  if (faults.length === 0) {
    return ok(
      'certificate',
      'certificate',
      `${protocol}, for ${certificate.names.slice(0, 2).join(', ')}, by ${certificate.issuer}, until ${day(certificate.validTo)}`,
    );
  }
  return wrong(
    'certificate',
    'certificate',
    `${faults.map((fault) => faultText(fault, target, secure)).join(', and ')} (${code})`,
    faults.map((fault) => FAULT_TODO[fault]).join('; '),
    'target',
  );
}

function faultText(fault: CertificateFault, { hostname }: URL, { certificate }: Secured): string {
  const { names, issuer, validFrom, validTo } = certificate;
  const texts: Record<CertificateFault, string> = {
    expired: `it expired on ${day(validTo)}`,
    'not-yet-valid': `it is not valid before ${day(validFrom)}`,
    'wrong-host': `it is for ${names.slice(0, 3).join(', ') || 'nobody'}, not for ${hostname}`,
    'self-signed': 'it is self-signed: nobody vouches for it',
    'unknown-authority': `it is signed by ${issuer}, whom Node does not know`,
    other: 'it is not trusted',
  };
  return texts[fault];
}

const FAULT_TODO: Readonly<Record<CertificateFault, string>> = {
  expired:
    "compare this machine's clock with the day; if that is right, only who runs the target can renew it",
  'not-yet-valid': "compare this machine's clock with the day",
  'wrong-host': 'look at the host name of the target; something else may answer in its place',
  'self-signed':
    'if it is your own server, set NODE_EXTRA_CA_CERTS to its certificate; otherwise send nothing there',
  'unknown-authority':
    'a proxy that opens TLS signs so: set NODE_EXTRA_CA_CERTS to the certificate of its authority, if you trust it',
  other: 'look the code up; send nothing there before',
};

function handshakePoint(target: URL, { code, message }: StepFailed): Found {
  if (
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL/.test(
      `${code} ${message}`.toUpperCase().replaceAll(' ', '_'),
    )
  ) {
    return wrong(
      'certificate',
      'certificate',
      `the server does not speak TLS there: it is plain http (${code})`,
      `look at the port of the target${target.hostname === 'localhost' || target.hostname.startsWith('127.') ? `, or write http://${target.host}` : ''}`,
      'target',
    );
  }
  const says =
    code === 'TIMEOUT'
      ? 'the server does not finish the TLS handshake in time'
      : `the TLS handshake failed: ${message}`;
  return wrong(
    'certificate',
    'certificate',
    `${says} (${code})`,
    'look at the port of the target, and at a firewall or proxy on the way',
    'target',
  );
}

/** `2021-01-01` of OpenSSL's `Jan  1 00:00:00 2021 GMT`. */
function day(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : new Date(at).toISOString().slice(0, 10);
}
