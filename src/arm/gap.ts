import { isFactType, isModelledType } from "./kind.ts";

// What an answer may lack because of a type that is kept and not modelled; a longer beginning of a
// type wins. Whatever is not here changes no route and no flow.
const typeGaps: readonly (readonly [string, string])[] = [
  ["microsoft.network/dnsresolvers", "names: forwarding rules may answer otherwise than the zones"],
  ["microsoft.network/dnsforwardingrulesets", "names: forwarded domains are answered elsewhere"],
  ["microsoft.network/dnszones", "names: records of public zones count as unknown"],
  [
    "microsoft.network/networkvirtualappliances",
    "routes and flows through this appliance in a hub",
  ],
  ["microsoft.network/virtualnetworktaps", "none for routes; copies of packets are not followed"],
  ["microsoft.network/networkwatchers", "none: it only observes"],
  ["microsoft.network/networkmanagers/ipampools", "none: prefixes are in the networks"],
  [
    "microsoft.network/networkmanagers/routingconfigurations",
    "user routes that it will write into route tables; written ones are read there",
  ],
  ["microsoft.network/networkmanagers/networkgroups", "members by policy; static members are read"],
  ["microsoft.network/networkmanagers/verifierworkspaces", "none: it only analyzes"],
  ["microsoft.network/networksecurityperimeters", "access to services inside the perimeter"],
  [
    "microsoft.network/serviceendpointpolicies",
    "which accounts a service endpoint lets flows reach; no route",
  ],
  [
    "microsoft.network/privatelinkservices",
    "flows from a private endpoint to the service behind it",
  ],
  ["microsoft.network/bastionhosts", "flows that begin at Bastion; no route"],
  [
    "microsoft.network/applicationgateways",
    "flows that end at the gateway or go on to its backends; no route",
  ],
  [
    "microsoft.network/applicationgatewaywebapplicationfirewallpolicies",
    "requests that the firewall would block; no route",
  ],
  [
    "microsoft.network/frontdoorwebapplicationfirewallpolicies",
    "requests that the firewall would block; no route",
  ],
  ["microsoft.network/frontdoors", "flows that begin at Front Door; no route"],
  ["microsoft.cdn/profiles", "flows that begin at Front Door or a CDN; no route"],
  ["microsoft.network/trafficmanagerprofiles", "names: which endpoint a profile answers with"],
  ["microsoft.network/ddosprotectionplans", "none for routes; floods are not judged"],
  ["microsoft.network/ddoscustompolicies", "none for routes; floods are not judged"],
  ["microsoft.network/routefilters", "which public prefixes a Microsoft peering brings"],
  ["microsoft.network/virtualrouters", "routes that this virtual router learns"],
  ["microsoft.network/expressrouteports", "none: circuits say what they run on"],
  ["microsoft.network/expressroutecrossconnections", "none: circuits say what they bring"],
  ["microsoft.network/vpnserverconfigurations", "none: address pools stand in the gateways"],
  ["microsoft.network/securitypartnerproviders", "traffic that a hub sends to the provider"],
  [
    "microsoft.network/networkprofiles",
    "interfaces of container groups, which have no routes here",
  ],
  ["microsoft.network/networkintentpolicies", "none: it only guards settings"],
  [
    "microsoft.network/customipprefixes",
    "public addresses under the prefix; those in use are read",
  ],
  [
    "microsoft.compute/virtualmachinescalesets/virtualmachines",
    "interfaces of the instances, which have no routes here",
  ],
  ["microsoft.containerinstance", "interfaces of container groups, which have no routes here"],
  [
    "microsoft.containerservice",
    "nodes and pods of clusters; routes that a cluster writes are read from its route table",
  ],
  ["microsoft.web/hostingenvironments", "flows of apps in the subnet of an environment"],
  ["microsoft.web", "flows of apps that join a subnet, and their access rules"],
  ["microsoft.app", "flows of container apps in a subnet"],
  ["microsoft.logic", "flows of workflows in a subnet"],
  ["microsoft.apimanagement", "flows of the service in a subnet"],
  ["microsoft.databricks", "flows of clusters in the subnets of a workspace"],
  [
    "microsoft.avs",
    "routes that a private cloud brings over ExpressRoute; give them as Trueroute/learnedRoutes",
  ],
  ["microsoft.netapp", "volumes in a delegated subnet, which are targets of flows"],
  ["microsoft.documentdb", "names of the account and its access rules"],
  ["microsoft.dbforpostgresql", "names of the server and its access rules"],
  ["microsoft.dbformysql", "names of the server and its access rules"],
  ["microsoft.cache", "names of the cache and its access rules"],
  ["microsoft.servicebus", "names of the namespace and its access rules"],
  ["microsoft.eventhub", "names of the namespace and its access rules"],
  ["microsoft.cognitiveservices", "names of the account and its access rules"],
  ["microsoft.containerregistry", "names of the registry and its access rules"],
  ["microsoft.sql/managedinstances", "names of the instance, and routes that its subnet is given"],
  ["microsoft.sql", "names and access rules of what is not a server"],
  ["microsoft.dns", "names that it would answer"],
];

