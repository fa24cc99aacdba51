import { type Kind, nameOnlyTypeKeys, typeKeys } from "../../arm/index.ts";

/** A resource type that is pulled by itself, not as the child of another one. */
export interface PulledType {
  readonly typeKey: string;
  /** Version of the interface that it is asked with. */
  readonly version: string;
  /**
   * The widest list that Azure has of it. Gateways of networks and their connections are listed for
   * a resource group only.
   */
  readonly listedBy: "subscription" | "resourceGroup";
}

const networkVersion = "2025-05-01";

// Source: the specifications of Azure's interfaces; all of them are released, none is a preview.
const versions: readonly (readonly [version: string, kinds: readonly Kind[]])[] = [
  [
    networkVersion,
    [
      "virtualNetwork",
      "routeTable",
      "nic",
      "publicIp",
      "publicPrefix",
      "natGateway",
      "privateEndpoint",
      "circuit",
      "virtualHub",
      "vpnGateway",
      "vpnSite",
      "expressRouteGateway",
      "pointToSiteGateway",
      "firewall",
      "firewallPolicy",
      "ipGroup",
      "loadBalancer",
      "routingAppliance",
      "securityGroup",
      "applicationGateway",
      "bastion",
    ],
  ],
  ["2024-06-01", ["privateZone"]],
  ["2024-07-01", ["virtualMachine", "scaleSet"]],
  ["2023-05-01", ["storageAccount"]],
  ["2023-07-01", ["keyVault"]],
  ["2021-11-01", ["sqlServer", "managedInstance"]],
  ["2022-08-01", ["apiManagement"]],
  ["2023-12-01", ["appServiceEnvironment"]],
  ["2024-09-01", ["kubernetesCluster"]],
  ["2024-05-01", ["databricks"]],
];

const namedOnly: readonly string[] = [
  nameOnlyTypeKeys.virtualWan,
  nameOnlyTypeKeys.networkManager,
  nameOnlyTypeKeys.applicationGroup,
];

const byGroup: readonly string[] = [
  typeKeys.gateway,
  typeKeys.localNetworkGateway,
  typeKeys.connection,
];

/** Every type that is pulled by itself, in the order of their keys. */
export const pulledTypes: readonly PulledType[] = [
  ...versions.flatMap(([version, kinds]) => kinds.map((kind) => listed(typeKeys[kind], version))),
  ...namedOnly.map((typeKey) => listed(typeKey, networkVersion)),
  ...byGroup.map((typeKey) => ({
    typeKey,
    version: networkVersion,
    listedBy: "resourceGroup" as const,
  })),
].sort((a, b) => (a.typeKey < b.typeKey ? -1 : 1));

function listed(typeKey: string, version: string): PulledType {
  return { typeKey, version, listedBy: "subscription" };
}

/** Facts, which only a server of trueroute holds; any version will do there. */
export const factTypes: readonly PulledType[] = Object.values(typeKeys)
  .filter((typeKey) => typeKey.startsWith("trueroute/"))
  .map((typeKey) => listed(typeKey, "2025-01-01"));

const versionByType: ReadonlyMap<string, string> = new Map(
  [...pulledTypes, ...factTypes].map(({ typeKey, version }) => [typeKey, version]),
);

/** The version that a type, or the type that it is below, is asked with. */
export function versionOf(typeKey: string): string {
  const [namespace = "", type = ""] = typeKey.split("/");
  return versionByType.get(`${namespace}/${type}`) ?? networkVersion;
}
