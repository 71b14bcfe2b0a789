/** Rooms whose mutants are counted, each with the tests that run in the process and look at it. */
export const ROOMS = {
  checks: {
    source: 'src/checks/**/*.ts',
    // What is expected in a Pact, and requests, are judged by no check of a run: `pact compare` calls them.
    tests: ['tests/checks/**/*.test.ts', 'tests/commands/pact/compare.test.ts'],
    without: [],
  },
  diff: {
    source: 'src/diff/**/*.ts',
    tests: ['tests/diff/**/*.test.ts', 'tests/commands/diff.test.ts'],
    // The first reads the sources themselves, which here hold every mutant; the second makes no diff.
    without: ['tests/diff/kinds.test.ts', 'tests/diff/candidates.test.ts'],
  },
} as const;

export type RoomName = keyof typeof ROOMS;

export const isRoom = (name: string | undefined): name is RoomName => name !== undefined && name in ROOMS;

/** @throws when there is no room of that name */
export function roomOf(name: string | undefined) {
  if (!isRoom(name)) throw new Error(`Which room? One of ${Object.keys(ROOMS).join(', ')}.`);
  return ROOMS[name];
}
