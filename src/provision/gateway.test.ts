import { expect, test } from "vitest";
import { idOf, network, resource, to } from "../../test/resources.ts";
import { snapshotOf } from "../../test/snapshot-of.ts";
import { type JsonObject, peekProperty, type Resource } from "../arm/index.ts";
import { createProvision } from "./index.ts";

const hub = network("hub", "10.0.0.0/16", { subnets: { GatewaySubnet: "10.0.255.0/27" } });
const subnet = to("virtualNetworks/hub/subnets/GatewaySubnet");

const read = (objects: readonly object[]): readonly Resource[] => [
  ...snapshotOf(objects).resources.values(),
];

/** The BGP settings of the gateway g after it was put. */
function settingsAfter(asked: object, existing: readonly object[] = []): unknown {
  const provision = createProvision(read([hub, ...existing]));
  const [body] = read([asked]).flatMap((one) => provision.put(one));
  return peekProperty(body?.body, "bgpSettings");
}

const instancesOf = (settings: unknown) =>
  peekProperty(settings, "bgpPeeringAddresses") as JsonObject[] | undefined;

function gateway(name: string, properties: object = {}): object {
  const configuration = (each: string) => ({ name: each, properties: { subnet } });
  return resource(`virtualNetworkGateways/${name}`, {
    gatewayType: "Vpn",
    vpnType: "RouteBased",
    ipConfigurations: [configuration("c0"), configuration("c1")],
    ...properties,
  });
}

// BGP addresses of a gateway: properties, what exists beside it, addresses.
test.each<[string, object, readonly object[], unknown]>([
  ["active-standby", {}, [], [["10.0.255.30"]]],
  ["active-active", { activeActive: true }, [], [["10.0.255.4"], ["10.0.255.5"]]],
  ["policy-based", { vpnType: "PolicyBased" }, [], undefined],
  ["ExpressRoute", { gatewayType: "ExpressRoute" }, [], undefined],
  [
    "active-active beside another",
    { activeActive: true },
    [gateway("er", { gatewayType: "ExpressRoute" })],
    [
      [{ $unknown: "BGP address of gateway g: another gateway stands in its subnet" }],
      [{ $unknown: "BGP address of gateway g: another gateway stands in its subnet" }],
    ],
  ],
])("a gateway: %s", (_, properties, existing, addresses) => {
  const instances = instancesOf(settingsAfter(gateway("g", properties), existing));
  expect(instances?.map((one) => one["defaultBgpIpAddresses"])).toEqual(addresses);
});

const apipa = (address: string, configuration?: string) => ({
  customBgpIpAddresses: [address],
  ...(configuration === undefined
    ? {}
    : { ipconfigurationId: idOf(`virtualNetworkGateways/g/ipConfigurations/${configuration}`) }),
});

// What is written of the instances of a pair: own and chosen addresses of each afterwards.
test.each<[string, readonly object[], readonly unknown[]]>([
  [
    "by place",
    [apipa("169.254.21.2"), apipa("169.254.21.6")],
    [
      ["c0", "10.0.255.4", "169.254.21.2"],
      ["c1", "10.0.255.5", "169.254.21.6"],
    ],
  ],
  [
    "by id, in another order",
    [apipa("169.254.21.6", "C1"), apipa("169.254.21.2", "c0")],
    [
      ["c0", "10.0.255.4", "169.254.21.2"],
      ["C1", "10.0.255.5", "169.254.21.6"],
    ],
  ],
  [
    "of the second only",
    [{}, apipa("169.254.21.6")],
    [
      ["c0", "10.0.255.4", undefined],
      ["c1", "10.0.255.5", "169.254.21.6"],
    ],
  ],
  [
    "of one that is not there",
    [apipa("169.254.21.9", "c9")],
    [
      ["c0", "10.0.255.4", undefined],
      ["c1", "10.0.255.5", undefined],
      ["c9", undefined, "169.254.21.9"],
    ],
  ],
])("BGP addresses of one's own choice stay: %s", (_, bgpPeeringAddresses, expected) => {
  const asked = gateway("g", { activeActive: true, bgpSettings: { bgpPeeringAddresses } });
  const instances = instancesOf(settingsAfter(asked)) ?? [];
  const first = (list: unknown): unknown => (list as unknown[] | undefined)?.[0];
  expect(
    instances.map((one) => [
      `${one["ipconfigurationId"]}`.split("/").at(-1),
      first(one["defaultBgpIpAddresses"]),
      first(one["customBgpIpAddresses"]),
    ]),
  ).toEqual(expected);
});

test("an instance keeps the address that it has when another one is asked for beside it", () => {
  const c0 = idOf("virtualNetworkGateways/g/ipConfigurations/c0");
  const there = gateway("g", {
    bgpSettings: {
      bgpPeeringAddresses: [{ ipconfigurationId: c0, defaultBgpIpAddresses: ["10.0.255.14"] }],
    },
  });
  const bgpSettings = { bgpPeeringAddresses: [apipa("169.254.21.2")] };
  expect(instancesOf(settingsAfter(gateway("g", { bgpSettings }), [there]))).toEqual([
    {
      ipconfigurationId: c0,
      defaultBgpIpAddresses: ["10.0.255.14"],
      customBgpIpAddresses: ["169.254.21.2"],
    },
  ]);
});

test("a gateway keeps its own number and the addresses that it has", () => {
  const there = gateway("g", {
    bgpSettings: {
      asn: 65010,
      bgpPeeringAddresses: [
        {
          ipconfigurationId: idOf("virtualNetworkGateways/g/ipConfigurations/c0"),
          defaultBgpIpAddresses: ["10.0.255.14"],
        },
      ],
    },
  });
  expect(settingsAfter(gateway("g"), [there])).toMatchObject({
    asn: 65010,
    bgpPeeringAddresses: [{ defaultBgpIpAddresses: ["10.0.255.14"] }],
  });
});
