import type { Snapshot } from "../../arm/index.ts";
import type { Coverage } from "../../compile/index.ts";
import type { Diagnostic } from "../../diagnostic/index.ts";
import type { Model } from "../../model/index.ts";
import type { ServiceTagIndex } from "../../servicetag/index.ts";
import { checkQuery } from "../answer/query.ts";
import type { Conversation } from "../conversation.ts";
import { exitCode } from "../exit-code.ts";
import type { SnapshotOptions } from "../options.ts";
import { openServiceTags } from "../service-tags.ts";
import type { Session } from "../session.ts";
import { readBehavior } from "./behavior-option.ts";
import { readSnapshot } from "./read-snapshot.ts";
import { describeCoverage, sayDiagnostics } from "./say-diagnostics.ts";

/** Everything that a command may ask about the user's network. */
export interface Estate {
  readonly model: Model;
  readonly snapshot: Snapshot;
  /** Of reading and compiling; they have been said on stderr already. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent when no service-tag file is installed or named. */
  readonly serviceTags: ServiceTagIndex | undefined;
  readonly coverage: Coverage;
}

/**
 * Reads the snapshot of the options, compiles it, says what was read and what is wrong with it, and
 * lets `answer` answer from it. Gives the exit code of the answer; 2 where a path that the user
 * named could not be read, even though the rest was answered; 2 without asking `answer` where
 * nothing could be read. `check` finds what only this command minds. Throws `UsageError` for
 * options that cannot be used, before anything is read.
 */
export async function withEstate(
  session: Session<SnapshotOptions>,
  answer: (estate: Estate) => Promise<number> | number,
  check: (snapshot: Snapshot) => readonly Diagnostic[] = () => [],
): Promise<number> {
  const { options, conversation } = session;
  const behavior = readBehavior(options.behavior ?? []);
  await checkQuery(options.query);
  const serviceTags = openServiceTags(session);
  const { snapshot, sources, isComplete } = await readSnapshot(session);
  const { compileSnapshot } = await import("../../compile/index.ts");
  const tags = serviceTags === undefined ? {} : { serviceTags };
  const compilation = compileSnapshot(snapshot, { behavior, ...tags });
  const diagnostics = [...snapshot.diagnostics, ...compilation.diagnostics, ...check(snapshot)];
  if (sources.length > 0) {
    conversation.note(describeCoverage(compilation.coverage, conversation.isVerbose));
  }
  await sayDiagnostics(conversation, diagnostics, sources);
  if (isUnreadable(snapshot)) return refuse(conversation, diagnostics);
  const { model, coverage } = compilation;
  const code = await answer({ model, snapshot, diagnostics, serviceTags, coverage });
  if (!isComplete) return exitCode.badInput;
  return options.strict === true && isAnswer(code) && diagnostics.some(isUnknownValue)
    ? exitCode.assumed
    : code;
}

// What an answer needs and only Azure knows counts as absent in it, which is an assumption.
function isUnknownValue({ code }: Diagnostic): boolean {
  return code === "value-unknown";
}

function isAnswer(code: number): boolean {
  return code === exitCode.answered || code === exitCode.found;
}

// Where something was wrong and nothing was found, an answer would only say once more that nothing
// is there.
function isUnreadable({ resources, captures, diagnostics }: Snapshot): boolean {
  return resources.size === 0 && captures.length === 0 && diagnostics.length > 0;
}

function refuse(conversation: Conversation, diagnostics: readonly Diagnostic[]): number {
  if (!diagnostics.some(({ severity }) => severity === "error")) {
    conversation.fail(
      "the snapshot holds no Azure resource",
      "Export some, for example: az network vnet list -o json > vnets.json.",
    );
  }
  return exitCode.badInput;
}
