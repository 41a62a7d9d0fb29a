import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Says at the end by name what was skipped, and closes with one plain line: passed, failed, skipped. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: ReturnType<TestCase['result']>['state']) =>
      tests.filter((test) => test.result().state === state).length;
    // A module that did not load has no tests and must not pass unseen.
    const broken = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests()].length === 0,
    ).length;
    for (const test of tests.filter((one) => one.result().state === 'skipped')) {
      process.stdout.write(`skipped: ${test.module.relativeModuleId} > ${test.fullName}\n`);
    }
    process.stdout.write(
      `\n${count('passed')} passed, ${count('failed') + broken} failed, ${count('skipped')} skipped\n`,
    );
  }
}
