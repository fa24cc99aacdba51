import { type Kysely, sql } from "kysely";
import type { Engine } from "./engine.ts";
import { StoreError } from "./store-error.ts";

/** The tables. PostgreSQL gives what is a bigint as text. */
export interface Tables {
  /** One row. */
  readonly trueroute_schema: { readonly version: number };
  /** One row. Deletions up to the revision `floor` are forgotten. */
  readonly trueroute_revision: {
    readonly revision: number | string;
    readonly floor: number | string;
  };
  /** One row for each key that there is or was; `text` is null where it is gone. */
  readonly trueroute_entry: {
    readonly key: string;
    readonly text: string | null;
    /** The commit that wrote it last. */
    readonly revision: number | string;
  };
}

type Database = Kysely<Tables>;

/** Each takes a database to the next version. A new one comes last; none is ever changed. */
const migrations: readonly ((database: Database) => Promise<void>)[] = [createTables];

async function createTables(database: Database): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("trueroute_schema")
    .addColumn("version", "integer", (column) => column.notNull())
    .execute();
  await database.insertInto("trueroute_schema").values({ version: 0 }).execute();
  await schema
    .createTable("trueroute_revision")
    .addColumn("revision", "bigint", (column) => column.notNull())
    .addColumn("floor", "bigint", (column) => column.notNull())
    .execute();
  await database.insertInto("trueroute_revision").values({ revision: 0, floor: 0 }).execute();
  await schema
    .createTable("trueroute_entry")
    .addColumn("key", "text", (column) => column.primaryKey().notNull())
    .addColumn("text", "text")
    .addColumn("revision", "bigint", (column) => column.notNull())
    .execute();
  await schema
    .createIndex("trueroute_entry_by_revision")
    .on("trueroute_entry")
    .column("revision")
    .execute();
}

/**
 * Brings a database to the version of this program; an empty one gets all tables. Rejects with
 * `foreign` or `newer` where it is not for this program, and leaves it as it was then.
 */
export async function migrate(database: Database, engine: Engine): Promise<void> {
  await database.connection().execute(async (connection) => {
    for (const statement of engine.beginAlone) await sql.raw(statement).execute(connection);
    try {
      await migrateAlone(connection, engine);
      await sql`commit`.execute(connection);
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw error;
    }
  });
}

async function migrateAlone(database: Database, engine: Engine): Promise<void> {
  const version = await versionOf(database, engine);
  if (version > migrations.length) {
    throw new StoreError(
      "newer",
      `${engine.name} was written by a newer trueroute (its schema is ${version}, this program knows ${migrations.length})`,
      "Use the newer trueroute, or name another database.",
    );
  }
  if (version === migrations.length) return;
  for (const migration of migrations.slice(version)) await migration(database);
  await database.updateTable("trueroute_schema").set({ version: migrations.length }).execute();
}

/** The version of a database, 0 where nothing is in it. */
async function versionOf(database: Database, engine: Engine): Promise<number> {
  const { rows } = await sql<{ readonly name: string }>`${sql.raw(engine.tables)}`.execute(
    database,
  );
  if (rows.length === 0) return 0;
  if (!rows.some(({ name }) => name === "trueroute_schema")) {
    throw new StoreError(
      "foreign",
      `${engine.name} is a database of another program`,
      "Name a file that does not exist yet, or one that trueroute has made.",
    );
  }
  const row = await database.selectFrom("trueroute_schema").select("version").executeTakeFirst();
  return row?.version ?? 0;
}
