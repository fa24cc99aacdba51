import { expect, test } from "vitest";
import { type CliSetting, runCli } from "../../../test/run-cli.ts";

const group = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
const appliance = "10.0.0.4";

function table(...hops: readonly (readonly [prefix: string, hop: unknown])[]): object {
  const routes = hops.map(([addressPrefix, nextHopIpAddress], at) => ({
    name: `r${at}`,
    properties: { addressPrefix, nextHopType: "VirtualAppliance", nextHopIpAddress },
  }));
  return {
    id: `${group}/routeTables/rt`,
    etag: "1",
    location: "westeurope",
    properties: { routes },
  };
}

const network = {
  id: `${group}/virtualNetworks/hub`,
  etag: "1",
  location: "westeurope",
  properties: {
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [
      {
        name: "web",
        properties: {
          addressPrefix: "10.0.1.0/24",
          routeTable: { id: `${group}/routeTables/rt` },
        },
      },
    ],
  },
};

const files: NonNullable<CliSetting["files"]> = {
  nodes: {
    "/home/me/old.json": JSON.stringify([network, table()]),
    "/home/me/new.json": JSON.stringify([network, table(["198.51.100.0/24", appliance])]),
    "/home/me/network.json": JSON.stringify([network]),
    "/home/me/none.json": JSON.stringify([table()]),
    "/home/me/one.json": JSON.stringify([table(["198.51.100.0/24", appliance])]),
    "/home/me/other.json": JSON.stringify([table(["198.51.100.0/24", "10.0.0.5"])]),
    "/home/me/torn.json": "[{",
    "/home/me/folder/torn.json": "[{",
    "/home/me/folder/old.json": JSON.stringify([network, table()]),
    "/home/me/unknown.json": JSON.stringify([
      network,
      table(["198.51.100.0/24", { $unknown: "reference('nva').ip" }]),
    ]),
  },
};
const environment = { TRUEROUTE_DATA: "/none" };

async function diff(line: string, setting: Partial<CliSetting> = {}) {
  return runCli(`diff ${line}`, { files, environment, ...setting });
}

const shift = `~ 198.51.100.0/24: Internet -> VirtualAppliance ${appliance}`;

test.each([
  ["two snapshots", "old.json new.json"],
  ["a snapshot and what is laid over it", "-s old.json one.json"],
  ["two layers over common ground", "-s network.json none.json one.json"],
  ["sides by options", "-s network.json --before none.json --after one.json"],
  ["several layers on a side", "old.json network.json --after one.json"],
])("%s: %s", async (_, line) => {
  const { code, stdout } = await diff(line);
  expect(code).toBe(0);
  expect(stdout).toContain("  + routeTables/rt/routes/r0\n");
  expect(stdout).toContain("      addressPrefix: 198.51.100.0/24\n");
  expect(stdout).toContain(`  hub/web\n    ${shift}\n`);
});

test("what is changed in place shows both values", async () => {
  const { stdout } = await diff("-s network.json one.json other.json");
  expect(stdout).toContain(`  ~ routeTables/rt/routes/r0
      ~ nextHopIpAddress: 10.0.0.4 -> 10.0.0.5
`);
});

test("--remove takes away from the later side alone", async () => {
  const { code, stdout } = await diff(`-s new.json --remove ${group}/routeTables/rt/routes/r0`);
  expect(code).toBe(0);
  expect(stdout).toContain("  - routeTables/rt/routes/r0\n");
  expect(stdout).toContain(`~ 198.51.100.0/24: VirtualAppliance ${appliance} -> Internet\n`);
});

test("snapshots of the environment lie under one path, not under two", async () => {
  const setting = { environment: { ...environment, TRUEROUTE_SNAPSHOT: "old.json" } };
  expect((await diff("one.json", setting)).stdout).toContain(shift);
  const { stderr } = await diff("network.json network.json", setting);
  expect(stderr).toContain("before: 1 resource: ");
});

test.each([
  ["the same file twice", "old.json old.json"],
  ["the same contents", "-s network.json none.json none.json"],
])("%s: nothing differs", async (_, line) => {
  expect(await diff(line)).toMatchObject({ code: 0, stdout: "No changes.\n" });
});

// Each row: a command line, and its exit codes without and with --detailed-exitcode.
test.each([
  ["old.json old.json", 0, 0],
  ["old.json new.json", 0, 2],
  ["old.json gone.json", 2, 1],
  ["gone.json old.json", 2, 1],
  ["old.json torn.json", 2, 1],
  ["old.json folder", 2, 1],
  ["old.json new.json --behavior x=y", 2, 1],
  ["", 2, 1],
  ["old.json unknown.json --strict", 3, 3],
])("diff %s exits with %i, and in detail with %i", async (line, plain, detailed) => {
  expect((await diff(line)).code).toBe(plain);
  expect((await diff(`${line} --detailed-exitcode`)).code).toBe(detailed);
});

