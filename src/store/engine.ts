import type { Dialect } from "kysely";
import type { StoreError } from "./store-error.ts";

/** What one database does in its own way; the queries are the same for all. */
export interface Engine {
  /** What messages call the database; never holds a password. */
  readonly name: string;
  readonly dialect: Dialect;
  /** Statements that begin a transaction which keeps out every other that begins so. */
  readonly beginAlone: readonly string[];
  /**
   * A query for `name`s of tables: none in a fresh database, `trueroute_schema` among them in one
   * of ours.
   */
  readonly tables: string;
  /** How long to wait before each further try, in milliseconds. */
  readonly waits: readonly number[];
  /** Whether a failure may be gone soon: a lost connection, a lock of somebody else. */
  isPassing(error: unknown): boolean;
  /** Says what a failure was, and what to do. */
  explain(error: unknown): StoreError;
  /** Says what the failure of a transaction's end was, when it may have come about nevertheless. */
  explainEnd(error: unknown): StoreError;
}
