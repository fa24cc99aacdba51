// Values that only Azure knows: what is there stays there, and what it would say is not guessed.
import { expect, test } from "vitest";
import { runCli } from "../run-cli.ts";

const network =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/default/providers/Microsoft.Network";
const unknown = { $unknown: "what Azure gives" };

function estate(route: object, subnet: object = {}): string {
  return JSON.stringify([
    {
      type: "Microsoft.Network/virtualNetworks",
      name: "v",
      properties: {
        addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
        subnets: [
          {
            name: "s",
            properties: {
              addressPrefix: "10.0.1.0/24",
              routeTable: { id: `${network}/routeTables/r` },
              ...subnet,
            },
          },
        ],
      },
    },
    {
      type: "Microsoft.Network/routeTables",
      name: "r",
      properties: { routes: [{ name: "d", properties: route }] },
    },
  ]);
}

const ask = (line: string, text: string) =>
  runCli(`${line} -s /e.json`, { files: { nodes: { "/e.json": text } } });

const toAppliance = { addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance" };

// Each row: a route whose next hop nobody knows yet.
test.each([
  { ...toAppliance, nextHopIpAddress: unknown },
  {
    addressPrefix: "0.0.0.0/0",
    nextHopType: "VirtualApplianceEcmp",
    nextHop: { nextHopIpAddresses: [unknown, unknown] },
  },
  { addressPrefix: "0.0.0.0/0", nextHopType: "VirtualApplianceEcmp", nextHop: unknown },
])("a route to %j takes its packets, and nobody knows where to", async (route) => {
  const { stdout, stderr, code } = await ask("routes v/s", estate(route));
  expect(stdout).toMatch(/User +Active +0\.0\.0\.0\/0 +VirtualAppliance/);
  expect(stdout).toMatch(/Default +Invalid +0\.0\.0\.0\/0 +Internet/);
  expect(stderr.match(/value-unknown/g)).toHaveLength(1);
  expect(stderr).not.toContain("error:");
  expect(code).toBe(0);
  const { stdout: told } = await ask("trace v/s 198.51.100.1:443", estate(route));
  expect(told).toContain("Verdict: insufficientInfo.");
  expect(told).toContain("(the next hop of route d)");
  expect((await ask("routes v/s --strict", estate(route))).code).toBe(3);
});

test("a route to an unknown prefix is left out, and said once", async () => {
  const { stdout, stderr } = await ask(
    "routes v/s",
    estate({ ...toAppliance, addressPrefix: unknown, nextHopIpAddress: "10.0.1.9" }),
  );
  expect(stdout).toMatch(/Default +Active +0\.0\.0\.0\/0 +Internet/);
  expect(stderr.match(/value-unknown/g)).toHaveLength(1);
  expect(stderr).not.toContain("error:");
});

test("a subnet with an unknown prefix has one message, not two", async () => {
  const { stderr } = await ask("routes v/s", estate(toAppliance, { addressPrefix: unknown }));
  expect(stderr).toContain("addressPrefix is known only to Azure: what Azure gives");
  expect(stderr).not.toContain("subnet-prefix-missing");
});
