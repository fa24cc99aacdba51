import { Kysely, type Selectable } from "kysely";
import { inOrderOfKey, lastOfEachKey } from "./changes.ts";
import { commitChanges } from "./commit-changes.ts";
import type { Engine } from "./engine.ts";
import { withPatience } from "./patience.ts";
import type { ResourceStore, StoreReading } from "./resource-store.ts";
import { keptRevisions, needsWhole } from "./retention.ts";
import { migrate, type Tables } from "./schema.ts";

/**
 * Opens a store in a database: makes or migrates its tables. Rejects with `StoreError`, and then
 * nothing stays open.
 */
export async function openSqlStore(
  engine: Engine,
  kept: number = keptRevisions,
): Promise<ResourceStore> {
  const database = new Kysely<Tables>({ dialect: engine.dialect });
  try {
    await withPatience(engine, () => migrate(database, engine));
  } catch (error) {
    await database.destroy().catch(() => undefined);
    throw error;
  }
  return {
    readSince: (since) => withPatience(engine, () => readSince(database, since)),
    async commit(seen, changes) {
      const last = lastOfEachKey(changes);
      return withPatience(engine, () => commitChanges(database, { seen, changes: last, kept }));
    },
    close: () => withPatience(engine, () => database.destroy()),
  };
}

interface State {
  readonly revision: number;
  readonly floor: number;
}

async function readSince(database: Kysely<Tables>, since: number): Promise<StoreReading> {
  const state = await readState(database);
  if (state.revision === since && since !== 0) {
    return { revision: since, isWhole: false, changes: [] };
  }
  const isWhole = needsWhole(since, state);
  const rows = await readRows(database, isWhole ? undefined : since);
  // Somebody may have committed in between, and then even have forgotten deletions.
  if (!isWhole && needsWhole(since, rows.state)) return readSince(database, since);
  return { revision: rows.state.revision, isWhole, changes: rows.changes };
}

async function readState(database: Kysely<Tables>): Promise<State> {
  const row = await database
    .selectFrom("trueroute_revision")
    .select(["revision", "floor"])
    .executeTakeFirst();
  return stateOf(row);
}

/**
 * The rows after a revision, deletions too; without one, all that are there. One statement, so that
 * state and rows are of one moment.
 */
async function readRows(
  database: Kysely<Tables>,
  since: number | undefined,
): Promise<{ readonly state: State; readonly changes: StoreReading["changes"] }> {
  const rows = await database
    .selectFrom("trueroute_revision as state")
    .leftJoin("trueroute_entry as entry", (join) =>
      since === undefined
        ? join.on("entry.text", "is not", null)
        : join.on("entry.revision", ">", since),
    )
    .select(["state.revision", "state.floor", "entry.key", "entry.text"])
    .execute();
  const changes = rows.flatMap(({ key, text }) =>
    key === null ? [] : [{ key, text: text ?? undefined }],
  );
  return { state: stateOf(rows[0]), changes: inOrderOfKey(changes) };
}

// PostgreSQL gives these as texts.
function stateOf(row: Selectable<Tables["trueroute_revision"]> | undefined): State {
  return { revision: Number(row?.revision ?? 0), floor: Number(row?.floor ?? 0) };
}
