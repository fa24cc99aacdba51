import { CompiledQuery, PostgresDialect } from "kysely";
import { Pool } from "pg";
import type { Engine } from "./engine.ts";
import { explainEnd, explainPostgres, isLostConnection } from "./postgres-failure.ts";
import { checkPostgresUrl, withoutPassword } from "./postgres-url.ts";
import type { ResourceStore } from "./resource-store.ts";
import { openSqlStore } from "./sql-store.ts";

/** Options of a store in PostgreSQL. */
export interface PostgresOptions {
  /** For how many revisions deletions are remembered. */
  readonly keptRevisions?: number;
}

/** Any number that no other program takes for its own lock. */
const migrationLock = 7_283_764_883;

/**
 * What each connection sets for itself. A commit waits for the disk even where the database does
 * not by default. A server that hangs in a transaction loses it, so that others get their turn.
 */
const settings = `select
  set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'
  union all select set_config('idle_in_transaction_session_timeout', '10s', false)
  union all select set_config('statement_timeout', '60s', false)`;

/** Opens a store in a PostgreSQL database. Rejects with `StoreError`. */
export async function openPostgres(
  url: string,
  { keptRevisions }: PostgresOptions,
): Promise<ResourceStore> {
  checkPostgresUrl(url);
  const name = withoutPassword(url);
  const engine: Engine = {
    name,
    dialect: new PostgresDialect({
      pool: async () => createPool(url),
      onCreateConnection: async (connection) => {
        await connection.executeQuery(CompiledQuery.raw(settings));
      },
    }),
    beginAlone: ["begin", `select pg_advisory_xact_lock(${migrationLock})`],
    tables: "select relname as name from pg_class where oid = to_regclass('trueroute_schema')",
    // A database that restarts takes seconds.
    waits: [50, 200, 500, 1_000, 2_000],
    isPassing: isLostConnection,
    explain: (error) => explainPostgres(error, name),
    explainEnd: (error) => explainEnd(error, name),
  };
  return openSqlStore(engine, keptRevisions);
}

function createPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: "trueroute",
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    max: 4,
  });
  // A connection that is lost while nobody uses it is no failure: the next user gets a new one. One
  // that is lost between two statements fails the second.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
