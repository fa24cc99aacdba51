import { typeKeys } from "./kind.ts";

// What Azure decides for resources of every type.
const everywhere = ["provisioningState", "resourceGuid"];

const byType: ReadonlyMap<string, readonly string[]> = new Map([
  [typeKeys.nic, ["macAddress", "virtualMachine", "privateEndpoint", "primary", "nicType"]],
  [typeKeys.publicIp, ["ipAddress", "ipConfiguration", "natGateway"]],
  [typeKeys.publicPrefix, ["ipPrefix", "publicIPAddresses"]],
  [typeKeys.natGateway, ["subnets"]],
  [typeKeys.routeTable, ["subnets"]],
  [typeKeys.securityGroup, ["defaultSecurityRules", "networkInterfaces", "subnets"]],
  [
    typeKeys.subnet,
    ["ipConfigurations", "privateEndpoints", "resourceNavigationLinks", "serviceAssociationLinks"],
  ],
  [
    typeKeys.peering,
    [
      "peeringState",
      "peeringSyncLevel",
      "remoteAddressSpace",
      "remoteVirtualNetworkAddressSpace",
      "remoteGateways",
    ],
  ],
  [typeKeys.privateEndpoint, ["networkInterfaces", "customDnsConfigs"]],
  [typeKeys.connection, ["connectionStatus", "tunnelConnectionStatus"]],
  [typeKeys.vpnConnection, ["connectionStatus"]],
  [
    typeKeys.circuit,
    ["circuitProvisioningState", "serviceProviderProvisioningState", "serviceKey", "stag"],
  ],
  [typeKeys.circuitPeering, ["primaryAzurePort", "secondaryAzurePort", "azureASN"]],
  [
    typeKeys.virtualHub,
    ["virtualRouterIps", "routingState", "azureFirewall", "vpnGateway", "expressRouteGateway"],
  ],
  [typeKeys.vpnGateway, ["ipConfigurations"]],
  [typeKeys.firewall, ["ipGroups"]],
  [typeKeys.firewallPolicy, ["firewalls", "childPolicies"]],
  [typeKeys.ipGroup, ["firewalls", "firewallPolicies"]],
  [typeKeys.storageAccount, ["primaryEndpoints", "secondaryEndpoints", "primaryLocation"]],
  [typeKeys.keyVault, ["vaultUri"]],
  [typeKeys.sqlServer, ["fullyQualifiedDomainName"]],
]);

/**
 * Names the properties that Azure decides for a type and keeps when a resource is put again. Of
 * all that ARM marks as read-only they are those that say anything about a network.
 */
export function platformProperties(typeKey: string): readonly string[] {
  return [...everywhere, ...(byType.get(typeKey) ?? [])];
}

// Which of them only say what another resource says of itself. A NAT gateway's subnets stay: it may
// be the one that names them.
const backReferencesByType: ReadonlyMap<string, readonly string[]> = new Map([
  [typeKeys.nic, ["virtualMachine"]],
  [typeKeys.publicIp, ["ipConfiguration", "natGateway"]],
  [typeKeys.publicPrefix, ["publicIPAddresses"]],
  [typeKeys.routeTable, ["subnets"]],
  [typeKeys.securityGroup, ["networkInterfaces", "subnets", "defaultSecurityRules"]],
  [
    typeKeys.subnet,
    ["ipConfigurations", "privateEndpoints", "resourceNavigationLinks", "serviceAssociationLinks"],
  ],
  [typeKeys.privateEndpoint, ["networkInterfaces"]],
  [typeKeys.virtualHub, ["azureFirewall", "vpnGateway", "expressRouteGateway"]],
  [typeKeys.firewallPolicy, ["firewalls", "childPolicies"]],
  [typeKeys.ipGroup, ["firewalls", "firewallPolicies"]],
]);

/**
 * Names, in lower case, the properties of a type in which Azure repeats what another resource says
 * of itself. Whoever compares two times of a resource finds the change there.
 */
export function backReferences(typeKey: string): readonly string[] {
  return (backReferencesByType.get(typeKey) ?? []).map((name) => name.toLowerCase());
}
