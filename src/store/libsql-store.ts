import { closeSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { SqliteDialect } from "kysely";
import Database from "libsql";
import type { Engine } from "./engine.ts";
import { explainLibsql } from "./libsql-failure.ts";
import { makeFolder } from "./make-folder.ts";
import type { ResourceStore } from "./resource-store.ts";
import { openSqlStore } from "./sql-store.ts";

/** Options of a store in a file. */
export interface LibsqlOptions {
  /** For how long a lock of another process is waited for, in milliseconds; 5000 by default. */
  readonly busyTimeout?: number;
  /** For how many revisions deletions are remembered. */
  readonly keptRevisions?: number;
}

/**
 * Opens a store in a file, which is made with its folder where there is none. Several processes may
 * have it open. Rejects with `StoreError`.
 */
export async function openLibsqlStore(
  path: string,
  { busyTimeout = 5_000, keptRevisions }: LibsqlOptions = {},
): Promise<ResourceStore> {
  const engine: Engine = {
    name: path,
    dialect: new SqliteDialect({ database: async () => openDatabase(path, busyTimeout) }),
    beginAlone: ["begin immediate"],
    tables: "select name from sqlite_master where type = 'table'",
    // The file is there or it is not; waiting for locks is the engine's own.
    isLost: () => false,
    explain: (error) => explainLibsql(error, path),
  };
  return openSqlStore(engine, keptRevisions);
}

function openDatabase(path: string, busyTimeout: number): Database.Database {
  makeFolder(dirname(path));
  // The file holds what the user keeps secret in Azure, so it is nobody else's to read. The engine
  // gives its other files the same mode.
  closeSync(openSync(path, "a", 0o600));
  const database = new Database(path, { timeout: busyTimeout });
  try {
    database.pragma("journal_mode = WAL");
    // In WAL the default does not wait for the disk, and a commit could be lost with the power.
    database.pragma("synchronous = FULL");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
