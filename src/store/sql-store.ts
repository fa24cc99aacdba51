import { Kysely } from "kysely";
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

async function readSince(database: Kysely<Tables>, since: number): Promise<StoreReading> {
  if (since !== 0) {
    const { state, changes } = await readRows(database, { after: since, isWhole: false });
    if (!needsWhole(since, state)) {
      return { revision: state.revision, isWhole: false, changes };
    }
  }
  const { state, changes } = await readRows(database, { after: 0, isWhole: true });
  return { revision: state.revision, isWhole: true, changes };
}

// One statement, so that revision and rows are of one moment.
async function readRows(
  database: Kysely<Tables>,
  { after, isWhole }: { readonly after: number; readonly isWhole: boolean },
): Promise<{
  readonly state: { readonly revision: number; readonly floor: number };
  readonly changes: StoreReading["changes"];
}> {
  const rows = await database
    .selectFrom("trueroute_revision as state")
    .leftJoin("trueroute_entry as entry", (join) => {
      const changed = join.on("entry.revision", ">", after);
      return isWhole ? changed.on("entry.text", "is not", null) : changed;
    })
    .select(["state.revision", "state.floor", "entry.key", "entry.text"])
    .execute();
  const [first] = rows;
  const found = rows.flatMap(({ key, text }) =>
    key === null ? [] : [{ key, text: text ?? undefined }],
  );
  return {
    state: { revision: Number(first?.revision ?? 0), floor: Number(first?.floor ?? 0) },
    changes: inOrderOfKey(found),
  };
}
