import type { AssertionResult } from "../../assertion/index.ts";
import type { Answer } from "../answer/print-answer.ts";

const labels: Readonly<Record<AssertionResult["status"], string>> = {
  passed: "ok",
  failed: "FAIL",
  error: "ERROR",
};

/** Results of assertions in each form. */
export function resultsAnswer(results: readonly AssertionResult[]): Answer {
  return {
    json: () => ({ ...countsOf(results), results }),
    table: () => ({
      columns: ["Result", "Name", "From", "To", "Expected", "Found", "Story", "File"],
      rows: results.map(({ status, name, from, to, expected, found, story, file }) => [
        status,
        name,
        from,
        to,
        expected,
        found,
        story,
        file,
      ]),
    }),
    text: () => `${[...results.flatMap(resultLines), summary(results)].join("\n")}\n`,
  };
}

function resultLines(result: AssertionResult): readonly string[] {
  const { status, name, expected, found, story, command } = result;
  const line = `${labels[status].padEnd(7)}${name}`;
  switch (status) {
    case "passed":
      return [line];
    case "failed":
      return [
        line,
        `       expected  ${expected}`,
        `       found     ${found}`,
        `       ${story}`,
        `       ${command}`,
      ];
    case "error":
      return [line, `       ${story}`];
  }
}

function summary(results: readonly AssertionResult[]): string {
  const { passed, failed, errors } = countsOf(results);
  const more = errors === 0 ? "" : `, ${errors} could not be checked`;
  return `${passed} passed, ${failed} failed${more}`;
}

function countsOf(results: readonly AssertionResult[]) {
  const count = (status: AssertionResult["status"]): number =>
    results.filter((result) => result.status === status).length;
  return { passed: count("passed"), failed: count("failed"), errors: count("error") };
}
