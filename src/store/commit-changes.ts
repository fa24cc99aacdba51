import type { ControlledTransaction, Kysely } from "kysely";
import type { StoredChange } from "./resource-store.ts";
import { floorAt } from "./retention.ts";
import type { Tables } from "./schema.ts";

/** How many rows one statement writes; databases limit the number of its parameters. */
const rowsOfStatement = 500;

/** What shall be committed. */
interface Commit {
  /** The revision that the changes rest on. */
  readonly seen: number;
  /** At most one for each key. */
  readonly changes: readonly StoredChange[];
  /** For how many revisions deletions are remembered. */
  readonly kept: number;
}

/** The end of a transaction failed: nobody knows whether it is in the database. */
export class UnknownOutcome extends Error {
  constructor(cause: unknown) {
    super("the outcome of a commit is not known", { cause });
  }
}

/**
 * Makes changes in one transaction; gives the revision after them, or undefined where the database
 * is at another one than they rest on. Whatever it rejects with but `UnknownOutcome`, nothing was
 * changed.
 */
export async function commitChanges(
  database: Kysely<Tables>,
  commit: Commit,
): Promise<number | undefined> {
  const transaction = await database.startTransaction().execute();
  let revision: number | undefined;
  try {
    revision = await writeChanges(transaction, commit);
  } catch (error) {
    await rollBack(transaction);
    throw error;
  }
  if (revision === undefined || commit.changes.length === 0) {
    await rollBack(transaction);
    return revision;
  }
  try {
    await transaction.commit().execute();
  } catch (error) {
    await rollBack(transaction);
    throw new UnknownOutcome(error);
  }
  return revision;
}

// The first statement takes the row of the revision, and with it every other commit's turn.
async function writeChanges(
  transaction: ControlledTransaction<Tables>,
  { seen, changes, kept }: Commit,
): Promise<number | undefined> {
  const revision = changes.length === 0 ? seen : seen + 1;
  const { numUpdatedRows } = await transaction
    .updateTable("trueroute_revision")
    .set({ revision })
    .where("revision", "=", seen)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return undefined;
  for (let start = 0; start < changes.length; start += rowsOfStatement) {
    await writeRows(transaction, changes.slice(start, start + rowsOfStatement), revision);
  }
  const floor = floorAt(revision, kept);
  if (floor !== undefined) await forgetDeletions(transaction, floor);
  return revision;
}

async function writeRows(
  transaction: ControlledTransaction<Tables>,
  changes: readonly StoredChange[],
  revision: number,
): Promise<void> {
  await transaction
    .insertInto("trueroute_entry")
    .values(changes.map(({ key, text }) => ({ key, text: text ?? null, revision })))
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet(({ ref }) => ({
        text: ref("excluded.text"),
        revision: ref("excluded.revision"),
      })),
    )
    .execute();
}

async function forgetDeletions(
  transaction: ControlledTransaction<Tables>,
  floor: number,
): Promise<void> {
  await transaction.updateTable("trueroute_revision").set({ floor }).execute();
  await transaction
    .deleteFrom("trueroute_entry")
    .where("text", "is", null)
    .where("revision", "<=", floor)
    .execute();
}

// What failed may have rolled back by itself or lost its connection; the connection is given back
// in any case.
async function rollBack(transaction: ControlledTransaction<Tables>): Promise<void> {
  await transaction
    .rollback()
    .execute()
    .catch(() => undefined);
}
