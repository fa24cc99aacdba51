import { expectDiagnostics } from "../../test/expect-diagnostics.ts";
import { fact, gateway, network, publicIp, resource, to } from "../../test/resources.ts";

const hub = network("hub", "10.0.0.0/16", { subnets: { GatewaySubnet: "10.0.255.0/27" } });

function wan(...more: readonly object[]): readonly object[] {
  return [
    resource("virtualWans/w", {}),
    resource("virtualHubs/h", { virtualWan: to("virtualWans/w"), addressPrefix: "192.168.0.0/24" }),
    resource("virtualHubs/h/hubVirtualNetworkConnections/c", {
      remoteVirtualNetwork: to("virtualNetworks/hub"),
    }),
    fact("virtualHubRouters", "h", {
      virtualHub: to("virtualHubs/h"),
      publicIPAddress: "20.0.0.9",
    }),
    ...more,
  ];
}

const connectionPlace = "hubVirtualNetworkConnections/c";

// VW-6, VW-8, VW-12, PEER-11.
expectDiagnostics([
  ["a spoke of a virtual hub", wan(hub), []],
  [
    "a hub whose router is unknown",
    wan(hub).filter((_, index) => index !== 3),
    ["hub-router-address-unknown virtualHubs/h"],
  ],
  [
    "a spoke with a gateway",
    wan(hub, publicIp, gateway("g")),
    [`hub-connection-conflict ${connectionPlace}`],
  ],
  [
    "a spoke with IPv6",
    wan(network("hub", "10.0.0.0/16 fd00::/48")),
    [`hub-connection-ipv6 ${connectionPlace}`],
  ],
  [
    "a spoke connected twice",
    wan(
      hub,
      resource("virtualHubs/h/hubVirtualNetworkConnections/d", {
        remoteVirtualNetwork: to("virtualNetworks/hub"),
      }),
    ),
    ["hub-connection-conflict hubVirtualNetworkConnections/d"],
  ],
  [
    "members of a mesh that overlap",
    [
      network("a", "10.0.0.0/16"),
      network("b", "10.0.1.0/24"),
      ...["a", "b"].map((name) =>
        resource(`networkManagers/m/networkGroups/g/staticMembers/${name}`, {
          resourceId: to(`virtualNetworks/${name}`).id,
        }),
      ),
      resource("networkManagers/m/connectivityConfigurations/c", {
        connectivityTopology: "Mesh",
        appliesToGroups: [{ networkGroupId: to("networkManagers/m/networkGroups/g").id }],
      }),
    ],
    ["group-prefix-overlap connectivityConfigurations/c"],
  ],
]);
