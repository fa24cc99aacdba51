import { expect, test } from "vitest";
import { compile, gateway, network, publicIp, resource, to } from "../../test/resources.ts";
import { formatPrefix } from "../net/index.ts";

const hub = network("hub", "10.0.0.0/16", { subnets: { GatewaySubnet: "10.0.255.0/27" } });
const site = resource("localNetworkGateways/l", {
  localNetworkAddressSpace: { addressPrefixes: ["192.168.0.0/16"] },
});
const policies = [{ localAddressRanges: ["10.0.1.0/24"], remoteAddressRanges: ["192.168.1.0/24"] }];

function selectorsOf(gatewayParts: object, connection: object) {
  const { model, diagnostics } = compile(
    hub,
    publicIp,
    site,
    gateway("g", gatewayParts),
    resource("connections/c", {
      connectionType: "IPsec",
      virtualNetworkGateway1: to("virtualNetworkGateways/g"),
      localNetworkGateway2: to("localNetworkGateways/l"),
      ...connection,
    }),
  );
  expect(diagnostics).toEqual([]);
  const [only] = model.connections.values();
  return only?.selectors?.map(({ local, remote }) =>
    [local, remote].map((ranges) => ranges.map(formatPrefix).join(" ")),
  );
}

test.each([
  ["a route-based gateway carries everything", {}, {}, undefined],
  ["written selectors wait for the switch", {}, { trafficSelectorPolicies: policies }, undefined],
  [
    "the switch alone pairs the ranges of both sides",
    {},
    { usePolicyBasedTrafficSelectors: true },
    [["10.0.0.0/16", "192.168.0.0/16"]],
  ],
  [
    "the switch with written selectors",
    {},
    { usePolicyBasedTrafficSelectors: true, trafficSelectorPolicies: policies },
    [["10.0.1.0/24", "192.168.1.0/24"]],
  ],
  [
    "a policy-based gateway needs no switch",
    { vpnType: "PolicyBased" },
    {},
    [["10.0.0.0/16", "192.168.0.0/16"]],
  ],
])("%s", (_, gatewayParts, connection, want) => {
  expect(selectorsOf(gatewayParts, connection)).toEqual(want);
});
