import type { Snapshot } from "../../arm/index.ts";
import { createProgress, silentProgress } from "../../host/index.ts";
import { checkPaths, readSnapshot } from "../estate/read-snapshot.ts";
import { sayDiagnostics } from "../estate/say-diagnostics.ts";
import type { ServeOptions } from "../server-options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import type { OpenStore } from "./open-store.ts";

/**
 * Reads the snapshot that the server begins with; undefined: none was named. Throws `UsageError`
 * where the store is not empty and may not be replaced, and where a part of the snapshot cannot be
 * read: half an estate must not pass for a whole one.
 */
export async function readSeed(
  session: Session<ServeOptions>,
  open: OpenStore,
): Promise<Snapshot | undefined> {
  const { options, conversation } = session;
  if (checkPaths(options.snapshot ?? []).length === 0) {
    if (options.replace !== true) return undefined;
    throw new UsageError("--replace needs a snapshot", "Name one with -s PATH.");
  }
  if (options.replace !== true) await refuseUnlessEmpty(open);
  const progress = options.quiet === true ? silentProgress : createProgress(session.io.stderr);
  try {
    const { snapshot, sources, isComplete } = await readSnapshot(session, progress);
    progress.finish();
    await sayDiagnostics(conversation, snapshot.diagnostics, sources);
    if (isComplete && snapshot.resources.size > 0) return snapshot;
    throw new UsageError(
      isComplete
        ? "the snapshot holds no Azure resource"
        : "the snapshot could not be read whole, so nothing of it was taken",
      "Look at it with trueroute snapshot -s PATH.",
    );
  } finally {
    progress.finish();
  }
}

async function refuseUnlessEmpty({ store, name }: OpenStore): Promise<void> {
  const { changes } = await store.readSince(0);
  if (changes.length === 0) return;
  throw new UsageError(
    `${name} holds resources already, and a snapshot would be laid over them`,
    "Leave -s away to go on with what is there, add --replace to put the snapshot in its place, or name another file with --database.",
  );
}
