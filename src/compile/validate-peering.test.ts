import { expect, test } from "vitest";
import { expectDiagnostics } from "../../test/expect-diagnostics.ts";
import {
  compile,
  gateway,
  network,
  peering,
  publicIp,
  resource,
  to,
} from "../../test/resources.ts";

const gatewaySubnet = { GatewaySubnet: "10.0.255.0/27" };

function pair(left: object = {}, right: object = {}): readonly object[] {
  return [
    network("a", "10.0.0.0/16", { peerings: [peering("a", "b", left)] }),
    network("b", "10.1.0.0/16", { peerings: [peering("b", "a", right)] }),
  ];
}

const first = "virtualNetworks/a#/virtualNetworkPeerings/0";

// PEER-2, PEER-3, PEER-9.
expectDiagnostics([
  ["two connected sides", pair(), []],
  [
    "one side alone",
    [network("a", "10.0.0.0/16", { peerings: [peering("a", "b")] }), network("b", "10.1.0.0/16")],
    [`peering-one-sided ${first}`],
  ],
  [
    "two different states",
    pair({ peeringState: "Disconnected" }),
    [`peering-state-mismatch ${first}`],
  ],
  [
    "a synchronized peering",
    pair({ remoteAddressSpace: { addressPrefixes: ["10.1.0.0/16"] } }),
    [],
  ],
  [
    "an older address space",
    pair({ remoteAddressSpace: { addressPrefixes: ["10.1.0.0/17"] } }),
    [`peering-out-of-sync ${first}`],
  ],
  [
    "a remote network that is not there",
    [network("a", "10.0.0.0/16", { peerings: [peering("a", "x")] })],
    [`reference-missing ${first}/remoteVirtualNetwork`],
  ],
  [
    "a remote network that was deleted",
    [
      network("a", "10.0.0.0/16", {
        peerings: [peering("a", "x", { peeringState: "Disconnected" })],
      }),
    ],
    [],
  ],
  [
    "overlapping networks, said once",
    [
      network("a", "10.0.0.0/16", { peerings: [peering("a", "b")] }),
      network("b", "10.0.128.0/17", { peerings: [peering("b", "a")] }),
    ],
    [`peering-overlap ${first}`],
  ],
  [
    "overlapping networks with disjoint peered subnets",
    [
      network("a", "10.0.0.0/16", {
        subnets: { s: "10.0.0.0/24" },
        peerings: [
          peering("a", "b", {
            peerCompleteVnets: false,
            localSubnetNames: ["s"],
            remoteSubnetNames: ["t"],
          }),
        ],
      }),
      network("b", "10.0.0.0/16", {
        subnets: { t: "10.0.1.0/24" },
        peerings: [
          peering("b", "a", {
            peerCompleteVnets: false,
            localSubnetNames: ["t"],
            remoteSubnetNames: ["s"],
          }),
        ],
      }),
    ],
    [],
  ],
  [
    "two peers of one network that overlap",
    [
      network("hub", "10.0.0.0/16", { peerings: [peering("hub", "a"), peering("hub", "b")] }),
      network("a", "10.1.0.0/16", { peerings: [peering("a", "hub")] }),
      network("b", "10.1.0.0/24", { peerings: [peering("b", "hub")] }),
    ],
    ["peering-overlap-through virtualNetworks/hub#/virtualNetworkPeerings/1"],
  ],
  [
    "two peerings to one network (ERR-7)",
    [
      network("a", "10.0.0.0/16", {
        peerings: [peering("a", "b"), { ...peering("a", "b"), id: undefined, name: "again" }],
      }),
      network("b", "10.1.0.0/16", { peerings: [peering("b", "a")] }),
    ],
    ["peering-duplicate virtualNetworks/a#/virtualNetworkPeerings/1"],
  ],
]);

const uses = { useRemoteGateways: true };
const offers = { allowGatewayTransit: true };

function spokes(spoke: object, back: object, ...more: readonly object[]): readonly object[] {
  return [
    network("hub", "10.0.0.0/16", {
      subnets: gatewaySubnet,
      peerings: [peering("hub", "s", back)],
    }),
    network("s", "10.1.0.0/16", {
      subnets: { GatewaySubnet: "10.1.255.0/27" },
      peerings: [peering("s", "hub", spoke)],
    }),
    ...more,
  ];
}

const spokeSide = "virtualNetworks/s#/virtualNetworkPeerings/0";

// The decision table of gateway transit, section 10.1 of the rules.
expectDiagnostics([
  ["transit that is offered and used", [...spokes(uses, offers), publicIp, gateway("g")], []],
  [
    "ERR-2: transit that is not offered",
    [...spokes(uses, {}), publicIp, gateway("g")],
    [`remote-gateways-refused ${spokeSide}`],
  ],
  ["ERR-3: no gateway there", spokes(uses, offers), [`remote-gateways-absent ${spokeSide}`]],
  [
    "ERR-4: a gateway of its own",
    [...spokes(uses, offers), publicIp, gateway("g"), gateway("h", {}, "s")],
    [`remote-gateways-own ${spokeSide}/useRemoteGateways`],
  ],
  [
    "ERR-1: two peerings that use remote gateways",
    [
      network("s", "10.1.0.0/16", {
        peerings: [peering("s", "hub", uses), peering("s", "hub2", uses)],
      }),
      network("hub", "10.0.0.0/16", {
        subnets: gatewaySubnet,
        peerings: [peering("hub", "s", offers)],
      }),
      network("hub2", "10.2.0.0/16", {
        subnets: { GatewaySubnet: "10.2.255.0/27" },
        peerings: [peering("hub2", "s", offers)],
      }),
      publicIp,
      gateway("g"),
      gateway("h", {}, "hub2"),
    ],
    ["remote-gateways-twice virtualNetworks/s#/virtualNetworkPeerings/1/useRemoteGateways"],
  ],
  [
    "a Route Server counts as a gateway",
    [
      network("hub", "10.0.0.0/16", {
        subnets: { RouteServerSubnet: "10.0.1.0/27" },
        peerings: [peering("hub", "s", offers)],
      }),
      network("s", "10.1.0.0/16", { peerings: [peering("s", "hub", uses)] }),
      resource("virtualHubs/rs", {}),
      resource("virtualHubs/rs/ipConfigurations/c", {
        subnet: to("virtualNetworks/hub/subnets/RouteServerSubnet"),
      }),
    ],
    [],
  ],
]);

test("the sentences about remote gateways are Azure's", () => {
  const [refused] = compile(...spokes(uses, {}), publicIp, gateway("g")).diagnostics;
  const path = "/virtualNetworkPeerings/to-";
  expect(refused?.message).toMatch(
    new RegExp(
      `^Peering /.*/s${path}hub cannot have UseRemoteGateways flag set to true, because corresponding remote peering /.*/hub${path}s has AllowGatewayTransit flag set to false\\.$`,
    ),
  );
});
