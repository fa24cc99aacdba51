import type { LibsqlOptions } from "./libsql-store.ts";
import type { PostgresOptions } from "./postgres-store.ts";
import type { ResourceStore } from "./resource-store.ts";

// Each engine is loaded when somebody needs it, and the other one is not.

/**
 * Opens a store in a file, which is made with its folder where there is none. Several processes may
 * have it open. Rejects with `StoreError`.
 */
export async function openLibsqlStore(
  path: string,
  options: LibsqlOptions = {},
): Promise<ResourceStore> {
  return (await import("./libsql-store.ts")).openLibsql(path, options);
}

/**
 * Opens a store in a PostgreSQL database, in the first schema of its search path. Several servers
 * may have it open. `url` begins with postgres:// or postgresql://. Rejects with `StoreError`,
 * whose message never holds the password.
 */
export async function openPostgresStore(
  url: string,
  options: PostgresOptions = {},
): Promise<ResourceStore> {
  return (await import("./postgres-store.ts")).openPostgres(url, options);
}
