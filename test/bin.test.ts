// The program as a user starts it. What needs no process of its own is tested beside the commands.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, cpSync, existsSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { tagFile } from "./run-cli.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const program = join(root, "bin", "trueroute");

function start(...argv: readonly string[]) {
  return spawnSync(process.execPath, argv, { encoding: "utf8", cwd: tmpdir() });
}

test("it runs from any folder", () => {
  const { status, stdout, stderr } = start(program, "behavior", "ecmpRows", "-o", "tsv");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain("ecmpRows\tsplit\tmerged\tGW-10");
});

test("bad usage is its exit code", () => {
  expect(start(program, "nosuch").status).toBe(2);
});

test("a reader that has had enough is no failure", async () => {
  const argv = [program, "tags", "list", "-o", "json", "--service-tags", tagFile];
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let stderr = "";
  child.stderr.on("data", (part) => {
    stderr += part;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test.skipIf(!existsSync("/dev/full"))(
  "an answer that cannot be written is told, without a stack",
  () => {
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(process.execPath, [program, "behavior"], {
      encoding: "utf8",
      stdio: ["ignore", full, "pipe"],
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        "error: cannot write the answer: no space is left on the device\n  fix: Make room, or write it to another place.\n",
    });
  },
);

test("a Node that is too old is told so", () => {
  const script = `Object.defineProperty(process.versions, "node", { value: "18.20.8" }); require(${JSON.stringify(program)});`;
  const { status, stdout, stderr } = start("-e", script);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(
    "error: trueroute needs Node 20.19 or newer; this is Node 18.20.8\n  fix: ",
  );
});

test.each([
  ["nothing is built", ["bin"]],
  ["trueroute is built", ["bin", "dist", "package.json"]],
])("missing packages are told where %s", (_, parts) => {
  const folder = mkdtempSync(join(tmpdir(), "trueroute-bin-"));
  try {
    for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
    const { status, stdout, stderr } = start(join(folder, "bin", "trueroute"), "tags");
    expect({ status, stdout }).toEqual({ status: 4, stdout: "" });
    expect(stderr).toBe(
      `error: the packages of trueroute are not installed\n  fix: Run npm ci in ${folder}, then try again.\n`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
