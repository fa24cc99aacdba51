// One estate on which every change is tried, with its children inside their parents or alone.
import { isJsonObject, type JsonObject } from "../../src/arm/index.ts";
import { idOf, network, nic, peering, resource, route, to } from "../resources.ts";

/** Ids of what the changes are about. */
export const ids = {
  subnet: idOf("virtualNetworks/hub/subnets/apps"),
  routedSubnet: idOf("virtualNetworks/hub/subnets/udr"),
  table: idOf("routeTables/t"),
  hubToSpoke: idOf("virtualNetworks/hub/virtualNetworkPeerings/to-spoke"),
  spokeToHub: idOf("virtualNetworks/spoke/virtualNetworkPeerings/to-hub"),
  nic: idOf("networkInterfaces/nva"),
  gateway: idOf("natGateways/n"),
  group: idOf("networkSecurityGroups/g"),
  storage: idIn("Microsoft.Storage/storageAccounts/st"),
  vault: idIn("Microsoft.KeyVault/vaults/kv"),
  sql: idIn("Microsoft.Sql/servers/sql"),
} as const;

/** Gives the id of a resource of another provider than the network's. */
function idIn(path: string): string {
  return idOf("x").replace("Microsoft.Network/x", path);
}

/** Every kind of resource that changes are about. */
export const estate: readonly object[] = [
  network("hub", "10.0.0.0/16", {
    subnets: {
      apps: {
        addressPrefix: "10.0.1.0/24",
        networkSecurityGroup: to("networkSecurityGroups/g"),
        serviceEndpoints: [{ service: "Microsoft.Storage", locations: ["westeurope"] }],
      },
      udr: { addressPrefix: "10.0.2.0/24", routeTable: to("routeTables/t") },
    },
    peerings: [
      peering("hub", "spoke", {
        remoteAddressSpace: { addressPrefixes: ["10.1.0.0/17"] },
        peeringSyncLevel: "LocalNotInSync",
      }),
    ],
  }),
  network("spoke", "10.1.0.0/16", { peerings: [peering("spoke", "hub")] }),
  network("lone", "10.2.0.0/16"),
  resource(
    "routeTables/t",
    {
      routes: [
        route("first", "10.9.0.0/16"),
        route("second", "10.8.0.0/16"),
        route("third", "10.7.0.0/16"),
      ],
      subnets: [to("virtualNetworks/hub/subnets/udr")],
    },
    { location: "westeurope" },
  ),
  resource("networkSecurityGroups/g", {
    securityRules: [
      {
        name: "old",
        properties: {
          direction: "Inbound",
          access: "Deny",
          priority: 100,
          protocol: "*",
          sourceAddressPrefix: "*",
          sourcePortRange: "*",
          destinationAddressPrefix: "*",
          destinationPortRange: "*",
        },
      },
    ],
  }),
  withLocation(nic("nva", "hub/subnets/apps", "10.0.1.4")),
  resource("natGateways/n", { publicIpAddresses: [] }, { sku: { name: "Standard" } }),
  {
    id: ids.storage,
    location: "westeurope",
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
    properties: {
      networkAcls: {
        defaultAction: "Deny",
        ipRules: [{ value: "198.51.100.0/24", action: "Allow" }],
        virtualNetworkRules: [{ id: idOf("virtualNetworks/hub/subnets/udr"), action: "Allow" }],
      },
    },
  },
  {
    id: ids.vault,
    location: "westeurope",
    properties: {
      tenantId: "00000000-0000-0000-0000-0000000000aa",
      sku: { family: "A", name: "standard" },
      enableRbacAuthorization: true,
      vaultUri: "https://kv.vault.azure.net/",
    },
  },
  {
    id: ids.sql,
    location: "westeurope",
    properties: {
      virtualNetworkRules: [
        {
          name: "hub-udr",
          properties: { virtualNetworkSubnetId: idOf("virtualNetworks/hub/subnets/udr") },
        },
      ],
      firewallRules: [
        {
          name: "office",
          properties: { startIpAddress: "198.51.100.0", endIpAddress: "198.51.100.255" },
        },
      ],
    },
  },
];

function withLocation(one: object): object {
  return { ...one, location: "westeurope" };
}

/** The same estate with every child as a resource of its own, as other exports have them. */
export function apart(resources: readonly object[]): readonly object[] {
  const lists = ["subnets", "virtualNetworkPeerings", "routes", "securityRules"];
  const more = ["virtualNetworkRules", "firewallRules"];
  return resources.flatMap((one) => {
    const { id, properties } = one as { id: string; properties: JsonObject };
    const isTable = id.includes("/routeTables/");
    const names = [...lists, ...more].filter((name) => !(isTable && name === "subnets"));
    const children = names.flatMap((list) => {
      const value = properties[list];
      const elements: readonly unknown[] = Array.isArray(value) ? value : [];
      return elements.filter(isJsonObject).map((element) => ({
        id: `${id}/${list}/${element["name"]}`,
        ...element,
      }));
    });
    const kept = Object.entries(properties).filter(([name]) => !names.includes(name));
    return [{ ...one, properties: Object.fromEntries(kept) }, ...children];
  });
}
