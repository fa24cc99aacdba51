import { closeSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from "kysely";
import Database from "libsql";
import type { Engine } from "./engine.ts";
import { explainLibsql, isLocked } from "./libsql-failure.ts";
import { makeFolder } from "./make-folder.ts";
import { doublingWaits } from "./patience.ts";
import type { ResourceStore } from "./resource-store.ts";
import { openSqlStore } from "./sql-store.ts";

/** Options of a store in a file. */
export interface LibsqlOptions {
  /** For how long a lock of another process is waited for, in milliseconds; 5000 by default. */
  readonly busyTimeout?: number;
  /** For how many revisions deletions are remembered. */
  readonly keptRevisions?: number;
}

/** Opens a store in a file. Rejects with `StoreError`. */
export async function openLibsql(
  path: string,
  { busyTimeout = 5_000, keptRevisions }: LibsqlOptions,
): Promise<ResourceStore> {
  const engine: Engine = {
    name: path,
    dialect: new SqliteDialect({ database: async () => openDatabase(path) }),
    beginAlone: ["begin immediate"],
    tables: "select name from sqlite_master where type = 'table'",
    // SQLite would wait itself, and nothing else would happen in this process meanwhile.
    waits: doublingWaits(50, busyTimeout),
    isPassing: isLocked,
    explain: (error) => explainLibsql(error, path),
    // A transaction whose end fails is taken back.
    explainEnd: (error) => explainLibsql(error, path),
  };
  return openSqlStore(engine, keptRevisions);
}

function openDatabase(path: string): SqliteDatabase {
  makeFolder(dirname(path));
  // The file holds what the user keeps secret in Azure, so it is nobody else's to read. The engine
  // gives its other files the same mode.
  closeSync(openSync(path, "a", 0o600));
  const database = new Database(path, { timeout: 0 });
  try {
    database.pragma("journal_mode = WAL");
    // In WAL the default does not wait for the disk, and a commit could be lost with the power.
    database.pragma("synchronous = FULL");
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    prepare: (sql) => transactionStatement(database, sql) ?? database.prepare(sql),
    close: () => closeDatabase(database),
  };
}

// The engine closes its files only when every statement has been collected as garbage, which may be
// never. So everything is brought into the one file first.
function closeDatabase(database: Database.Database): void {
  try {
    database.pragma("wal_checkpoint(TRUNCATE)");
  } catch {
    // Somebody else has the file open, and does it later.
  }
  database.close();
}

const transactionWords: ReadonlyMap<string, string> = new Map([
  // Takes the lock for writing at once. Taken later, it could be refused for good, since somebody
  // else has written since the transaction began to read.
  ["begin", "begin immediate"],
  ["begin immediate", "begin immediate"],
  ["commit", "commit"],
  ["rollback", "rollback"],
]);

/**
 * What begins or ends a transaction is not prepared: a prepared statement that met a lock would
 * stay under way until it is collected as garbage, and no transaction could end meanwhile.
 */
function transactionStatement(
  database: Database.Database,
  sql: string,
): SqliteStatement | undefined {
  const words = transactionWords.get(sql);
  if (words === undefined) return undefined;
  const run = (): { readonly changes: number; readonly lastInsertRowid: number } => {
    database.exec(words);
    return { changes: 0, lastInsertRowid: 0 };
  };
  return { reader: false, run, all: () => [], iterate: () => [].values() };
}
