import {
  advertisedRoutes,
  bgpPeers,
  circuitNeighbors,
  circuitRoutes,
  circuitSummary,
  connectivity,
  delegations,
  dnsNameAvailability,
  effectiveRoutes,
  effectiveSecurityGroups,
  endpointServices,
  hubRoutes,
  inboundRoutes,
  ipAvailability,
  ipFlow,
  learnedRoutes,
  networkDiagnostic,
  networkUsages,
  nextHop,
  outboundRoutes,
  routeServerAdvertised,
  routeServerLearned,
  securityView,
  serviceAliases,
  serviceTagDetails,
  serviceTags,
  topology,
} from "../../report/answers/index.ts";
import { commitConfigurations } from "../action/commit.ts";
import { gatewayConnections } from "../action/gateway-connections.ts";
import { listLinkResources } from "../action/link-resources.ts";
import { listRecordSets } from "../action/record-sets.ts";
import { getSharedKey, putSharedKey, resetSharedKey } from "../action/shared-key.ts";
import { listStorageKeys } from "../action/storage-keys.ts";
import { deploymentRoutes } from "../deployment/routes.ts";
import { pollResult, pollStatus } from "../operation/poll.ts";
import { askBesideAzure, askLater, askNow } from "../question/ask.ts";
import { getOne, headOne } from "../resource/get.ts";
import { listAll } from "../resource/list.ts";
import { patchOne, putOne } from "../resource/put.ts";
import { removeOne } from "../resource/remove.ts";
import { scopeRoutes } from "../scope/routes.ts";
import { on, type Route } from "./route.ts";

const group = "/subscriptions/{subscription}/resourceGroups/{group}";
const dns = `${group}/providers/{provider}`;
const operations = "/subscriptions/{subscription}/providers/{provider}/locations/{location}";

const nic = "{resource:Microsoft.Network/networkInterfaces}";
const network = "{resource:Microsoft.Network/virtualNetworks}";
const subnet = "{resource:Microsoft.Network/virtualNetworks/subnets}";
const watcher = "{resource:Microsoft.Network/networkWatchers}";
const gateway = "{resource:Microsoft.Network/virtualNetworkGateways}";
const hub = "{resource:Microsoft.Network/virtualHubs}";
const bgpConnection = "{resource:Microsoft.Network/virtualHubs/bgpConnections}";
const peering = "{resource:Microsoft.Network/expressRouteCircuits/peerings}";
const place = "/subscriptions/{subscription}/providers/Microsoft.Network/locations/{location}";

