import { defineConfig } from 'vitest/config';
import { QuickestFirst } from './quickest-first.ts';
import { roomOf } from './rooms.ts';

export default defineConfig({
  test: {
    include: [...roomOf(process.env.MUTATION_ROOM).tests],
    isolate: false,
    runner: 'bench/mutation/stop-at-first.ts',
    sequence: { sequencer: QuickestFirst },
    testTimeout: 60_000,
    env: { NO_COLOR: '1' },
  },
});
