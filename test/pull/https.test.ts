// The program itself against a real port, also killed in the middle of it.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fullEstate } from "./estate.ts";
import { createFakeAzure, type FakeAzure } from "./fake-azure.ts";
import { noServer, type SecureServer, startSecureServer } from "./secure-server.ts";

const program = fileURLToPath(new URL("../../bin/trueroute", import.meta.url));
const resources = fullEstate({ subscription: "s1", group: "g1" });

let folder = "";
let server: SecureServer | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trueroute-pull-"));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});

async function serve(azure: FakeAzure, port = 0): Promise<SecureServer> {
  server = await startSecureServer(azure, folder, port);
  return server;
}

/** Runs the program; `watch` may end it. */
function run(words: readonly string[], watch: (kill: () => void) => void = () => undefined) {
  return new Promise<{
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
  }>((resolve) => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd: folder,
      env: { PATH: process.env["PATH"], HOME: folder },
    });
    const texts = { stdout: "", stderr: "" };
    child.stdout.on("data", (part) => (texts.stdout += part));
    child.stderr.on("data", (part) => (texts.stderr += part));
    child.on("close", (code) => resolve({ code, ...texts }));
    watch(() => child.kill("SIGKILL"));
  });
}

function idsIn(text: string): readonly string[] {
  const { resources: rows } = JSON.parse(text) as { resources: readonly { id: string }[] };
  return rows.map(({ id }) => id);
}

const pullFrom = ({ origin, ca }: SecureServer): readonly string[] => [
  "pull",
  "--from",
  origin,
  "--ca",
  ca,
];

test.skipIf(noServer !== undefined)(
  `a pull over HTTPS, through trouble and tokens that end${noServer === undefined ? "" : `: ${noServer}`}`,
  async () => {
    const azure = createFakeAzure({
      resources,
      pageSize: 7,
      tokenLife: 25,
      trouble: ({ url }, count) =>
        count === 1 && /virtualHubs|zones|managers/i.test(url) ? { kind: "lost" } : undefined,
    });
    const words = pullFrom(await serve(azure));
    const { code, stdout, stderr } = await run([...words, "-o", "estate.json"]);
    expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: "" });
    expect(stderr).toMatch(/^estate\.json: \d+ resources\n$/);
    expect(readdirSync(folder).filter((name) => name.startsWith("estate"))).toEqual([
      "estate.json",
    ]);
    const ids = idsIn(readFileSync(join(folder, "estate.json"), "utf8"));
    expect(ids.length).toBeGreaterThan(30);
    // And read back by the program itself.
    const shown = await run(["snapshot", "-s", "estate.json", "-o", "json"]);
    expect(JSON.parse(shown.stdout).map(({ id }: { readonly id: string }) => id)).toEqual(ids);
    // To a pipe without a file.
    const piped = await run([...words, "--no-resource-graph"]);
    expect(piped.code, piped.stderr).toBe(0);
    expect(idsIn(piped.stdout)).toEqual(ids);
  },
);

test.skipIf(noServer !== undefined)("a pull that is killed goes on", async () => {
  let kill = () => {};
  const azure: FakeAzure = createFakeAzure({
    resources,
    pageSize: 3,
    trouble: () => {
      if (azure.answered.length === 25) kill();
      return azure.answered.length >= 25 ? { kind: "hang" } : undefined;
    },
  });
  const first = await serve(azure);
  const words = [...pullFrom(first), "-o", "estate.json"];
  await run(words, (end) => {
    kill = end;
  });
  expect(existsSync(join(folder, "estate.json"))).toBe(false);
  const lines = readFileSync(join(folder, "estate.json.partial", "answers.jsonl"), "utf8");
  const kept = lines.split("\n").flatMap((line) => /^\{"ask":"(\S+ \S+)/.exec(line)?.[1] ?? []);
  expect(kept.length).toBeGreaterThan(15);
  await first.close();

  const refused = await run([...words, "--learned-routes"]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("estate.json.partial is what another pull has left");

  const rest = createFakeAzure({ resources, pageSize: 3 });
  await serve(rest, Number(new URL(first.origin).port));
  const { code, stderr } = await run(words);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain(`${kept.length} answers came from an interrupted pull`);
  const lists = kept.filter((line) => line.startsWith("GET"));
  expect(rest.asked.filter((line) => lists.includes(line))).toEqual([]);
  expect(existsSync(join(folder, "estate.json.partial"))).toBe(false);
});

test.skipIf(noServer !== undefined)("an unknown authority is refused, with a way out", async () => {
  const { origin } = await serve(createFakeAzure({ resources }));
  const { code, stderr } = await run(["pull", "--from", origin, "-o", "estate.json"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^error: cannot reach https:\/\/127\.0\.0\.1:\d+: self-signed certificate\n {2}fix: .*--ca FILE/,
  );
});
