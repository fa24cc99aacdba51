// What a start loads. Every module costs a third of a millisecond, so a command loads what it needs and
// nothing else. A row that fails names what came along: load it where it is used, not where it is named.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const { href } = new URL("../", import.meta.url);
const root = fileURLToPath(href);
const example = "plan-over-export";

/** Parts inside a folder, and packages, that only some input needs. */
const parts: readonly (readonly [string, RegExp])[] = [
  ["template evaluator", /\/dist\/intake\/arm-template\//],
  ["Terraform tables", /\/dist\/intake\/terraform\/mapping\//],
  ["JSON scanner", /\/node_modules\/jsonc-parser\//],
  ["YAML", /\/node_modules\/yaml\//],
  ["JMESPath", /\/node_modules\/@jmespath-community\//],
  ["libsql", /\/node_modules\/libsql\//],
  ["PostgreSQL", /\/node_modules\/pg\//],
  ["kysely", /\/node_modules\/kysely\//],
  ["hono", /\/node_modules\/@?hono\//],
];

/** Runs the program in an example's folder; gives the folders of the build and the parts that it loaded. */
async function loadedBy(line: string): Promise<ReadonlySet<string>> {
  const folder = mkdtempSync(join(tmpdir(), "trueroute-start-"));
  try {
    const { code, stderr } = await run(line, folder);
    expect(code, stderr).toBe(0);
    const [file = ""] = readdirSync(folder).filter((name) => /^coverage.*json$/.test(name));
    const { result } = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
      readonly result: readonly { readonly url: string }[];
    };
    return new Set(result.flatMap(({ url }) => namesOf(url)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the program; a server is stopped as soon as it answers. V8 writes down which scripts it ran. */
function run(
  line: string,
  folder: string,
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const child = spawn(
    process.execPath,
    [join(root, "bin", "trueroute"), ...line.split(" ").filter((word) => word !== "")],
    {
      cwd: join(root, "examples", example),
      env: { PATH: process.env["PATH"], HOME: folder, NODE_V8_COVERAGE: folder },
    },
  );
  let stderr = "";
  child.stderr.on("data", (more) => {
    stderr += more;
  });
  child.stdout.on("data", () => {
    if (line.startsWith("serve")) child.kill("SIGTERM");
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, stderr })));
}

function namesOf(url: string): readonly string[] {
  const [, folder] = url.startsWith(`${href}dist/`) ? url.slice(href.length).split("/") : [];
  const inside = parts.filter(([, path]) => path.test(url)).map(([name]) => name);
  return folder === undefined ? inside : [folder, ...inside];
}

const start = ["cli", "diagnostic", "host", "net", "servicetag"];
const snapshot = [...start, "arm", "compile", "intake", "model"];
const routes = [...snapshot, "report", "route", "rule", "table"];
const security = [...routes, "filter", "flow"];
const walks = [...security, "access", "dns", "firewall", "translate", "walk"];

const checks = [...walks, "check", "document", "finding", "xml"];

const server = [
  ...walks,
  ...["emulator", "hono", "provider", "provision", "store"],
  ...["JSON scanner", "Terraform tables", "template evaluator"],
];

const rows: readonly (readonly [string, readonly string[]])[] = [
  ["--version", start],
  ["env --undo", start],
  ["pull --help", start],
  ["tags list --service-tags ../service-endpoints/service-tags.json", start],
  ["routes web-nic -s export", routes],
  ["routes web-nic -s export --query value[0]", [...routes, "JMESPath"]],
  ["nexthop web-nic 10.0.1.4 -s export", routes],
  ["explain web-nic 10.0.1.4 -s export", routes],
  ["nsg web-nic -s export", security],
  ["trace web-nic 10.0.1.4 -s export", walks],
  ["check -s export --fail-on never", [...checks, "JSON scanner"]],
  ["snapshot -s export", snapshot],
  ["snapshot -s export -s export", [...snapshot, "provision"]],
  ["snapshot -s plan.json", [...snapshot, "provision", "Terraform tables", "JSON scanner"]],
  ["snapshot -s export -s spoke.json -g network", [...snapshot, "provision", "template evaluator"]],
  [
    "reach ../private-link/assertions.yaml -s ../private-link/base.json",
    [...walks, "assertion", "document", "provision", "xml", "YAML", "JSON scanner"],
  ],
  ["serve --port 0 --memory", server],
  ["serve --port 0", [...server, "kysely", "libsql"]],
];

test.each(rows)("trueroute %s loads what it needs", async (line, expected) => {
  expect([...(await loadedBy(line))].sort()).toEqual([...expected].sort());
});
