/**
 * Resource types that are decoded, by a name of our own. Nobody outside this folder writes ARM's
 * type names.
 * Values are type keys: lower case.
 */
export const typeKeys = {
  virtualNetwork: "microsoft.network/virtualnetworks",
  subnet: "microsoft.network/virtualnetworks/subnets",
  peering: "microsoft.network/virtualnetworks/virtualnetworkpeerings",
  routeTable: "microsoft.network/routetables",
  route: "microsoft.network/routetables/routes",
  nic: "microsoft.network/networkinterfaces",
  publicIp: "microsoft.network/publicipaddresses",
  publicPrefix: "microsoft.network/publicipprefixes",
  natGateway: "microsoft.network/natgateways",
  virtualMachine: "microsoft.compute/virtualmachines",
  privateEndpoint: "microsoft.network/privateendpoints",
  gateway: "microsoft.network/virtualnetworkgateways",
  localNetworkGateway: "microsoft.network/localnetworkgateways",
  connection: "microsoft.network/connections",
  circuit: "microsoft.network/expressroutecircuits",
  circuitPeering: "microsoft.network/expressroutecircuits/peerings",
  virtualHub: "microsoft.network/virtualhubs",
  hubIpConfiguration: "microsoft.network/virtualhubs/ipconfigurations",
  bgpConnection: "microsoft.network/virtualhubs/bgpconnections",
  hubRouteTable: "microsoft.network/virtualhubs/hubroutetables",
  hubConnection: "microsoft.network/virtualhubs/hubvirtualnetworkconnections",
  routingIntent: "microsoft.network/virtualhubs/routingintent",
  vpnGateway: "microsoft.network/vpngateways",
  vpnConnection: "microsoft.network/vpngateways/vpnconnections",
  vpnSite: "microsoft.network/vpnsites",
  expressRouteGateway: "microsoft.network/expressroutegateways",
  expressRouteConnection: "microsoft.network/expressroutegateways/expressrouteconnections",
  pointToSiteGateway: "microsoft.network/p2svpngateways",
  firewall: "microsoft.network/azurefirewalls",
  firewallPolicy: "microsoft.network/firewallpolicies",
  ruleCollectionGroup: "microsoft.network/firewallpolicies/rulecollectiongroups",
  ipGroup: "microsoft.network/ipgroups",
  loadBalancer: "microsoft.network/loadbalancers",
  backendPool: "microsoft.network/loadbalancers/backendaddresspools",
  inboundNatRule: "microsoft.network/loadbalancers/inboundnatrules",
  routingAppliance: "microsoft.network/virtualnetworkappliances",
  privateZone: "microsoft.network/privatednszones",
  zoneRecord4: "microsoft.network/privatednszones/a",
  zoneRecord6: "microsoft.network/privatednszones/aaaa",
  zoneAlias: "microsoft.network/privatednszones/cname",
  zoneLink: "microsoft.network/privatednszones/virtualnetworklinks",
  zoneGroup: "microsoft.network/privateendpoints/privatednszonegroups",
  storageAccount: "microsoft.storage/storageaccounts",
  keyVault: "microsoft.keyvault/vaults",
  sqlServer: "microsoft.sql/servers",
  sqlFirewallRule: "microsoft.sql/servers/firewallrules",
  sqlNetworkRule: "microsoft.sql/servers/virtualnetworkrules",
  staticMember: "microsoft.network/networkmanagers/networkgroups/staticmembers",
  connectivityConfiguration: "microsoft.network/networkmanagers/connectivityconfigurations",
  securityGroup: "microsoft.network/networksecuritygroups",
  securityRule: "microsoft.network/networksecuritygroups/securityrules",
  adminConfiguration: "microsoft.network/networkmanagers/securityadminconfigurations",
  adminRuleCollection:
    "microsoft.network/networkmanagers/securityadminconfigurations/rulecollections",
  adminRule: "microsoft.network/networkmanagers/securityadminconfigurations/rulecollections/rules",
  learnedRoutes: "trueroute/learnedroutes",
  site: "trueroute/onpremisessites",
  guest: "trueroute/guests",
  publicHost: "trueroute/publichosts",
  hubRouter: "trueroute/virtualhubrouters",
  behavior: "trueroute/behavior",
  machineExtension: "microsoft.compute/virtualmachines/extensions",
  scaleSet: "microsoft.compute/virtualmachinescalesets",
  apiManagement: "microsoft.apimanagement/service",
  appServiceEnvironment: "microsoft.web/hostingenvironments",
  managedInstance: "microsoft.sql/managedinstances",
  kubernetesCluster: "microsoft.containerservice/managedclusters",
  agentPool: "microsoft.containerservice/managedclusters/agentpools",
  databricks: "microsoft.databricks/workspaces",
  applicationGateway: "microsoft.network/applicationgateways",
  bastion: "microsoft.network/bastionhosts",
} as const;

/** Our name of a resource type. */
export type Kind = keyof typeof typeKeys;

/**
 * Resource types that matter by their ids alone: other resources that name or hold them say all that
 * routing needs. Values are type keys.
 */
export const nameOnlyTypeKeys = {
  vpnSiteLink: "microsoft.network/vpnsites/vpnsitelinks",
  virtualWan: "microsoft.network/virtualwans",
  networkManager: "microsoft.network/networkmanagers",
  networkGroup: "microsoft.network/networkmanagers/networkgroups",
  applicationGroup: "microsoft.network/applicationsecuritygroups",
  defaultRule: "microsoft.network/networksecuritygroups/defaultsecurityrules",
  subscription: "microsoft.resources/subscriptions",
  resourceGroup: "microsoft.resources/subscriptions/resourcegroups",
} as const;

