import type { Snapshot } from "../../arm/index.ts";
import type { Compilation, CompileOptions, Coverage } from "../../compile/index.ts";
import type { Diagnostic } from "../../diagnostic/index.ts";
import { createProgress, type SourceText, silentProgress } from "../../host/index.ts";
import type { Model } from "../../model/index.ts";
import type { ServiceTagIndex } from "../../servicetag/index.ts";
import { checkQuery } from "../answer/query.ts";
import type { Conversation } from "../conversation.ts";
import { exitCode } from "../exit-code.ts";
import type { ServerOptions, SnapshotOptions } from "../options.ts";
import { openServiceTags } from "../service-tags.ts";
import type { Session } from "../session.ts";
import { readBehavior } from "./behavior-option.ts";
import { readSnapshot, type SnapshotRead } from "./read-snapshot.ts";
import { describeCoverage, sayDiagnostics } from "./say-diagnostics.ts";

/** Everything that a command may ask about the user's network. */
export interface Estate {
  readonly model: Model;
  readonly snapshot: Snapshot;
  /** The texts that were read, for the lines of what stands in them. */
  readonly sources: readonly SourceText[];
  /** Of reading and compiling; they have been said on stderr already. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent when no service-tag file is installed or named. */
  readonly serviceTags: ServiceTagIndex | undefined;
  readonly coverage: Coverage;
  readonly compilation: Compilation;
}

/** What only one command minds. */
export interface Concerns {
  /** Finds what is wrong for this command alone. */
  readonly check?: (snapshot: Snapshot) => readonly Diagnostic[];
  /** Diagnostics that the answer itself tells, in its own words. */
  readonly isAnswered?: (diagnostic: Diagnostic) => boolean;
}

/**
 * Reads the snapshot of the options, compiles it, says what was read and what is wrong with it, and
 * lets `answer` answer from it. Gives the exit code of the answer; 2 where a path that the user
 * named could not be read, even though the rest was answered; 2 without asking `answer` where
 * nothing could be read. Throws `UsageError` for options that cannot be used, before anything is
 * read.
 */
export async function withEstate(
  session: Session<SnapshotOptions & ServerOptions>,
  answer: (estate: Estate) => Promise<number> | number,
  { check = () => [], isAnswered = () => false }: Concerns = {},
): Promise<number> {
  const { options, conversation } = session;
  const behavior = readBehavior(options.behavior ?? []);
  await checkQuery(options.query);
  const serviceTags = openServiceTags(session);
  const { snapshot, sources, isComplete, compilation } = await load(session, {
    behavior,
    ...(serviceTags === undefined ? {} : { serviceTags }),
  });
  const { model, coverage } = compilation;
  const diagnostics = [...snapshot.diagnostics, ...compilation.diagnostics, ...check(snapshot)];
  if (sources.length > 0) {
    conversation.note(describeCoverage(coverage, conversation.isVerbose));
  }
  const said = diagnostics.filter((one) => !isAnswered(one));
  await sayDiagnostics(conversation, said, sources);
  if (isUnreadable(snapshot)) return refuse(conversation, diagnostics);
  const code = await answer({
    model,
    snapshot,
    sources,
    diagnostics,
    serviceTags,
    coverage,
    compilation,
  });
  if (!isComplete) return exitCode.badInput;
  const isAssumed = options.strict === true && isAnswer(code) && restsOnUnknown(diagnostics);
  return isAssumed ? exitCode.assumed : code;
}

/** Reads and compiles, with progress for who waits. */
async function load(
  session: Session<SnapshotOptions & ServerOptions>,
  compileOptions: CompileOptions,
): Promise<SnapshotRead & { readonly compilation: Compilation }> {
  const { io, options } = session;
  const progress = options.quiet === true ? silentProgress : createProgress(io.stderr);
  try {
    const read = await readSnapshot(session, progress);
    const { compileSnapshot } = await import("../../compile/index.ts");
    progress.report(`compiling ${read.snapshot.resources.size} resources`);
    return { ...read, compilation: compileSnapshot(read.snapshot, compileOptions) };
  } finally {
    progress.finish();
  }
}

/** Whether a value that an answer would use is known only to Azure; it counts as absent then. */
export function restsOnUnknown(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ code }) => code === "value-unknown");
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
