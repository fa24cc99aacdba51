import { expect, test } from "vitest";
import { runCli } from "../../../test/run-cli.ts";

const snapshot = "docs/commands/nsg-example.json";

test("rules are listed in the order in which they are judged", async () => {
  const { code, stdout, stderr } = await runCli(`nsg shop/web -s ${snapshot} -o tsv`);
  expect(code).toBe(0);
  expect(stderr).not.toContain("assumed");
  const rows = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  expect(
    rows.map(([direction, level, , priority, name]) => [direction, level, priority, name]),
  ).toEqual([
    ["Inbound", "subnet", "100", "securityRules/https"],
    ["Inbound", "subnet", "65000", "defaultSecurityRules/AllowVnetInBound"],
    ["Inbound", "subnet", "65001", "defaultSecurityRules/AllowAzureLoadBalancerInBound"],
    ["Inbound", "subnet", "65500", "defaultSecurityRules/DenyAllInBound"],
    ["Outbound", "subnet", "65000", "defaultSecurityRules/AllowVnetOutBound"],
    ["Outbound", "subnet", "65001", "defaultSecurityRules/AllowInternetOutBound"],
    ["Outbound", "subnet", "65500", "defaultSecurityRules/DenyAllOutBound"],
  ]);
  expect(rows[0]!.slice(5)).toEqual(["Allow", "Tcp", "Internet", "*", "10.1.0.0/24", "80 443"]);
});

test("JSON has Azure's form", async () => {
  const { stdout } = await runCli(`nsg shop/web -s ${snapshot} -o json`);
  const { value } = JSON.parse(stdout);
  expect(value).toHaveLength(1);
  expect(value[0].association.subnet.id).toMatch(/subnets\/web$/);
  expect(value[0].tagMap.VirtualNetwork).toEqual(["0.0.0.0/0"]);
  const [https] = value[0].effectiveSecurityRules;
  expect(https).toMatchObject({
    name: "securityRules/https",
    destinationPortRanges: ["80-80", "443-443"],
    destinationAddressPrefix: "10.1.0.0/24",
  });
  expect("destinationPortRange" in https).toBe(false);
});

test("--tags says who put each prefix into the tag", async () => {
  const { stdout } = await runCli(`nsg shop/web --tags -s ${snapshot} -o json`);
  const { value } = JSON.parse(stdout);
  expect(
    value.map((row: Record<string, unknown>) => [row["addressPrefix"], row["reason"]]),
  ).toEqual([
    ["10.1.0.0/16", "ownSpace"],
    ["0.0.0.0/0", "userRoute"],
    ["168.63.129.16/32", "platformAddress"],
  ]);
  expect(value[1]).toMatchObject({ rules: ["NSG-7", "UDR-14", "UDR-2", "UDR-3"] });
  expect(value[1].from.pointer).toBe("/properties/routes/0");
  expect(value[2].from).toEqual({ id: "platform", pointer: "" });
});

test("with a switch, the default route is no part of it", async () => {
  const line = `nsg shop/web --tags -s ${snapshot} -o tsv --behavior vnetTagIncludesDefaultRoute=false`;
  const { stdout } = await runCli(line);
  expect(stdout).not.toContain("0.0.0.0/0");
});

const id = (path: string) =>
  `/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/${path}`;
const to = (path: string) => ({ id: id(path) });
const estate = JSON.stringify([
  {
    id: id("virtualNetworks/v"),
    properties: {
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [
        {
          name: "a",
          properties: {
            addressPrefix: "10.0.0.0/24",
            networkSecurityGroup: to("networkSecurityGroups/gone"),
          },
        },
        {
          name: "b",
          properties: {
            addressPrefix: "10.0.1.0/24",
            networkSecurityGroup: to("networkSecurityGroups/g"),
          },
        },
        { name: "c", properties: { addressPrefix: "10.0.2.0/24" } },
      ],
    },
  },
  {
    id: id("networkSecurityGroups/g"),
    properties: {
      securityRules: [
        {
          name: "storage",
          properties: {
            direction: "Outbound",
            priority: 100,
            access: "Allow",
            sourceAddressPrefix: "*",
            destinationAddressPrefix: "Storage",
          },
        },
      ],
    },
  },
  {
    id: id("virtualHubs/h"),
    properties: { virtualWan: to("virtualWans/w"), addressPrefix: "10.9.0.0/23" },
  },
]);
const setting = { files: { nodes: { "/home/me/e.json": estate } } };

test.each([
  ["v/a", "network security group gone is not in the snapshot (NSG-1)"],
  ["v/b", "rule storage names Storage, whose prefixes are not known, and was not compared (NSG-2)"],
])("%s: what is assumed is said, and counts under --strict", async (target, sentence) => {
  const { code, stderr } = await runCli(`nsg ${target} -s e.json --strict`, setting);
  expect(code).toBe(3);
  expect(stderr).toContain(`assumed: ${sentence}`);
});

test("a place without any group says that nothing is filtered", async () => {
  const { code, stdout, stderr } = await runCli("nsg v/c -s e.json --strict", setting);
  expect([code, stdout]).toEqual([0, ""]);
  expect(stderr).toContain("nothing is filtered (NSG-5)");
});

test("a virtual hub has none, and a name that is not there gets a hint", async () => {
  const hub = await runCli("nsg h -s e.json", setting);
  expect(hub.code).toBe(2);
  expect(hub.stderr).toContain("has no network security group");
  const typo = await runCli("nsg v/x -s e.json", setting);
  expect(typo.code).toBe(2);
});