// Read for what they need of Azure and where they stand, for the rules of `check`; flows that begin
// or end at them, and what they answer, are not modelled.
const hostedTypeKeys: ReadonlySet<string> = new Set([
  typeKeys.machineExtension,
  typeKeys.apiManagement,
  typeKeys.appServiceEnvironment,
  typeKeys.managedInstance,
  typeKeys.kubernetesCluster,
  typeKeys.agentPool,
  typeKeys.databricks,
  typeKeys.applicationGateway,
  typeKeys.bastion,
]);

const modelledTypeKeys: ReadonlySet<string> = new Set([
  ...Object.values(typeKeys).filter((typeKey) => !hostedTypeKeys.has(typeKey)),
  ...Object.values(nameOnlyTypeKeys),
]);

/**
 * Tells whether the model takes in resources of a type; others are kept and counted, also where
 * something is read of them for `check`.
 */
export function isModelledType(typeKey: string): boolean {
  return modelledTypeKeys.has(typeKey);
}

/** Tells whether a type is one of the facts that ARM does not hold. */
export function isFactType(typeKey: string): boolean {
  return typeKey.startsWith("trueroute/");
}

/** A kind of resource that can stand inside its parent. */
export interface ChildKind {
  readonly kind: Kind;
  readonly parent: Kind;
  /** Property of the parent that holds them; absent when they always stand alone. */
  readonly property: string | undefined;
  /** The last segment of the type, as ARM writes it. */
  readonly segment: string;
}

/** Every kind that is a child, by kind. */
export const childKinds: Readonly<Partial<Record<Kind, ChildKind>>> = {
  subnet: child("subnet", "virtualNetwork", "subnets", "subnets"),
  peering: child("peering", "virtualNetwork", "virtualNetworkPeerings", "virtualNetworkPeerings"),
  route: child("route", "routeTable", "routes", "routes"),
  backendPool: child("backendPool", "loadBalancer", "backendAddressPools", "backendAddressPools"),
  inboundNatRule: child("inboundNatRule", "loadBalancer", "inboundNatRules", "inboundNatRules"),
  securityRule: child("securityRule", "securityGroup", "securityRules", "securityRules"),
  circuitPeering: child("circuitPeering", "circuit", "peerings", "peerings"),
  hubIpConfiguration: child(
    "hubIpConfiguration",
    "virtualHub",
    "ipConfigurations",
    "ipConfigurations",
  ),
  bgpConnection: child("bgpConnection", "virtualHub", "bgpConnections", "bgpConnections"),
  hubRouteTable: child("hubRouteTable", "virtualHub", undefined, "hubRouteTables"),
  hubConnection: child(
    "hubConnection",
    "virtualHub",
    "virtualNetworkConnections",
    "hubVirtualNetworkConnections",
  ),
  routingIntent: child("routingIntent", "virtualHub", undefined, "routingIntent"),
  ruleCollectionGroup: child(
    "ruleCollectionGroup",
    "firewallPolicy",
    "ruleCollectionGroups",
    "ruleCollectionGroups",
  ),
  zoneRecord4: child("zoneRecord4", "privateZone", undefined, "A"),
  zoneRecord6: child("zoneRecord6", "privateZone", undefined, "AAAA"),
  zoneAlias: child("zoneAlias", "privateZone", undefined, "CNAME"),
  zoneLink: child("zoneLink", "privateZone", "virtualNetworkLinks", "virtualNetworkLinks"),
  zoneGroup: child("zoneGroup", "privateEndpoint", "privateDnsZoneGroups", "privateDnsZoneGroups"),
  sqlFirewallRule: child("sqlFirewallRule", "sqlServer", "firewallRules", "firewallRules"),
  sqlNetworkRule: child(
    "sqlNetworkRule",
    "sqlServer",
    "virtualNetworkRules",
    "virtualNetworkRules",
  ),
  vpnConnection: child("vpnConnection", "vpnGateway", "connections", "vpnConnections"),
  expressRouteConnection: child(
    "expressRouteConnection",
    "expressRouteGateway",
    "expressRouteConnections",
    "expressRouteConnections",
  ),
};

function child(kind: Kind, parent: Kind, property: string | undefined, segment: string): ChildKind {
  return { kind, parent, property, segment };
}

/** A kind of child that its parent has a list for. */
export type ListedChild = ChildKind & { readonly property: string };

const listedChildren: readonly ListedChild[] = Object.values(childKinds).flatMap((one) =>
  one.property === undefined ? [] : [{ ...one, property: one.property }],
);
const listedByType: ReadonlyMap<string, ListedChild> = new Map(
  listedChildren.map((one) => [typeKeys[one.kind], one]),
);
const listedByParent: ReadonlyMap<string, readonly ListedChild[]> = new Map(
  listedChildren.map(({ parent }) => [
    typeKeys[parent],
    listedChildren.filter((other) => other.parent === parent),
  ]),
);

/** The kinds of children that resources of a type have lists for; none for most types. */
export function listedChildrenOf(typeKey: string): readonly ListedChild[] {
  return listedByParent.get(typeKey) ?? [];
}

/** The kind of a resource that may stand in a list of its parent; `undefined` for other types. */
export function listedChildOf(typeKey: string): ListedChild | undefined {
  return listedByType.get(typeKey);
}
