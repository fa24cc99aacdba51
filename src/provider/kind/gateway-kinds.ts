import { connection } from "./connection.ts";
import { linkServiceConnection, serviceConnections } from "./endpoint-connection.ts";
import {
  circuitAuthorization,
  circuitConnection,
  circuitPeering,
  expressRouteCircuit,
} from "./express-route-circuit.ts";
import { expressRoutePort } from "./express-route-port.ts";
import { factKinds } from "./fact.ts";
import { azureFirewall, firewallPolicy, ipGroup, ruleCollectionGroup } from "./firewall.ts";
import {
  bgpConnection,
  hubConnection,
  hubIpConfiguration,
  hubRouteTable,
  routeMap,
  routingIntent,
} from "./hub-child.ts";
import {
  expressRouteConnection,
  expressRouteGateway,
  pointToSiteGateway,
  vpnConnection,
  vpnGateway,
  vpnSite,
} from "./hub-gateway.ts";
import { keyVault } from "./key-vault.ts";
import type { Kind } from "./kind.ts";
import { localNetworkGateway } from "./local-network-gateway.ts";
import { managedIdentity } from "./managed-identity.ts";
import { networkManagerKinds } from "./network-manager.ts";
import { privateDnsZoneGroup, privateEndpoint } from "./private-endpoint.ts";
import { privateLinkService } from "./private-link-service.ts";
import { privateZone, zoneLink } from "./private-zone.ts";
import { privateRecordSets, publicRecordSets, publicZone } from "./record-set.ts";
import { sqlFirewallRule, sqlNetworkRule, sqlServer } from "./sql-server.ts";
import { storageAccount } from "./storage-account.ts";
import { virtualHub } from "./virtual-hub.ts";
import { gatewayNatRule, virtualNetworkGateway } from "./virtual-network-gateway.ts";
import { virtualWan } from "./virtual-wan.ts";

/** Gateways, hubs, firewalls, private endpoints, zones, services and facts. */
export const gatewayKinds: readonly Kind[] = [
  virtualNetworkGateway,
  gatewayNatRule,
  localNetworkGateway,
  connection,
  expressRouteCircuit,
  circuitPeering,
  circuitConnection,
  circuitAuthorization,
  expressRoutePort,
  virtualWan,
  virtualHub,
  hubIpConfiguration,
  bgpConnection,
  hubRouteTable,
  hubConnection,
  routingIntent,
  routeMap,
  vpnGateway,
  vpnConnection,
  vpnSite,
  expressRouteGateway,
  expressRouteConnection,
  pointToSiteGateway,
  azureFirewall,
  firewallPolicy,
  ruleCollectionGroup,
  ipGroup,
  privateEndpoint,
  privateDnsZoneGroup,
  privateLinkService,
  linkServiceConnection,
  ...serviceConnections,
  privateZone,
  zoneLink,
  ...privateRecordSets,
  publicZone,
  ...publicRecordSets,
  storageAccount,
  keyVault,
  sqlServer,
  sqlFirewallRule,
  sqlNetworkRule,
  managedIdentity,
  ...networkManagerKinds,
  ...factKinds,
];
