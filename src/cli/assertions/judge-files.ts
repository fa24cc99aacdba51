import { type AssertionResult, formatJunit, readAssertions } from "../../assertion/index.ts";
import { createProgress, silentProgress } from "../../host/index.ts";
import { Router } from "../../route/index.ts";
import { Walker } from "../../walk/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import { beside } from "../documents/beside.ts";
import { readDocumentFile } from "../documents/read-document.ts";
import { restsOnUnknown, withEstate } from "../estate/estate.ts";
import { exitCode, exitCodeOf } from "../exit-code.ts";
import type { SnapshotOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { type AssertionOfFile, type JudgedAssertion, judgeOne } from "./judge-assertion.ts";
import { resultsAnswer } from "./results-answer.ts";

/**
 * Holds flows against files of assertions. Exit code 1 when one fails; 2, and nothing is judged,
 * when a file is malformed; 2 as well when a name or a snapshot cannot be found.
 */
export async function judgeFiles(
  session: Session<SnapshotOptions>,
  files: readonly string[],
  isJunit: boolean,
): Promise<number> {
  const assertions = await readAssertionFiles(session, files);
  if (assertions === undefined) return exitCode.badInput;
  const judged = await judgeAll(session, assertions);
  const results = assertions.map((one) => judged.get(one)?.result ?? unreadResult(one));
  const { io, options } = session;
  if (isJunit) io.stdout.write(formatJunit(results));
  else await printAnswer(io, options, resultsAnswer(results));
  if (results.some(({ status }) => status === "error")) return exitCode.badInput;
  const hasFindings = results.some(({ status }) => status === "failed");
  const hasAssumptions = [...judged.values()].some(({ isAssumed }) => isAssumed);
  return exitCodeOf({ hasFindings, hasAssumptions }, options);
}

async function readAssertionFiles(
  session: Session<SnapshotOptions>,
  files: readonly string[],
): Promise<readonly AssertionOfFile[] | undefined> {
  const read = (value: unknown) => {
    const { file, mistakes } = readAssertions(value);
    return { content: file, mistakes };
  };
  const assertions: AssertionOfFile[] = [];
  let isComplete = true;
  for (const file of files) {
    const content = await readDocumentFile(session, file, read);
    isComplete &&= content !== undefined;
    for (const assertion of content?.assertions ?? []) {
      const layers = assertion.snapshots ?? content?.snapshots ?? [];
      assertions.push({ file, assertion, layers: layers.map((layer) => beside(file, layer)) });
    }
  }
  return isComplete ? assertions : undefined;
}

async function judgeAll(
  session: Session<SnapshotOptions>,
  assertions: readonly AssertionOfFile[],
): Promise<ReadonlyMap<AssertionOfFile, JudgedAssertion>> {
  const { io, options } = session;
  const progress = options.quiet === true ? silentProgress : createProgress(io.stderr);
  const judged = new Map<AssertionOfFile, JudgedAssertion>();
  for (const batch of batchesOf(assertions)) {
    const layers = [...(options.snapshot ?? []), ...(batch[0]?.layers ?? [])];
    // Without layers of its own a batch is about what the environment names.
    const snapshot = layers.length === 0 ? {} : { snapshot: layers };
    await withEstate({ ...session, options: { ...options, ...snapshot } }, (estate) => {
      const walker = new Walker(new Router(estate.model));
      const isUnsure = restsOnUnknown(estate.diagnostics);
      for (const one of batch) {
        progress.report(`judging ${judged.size + 1} of ${assertions.length}`);
        const result = judgeOne(walker, one, { ...options, ...snapshot });
        judged.set(one, { ...result, isAssumed: result.isAssumed || isUnsure });
      }
      progress.finish();
      return exitCode.answered;
    });
  }
  return judged;
}

/** Assertions with the same layers, so that each snapshot is read once. */
function batchesOf(
  assertions: readonly AssertionOfFile[],
): readonly (readonly AssertionOfFile[])[] {
  const batches = new Map<string, AssertionOfFile[]>();
  for (const one of assertions) {
    const key = JSON.stringify(one.layers);
    const batch = batches.get(key) ?? [];
    batches.set(key, [...batch, one]);
  }
  return [...batches.values()];
}

function unreadResult({ file, assertion: { name, from, to } }: AssertionOfFile): AssertionResult {
  const story = "its snapshot cannot be read";
  const status = "error";
  return { file, name, from, to, status, expected: "", found: "", story, command: "" };
}