/** What a type that is not modelled can change in an answer, in a few words. */
export function gapOfType(typeKey: string): string {
  if (isModelledType(typeKey)) return "";
  if (isFactType(typeKey)) return "a fact of this name is not known; it says nothing";
  const fitting = typeGaps.filter(([type]) => typeKey === type || typeKey.startsWith(`${type}/`));
  fitting.sort(([a], [b]) => b.length - a.length);
  return fitting[0]?.[1] ?? "none for routes or flows";
}

// What an answer may lack because of a property that names a missing resource or is unknown.
const propertyGaps: Readonly<Record<string, string>> = {
  subnet: "the resource has no routes and is no end of a flow",
  routetable: "user routes of the subnet are missing",
  networksecuritygroup: "flows there pass as if nothing were filtered",
  natgateway: "as whom flows leave the subnet",
  remotevirtualnetwork: "routes to the peer beyond the prefixes that the peering says",
  virtualnetwork: "names that the network would see",
  publicipaddress: "the public address in next hops, and as whom flows leave",
  publicipprefix: "as whom flows leave",
  networkinterface: "what the resource says about that interface",
  loadbalancerbackendaddresspools: "flows over that load balancer",
  virtualnetworkgateway1: "the routes that the connection brings",
  virtualnetworkgateway2: "the routes that the connection brings",
  localnetworkgateway2: "the routes to that site",
  peer: "the routes that the circuit brings",
  gatewaydefaultsite: "the default route to that site",
  virtualhub: "everything that the resource does in that hub",
  virtualwan: "whether hubs reach each other",
  remotevpnsite: "the routes to that branch",
  associatedroutetable: "which table of the hub the connection reads",
  propagatedroutetables: "which tables of the hub learn the connection's routes",
  nexthop: "the routes with that next hop",
  nexthopipaddress: "where the route leads",
  nexthoptype: "where the route leads",
  addressprefix: "the prefix, and the routes made from it",
  addressprefixes: "the prefixes, and the routes made from them",
  addressspace: "the prefixes, and the routes made from them",
  subnets: "subnets, and everything in them",
  routes: "user routes",
  virtualnetworkpeerings: "routes to peers",
  firewallpolicy: "the rules of the firewall",
  basepolicy: "the inherited rules of the firewall",
  rulecollectiongroups: "rules of the firewall",
  ipgroups: "addresses in rules of the firewall",
  managementipconfiguration: "the firewall's own way to the Internet",
  privateendpoint: "which service stands behind the interface",
  privatednszoneid: "the name of the endpoint",
  dns: "names as that place sees them",
  connectedto: "the routes that the place brings",
  target: "the routes that were learned there",
  resourceid: "whether the network is a member",
  privateipaddress: "the address as a next hop, source or target",
  ipaddress: "the address as a next hop, source or target",
  privateipaddresses: "the addresses as next hops, sources or targets",
  location: "what depends on the region: service endpoints, peerings within or between regions",
  asn: "which paths are longer",
  parent: "the resource itself: what it belongs to is not there",
  virtualnetworkrules: "access of that subnet to the service",
  virtualnetworksubnetid: "access of that subnet to the service",
};

/** What a property without its value or target can change in an answer, in a few words. */
export function gapOfProperty(property: string): string {
  return propertyGaps[property.toLowerCase()] ?? "what depends on this property";
}
