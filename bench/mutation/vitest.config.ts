import { defineConfig } from 'vitest/config';
import { QuickestFirst } from './quickest-first.ts';
import { roomOf } from './rooms.ts';

const room = roomOf(process.env.MUTATION_ROOM);

export default defineConfig({
  test: {
    include: [...room.tests],
    exclude: [...room.without],
    isolate: false,
    runner: 'bench/mutation/stop-at-first.ts',
    sequence: { sequencer: QuickestFirst },
    testTimeout: 60_000,
    env: { NO_COLOR: '1' },
  },
});
