import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { createNodeForegroundRunner, noForeground } from "./index.ts";

const isUnix = process.platform !== "win32";
const folder = mkdtempSync(join(tmpdir(), "trueroute-foreground-"));
afterAll(() => rmSync(folder, { recursive: true }));

function install(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test.skipIf(!isUnix)("a program is found on a path, and a folder is none", async () => {
  const path = install("found", "exit 0");
  mkdirSync(join(folder, "other", "found"), { recursive: true });
  const { find } = createNodeForegroundRunner("linux");
  const PATH = `${join(folder, "other")}::${folder}`;
  expect(await find("found", { PATH })).toBe(path);
  expect(await find(path, {})).toBe(path);
  expect(await find("found", {})).toBeUndefined();
  expect(await find("lost", { PATH })).toBeUndefined();
});

test("nobody finds nothing", async () => {
  expect(await noForeground.find("az", {})).toBeUndefined();
  expect(await noForeground.run("az", [], {})).toMatchObject({ kind: "failed" });
});

/** Runs a script in the foreground of a process of its own, which gets `input`. */
function inProcess(path: string, args: readonly string[], input = "") {
  const module = fileURLToPath(new URL("./node-foreground-runner.ts", import.meta.url));
  const program = `
    import { createNodeForegroundRunner } from ${JSON.stringify(module)};
    process.on("SIGINT", () => process.exit(99));
    const { run } = createNodeForegroundRunner(process.platform);
    const result = await run(${JSON.stringify(path)}, ${JSON.stringify(args)}, { A: "b c" });
    if (result.kind === "failed") console.error(result.reason);
    process.exitCode = result.kind === "ended" ? result.code : 98;
  `;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.end(input);
  const texts = { stdout: "", stderr: "" };
  child.stdout.on("data", (part) => {
    texts.stdout += part;
  });
  child.stderr.on("data", (part) => {
    texts.stderr += part;
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal })),
  );
  return { child, texts, ended };
}

test.skipIf(!isUnix)("it has our streams, its own environment, and gives its code", async () => {
  const path = install("echo", `cat; printf '%s|' "$@" "$A" "$PATH"; echo bad >&2; exit 7`);
  const { texts, ended } = inProcess(path, ["x y", "'$z"], "typed ");
  expect(await ended).toEqual({ code: 7, signal: null });
  expect(texts.stdout).toMatch(/^typed x y\|'\$z\|b c\|/);
  expect(texts.stderr).toBe("bad\n");
});

test.skipIf(!isUnix)("what cannot be started is told", async () => {
  const path = install("broken", "");
  writeFileSync(path, "#!/none/sh\n");
  const { texts, ended } = inProcess(path, []);
  expect(await ended).toEqual({ code: 98, signal: null });
  expect(texts.stderr).toBe("no such file or folder\n");
});

// Each row: a signal that we get, what the program does about it, and how we end.
test.skipIf(!isUnix).each([
  ["SIGTERM", "exit 5", { code: 5, signal: null }],
  ["SIGINT", "exit 6", { code: 6, signal: null }],
  ["SIGTERM", undefined, { code: null, signal: "SIGTERM" }],
  ["SIGINT", undefined, { code: null, signal: "SIGINT" }],
] as const)("%s, to which the program says %s", async (signal, answer, wanted) => {
  const trap = answer === undefined ? "" : `trap '${answer}' INT TERM;`;
  // A shell waits for its child before it looks at a signal, so it waits in small steps.
  const wait = answer === undefined ? "exec sleep 20" : "while :; do sleep 0.05; done";
  const path = install(
    `waits-${signal}-${answer ?? "dies"}`.replace(" ", "-"),
    `${trap} echo ready; ${wait}`,
  );
  const { child, ended } = inProcess(path, []);
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.kill(signal);
  expect(await ended).toEqual(wanted);
});
