import { createProgress, silentProgress } from "../../host/index.ts";
import { cloudAt, type PullRequest, type PullResult, readAzSetting } from "../../pull/index.ts";
import { sayDiagnostics } from "../estate/say-diagnostics.ts";
import { exitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { PullOptions } from "../options.ts";
import { resolvePath, type Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { writeText } from "../write-text.ts";
import { findServer } from "./find-server.ts";
import { findPlace } from "./pull-scope.ts";
import { clearJournal, openPorts, runPull } from "./run-pull.ts";
import { readTypes } from "./type-option.ts";

const usualConcurrency = 8;

/**
 * Carries out `trueroute pull`: reads, and writes what was read to the file or stdout. Exit code 2
 * where something could not be read, also though the rest was written. Where nothing was found,
 * nothing is written: an empty file must not take the place of a full one.
 */
export async function writePull(session: Session<PullOptions>): Promise<number> {
  const { io, options, conversation } = session;
  const output = chooseOutput(io, options.output);
  const az = await readAzSetting(io.fileSystem, io.environment);
  const server = await findServer(session, options);
  const { origin, scope, tenant } = findPlace(io, { ...options, origin: server.origin }, az);
  const request = requestOf(options, { origin, scope });
  const ports = await openPorts(io, request, {
    tenant,
    server,
    output: output === undefined ? undefined : resolvePath(io, output),
    concurrency: options.concurrency ?? usualConcurrency,
    progress: options.quiet === true ? silentProgress : createProgress(io.stderr),
  });
  if (options.restart === true) await clearJournal(ports);
  const result = await runPull(request, ports);
  for (const note of result.notes) conversation.note(note);
  await sayDiagnostics(conversation, result.problems, []);
  if (result.resources === 0) {
    throw new UsageError(
      `no resource was found at ${origin}, and nothing was written`,
      "Check the subscription, --types and --resource-group, and your right to read there.",
    );
  }
  if (output === undefined) io.stdout.write(result.text);
  else await writeText(io, output, result.text);
  // Only now is what was read safe.
  await clearJournal(ports);
  sayResult(session, result, output);
  return result.problems.length > 0 ? exitCode.badInput : exitCode.answered;
}

/** The file to write; `undefined`: stdout. Throws `UsageError` rather than fill a terminal. */
function chooseOutput({ stdout }: Io, output: string | undefined): string | undefined {
  if (output === "") {
    throw new UsageError("an empty path was given as output", "Name a file with -o FILE.");
  }
  if (output !== undefined && output !== "-") return output;
  if (output === "-" || stdout.isTTY !== true) return undefined;
  throw new UsageError(
    "no file was named to write to",
    "Name one with -o FILE, or lead stdout into one; -o - writes to the terminal.",
  );
}

function requestOf(
  options: PullOptions,
  { origin, scope }: Pick<PullRequest, "origin" | "scope">,
): PullRequest {
  const { resourceGroup = [], types, learnedRoutes, effectiveRoutes } = options;
  return {
    origin,
    scope,
    resourceGroups: [...new Set(resourceGroup)].sort(),
    typeKeys: types === undefined ? undefined : readTypes(types),
    takesLearnedRoutes: learnedRoutes === true,
    takesEffectiveRoutes: effectiveRoutes === true,
    asksResourceGraph: options.resourceGraph,
    takesFacts: cloudAt(origin) === undefined,
  };
}

function sayResult(
  { conversation }: Session<PullOptions>,
  { resources, captures, withheld, leftOut, reused }: PullResult,
  output: string | undefined,
): void {
  const parts = [
    counted(resources, "resource"),
    ...(captures === 0 ? [] : [counted(captures, "captured answer")]),
    ...(withheld === 0 ? [] : [`${counted(withheld, "secret")} left out`]),
  ];
  conversation.note(`${output ?? "stdout"}: ${parts.join(", ")}`);
  if (reused > 0) {
    conversation.note(`${counted(reused, "answer")} came from an interrupted pull`);
  }
  const others = leftOut.reduce((sum, [, count]) => sum + count, 0);
  if (others === 0) return;
  const types = conversation.isVerbose
    ? leftOut.map(([type, count]) => `${count} ${type}`).join(", ")
    : counted(leftOut.length, "type");
  conversation.note(`not read: ${counted(others, "other resource")} (${types})`);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
