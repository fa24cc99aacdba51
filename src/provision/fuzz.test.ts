import fc from "fast-check";
import { expect, test } from "vitest";
import { type JsonObject, parseArmId, type Resource } from "../arm/index.ts";
import { createProvision, settleValues } from "./index.ts";

const scope = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
const paths = [
  "virtualNetworks/v",
  "virtualNetworks/v/subnets/a",
  "virtualNetworks/v/virtualNetworkPeerings/p",
  "networkInterfaces/n",
  "loadBalancers/l",
  "loadBalancers/l/backendAddressPools/b",
  "azureFirewalls/f",
  "virtualNetworkGateways/g",
  "virtualHubs/h",
  "virtualHubs/h/ipConfigurations/c",
  "vpnGateways/g",
  "privateEndpoints/pe",
  "routeTables/t",
  "routeTables/t/routes/r",
  "publicIPAddresses/p",
].map((path) => `${scope}/${path}`);

const texts = ["", "a", "10.0.0.4", "10.0.0.0/29", "Dynamic", "Static", "Vpn", ...paths];
const names = [
  "id",
  "name",
  "properties",
  "__proto__",
  "subnets",
  "subnet",
  "addressPrefix",
  "ipConfigurations",
  "frontendIPConfigurations",
  "privateIPAddress",
  "privateIPAllocationMethod",
  "privateLinkServiceConnections",
  "groupIds",
  "privateLinkServiceId",
  "bgpSettings",
  "bgpPeeringAddresses",
  "gatewayType",
  "activeActive",
  "hubIPAddresses",
  "virtualHub",
  "virtualWan",
  "routes",
  "backendAddressPools",
];

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, 0, -1.5),
    fc.constantFrom(...texts),
    fc.array(tie("value"), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...names), tie("value")), { maxLength: 5 })
      .map((entries) => Object.fromEntries(entries)),
    fc.record({
      $unknown: fc.constant("x"),
      $of: fc.record({
        id: fc.constantFrom(...paths),
        pointer: fc.constantFrom("", "/id", "/properties/subnet", "/properties/routes/0"),
      }),
    }),
  ),
}));

const resource: fc.Arbitrary<Resource> = fc
  .record({
    path: fc.constantFrom(...paths),
    properties: value,
    extent: fc.constantFrom("desired", "partial", "whole"),
  })
  .map(({ path, properties, extent }) => {
    const id = parseArmId(path);
    if (id === undefined) throw new Error(path);
    const place = { resource: path, pointer: "", file: "a", filePointer: "" };
    return { id, typeKey: id.type.toLowerCase(), body: { properties }, place, extent };
  });

test("nothing that is asked for throws, and the same requests give the same estate", () => {
  let results = 0;
  const run = (existing: readonly Resource[], asked: readonly Resource[]): string => {
    const provision = createProvision(existing, asked);
    const bodies = new Map<string, JsonObject>();
    const all = asked.flatMap((one) => provision.put(one));
    for (const { id, body } of settleValues(all)) bodies.set(id.key, body);
    results += bodies.size;
    const { assigned, removed } = provision;
    return JSON.stringify([[...bodies], assigned, [...removed]]);
  };
  const lists = fc.tuple(
    fc.array(resource, { maxLength: 6 }),
    fc.array(resource, { minLength: 1, maxLength: 8 }),
  );
  fc.assert(
    fc.property(lists, ([existing, asked]) => {
      expect(run(existing, asked)).toBe(run(existing, asked));
    }),
    { seed: 20261123, numRuns: 2000 },
  );
  expect(results).toBeGreaterThan(5_000);
});