/** Every request that is answered, read from top to bottom: the first line that fits answers. */
export const table: readonly Route[] = [
  // Operations
  on("GET", `${operations}/operations/{operation}`, pollStatus),
  on("GET", `${operations}/operationResults/{operation}`, pollResult),
  on("GET", `${operations}/asyncoperations/{operation}`, pollResult),
  on("GET", `${operations}/serverAzureAsyncOperation/{operation}`, pollStatus),
  on("GET", `${operations}/serverOperationResults/{operation}`, pollResult),
  on("GET", `${dns}/privateDnsOperationStatuses/{operation}`, pollStatus),
  on("GET", `${dns}/privateDnsOperationResults/{operation}`, pollResult),
  on("GET", `${dns}/dnsOperationStatuses/{operation}`, pollStatus),
  on("GET", `${dns}/dnsOperationResults/{operation}`, pollResult),

  // Subscriptions, groups, what holds at every scope, and what is in it
  ...scopeRoutes,
  ...deploymentRoutes,

  // Questions about interfaces; those about subnets and gateways, which Azure does not have, are
  // answered at once: who asks them is `az rest` or curl, and neither waits for an operation.
  on("POST", `${nic}/effectiveRouteTable`, askLater(effectiveRoutes)),
  on("POST", `${nic}/effectiveNetworkSecurityGroups`, askLater(effectiveSecurityGroups)),
  on("POST", `${subnet}/effectiveRouteTable`, askBesideAzure(effectiveRoutes)),
  on("POST", `${gateway}/effectiveRouteTable`, askBesideAzure(effectiveRoutes)),

  // Questions about networks
  on("GET", `${network}/CheckIPAddressAvailability`, askNow(ipAvailability)),
  on("GET", `${network}/usages`, askNow(networkUsages)),

  // Questions to a network watcher
  on("POST", `${watcher}/nextHop`, askLater(nextHop)),
  on("POST", `${watcher}/ipFlowVerify`, askLater(ipFlow)),
  on("POST", `${watcher}/securityGroupView`, askLater(securityView)),
  on("POST", `${watcher}/connectivityCheck`, askLater(connectivity)),
  on("POST", `${watcher}/networkConfigurationDiagnostic`, askLater(networkDiagnostic)),
  on("POST", `${watcher}/topology`, askNow(topology)),

  // Questions about what is learned and announced by BGP
  on("POST", `${gateway}/getLearnedRoutes`, askLater(learnedRoutes)),
  on("POST", `${gateway}/getAdvertisedRoutes`, askLater(advertisedRoutes)),
  on("POST", `${gateway}/getBgpPeerStatus`, askLater(bgpPeers)),
  on("POST", `${bgpConnection}/learnedRoutes`, askLater(routeServerLearned)),
  on("POST", `${bgpConnection}/advertisedRoutes`, askLater(routeServerAdvertised)),
  on("POST", `${hub}/effectiveRoutes`, askLater(hubRoutes)),
  on("POST", `${hub}/inboundRoutes`, askLater(inboundRoutes)),
  on("POST", `${hub}/outboundRoutes`, askLater(outboundRoutes)),
  on("POST", `${peering}/routeTables/{path}`, askLater(circuitRoutes)),
  on("POST", `${peering}/routeTablesSummary/{path}`, askLater(circuitSummary)),
  on("POST", `${peering}/arpTables/{path}`, askLater(circuitNeighbors)),

  // Questions about a place
  on("GET", `${place}/serviceTags`, askNow(serviceTags)),
  on("GET", `${place}/serviceTagDetails`, askNow(serviceTagDetails)),
  on("GET", `${place}/CheckDnsNameAvailability`, askNow(dnsNameAvailability)),
  on("GET", `${place}/availableDelegations`, askNow(delegations)),
  on("GET", `${place}/availableServiceAliases`, askNow(serviceAliases)),
  on("GET", `${place}/virtualNetworkAvailableEndpointServices`, askNow(endpointServices)),

  // What stands beside a resource
  on("GET", "{resource:Microsoft.Network/connections}/sharedkey", getSharedKey),
  on("PUT", "{resource:Microsoft.Network/connections}/sharedkey", putSharedKey),
  on("POST", "{resource:Microsoft.Network/connections}/sharedkey/reset", resetSharedKey),
  on("GET", "{resource:Microsoft.Network/virtualNetworkGateways}/connections", gatewayConnections),
  on("GET", "{resource:Microsoft.Network/privateDnsZones}/ALL", listRecordSets),
  on("GET", "{resource:Microsoft.Network/dnszones}/all", listRecordSets),
  on("GET", "{resource:Microsoft.Network/dnszones}/recordsets", listRecordSets),
  on("POST", "{resource:Microsoft.Network/networkManagers}/commit", commitConfigurations),
  on("POST", "{resource:Microsoft.Storage/storageAccounts}/listKeys", listStorageKeys),
  on("GET", "{resource}/privateLinkResources", listLinkResources),

  // Resources
  on("GET", "{resource}", getOne),
  on("HEAD", "{resource}", headOne),
  on("PUT", "{resource}", putOne),
  on("PATCH", "{resource}", patchOne),
  on("DELETE", "{resource}", removeOne),
  on("GET", "{collection}", listAll),
];
