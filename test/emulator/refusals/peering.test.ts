// ROUTING.md 10.1: what makes a peering impossible.
import { group, id, type Story } from "./story.ts";
import { type RefusalRow, testRefusals } from "./table.ts";

const spaces: Readonly<Record<string, string>> = {
  a: "10.0.0.0/16",
  b: "10.1.0.0/16",
  c: "10.2.0.0/16",
};

// Networks with a gateway's subnet each.
const networks = (story: Story) =>
  Promise.all(
    Object.entries(spaces).map(([name, space]) =>
      story.vnet(
        name,
        [space],
        [
          { name: "GatewaySubnet", addressPrefix: space.replace("0.0/16", "255.0/24") },
          { name: "app", addressPrefix: space.replace("0.0/16", "1.0/24") },
        ],
      ),
    ),
  );
const peering = (from: string, name: string): string =>
  id("virtualNetworks", from, "virtualNetworkPeerings", name);
const vnet = (name: string): string => id("virtualNetworks", name);

const rows: readonly RefusalRow[] = [
  {
    rule: "ERR-1",
    given: [
      networks,
      (s) => s.gateway("b"),
      (s) => s.gateway("c"),
      (s) => s.peer("b", "a", { allowGatewayTransit: true }),
      (s) => s.peer("c", "a", { allowGatewayTransit: true }),
      (s) => s.peer("a", "b", { useRemoteGateways: true }),
    ],
    asked: (s) => s.peer("a", "c", { useRemoteGateways: true }),
    code: "TrueRoute.AnotherPeeringAlreadyUsesRemoteGateways",
    message:
      "Peering a/to-c cannot have UseRemoteGateways flag set to true, because another " +
      `peering ${peering("a", "to-b")} already has UseRemoteGateways flag set to true.`,
  },
  {
    rule: "ERR-2",
    given: [networks, (s) => s.gateway("b"), (s) => s.peer("b", "a")],
    asked: (s) => s.peer("a", "b", { useRemoteGateways: true }),
    code: "TrueRoute.RemotePeeringHasNoGatewayTransit",
    message:
      `Peering ${peering("a", "to-b")} cannot have UseRemoteGateways flag set to true, because ` +
      `corresponding remote peering ${peering("b", "to-a")} has AllowGatewayTransit flag set to false.`,
  },
  {
    rule: "ERR-3",
    given: [networks],
    asked: (s) => s.peer("a", "b", { useRemoteGateways: true }),
    code: "RemoteVnetHasNoGateways",
    message:
      `Peering ${peering("a", "to-b")} cannot have UseRemoteGateway flag set to true because remote ` +
      `virtual network ${vnet("b")} referenced by the peering does not have any gateways.`,
  },
  {
    rule: "ERR-4",
    given: [networks, (s) => s.gateway("a"), (s) => s.gateway("b")],
    asked: (s) => s.peer("a", "b", { useRemoteGateways: true }),
    code: "TrueRoute.LocalVnetHasGateway",
    message:
      `Peering ${peering("a", "to-b")} cannot have UseRemoteGateways flag set to true because its own ` +
      `virtual network ${vnet("a")} has a gateway.`,
  },
  {
    rule: "ERR-5",
    given: [(s) => s.vnet("a", ["10.0.0.0/16"]), (s) => s.vnet("b", ["10.0.128.0/17"])],
    asked: (s) => s.peer("a", "b"),
    code: "VnetAddressSpacesOverlap",
    message:
      `Cannot create or update peering ${peering("a", "to-b")}. Virtual networks ${vnet("a")} and ` +
      `${vnet("b")} cannot be peered because their address spaces overlap. Overlapping address ` +
      "prefixes: 10.0.0.0/16",
  },
  {
    rule: "ERR-6",
    given: [
      (s) => s.vnet("a", ["10.0.0.0/16"]),
      (s) => s.vnet("b", ["10.1.0.0/16"]),
      (s) => s.vnet("c", ["10.0.0.0/24"]),
      (s) => s.peer("b", "c"),
    ],
    asked: (s) => s.peer("a", "b"),
    code: "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet",
    message:
      `Cannot create or update peering ${peering("a", "to-b")}. Virtual networks ${vnet("a")} and ` +
      `${vnet("b")} cannot be peered because address space of the first virtual network overlaps ` +
      `with address space of virtual network ${vnet("c")} already peered with the second virtual ` +
      "network. Overlapping address prefixes: 10.0.0.0/16.",
  },
  {
    rule: "ERR-7",
    given: [networks, (s) => s.peer("a", "b")],
    asked: (s) => s.peer("a", "b", { name: "again" }),
    code: "AnotherPeeringAlreadyReferencesRemoteVnet",
    message:
      `Peering ${peering("a", "again")} cannot be added because another peering ` +
      `${peering("a", "to-b")} already references remote virtual network ${vnet("b")}.`,
  },
  {
    rule: "ERR-8",
    given: [
      networks,
      (s) => s.peer("a", "b"),
      (s) => s.peer("b", "a"),
      (s) => s.client.virtualNetworkPeerings.beginDeleteAndWait("rg", "b", "to-a"),
    ],
    asked: (s) => s.peer("b", "a"),
    code: "RemotePeeringIsDisconnected",
    message:
      `Cannot create or update peering ${peering("b", "to-a")} because remote peering ` +
      `${peering("a", "to-b")} referencing parent virtual network ${vnet("b")} is in Disconnected ` +
      "state. Update or re-create the remote peering to get it back to Initiated state. Peering gets " +
      "Disconnected when remote vnet or remote peering is deleted and re-created.",
  },
  {
    rule: "ERR-9",
    given: [networks, (s) => s.peer("a", "b")],
    asked: (s) => s.peer("a", "c", { name: "to-b" }),
    code: "ChangingRemoteVirtualNetworkNotAllowed",
    message:
      `The remote virtual network of peering ${peering("a", "to-b")} cannot be changed. Delete the ` +
      "peering and create it again.",
  },
  {
    rule: "ERR-11",
    given: [networks],
    asked: (s) => s.peer("a", "nowhere"),
    code: "InvalidResourceReference",
    message:
      `Resource ${vnet("nowhere")} referenced by resource ${peering("a", "to-nowhere")} was not found. ` +
      "Please make sure that the referenced resource exists, and that both resources are in the same " +
      "region.",
  },
  {
    rule: "ERR-13",
    given: [networks, (s) => s.peer("a", "b")],
    asked: (s) =>
      s.peer("a", "b", {
        peerCompleteVnets: false,
        localSubnetNames: ["app"],
        remoteSubnetNames: ["app"],
      }),
    code: "TrueRoute.PeeringKindCannotChange",
    message:
      `Peering ${peering("a", "to-b")} cannot change between whole virtual networks and subnets. ` +
      "Delete it on both sides and create it again.",
  },
  {
    rule: "ERR-14",
    given: [networks],
    asked: (s) =>
      s.peer("a", "b", {
        peerCompleteVnets: false,
        localSubnetNames: Array.from({ length: 201 }, (_, index) => `s${index}`),
        remoteSubnetNames: ["app"],
      }),
    code: "TrueRoute.TooManyPeeredSubnets",
    message: `Peering ${peering("a", "to-b")} names 201 subnets of one side; a subnet peering holds at most 200.`,
  },
  {
    rule: "a network that is not there",
    asked: (s) => s.peer("ghost", "a"),
    status: 404,
    code: "ParentResourceNotFound",
    message:
      "Failed to perform 'write' on resource(s) of type 'virtualNetworks/virtualNetworkPeerings', " +
      `because the parent resource '${group}/providers/Microsoft.Network/virtualNetworks/ghost' could ` +
      "not be found.",
  },
];

testRefusals(rows);
