// Prints the one line that people and machines look for at the end of a test run:
// `N passed, N failed, N skipped`. Vitest's own summary spreads the counts over several lines.
import type { Reporter, TestModule } from "vitest/node";

/** Counts a finished run and prints its closing line. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) {
        const { state } = test.result();
        count[state === "pending" ? "skipped" : state] += 1;
      }
      // A module that cannot be loaded has no tests, and must not look like a success.
      if (tests.length === 0 && module.state() === "failed") count.failed += 1;
    }
    console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  }
}

// Vitest takes a reporter file's default export.
// biome-ignore lint/style/noDefaultExport: required by vitest's reporter loading
export default ClosingLine;
