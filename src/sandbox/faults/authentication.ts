import type { SecurityScheme } from '../../document/operation.ts';
import { header, headerValues } from '../../exchange/exchange.ts';
import { parseJson } from '../body.ts';
import type { Call } from '../call.ts';
import { conflicts } from '../conflict.ts';
import type { Fault, FaultRun } from '../fault.ts';
import { presented } from '../security.ts';
import { fault, type Kills } from './make.ts';
import { NAMES } from './names.ts';

/** What a scheme is judged by. */
interface Sight {
  /** The header as it was sent. */
  raw: string | undefined;
  word: string;
  credential: string;
  expected: string;
  call: Call;
  run: FaultRun;
}

function expectedOf(run: FaultRun, scheme: string): string {
  return run.environment[run.contract.credentials[scheme] ?? ''] ?? '';
}

/** One scheme also accepts what it should refuse. */
function accepts(
  kills: Kills,
  name: string,
  title: string,
  scheme: string,
  also: (sight: Sight) => boolean,
): Fault {
  return fault(kills, 'authentication', name, title, (run) => ({
    rules: (rules) => ({
      satisfies: (each, call) =>
        rules.satisfies(each, call) || (each.name === scheme && also(sightOf(each, call, run))),
    }),
  }));
}

function sightOf(scheme: SecurityScheme, call: Call, run: FaultRun): Sight {
  const given = presented(scheme, call);
  const name = scheme.kind === 'apiKey' ? scheme.parameter : 'Authorization';
  return {
    raw: header(call.headers, name),
    word: given?.word ?? '',
    credential: given?.credential ?? '',
    expected: expectedOf(run, scheme.name),
    call,
    run,
  };
}

const { bearer, partner } = NAMES;
const isBearer = ({ word }: Sight) => word === 'bearer';

/** What is compared carelessly in the same way for a token and for a partner id. */
const careless: Fault[] = (
  [
    ['bearer', bearer, 'token'],
    ['partner', partner, 'partner id'],
  ] as const
).flatMap(([short, scheme, what]) => {
  const worded = (sight: Sight) => scheme !== bearer || isBearer(sight);
  const make = (kills: Kills, name: string, title: string, also: (sight: Sight) => boolean) =>
    accepts(kills, `${short}-${name}`, title, scheme, also);
  return [
    make('status', 'not-checked', `The ${what} is not looked at.`, () => true),
    make('status', 'any', `Any ${what} is accepted.`, (sight) => worded(sight) && sight.credential !== ''),
    make(
      'status',
      'may-be-missing',
      `A request without the header of the ${what} is accepted; a wrong one is refused.`,
      ({ raw }) => raw === undefined,
    ),
    make(
      'status',
      'may-be-empty',
      `An empty ${what} is accepted.`,
      (sight) => sight.raw !== undefined && worded(sight) && sight.credential === '',
    ),
    make(
      'status',
      'with-any-ending',
      `Whatever follows the right ${what} is not looked at.`,
      (sight) => worded(sight) && sight.credential.startsWith(sight.expected),
    ),
    make(
      'status',
      'beginning-only',
      `The beginning of the right ${what} is enough.`,
      (sight) => worded(sight) && sight.credential.length >= 4 && sight.expected.startsWith(sight.credential),
    ),
    make(
      'status',
      'without-case',
      `Upper and lower case of the ${what} are taken as the same.`,
      (sight) => worded(sight) && sight.credential.toLowerCase() === sight.expected.toLowerCase(),
    ),
    make(
      'status',
      'last-character-ignored',
      `The last character of the ${what} is not compared.`,
      (sight) =>
        worded(sight) &&
        sight.credential.length === sight.expected.length &&
        sight.credential.slice(0, -1) === sight.expected.slice(0, -1),
    ),
    make(
      'status',
      'by-length',
      `Any ${what} of the right length is accepted.`,
      (sight) => worded(sight) && sight.credential.length === sight.expected.length,
    ),
  ];
});

