import { statSync } from "node:fs";
import { join } from "node:path";
import type { ResourceStore } from "../../store/index.ts";
import type { ServeOptions } from "../server-options.ts";
import { dataFolderOf, resolvePath, type Session } from "../session.ts";

/** A store with what messages call it. */
export interface OpenStore {
  readonly store: ResourceStore;
  /** A file, a URL without password, or `memory`. */
  readonly name: string;
  /** Whether other servers may have it open, too. */
  readonly isShared: boolean;
  /** Whether a client may meet another server of the store next: those of a file have other ports. */
  readonly hasPeers: boolean;
}

/** Opens the store that the options name, or the usual one. Rejects with `StoreError`. */
export async function openStore(session: Session<ServeOptions>): Promise<OpenStore> {
  const { io, options } = session;
  const stores = await import("../../store/index.ts");
  if (options.memory === true)
    return { store: stores.createMemoryStore(), name: "memory", isShared: false, hasPeers: false };
  const { database } = options;
  if (database !== undefined && stores.isPostgresUrl(database)) {
    const name = stores.withoutPassword(database);
    return {
      store: await stores.openPostgresStore(database),
      name,
      isShared: true,
      hasPeers: true,
    };
  }
  const file = database === undefined ? usualFile(session) : resolvePath(io, database);
  return { store: await stores.openLibsqlStore(file), name: file, isShared: true, hasPeers: false };
}

/** The file of the project that the user stands in, or else the user's own. */
function usualFile({ io }: Session<ServeOptions>): string {
  const project = resolvePath(io, ".trueroute");
  const isProject = statSync(project, { throwIfNoEntry: false })?.isDirectory() === true;
  return join(isProject ? project : dataFolderOf(io), "state.db");
}
