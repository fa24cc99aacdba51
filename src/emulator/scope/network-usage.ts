import type { Handler } from "../dispatch/route.ts";

/** Name, words, limit, and the type of which there may be so many; absent: a limit inside a resource. */
type Usage = readonly [string, string, number, string?];

// In Azure's order, with the limits of a subscription that has asked for none.
const usages: readonly Usage[] = [
  ["VirtualNetworks", "Virtual Networks", 1000, "virtualNetworks"],
  ["CustomIpPrefixes", "Custom Ip Prefixes", 5, "customIpPrefixes"],
  ["PublicIpPrefixes", "Public Ip Prefixes", 2147483647, "publicIPPrefixes"],
  ["PublicIPAddresses", "Public IP Addresses", 1000, "publicIPAddresses"],
  ["StaticPublicIPAddresses", "Static Public IP Addresses", 1000],
  ["StandardSkuPublicIpAddresses", "Public IP Addresses - Standard", 1000],
  ["NetworkSecurityGroups", "Network Security Groups", 5000, "networkSecurityGroups"],
  ["NatGateways", "Nat Gateways", 1000, "natGateways"],
  ["NetworkInterfaces", "Network Interfaces", 65536, "networkInterfaces"],
  ["PrivateEndpoints", "Private Endpoints", 65536, "privateEndpoints"],
  ["PrivateEndpointRedirectMaps", "Private Endpoint Redirect Maps", 2147483647],
  ["LoadBalancers", "Load Balancers", 1000, "loadBalancers"],
  ["PrivateLinkServices", "Private Link Services", 1800, "privateLinkServices"],
  ["ApplicationGateways", "Application Gateways", 1000, "applicationGateways"],
  ["RouteTables", "Route Tables", 200, "routeTables"],
  ["RouteFilters", "Route Filters", 1000, "routeFilters"],
  ["NetworkWatchers", "Network Watchers", 1, "networkWatchers"],
  ["PacketCaptures", "Packet Captures", 10000],
  ["ApplicationSecurityGroups", "Application Security Groups.", 3000, "applicationSecurityGroups"],
  ["DdosProtectionPlans", "DDoS Protection Plans.", 1, "ddosProtectionPlans"],
  ["DdosCustomPolicies", "DDoS customized policies", 200],
  ["ServiceEndpointPolicies", "Service Endpoint Policies", 500, "serviceEndpointPolicies"],
  ["NetworkIntentPolicies", "Network Intent Policies", 200],
  ["StandardSkuLoadBalancers", "Standard Sku Load Balancers", 1000],
  ["AuxiliaryModeEnabledNetworkInterfaces", "Auxiliary Mode Enabled Network Interfaces", 10],
  ["DnsServersPerVirtualNetwork", "DNS servers per Virtual Network", 20],
  ["CustomDnsServersPerP2SVpnGateway", "Custom DNS servers per P2SVpnGateway", 5],
  ["SubnetsPerVirtualNetwork", "Subnets per Virtual Network", 3000],
  ["IPConfigurationsPerVirtualNetwork", "IP Configurations per Virtual Network", 65536],
  ["PeeringsPerVirtualNetwork", "Peerings per Virtual Network", 500],
  ["PrefixesPerSubnet", "Prefixes per Subnet", 500],
  ["SecurityRulesPerNetworkSecurityGroup", "Security rules per Network Security Group", 1000],
  ["SecurityRulesPerNetworkIntentPolicy", "Security rules per Network Intent Policy", 100],
  ["RoutesPerNetworkIntentPolicy", "Routes per Network Intent Policy", 200],
  [
    "SecurityRuleAddressesOrPortsPerNetworkSecurityGroup",
    "Security rules addresses or ports per Network Security Group",
    4000,
  ],
  ["InboundRulesPerLoadBalancer", "Inbound Rules per Load Balancer", 250],
  ["FrontendIPConfigurationPerLoadBalancer", "Frontend IP Configurations per Load Balancer", 200],
  ["OutboundRulesPerLoadBalancer", "Outbound Rules per Load Balancer", 5],
  ["RoutesPerRouteTable", "Routes per Route Table", 400],
  ["RoutesWithServiceTagPerRouteTable", "Routes with service tag per Route Table", 25],
  [
    "SecondaryIPConfigurationsPerNetworkInterface",
    "Secondary IP Configurations per Network Interface",
    256,
  ],
  [
    "SecondaryIPConfigurationsPerPrivateEndpointNetworkInterface",
    "Secondary IP Configurations per PrivateEndpoint Network Interface",
    500,
  ],
  ["InboundNatOrLbRulesPerNetworkInterface", "Inbound rules per Network Interface", 300],
  ["RouteFilterRulesPerRouteFilter", "Route filter rules per Route Filter", 1],
  ["RouteFiltersPerExpressRouteBgpPeering", "Route filters per Express route BGP Peering", 1],
  ["MinPublicIpInterNetworkPrefixLength", "Public IPv4 Prefix Length", 28],
];

/**
 * `GET .../providers/Microsoft.Network/locations/L/usages`: how many resources of a type there are in
 * a region, and how many there may be.
 */
export const listNetworkUsages: Handler = ({ path }, { parameters }, { keeper: { estate } }) => {
  const subscription = parameters["subscription"]?.toLowerCase();
  const location = parameters["location"]?.toLowerCase();
  const count = (type: string): number =>
    estate.ofType(`microsoft.network/${type}`.toLowerCase()).filter(({ id, body }) => {
      return id.subscription?.toLowerCase() === subscription && body["location"] === location;
    }).length;
  const value = usages.map(([name, localizedValue, limit, type]) => ({
    currentValue: type === undefined ? 0 : count(type),
    id: `${path}/${name}`,
    limit,
    name: { localizedValue, value: name },
    unit: "Count",
    // A length of prefixes is no number of things.
    isAdjustable: name !== "MinPublicIpInterNetworkPrefixLength",
  }));
  return { status: 200, body: { value } };
};
