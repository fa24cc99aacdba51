import { expect, test } from "vitest";
import { runCli } from "../../../test/run-cli.ts";

const folder = "test/golden/cases";
const story = `${folder}/we06-c/snapshot.json`;

test("one target prints Azure's own document and nothing more", async () => {
  const { code, stdout } = await runCli(`routes hubvmVMNic -s ${story} -o json`);
  expect(code).toBe(0);
  const { value, ...others } = JSON.parse(stdout);
  expect(others).toEqual({});
  expect(value[0]).toEqual({
    source: "Default",
    state: "Active",
    addressPrefix: ["10.13.76.0/24"],
    nextHopType: "VnetLocal",
    nextHopIpAddress: [],
    disableBgpRoutePropagation: false,
    hasBgpOverride: false,
  });
  const named = value.filter((row: { name?: string }) => row.name !== undefined);
  expect(named.map(({ source, name }: { source: string; name: string }) => [source, name])).toEqual(
    [["User", "endpoint-vnet"]],
  );
});

test("the table has az's columns", async () => {
  const { stdout, stderr } = await runCli(`routes hubvmVMNic -s ${story}`);
  const [head, dashes, first] = stdout.split("\n");
  expect(head).toBe(
    "Source                 State    Address Prefix    Next Hop Type          Next Hop IP",
  );
  expect(dashes).toBe(
    "---------------------  -------  ----------------  ---------------------  -------------",
  );
  expect(first?.trimEnd()).toBe("Default                Active   10.13.76.0/24     VnetLocal");
  expect(stderr).toMatch(/^\d+ resources: \d+ modelled/);
});

test("several targets get headings, and a document each", async () => {
  const text = await runCli(`routes hubvmVMNic vpngw -s ${story}`);
  expect(text.stdout).toContain("hubvmVMNic (network interface)\nSource");
  expect(text.stdout).toContain("\nvpngw (gateway)\nSource");
  const json = await runCli(`routes hubvmVMNic vpngw -s ${story} -o json`);
  const { targets } = JSON.parse(json.stdout);
  expect(targets.map(({ name, kind }: { name: string; kind: string }) => [name, kind])).toEqual([
    ["hubvmVMNic", "network interface"],
    ["vpngw", "gateway"],
  ]);
});

test("--all has every interface, subnet and gateway", async () => {
  const { stdout } = await runCli([
    "routes",
    "--all",
    "-s",
    story,
    "-o",
    "json",
    "--query",
    "targets[].join('|', [kind, name])",
  ]);
  const names = JSON.parse(stdout) as string[];
  expect(names).toContain("network interface|hubvmVMNic");
  expect(names).toContain("subnet|hub/GatewaySubnet");
  expect(names).toContain("gateway|vpngw");
});

test("--explain adds reasons in the table and in the document", async () => {
  const table = await runCli(`routes hubvmVMNic -s ${story} --explain`);
  expect(table.stdout).toContain("a user route has the same prefix");
  const json = await runCli(`routes hubvmVMNic -s ${story} --explain -o json`);
  const rows = JSON.parse(json.stdout).value as {
    state: string;
    nextHopType: string;
    explain: Record<string, unknown>;
  }[];
  const endpoint = rows.find(({ nextHopType }) => nextHopType === "InterfaceEndpoint");
  expect(endpoint?.explain).toMatchObject({
    rules: expect.arrayContaining(["PE-1", "PE-4"]),
    overriddenBy: { source: "User", addressPrefix: ["10.13.77.0/24"] },
  });
});

test("a virtual hub answers in the columns of its own command", async () => {
  const { stdout } = await runCli(`routes vhub -s ${folder}/we15/snapshot.json -o json`);
  expect(JSON.parse(stdout).value[0]).toMatchObject({
    addressPrefixes: ["10.0.0.0/8"],
    nextHopType: "VPN_S2S_Gateway",
    asPath: "65510",
  });
});

test("names that lead nowhere say what there is instead", async () => {
  const typo = await runCli(`routes hubvmVMNik -s ${story}`);
  expect([typo.code, typo.stdout]).toEqual([2, ""]);
  expect(typo.stderr).toContain("Did you mean 'hubvmVMNic'?");
  const network = await runCli(`routes spoke1 -s ${story}`);
  expect(network.stderr).toContain("Name one: spoke1/ep");
  const none = await runCli(`routes -s ${story}`);
  expect(none.stderr).toContain("Name a target, or give --all.");
});

test("--strict exits with 3 when service-tag prefixes are missing", async () => {
  const lax = await runCli(`routes subnet1-nic -s ${folder}/we02/snapshot.json -o json`);
  expect(lax.code).toBe(0);
  expect(lax.stderr).toContain("assumed: the prefixes of service tag Storage");
  const row = JSON.parse(lax.stdout).value.find(
    ({ nextHopType }: { nextHopType: string }) => nextHopType === "VirtualNetworkServiceEndpoint",
  );
  expect(row.addressPrefix[0]).toMatch(/^Storage\./);
  const strict = await runCli(`routes subnet1-nic -s ${folder}/we02/snapshot.json --strict`);
  expect(strict.code).toBe(3);
});

test("tsv, csv and md have one table", async () => {
  const tsv = await runCli(`routes hubvmVMNic vpngw -s ${story} -o tsv`);
  expect(tsv.stdout.split("\n")[0]).toBe("hubvmVMNic\tDefault\tActive\t10.13.76.0/24\tVnetLocal\t");
  const csv = await runCli(`routes hubvmVMNic -s ${story} -o csv`);
  expect(csv.stdout.split("\n")[0]).toBe("Source,State,Address Prefix,Next Hop Type,Next Hop IP");
});

test("an interface's own name comes before that of a machine", async () => {
  const scope = "/subscriptions/s/resourceGroups/g/providers/Microsoft";
  const subnet = `${scope}.Network/virtualNetworks/v/subnets/a`;
  const nic = (name: string) => ({
    id: `${scope}.Network/networkInterfaces/${name}`,
    properties: {
      virtualMachine: { id: `${scope}.Compute/virtualMachines/one` },
      ipConfigurations: [{ name: "c", properties: { subnet: { id: subnet } } }],
    },
  });
  const network = {
    id: `${scope}.Network/virtualNetworks/v`,
    properties: {
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [{ name: "a", properties: { addressPrefix: "10.0.0.0/24" } }],
    },
  };
  const run = (names: readonly string[]) => {
    const nodes = { "/s.json": JSON.stringify([network, ...names.map(nic)]) };
    return runCli("routes one -s /s.json", { files: { nodes } });
  };
  expect((await run(["one", "two"])).code).toBe(0);
  const both = await run(["two", "three"]);
  expect([both.code, both.stderr.includes("names 2 resources")]).toEqual([2, true]);
});