test.each([
  ["", "nothing was given to compare with", "trueroute diff BEFORE AFTER"],
  ["old.json", "nothing was given to compare with", "trueroute diff -s EXPORT PLAN"],
  ["-s old.json", "the later side is missing", "trueroute diff BEFORE AFTER"],
  ["--before old.json", "the later side is missing", "trueroute diff BEFORE AFTER"],
  ["a b c", "3 paths are too many", "--after PATH"],
  ["old.json gone.json", "gone.json", "fix:"],
  ["old.json torn.json", "torn.json", "fix:"],
  ["old.json new.json -o xml", "Choose from table, json", ""],
])("diff %s is refused: %s", async (line, message, remedy) => {
  const { code, stderr, stdout } = await diff(line);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
  expect(stderr).toContain(remedy);
  expect(stderr).not.toContain("    at ");
});

test("an empty path is refused", async () => {
  const { code, stderr } = await runCli(["diff", "old.json", ""], { files, environment });
  expect(code).toBe(2);
  expect(stderr).toContain("an empty path");
});

test("what both sides say is said once", async () => {
  const broken = JSON.stringify([
    { ...network, properties: { addressSpace: { addressPrefixes: ["10.1.2.3/16"] } } },
  ]);
  const nodes = { ...files.nodes, "/home/me/broken.json": broken };
  const { stderr } = await diff("-s broken.json none.json one.json", { files: { nodes } });
  expect(stderr.match(/has host bits set/g)).toHaveLength(1);
  expect(stderr).toContain("before: 2 resources: 2 modelled\nafter: 2 resources: 2 modelled\n");
});

test("symbols are colored on a terminal only", async () => {
  const line = "old.json new.json";
  const { stdout } = await diff(line);
  const colored = await diff(line, { isTerminal: true });
  expect(stdout).not.toContain("\u001b");
  expect(colored.stdout).toContain("  \u001b[32m+\u001b[0m routeTables/rt/routes/r0");
  expect(colored.stdout).toContain("    \u001b[33m~\u001b[0m 198.51.100.0/24");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colors are control characters.
  expect(colored.stdout.replaceAll(/\u001b\[\d+m/g, "")).toBe(stdout);
  const plain = await diff(line, {
    isTerminal: true,
    environment: { ...environment, NO_COLOR: "1" },
  });
  expect(plain.stdout).toBe(stdout);
});

test("JSON has a stable shape", async () => {
  const { stdout } = await diff("old.json new.json -o json");
  expect(JSON.parse(stdout)).toMatchObject({
    isSame: false,
    resources: [
      {
        change: "added",
        name: "routeTables/rt/routes/r0",
        type: "Microsoft.Network/routeTables/routes",
        body: { properties: { addressPrefix: "198.51.100.0/24" } },
        children: [],
        values: [],
      },
    ],
    routes: [
      {
        tables: [{ kind: "subnet", name: "hub/web" }],
        changes: [
          {
            covers: [{ prefix: "198.51.100.0/24" }],
            before: { nextHopType: "Internet", nextHopIpAddress: [], source: "Default" },
            after: {
              nextHopType: "VirtualAppliance",
              nextHopIpAddress: [appliance],
              source: "User",
              routes: ["r0"],
            },
          },
        ],
      },
    ],
  });
});

test.each([
  ["tsv", /^resource\tadded\trouteTables\/rt\/routes\/r0\t\t$/m],
  ["csv", /^Kind,Change,What,Before,After$/m],
  ["md", /^\| hub\/web \| 198\.51\.100\.0\/24 \| Internet \| VirtualAppliance 10\.0\.0\.4 \|$/m],
  ["yaml", /^isSame: false$/m],
])("-o %s", async (format, pattern) => {
  expect((await diff(`old.json new.json -o ${format}`)).stdout).toMatch(pattern);
});

test("names cannot become markup in a comment", async () => {
  const evil = { ...network, id: `${group}/virtualNetworks/<b>@all|x\`` };
  const nodes = { ...files.nodes, "/home/me/evil.json": JSON.stringify([evil, table()]) };
  const { stdout } = await diff("-s evil.json one.json -o md", { files: { nodes } });
  expect(stdout).toContain("&lt;b&gt;@\u200ball\\|x\\`/web".replace("&gt;", ">"));
  expect(stdout).not.toContain("<b>");
});
