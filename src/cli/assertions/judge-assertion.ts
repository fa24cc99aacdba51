import { type Assertion, type AssertionResult, judge } from "../../assertion/index.ts";
import { storyLine, traceReport } from "../../report/flows/index.ts";
import type { Walker } from "../../walk/index.ts";
import { commandLine } from "../command-line.ts";
import type { SnapshotOptions } from "../options.ts";
import { UsageError } from "../usage-error.ts";
import { readEndpoint } from "../walks/read-endpoint.ts";
import { traceFlow } from "../walks/trace-flow.ts";

/** One assertion of one file. */
export interface AssertionOfFile {
  readonly file: string;
  readonly assertion: Assertion;
  /** Snapshots that the file names, as paths from the folder that the user stands in. */
  readonly layers: readonly string[];
}

/** What became of one assertion of a file. */
export interface JudgedAssertion {
  readonly result: AssertionResult;
  /** Whether the answer rests on assumptions. */
  readonly isAssumed: boolean;
}

/** Follows the flow of an assertion. A name that cannot be found is an error of the result. */
export function judgeOne(
  walker: Walker,
  { file, assertion }: AssertionOfFile,
  options: SnapshotOptions,
): JudgedAssertion {
  const { name, from, to } = assertion;
  try {
    const { trace } = traceFlow(walker, { from, to: readEndpoint(to) });
    const { holds, expected, found } = judge(assertion, trace);
    const status = holds ? "passed" : "failed";
    const story = storyLine(traceReport(trace));
    const command = commandLine(["trace", from, to], options);
    return {
      result: { file, name, from, to, status, expected, found, story, command },
      isAssumed: trace.assumptions.length > 0,
    };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const story = [error.message, error.remedy].filter((part) => part !== undefined).join(". ");
    const status = "error";
    return {
      result: { file, name, from, to, status, expected: "", found: "", story, command: "" },
      isAssumed: false,
    };
  }
}
