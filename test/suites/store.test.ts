import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore, openLibsqlStore, openPostgresStore } from "../../src/store/index.ts";
import { startPostgres } from "../postgres-cluster.ts";
import { storeSuite } from "./store-suite.ts";

storeSuite({
  name: "memory",
  lasts: false,
  prepare: async () => ({
    open: async (_, kept) => createMemoryStore(kept),
    remove: async () => undefined,
  }),
});

storeSuite({
  name: "libsql",
  lasts: true,
  async prepare() {
    const folder = mkdtempSync(join(tmpdir(), "trueroute-store-"));
    return {
      open: (name, kept) =>
        openLibsqlStore(
          join(folder, `${name}.db`),
          kept === undefined ? {} : { keptRevisions: kept },
        ),
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
});

storeSuite({
  name: "PostgreSQL",
  lasts: true,
  async prepare() {
    const cluster = await startPostgres();
    if (cluster === undefined) return undefined;
    return {
      open: async (name, kept) =>
        openPostgresStore(
          await cluster.schema(name),
          kept === undefined ? {} : { keptRevisions: kept },
        ),
      remove: () => cluster.remove(),
    };
  },
});
