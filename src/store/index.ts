/**
 * store: texts by key that outlive the process, with a revision that counts commits.
 *
 * Takes changes and the revision that they rest on; gives the revision after them, or what has
 * changed since one. Invariant: a commit is there whole or not at all; once it was acknowledged it
 * survives a kill of the process, and in a file or PostgreSQL a loss of power; revisions only
 * grow; all stores answer alike (`test/suites/store.ts`). Imports nothing of ours. Does not know
 * what keys and texts mean, and who asks.
 */
export type { LibsqlOptions } from "./libsql-store.ts";
export { createMemoryStore } from "./memory-store.ts";
export { openLibsqlStore, openPostgresStore } from "./open-store.ts";
export type { PostgresOptions } from "./postgres-store.ts";
export { isPostgresUrl, withoutPassword } from "./postgres-url.ts";
export type { ResourceStore, StoredChange, StoreReading } from "./resource-store.ts";
export { StoreError, type StoreErrorCode } from "./store-error.ts";