const bearerOnly: Fault[] = [
  accepts(
    'status',
    'bearer-header-present',
    'Any Authorization header is accepted.',
    bearer,
    ({ raw }) => raw !== undefined,
  ),
  accepts(
    'status',
    'bearer-word-not-checked',
    'The word before the token is not looked at.',
    bearer,
    (sight) => sight.credential === sight.expected,
  ),
  accepts(
    'status',
    'bearer-word-optional',
    'The token alone, without a word before it, is accepted.',
    bearer,
    (sight) => sight.raw === sight.expected,
  ),
  accepts(
    'status',
    'bearer-as-basic',
    'Any Basic credentials are accepted.',
    bearer,
    ({ word }) => word === 'basic',
  ),
  accepts(
    'status',
    'bearer-in-quotes',
    'The token is accepted in quotes.',
    bearer,
    (sight) => isBearer(sight) && sight.credential.replace(/^"(.*)"$/, '$1') === sight.expected,
  ),
  accepts(
    'status',
    'bearer-found-anywhere',
    'The token is accepted wherever it stands in the header.',
    bearer,
    ({ raw, expected }) => raw?.includes(expected) === true,
  ),
  accepts(
    'status',
    'bearer-second-word',
    'The second word of the header is the token, whatever comes behind it.',
    bearer,
    ({ raw, expected }) => {
      const [word, token] = raw?.split(' ') ?? [];
      return word?.toLowerCase() === 'bearer' && token === expected;
    },
  ),
  accepts(
    'status',
    'bearer-one-of-two',
    'Of two Authorization headers one right is enough.',
    bearer,
    ({ call, expected }) => headerValues(call.headers, 'Authorization').includes(`Bearer ${expected}`),
  ),
  accepts(
    'status',
    'bearer-unsigned',
    'Any token of three parts, shaped like a JWT, is accepted.',
    bearer,
    (sight) => isBearer(sight) && /^[\w-]+\.[\w-]+\.[\w-]*$/.test(sight.credential),
  ),
  accepts(
    'status',
    'bearer-is-partner-id',
    'The partner id is accepted as a token.',
    bearer,
    (sight) => isBearer(sight) && sight.credential === expectedOf(sight.run, partner),
  ),
  accepts(
    'status',
    'bearer-is-staging-token',
    'The staging token is accepted as a token.',
    bearer,
    (sight) =>
      isBearer(sight) && sight.credential === expectedOf(sight.run, sight.run.contract.gate?.header ?? ''),
  ),
  accepts(
    'status',
    'bearer-null',
    'The words null and undefined are accepted as a token.',
    bearer,
    (sight) => isBearer(sight) && ['null', 'undefined'].includes(sight.credential),
  ),
  accepts('status', 'bearer-first-half', 'The first half of the token decides.', bearer, (sight) => {
    const half = sight.expected.slice(0, Math.floor(sight.expected.length / 2));
    return isBearer(sight) && half !== '' && sight.credential.startsWith(half);
  }),
  accepts(
    'status',
    'bearer-reordered',
    'The letters of the token are compared without their order.',
    bearer,
    (sight) =>
      isBearer(sight) && [...sight.credential].sort().join('') === [...sight.expected].sort().join(''),
  ),
];

const partnerOnly: Fault[] = [
  accepts(
    'status',
    'partner-is-token',
    'The token is accepted as a partner id.',
    partner,
    ({ credential, run }) => credential === expectedOf(run, bearer),
  ),
  accepts(
    'status',
    'partner-in-a-list',
    'A list that holds the right partner id is accepted.',
    partner,
    ({ raw, expected }) => raw?.split(/\s*[,;]\s*/).includes(expected) === true,
  ),
  accepts('status', 'partner-any-uuid', 'Any UUID is accepted as a partner id.', partner, ({ credential }) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(credential),
  ),
  accepts('status', 'partner-number', 'Any number is accepted as a partner id.', partner, ({ credential }) =>
    /^\d+$/.test(credential),
  ),
];

/** The two schemes are joined in the wrong way. */
function joined(
  kills: Kills,
  name: string,
  title: string,
  authorizes: (conforming: boolean, sights: { bearer: Sight; partner: Sight }, run: FaultRun) => boolean,
): Fault {
  return fault(kills, 'authentication', name, title, (run) => {
    const schemes = run.contract.operation.security.flatMap((each) => each.schemes);
    const find = (wanted: string) => schemes.find((scheme) => scheme.name === wanted);
    return {
      rules: (rules) => ({
        authorizes: (call, satisfied) => {
          const conforming = rules.authorizes(call, satisfied);
          const token = find(bearer);
          const id = find(partner);
          if (token === undefined || id === undefined) return conforming;
          return authorizes(
            conforming,
            { bearer: sightOf(token, call, run), partner: sightOf(id, call, run) },
            run,
          );
        },
      }),
    };
  });
}

const combined: Fault[] = [
  joined(
    'status',
    'one-of-both',
    'One of both credentials is enough.',
    (conforming, both) =>
      conforming ||
      (isBearer(both.bearer) && both.bearer.credential === both.bearer.expected) ||
      both.partner.credential === both.partner.expected,
  ),
  joined('status', 'nothing-checked', 'No credential is looked at.', () => true),
  joined(
    'status',
    'anonymous',
    'A request without any credential is accepted; wrong ones are refused.',
    (conforming, both) => conforming || (both.bearer.raw === undefined && both.partner.raw === undefined),
  ),
  joined(
    'status',
    'swapped',
    "Token and partner id are accepted in each other's place.",
    (conforming, both) =>
      conforming ||
      (both.bearer.credential === both.partner.expected && both.partner.credential === both.bearer.expected),
  ),
  joined(
    'status',
    'both-empty',
    'Empty credentials are accepted when both are empty.',
    (conforming, both) =>
      conforming ||
      (both.bearer.raw !== undefined &&
        both.partner.raw !== undefined &&
        both.bearer.credential === '' &&
        both.partner.credential === ''),
  ),
  fault(
    'status',
    'authentication',
    'conflict-before-credentials',
    'Whether a request conflicts is looked at before the credentials are.',
    ({ contract, environment }) => {
      const conflict = conflicts(contract, environment);
      return {
        decision(decision, call) {
          const status = conflict(parseJson(call.body).input);
          return decision.kind === 'unauthorized' && status !== undefined
            ? { kind: 'conflict', status }
            : decision;
        },
      };
    },
  ),
  fault(
    'status',
    'authentication',
    'open-after-refusals',
    'After six refusals the check of credentials gives up.',
    () => {
      let refusals = 0;
      return {
        rules: (rules) => ({
          authorizes: (call, satisfied) => {
            if (rules.authorizes(call, satisfied)) return true;
            refusals += 1;
            return refusals > 6;
          },
        }),
      };
    },
  ),
];

export const authentication: readonly Fault[] = [...careless, ...bearerOnly, ...partnerOnly, ...combined];
