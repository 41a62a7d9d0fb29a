import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ClosingLine } from './support/closing-line.ts';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', new ClosingLine()],
    testTimeout: 20_000,
    // Pages and processes of their own answer when the machine lets them: waiting longer proves no less.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
    // Many files wait for processes of their own: one more than the cores of a small machine.
    maxWorkers: 3,
  },
});
