import { createProgress, silentProgress } from "../../host/index.ts";
import { type CheckResult, formatJunit, readAssertions } from "../../reach/index.ts";
import { Router } from "../../route/index.ts";
import { Walker } from "../../walk/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import { beside } from "../documents/beside.ts";
import { readDocumentFile } from "../documents/read-document.ts";
import { restsOnUnknown, withEstate } from "../estate/estate.ts";
import { exitCode, exitCodeOf } from "../exit-code.ts";
import type { SnapshotOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { type Check, type Checked, check } from "./check.ts";
import { resultsAnswer } from "./results-answer.ts";

/**
 * Holds flows against files of assertions. Exit code 1 when one fails; 2, and nothing is checked,
 * when a file is malformed; 2 as well when a name or a snapshot cannot be found.
 */
export async function checkFiles(
  session: Session<SnapshotOptions>,
  files: readonly string[],
  isJunit: boolean,
): Promise<number> {
  const checks = await readChecks(session, files);
  if (checks === undefined) return exitCode.badInput;
  const checked = await checkAll(session, checks);
  const results = checks.map((one) => checked.get(one)?.result ?? unreadResult(one));
  const { io, options } = session;
  if (isJunit) io.stdout.write(formatJunit(results));
  else await printAnswer(io, options, resultsAnswer(results));
  if (results.some(({ status }) => status === "error")) return exitCode.badInput;
  const hasFindings = results.some(({ status }) => status === "failed");
  const hasAssumptions = [...checked.values()].some(({ isAssumed }) => isAssumed);
  return exitCodeOf({ hasFindings, hasAssumptions }, options);
}

async function readChecks(
  session: Session<SnapshotOptions>,
  files: readonly string[],
): Promise<readonly Check[] | undefined> {
  const read = (value: unknown) => {
    const { file, mistakes } = readAssertions(value);
    return { content: file, mistakes };
  };
  const checks: Check[] = [];
  let isComplete = true;
  for (const file of files) {
    const content = await readDocumentFile(session, file, read);
    isComplete &&= content !== undefined;
    for (const assertion of content?.assertions ?? []) {
      const layers = assertion.snapshots ?? content?.snapshots ?? [];
      checks.push({ file, assertion, layers: layers.map((layer) => beside(file, layer)) });
    }
  }
  return isComplete ? checks : undefined;
}

async function checkAll(
  session: Session<SnapshotOptions>,
  checks: readonly Check[],
): Promise<ReadonlyMap<Check, Checked>> {
  const { io, options } = session;
  const progress = options.quiet === true ? silentProgress : createProgress(io.stderr);
  const checked = new Map<Check, Checked>();
  for (const batch of batchesOf(checks)) {
    const layers = [...(options.snapshot ?? []), ...(batch[0]?.layers ?? [])];
    // Without layers of its own a batch is about what the environment names.
    const snapshot = layers.length === 0 ? {} : { snapshot: layers };
    await withEstate({ ...session, options: { ...options, ...snapshot } }, (estate) => {
      const walker = new Walker(new Router(estate.model));
      const isUnsure = restsOnUnknown(estate.diagnostics);
      for (const one of batch) {
        progress.report(`checking ${checked.size + 1} of ${checks.length}`);
        const result = check(walker, one, { ...options, ...snapshot });
        checked.set(one, { ...result, isAssumed: result.isAssumed || isUnsure });
      }
      progress.finish();
      return exitCode.answered;
    });
  }
  return checked;
}

/** Checks with the same layers, so that each snapshot is read once. */
function batchesOf(checks: readonly Check[]): readonly (readonly Check[])[] {
  const batches = new Map<string, Check[]>();
  for (const one of checks) {
    const key = JSON.stringify(one.layers);
    const batch = batches.get(key) ?? [];
    batches.set(key, [...batch, one]);
  }
  return [...batches.values()];
}

function unreadResult({ file, assertion: { name, from, to } }: Check): CheckResult {
  const story = "its snapshot cannot be read";
  const status = "error";
  return { file, name, from, to, status, expected: "", found: "", story, command: "" };
}
