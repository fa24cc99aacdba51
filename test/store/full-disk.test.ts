// A device that is full or read-only: the store says so, what was acknowledged stays, and it goes on when
// there is room. The device is a small file system of the test's own.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const loop = fileURLToPath(new URL("./commit-in-loop.mjs", import.meta.url));
const look = fileURLToPath(new URL("./look-at-store.mjs", import.meta.url));

/** Runs a script with a file system of 2 MB at $disk; undefined where nobody may make one. */
function onSmallDisk(script: string): readonly string[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), "trueroute-disk-"));
  try {
    const mount = 'mount -t tmpfs -o size=2m none "$disk"';
    const run = (body: string) =>
      spawnSync("unshare", ["--mount", "--map-root-user", "sh", "-c", `${mount} && { ${body}\n}`], {
        encoding: "utf8",
        env: { ...process.env, disk: folder, node: process.execPath, loop, look },
      });
    if (run("true").status !== 0) {
      console.warn("skipped: this user may not mount a file system of its own");
      return undefined;
    }
    const { stdout, stderr } = run(script);
    expect(stderr).toBe("");
    return stdout.trim().split("\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("a full device refuses the commit and keeps those before; with room it goes on", ({
  skip,
}) => {
  const lines = onSmallDisk(`
    head -c 300000 /dev/zero > "$disk/ballast"
    "$node" "$loop" "$disk/state.db" 2000
    "$node" "$look" "$disk/state.db"
    rm "$disk/ballast"
    "$node" "$look" "$disk/state.db"
    "$node" "$loop" "$disk/state.db" 10 20 > /dev/null
    "$node" "$look" "$disk/state.db"`);
  if (lines === undefined) return skip();
  const refused = lines.indexOf("refused full");
  const acknowledged = Number(lines[refused - 1]);
  expect(acknowledged).toBeGreaterThan(20);
  const [whileFull, withRoom, later] = lines.slice(refused + 1);
  expect([whileFull, withRoom]).toEqual(Array(2).fill(`whole ${acknowledged}`));
  expect(Number(later?.replace("whole ", ""))).toBeGreaterThan(acknowledged);
});

test("a store on a read-only device is refused", ({ skip }) => {
  const lines = onSmallDisk(`
    "$node" "$loop" "$disk/state.db" 10 20 | tail -n 1
    "$node" "$look" "$disk/state.db"
    mount -o remount,ro "$disk"
    "$node" "$look" "$disk/state.db"
    "$node" "$look" "$disk/other.db"
    "$node" "$look" "$disk/folder/other.db"`);
  if (lines === undefined) return skip();
  const [, whole, ...refusals] = lines;
  expect(whole).toMatch(/^whole \d+$/);
  expect(refusals.map((line) => line.split(" ", 2).join(" "))).toEqual(
    Array(3).fill("refused readOnly"),
  );
});
