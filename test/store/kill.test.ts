// What was acknowledged survives: a process that commits in a loop is killed at random moments, and so
// is the server of a database. Each commit writes one number in five places, logs it, and takes the
// log's tenth-last entry away; a commit that is there by half would show.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openLibsqlStore, openPostgresStore } from "../../src/store/index.ts";
import { startPostgres } from "../postgres-cluster.ts";
import { expectWhole } from "./expect-whole.ts";

const script = fileURLToPath(new URL("./commit-in-loop.mjs", import.meta.url));

interface Committer {
  readonly process: ChildProcess;
  /** Resolves when the store is open. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended, with all that it said. */
  readonly ended: Promise<readonly string[]>;
}

function commitInLoop(where: string, length = 200): Committer {
  const child = spawn(process.execPath, [script, where, String(length)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  let isReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  child.stdout.setEncoding("utf8").on("data", (more: string) => {
    text += more;
    if (text.startsWith("ready\n")) isReady();
  });
  const ended = new Promise<readonly string[]>((resolve) => {
    child.once("close", () => {
      isReady();
      // A line that lacks its end was not written whole.
      resolve(text.split("\n").slice(0, -1));
    });
  });
  return { process: child, ready, ended };
}

function lastRevision(lines: readonly string[]): number {
  return Math.max(0, ...lines.filter((line) => /^\d+$/.test(line)).map(Number));
}

const rounds = 50;

test(`libsql: killed ${rounds} times, nothing acknowledged is lost, nothing is there by half`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "trueroute-kill-"));
  const file = join(folder, "state.db");
  let revision = 0;
  let unacknowledged = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      // Large commits are more often met half way.
      const committer = commitInLoop(file, round % 2 === 0 ? 200 : 50_000);
      await committer.ready;
      await sleep(Math.random() * 100);
      committer.process.kill("SIGKILL");
      const acknowledged = Math.max(revision, lastRevision(await committer.ended));
      const store = await openLibsqlStore(file);
      revision = await expectWhole(store, acknowledged);
      unacknowledged += revision > acknowledged ? 1 : 0;
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  // It was no idle process that was killed.
  expect(revision).toBeGreaterThan(rounds * 5);
  console.log(`killed ${rounds} times: ${revision} commits, ${unacknowledged} made and not told`);
}, 180_000);

test("PostgreSQL: killed processes and a server that crashes lose nothing acknowledged", async ({
  skip,
}) => {
  const cluster = await startPostgres();
  if (cluster === undefined) return skip();
  try {
    const url = await cluster.schema("killed");
    const store = await openPostgresStore(url);
    let revision = 0;
    for (let round = 0; round < 10; round += 1) {
      const committer = commitInLoop(url);
      await committer.ready;
      await sleep(Math.random() * 100);
      committer.process.kill("SIGKILL");
      const acknowledged = Math.max(revision, lastRevision(await committer.ended));
      revision = await expectWhole(store, acknowledged);
    }
    for (let round = 0; round < 3; round += 1) {
      const committer = commitInLoop(url);
      await committer.ready;
      await sleep(100 + Math.random() * 100);
      await cluster.crash();
      // Who reads meanwhile waits for the server.
      const reading = store.readSince(0);
      await cluster.restart();
      expect((await reading).revision).toBeGreaterThanOrEqual(revision);
      await sleep(100);
      committer.process.kill("SIGKILL");
      const lines = await committer.ended;
      // The crash met it in a commit, whose outcome it cannot know, or between two; then it went on.
      if (lines.at(-1)?.startsWith("refused")) expect(lines.at(-1)).toBe("refused uncertain");
      revision = await expectWhole(store, Math.max(revision, lastRevision(lines)));
    }
    expect(revision).toBeGreaterThan(30);
    await store.close();
  } finally {
    await cluster.remove();
  }
}, 180_000);
