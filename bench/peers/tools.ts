import { join, resolve } from 'node:path';

/** A way to run one tool against a server, as a user of it would from a shell. */
export interface Tool {
  name: string;
  /** Its packages in bench/peers/node_modules, the first of which gives the version; none for Plumbline. */
  packages: string[];
  /** The files of its set-up, from the root of the repository: what somebody had to write. */
  setUp: string[];
  /** Where its requests come from, and the answers that it is held to. */
  how: string;
  /**
   * @param target - base URL of the server
   * @param env - the sandbox's credentials and values
   * @param scratch - an empty folder that may be written to
   */
  command(
    target: string,
    env: Readonly<Record<string, string>>,
    scratch: string,
  ): { args: string[]; cwd?: string; env?: Record<string, string> };
}

const here = (path: string) => resolve('bench/peers', path);
const module = (path: string) => here(join('node_modules', path));
const DOCUMENT = resolve('spec/onboarding-api.trigger-event.yaml');

export const TOOLS: readonly Tool[] = [
  {
    name: 'Plumbline check',
    packages: [],
    setUp: ['contracts/trigger-event.contract.yaml'],
    how: 'makes them from document and contract',
    command: (target, _, scratch) => ({
      args: ['node', 'dist/cli.js', 'check', '--target', target, '--out', scratch, '--no-history', '--quiet'],
    }),
  },
  {
    name: 'Redocly Respect',
    packages: ['@redocly/cli'],
    setUp: ['bench/peers/redocly-respect/trigger-event.arazzo.yaml'],
    how: 'written by hand, a workflow in Arazzo',
    command: (target, env) => ({
      args: [
        'node',
        module('@redocly/cli/bin/cli.js'),
        'respect',
        here('redocly-respect/trigger-event.arazzo.yaml'),
        '--server',
        `onboarding=${target}`,
        ...Object.entries({
          token: env['QONTO_TOKEN'],
          partnerId: env['QONTO_PARTNER_ID'],
          stagingToken: env['QONTO_STAGING_TOKEN'],
          resourceId: env['QONTO_RESOURCE_ID'],
          conflictResourceId: env['QONTO_CONFLICT_RESOURCE_ID'],
        }).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
      ],
    }),
  },
  {
    name: 'jest-openapi',
    packages: ['jest-openapi', 'jest', 'axios'],
    setUp: [
      'bench/peers/jest-openapi/conformance.test.mjs',
      'bench/peers/jest-openapi/jest.config.mjs',
      'bench/peers/requests.mjs',
    ],
    how: 'written by hand, in tests',
    command: () => ({
      args: ['node', '--experimental-vm-modules', module('jest/bin/jest.js'), '--config', 'jest.config.mjs'],
      cwd: here('jest-openapi'),
    }),
  },
  {
    name: 'openapi-response-validator',
    packages: ['openapi-response-validator', 'axios'],
    setUp: ['bench/peers/openapi-response-validator/check.mjs', 'bench/peers/requests.mjs'],
    how: 'written by hand, in a script',
    command: () => ({ args: ['node', here('openapi-response-validator/check.mjs')] }),
  },
  {
    name: 'Prism proxy',
    packages: ['@stoplight/prism-cli', 'axios'],
    setUp: ['bench/peers/prism/check.mjs', 'bench/peers/requests.mjs'],
    how: 'written by hand, sent through the proxy',
    command: () => ({ args: ['node', here('prism/check.mjs')] }),
  },
  {
    name: 'Dredd',
    packages: ['dredd'],
    setUp: ['bench/peers/dredd/hooks.cjs'],
    how: 'one for each answer of the document, put right in hooks',
    command: (target) => ({
      args: [
        'node',
        module('dredd/bin/dredd'),
        DOCUMENT,
        target,
        `--hookfiles=${here('dredd/hooks.cjs')}`,
        '--loglevel=error',
      ],
    }),
  },
  {
    name: 'Portman with Newman',
    packages: ['@apideck/portman', 'newman'],
    setUp: ['bench/peers/portman/portman-config.json'],
    how: 'the right one from the document, variations by hand, required fields by fuzzing',
    command: (target, env, scratch) => ({
      args: [
        'node',
        module('@apideck/portman/bin/portman'),
        '--local',
        DOCUMENT,
        '--baseUrl',
        target,
        '--portmanConfigFile',
        here('portman/portman-config.json'),
        '--output',
        join(scratch, 'collection.json'),
        '--runNewman',
      ],
      cwd: scratch,
      env: {
        PORTMAN_BEARER_TOKEN: env['QONTO_TOKEN'] ?? '',
        PORTMAN_PARTNER_ID: env['QONTO_PARTNER_ID'] ?? '',
        PORTMAN_STAGING_TOKEN: env['QONTO_STAGING_TOKEN'] ?? '',
        PORTMAN_RESOURCE_ID: env['QONTO_RESOURCE_ID'] ?? '',
        PORTMAN_CONFLICT_RESOURCE_ID: env['QONTO_CONFLICT_RESOURCE_ID'] ?? '',
      },
    }),
  },
  {
    name: 'Specmatic',
    packages: ['specmatic'],
    setUp: [
      'bench/peers/specmatic/check.mjs',
      'bench/peers/specmatic/overlay.yaml',
      ...['right', 'event-not-listed', 'wrong-token', 'wrong-partner-id', 'conflict'].map(
        (name) => `bench/peers/specmatic/examples/${name}.json`,
      ),
    ],
    how: 'examples by hand, and what generative tests make of the right one',
    command: (_target, _env, scratch) => ({ args: ['node', here('specmatic/check.mjs')], cwd: scratch }),
  },
];
