import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { compileFiles } from "../../test/check/ground-of.ts";
import type { Repair } from "../finding/index.ts";
import { keyOf } from "../model/index.ts";
import { parseIp, parsePrefix } from "../net/index.ts";
import { repairSentence } from "./repair-sentence.ts";

const example = fileURLToPath(new URL("../../examples/private-link/", import.meta.url));
const { model } = compileFiles([`${example}base.json`, `${example}stage-c.json`]);

const networks =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/plink-azure/providers/Microsoft.Network";
const key = (path: string) => keyOf(`${networks}/${path}`);
const subnet = key("virtualNetworks/hub/subnets/GatewaySubnet");
const table = key("routeTables/gateway-rt");
const nics = [key("networkInterfaces/hubvmVMNic")];
const peering = key("virtualNetworks/hub/virtualNetworkPeerings/hub-to-spoke1");
const address = parseIp("10.13.76.68")!;
const prefix = parsePrefix("10.13.77.0/24")!;
const destinations = [
  { kind: "prefix", name: "a", prefix },
  { kind: "serviceTag", tag: "AzureMonitor" },
] as const;
const appliance = { kind: "appliance", addresses: [address] } as const;

const rows: readonly (readonly [Repair, string])[] = [
  [
    { kind: "addRoutes", subnets: [subnet], destinations, nextHop: { kind: "internet" } },
    "Add routes to the Internet for 10.13.77.0/24 and AzureMonitor to the route table of hub/GatewaySubnet.",
  ],
  [{ kind: "removeRoutes", table, routes: ["a"] }, "Remove route a from route table gateway-rt."],
  [
    { kind: "removeRoutes", table, routes: ["a", "b", "c", "d", "e"] },
    "Remove routes a, b, c and 2 more from route table gateway-rt.",
  ],
  [
    { kind: "setNextHop", table, route: "a", nextHop: appliance },
    "Let route a of route table gateway-rt lead to the appliance at 10.13.76.68.",
  ],
  [
    {
      kind: "summarizeRoutes",
      table,
      routes: ["a", "b"],
      prefix,
      nextHop: appliance,
      endpointSubnets: [subnet],
    },
    "Replace routes a and b of route table gateway-rt by one for 10.13.77.0/24 to the appliance at 10.13.76.68, and let route tables reach the private endpoints of hub/GatewaySubnet.",
  ],
  [
    { kind: "letRoutesReachEndpoints", subnets: [subnet] },
    "Let route tables reach the private endpoints of hub/GatewaySubnet.",
  ],
  [
    { kind: "setPropagation", table, isOn: false },
    "Turn the propagation of gateway routes off in route table gateway-rt.",
  ],
  [{ kind: "detachRouteTable", subnet }, "Detach the route table from hub/GatewaySubnet."],
  [
    { kind: "detachSecurityGroup", subnet },
    "Detach the network security group from hub/GatewaySubnet.",
  ],
  [
    { kind: "addEgress", subnets: [subnet] },
    "Give hub/GatewaySubnet a NAT gateway with a public address.",
  ],
  [{ kind: "forwardIp", nics }, "Turn IP forwarding on at hubvmVMNic."],
  [
    { kind: "keepSourceToPrivateLink", nics },
    "Give hubvmVMNic the tag that keeps the source of packets to private endpoints.",
  ],
  [
    { kind: "setPeering", peering, flags: { acceptsForwarded: true, usesRemoteGateway: false } },
    "Set allowForwardedTraffic=true and useRemoteGateways=false on peering hub/hub-to-spoke1.",
  ],
  [{ kind: "syncPeering", peering }, "Sync peering hub/hub-to-spoke1."],
  [
    { kind: "createReversePeering", peering, flags: {} },
    "Create the peering back to the network that has hub/hub-to-spoke1.",
  ],
  [
    { kind: "recreatePeering", peering },
    "Delete peering hub/hub-to-spoke1 and its counterpart, and create both anew.",
  ],
  [{ kind: "removePeering", peering }, "Delete peering hub/hub-to-spoke1."],
  [
    { kind: "addServiceEndpoint", subnets: [subnet], services: ["Microsoft.Storage"] },
    "Add the service endpoint Microsoft.Storage to hub/GatewaySubnet.",
  ],
  [
    { kind: "removeServiceEndpoint", subnet, services: ["Microsoft.Sql"] },
    "Remove the service endpoint Microsoft.Sql from hub/GatewaySubnet.",
  ],
  [
    { kind: "letSubnetIn", service: key("x/gone"), subnets: [subnet] },
    "Let hub/GatewaySubnet in at gone by a rule for the subnet.",
  ],
];

test.each(rows)("%j", (repair, sentence) => {
  expect(repairSentence(model, repair)).toBe(sentence);
});

test("every next hop has words", () => {
  const hops = ["gateway", "network", "internet", "none"] as const;
  const sentences = hops.map((kind) =>
    repairSentence(model, { kind: "setNextHop", table, route: "r", nextHop: { kind } }),
  );
  expect(new Set(sentences).size).toBe(hops.length);
});
