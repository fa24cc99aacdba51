import { typeKeys } from "./kind.ts";

/**
 * Lists of IP configurations whose elements take an address of a subnet, by type key.
 *
 * Gateways and private endpoints are not among them: their addresses stand elsewhere. Neither are
 * bastion hosts, which never tell theirs, and scale sets, whose interfaces are no resources.
 */
export const addressLists: ReadonlyMap<string, string> = new Map([
  [typeKeys.nic, "ipConfigurations"],
  [
    "microsoft.compute/virtualmachinescalesets/virtualmachines/networkinterfaces",
    "ipConfigurations",
  ],
  [typeKeys.loadBalancer, "frontendIPConfigurations"],
  [typeKeys.firewall, "ipConfigurations"],
  ["microsoft.network/applicationgateways", "frontendIPConfigurations"],
  ["microsoft.network/privatelinkservices", "ipConfigurations"],
]);

/**
 * Lists whose elements Azure gives an id below the id of their resource, by type key: the segment
 * of the id is the name of the list.
 */
export const namedLists: ReadonlyMap<string, readonly string[]> = new Map([
  [typeKeys.virtualNetwork, ["subnets", "virtualNetworkPeerings"]],
  [typeKeys.routeTable, ["routes"]],
  [typeKeys.securityGroup, ["securityRules"]],
  [typeKeys.nic, ["ipConfigurations"]],
  [typeKeys.gateway, ["ipConfigurations"]],
  [
    typeKeys.firewall,
    [
      "ipConfigurations",
      "natRuleCollections",
      "networkRuleCollections",
      "applicationRuleCollections",
    ],
  ],
  [
    typeKeys.loadBalancer,
    [
      "frontendIPConfigurations",
      "backendAddressPools",
      "loadBalancingRules",
      "probes",
      "inboundNatRules",
      "inboundNatPools",
      "outboundRules",
    ],
  ],
  [
    typeKeys.privateEndpoint,
    ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"],
  ],
]);
