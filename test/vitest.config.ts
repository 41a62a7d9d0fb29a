import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ClosingLine } from './support/closing-line.ts';

const rules = ['core', 'reading', 'flows', 'scenarios', 'faults'].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    reporters: ['default', new ClosingLine()],
    testTimeout: 20_000,
    // Pages and processes of their own answer when the machine lets them: waiting longer proves no less.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
    // Many files wait for processes of their own: two more than the cores of a small machine.
    maxWorkers: 4,
    projects: [
      // Rules and flows over memory leave nothing behind: one worker reads their modules once for many files.
      { extends: true, test: { name: 'rules', include: rules, isolate: false } },
      {
        extends: true,
        test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: [...rules, '**/node_modules/**'] },
      },
    ],
  },
});
