// The script and the query of docs/export.md: they run, and ask for what the product models.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { childKinds, isFactType, isModelledType, typeKeys } from "../src/arm/index.ts";
import { createSnapshot, readText } from "../src/intake/index.ts";

const page = readFileSync(fileURLToPath(new URL("../docs/export.md", import.meta.url)), "utf8");
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
  language: language ?? "",
  text: text ?? "",
}));
const scripts = blocks.filter(({ language }) => language === "bash").map(({ text }) => text);
const query = blocks.find(({ language }) => language === "kusto")?.text ?? "";
const folder = mkdtempSync(join(tmpdir(), "trueroute-export-"));
const hasBash = spawnSync("bash", ["--version"]).status === 0;

afterAll(() => rmSync(folder, { recursive: true }));

test.skipIf(!hasBash).each(scripts.map((text, index) => [index + 1, text] as const))(
  "script %i is sound",
  (_, text) => {
    expect(spawnSync("bash", ["-n"], { input: text, encoding: "utf8" }).stderr).toBe("");
  },
);

// Stands in for az: one resource of each type, and one row of each answer about routes.
const standIn = `#!/usr/bin/env bash
all="$*"
scope=/subscriptions/s1/resourceGroups/rg/providers
row='"network":"10.9.0.0/16","origin":"EBgp","asPath":"65001","sourcePeer":"10.0.0.9"'
case $all in
  "account list"*) echo s1 ;;
  "group list"*tsv*) echo rg ;;
  "vm list --show-details"*) echo $scope/Microsoft.Network/networkInterfaces/n1 ;;
  "resource list"*) type=\${all#*--resource-type }; echo "$scope/\${type%% *}/\${type%% *}1" | sed 's|/[^/]*/\\([^/]*\\)$|/\\1|' ;;
  *bgp-peer-status*) echo 10.0.0.9 ;;
  "rest "*tsv*) url=\${all#*--url }; echo "\${url%%\\?*}/c1" ;;
  "rest "*) url=\${all#*--url }; echo "{\\"value\\":[{\\"id\\":\\"\${url%%\\?*}/c1\\",\\"properties\\":{}}]}" ;;
  "resource show"*) id=\${all#*--ids }; echo "{\\"id\\":\\"\${id%% *}\\",\\"properties\\":{}}" ;;
  *"peering list-learned-routes"*) echo "{\\"RouteServiceRole_IN_0\\":[{$row}],\\"RouteServiceRole_IN_1\\":[{$row}]}" ;;
  *"peering list-advertised-routes"*) echo "{\\"RouteServiceRole_IN_0\\":[{$row}]}" ;;
  *list-learned-routes* | *list-advertised-routes*) echo "[{$row}]" ;;
  *list-route-tables*) echo '[{"network":"10.8.0.0/16","path":"65002 I","nextHop":"172.16.0.1"}]' ;;
  *get-effective-routes*) echo '[{"addressPrefixes":["10.0.0.0/8"],"nextHopType":"x","nextHops":["y"]}]' ;;
  *show-effective-route-table*) echo '[{"source":"Default","state":"Active","addressPrefix":["10.0.0.0/8"],"nextHopType":"None"}]' ;;
  *list*) echo '[]' ;;
  *) exit 1 ;;
esac
`;

test.skipIf(!hasBash || process.platform === "win32")(
  "what the script writes is read",
  () => {
    writeFileSync(join(folder, "az"), standIn);
    chmodSync(join(folder, "az"), 0o755);
    const out = join(folder, "export");
    const PATH = `${folder}${delimiter}${process.env["PATH"] ?? ""}`;
    const run = spawnSync("bash", ["-s", out], {
      input: scripts[0],
      encoding: "utf8",
      env: { ...process.env, PATH },
    });
    expect([run.status, run.stderr]).toEqual([0, ""]);
    const files = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".json"),
    );
    const results = files.map((file) =>
      readText({ file, text: readFileSync(join(out, file), "utf8") }),
    );
    const { resources, captures, diagnostics } = createSnapshot([results]);
    expect(diagnostics).toEqual([]);
    expect(captures.map(({ kind }) => kind).sort()).toEqual([
      "advertisedRoutes",
      "advertisedRoutes",
      "effectiveRoutes",
      "hubRoutes",
    ]);
    expect(captures.filter(({ about }) => about === undefined)).toEqual([]);
    const learned = [...resources.values()].filter(({ typeKey }) => isFactType(typeKey));
    expect(learned.map(({ id }) => id.name).sort()).toEqual([
      "expressRouteCircuits-expressRouteCircuits1-primary",
      "expressRouteCircuits-expressRouteCircuits1-secondary",
      "virtualHubs-virtualHubs1-bgpConnections-c1",
      "virtualNetworkGateways-virtualNetworkGateways1",
    ]);
  },
  60_000,
);

const asked = [...query.matchAll(/"(microsoft\.[^"]+)"/g)].map(([, type]) => type ?? "");
const missing = [...page.matchAll(/^\| (`microsoft\.[^|]+)\|/gm)].flatMap(([, cell]) =>
  [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(([, type]) => type ?? ""),
);

test("the query asks for nothing that is not read", () => {
  const containers = /^microsoft\.resources\/subscriptions/;
  const read = new Set<string>(Object.values(typeKeys));
  const isRead = (type: string): boolean => isModelledType(type) || read.has(type);
  expect(asked.filter((type) => !isRead(type) && !containers.test(type))).toEqual([]);
});

test("every type that is read is asked for, stands in its parent, or is said to be missing", () => {
  const embedded = new Set(
    Object.values(childKinds).flatMap(({ kind, property }) =>
      property === undefined ? [] : [typeKeys[kind] as string],
    ),
  );
  const told = new Set([...asked, ...missing]);
  const forgotten = Object.values(typeKeys).filter(
    (type) => !isFactType(type) && !told.has(type) && !embedded.has(type),
  );
  expect(forgotten).toEqual([]);
  expect(missing.filter((type) => asked.includes(type))).toEqual([]);
});

test("the query has no more unions than Resource Graph takes", () => {
  expect(query.match(/\bunion\b/g)?.length).toBeLessThanOrEqual(3);
});
