import type { Progress } from "../../host/index.ts";
import type { ReadResult } from "../../intake/index.ts";
import { cloudAt, type PullRequest } from "../../pull/index.ts";
import type { LayersRead } from "../estate/read-snapshot.ts";
import type { ServerOptions, SnapshotOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { findServer, type NamedServer } from "./find-server.ts";
import { openPorts, runPull } from "./run-pull.ts";

/**
 * Reads everything that the server of `--from` holds, as the lowest layer of a snapshot. Lists of the
 * server are asked, which have the resources as they are. Throws `UsageError`.
 */
export async function readServer(
  session: Session<SnapshotOptions & ServerOptions>,
  progress: Progress,
): Promise<LayersRead> {
  const { io, conversation } = session;
  const server = await findServer(session, session.options);
  const origin = ownOrigin(server);
  const request: PullRequest = {
    origin,
    scope: { kind: "tenant" },
    resourceGroups: [],
    typeKeys: undefined,
    takesLearnedRoutes: false,
    takesEffectiveRoutes: false,
    asksResourceGraph: false,
    takesFacts: true,
  };
  const manner = { tenant: undefined, server, output: undefined, concurrency: 8, progress };
  const ports = await openPorts(io, request, manner);
  const { text, notes, problems } = await runPull(request, ports);
  for (const note of notes) conversation.note(note);
  const { readText } = await import("../../intake/on-demand/index.ts");
  const reader = async (
    sources: readonly { readonly file: string; readonly text: string }[],
  ): Promise<readonly ReadResult[]> => {
    const results = await Promise.all(sources.map((source) => readText(source)));
    return results.map(withoutGaps);
  };
  const source = { file: origin, text };
  return {
    paths: [],
    layers: [await reader([source])],
    sources: [source],
    diagnostics: problems,
    reader,
  };
}

// A whole tenant by lists would take hours, and its facts are none.
function ownOrigin({ origin }: NamedServer): string {
  if (origin !== undefined && cloudAt(origin) === undefined) return origin;
  throw new UsageError(
    "a snapshot is taken from a server of trueroute, and Azure is none",
    "Read Azure into a file: trueroute pull -o estate.json.",
  );
}

// The problems say it already, and in more words.
function withoutGaps(result: ReadResult): ReadResult {
  const diagnostics = result.diagnostics.filter(({ code }) => code !== "pull-incomplete");
  return { ...result, diagnostics };
}
