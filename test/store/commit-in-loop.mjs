// Commits to a store until it is killed or refused, and writes each revision that was acknowledged to
// stdout. Each commit has changes that belong together: see kill.test.ts.
// Usage: node commit-in-loop.mjs WHERE [LENGTH [COUNT]], where WHERE is a file or a URL of PostgreSQL, and
// COUNT is how many commits are enough.
import { writeSync } from "node:fs";
import {
  isPostgresUrl,
  openLibsqlStore,
  openPostgresStore,
  StoreError,
} from "../../dist/store/index.js";

const [where = "", length = "200", count = "Infinity"] = process.argv.slice(2);
const kept = 10;
const store = await (isPostgresUrl(where) ? openPostgresStore(where) : openLibsqlStore(where));
let { revision } = await store.readSince(0);
writeSync(1, "ready\n");
try {
  for (let made = 0; made < Number(count); made += 1) {
    const next = revision + 1;
    const filler = "x".repeat(Number(length));
    const changes = [
      ...["a", "b", "c", "d", "e"].map((name) => ({
        key: `same/${name}`,
        text: `${next} ${filler}`,
      })),
      { key: `log/${next}`, text: String(next) },
      { key: `log/${next - kept}`, text: undefined },
    ];
    const committed = await store.commit(revision, changes);
    if (committed !== next) throw new Error(`revision ${committed} came after ${revision}`);
    revision = committed;
    writeSync(1, `${revision}\n`);
  }
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  writeSync(1, `refused ${error.code}\n`);
  process.exitCode = 3;
}
