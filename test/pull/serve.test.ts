// What `trueroute serve` holds comes back by `pull` and by `snapshot --from`, with the same answers.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = join(root, "bin", "trueroute");
const example = join(root, "examples", "private-link");
const layers = ["-s", join(example, "base.json"), "-s", join(example, "stage-c.json")];

let folder = "";
let server: ChildProcess | undefined;
const environment = () => ({ PATH: process.env["PATH"], HOME: folder, TRUEROUTE_DATA: folder });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trueroute-served-"));
  const words = ["serve", "--memory", "--port", "0", "--token", "hush-hush-hush-hush", ...layers];
  server = spawn(process.execPath, [program, ...words], { cwd: folder, env: environment() });
  const { stdout, stderr } = server;
  if (stdout === null || stderr === null) throw new Error("the server has no streams");
  let said = "";
  stderr.on("data", (part) => (said += part));
  const [first] = await Promise.race([once(stdout, "data"), once(server, "close")]);
  expect(String(first), said).toMatch(/^https:\/\/127\.0\.0\.1:\d+\n/);
});

afterAll(async () => {
  if (server !== undefined && server.exitCode === null) {
    server.kill();
    await once(server, "close");
  }
  rmSync(folder, { recursive: true });
});

function run(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: folder,
    encoding: "utf8",
    env: environment(),
  });
  expect(status, stderr).toBe(0);
  return { stdout, stderr };
}

const routesOf = (...from: readonly string[]) =>
  JSON.parse(run("routes", "--all", "-o", "json", ...from).stdout);

function idsOf(rows: readonly { readonly id: string }[]): readonly string[] {
  const ids = rows.map(({ id }) => id.toLowerCase());
  return ids.filter((id) => id.includes("/providers/")).sort();
}

test.each([
  ["Resource Graph", []],
  ["lists", ["--no-resource-graph"]],
])("a pull by %s gives the same routes", (_, words) => {
  run("pull", "--from", "local", "-o", "pulled.json", ...words);
  const { resources } = JSON.parse(readFileSync(join(folder, "pulled.json"), "utf8"));
  expect(idsOf(resources)).toEqual(
    idsOf(JSON.parse(run("snapshot", "-o", "json", ...layers).stdout)),
  );
  const routes = routesOf("-s", "pulled.json");
  expect(routes).toEqual(routesOf(...layers));
  expect(JSON.stringify(routes).length).toBeGreaterThan(1000);
});

test("effective routes that the server answers are those that we compute", () => {
  run("pull", "--from", "local", "--effective-routes", "-o", "routes.json");
  expect(run("verify", "-s", "routes.json").stdout).toContain("the captured list agrees");
});

test("a snapshot of the server can be served again", () => {
  const saved = JSON.parse(run("snapshot", "--from", "local", "-o", "json").stdout);
  expect(idsOf(saved)).toEqual(idsOf(JSON.parse(run("snapshot", "-o", "json", ...layers).stdout)));
  expect(idsOf(saved).filter((id) => id.includes("/trueroute/")).length).toBeGreaterThan(0);
});
