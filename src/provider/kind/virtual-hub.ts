import { typeKeys } from "../../arm/index.ts";
import { checkHub, refuseHubInUse } from "../check/hub.ts";
import { checkReferences } from "../check/references.ts";
import { completeHub } from "../hub/complete.ts";
import { isRouteServer, routingState } from "../hub/route-server.ts";
import { namedByOne } from "../reference/named-by.ts";
import type { Field } from "../shape/field.ts";
import { asked, before, derived, fixed, part, reference } from "../shape/forms.ts";
import { defineKind, listed } from "./define.ts";
import type { Kind } from "./kind.ts";

const hidden = { isOnlyShown: true, isShown: false } as const;

/** Microsoft.Network/virtualHubs: hubs of a virtual WAN, and Route Servers, which name none. */
export const virtualHub: Kind = defineKind({
  type: "Microsoft.Network/virtualHubs",
  hasEtagHeader: false,
  frame: ["name", "id", "etag", "type", "location", "tags", "properties", "kind"],
  top: [derived("kind", ({ row }) => (isRouteServer(row) ? "RouteServer" : undefined))],
  properties: [
    // A Route Server without its place is done at once.
    derived("provisioningState", ({ state, moment, row }) =>
      moment === "made" && isRouteServer(row) ? "Succeeded" : state,
    ),
    asked("virtualHubRouteTableV2s", []),
    asked("addressPrefix"),
    lastingUnlessEmpty("virtualRouterAsn", 65515),
    lastingUnlessEmpty("virtualRouterIps", []),
    part("routeTable", [asked("routes", [])], { isAlways: true }),
    part("virtualRouterAutoScaleConfiguration", [asked("minCapacity", 2)], { isAlways: true }),
    reference("virtualWan"),
    namedByOne("vpnGateway", typeKeys.vpnGateway),
    namedByOne("p2SVpnGateway", typeKeys.pointToSiteGateway),
    namedByOne("expressRouteGateway", typeKeys.expressRouteGateway),
    namedByOne("azureFirewall", typeKeys.firewall),
    fixed("networkVirtualAppliances", []),
    asked("sku", "Standard"),
    routing(),
    asked("allowBranchToBranchTraffic", false),
    before("2022-01-01", fixed("preferredRoutingGateway", "ExpressRoute")),
    asked("hubRoutingPreference", "ExpressRoute"),
  ],
  children: [
    // Snapshots may write these inside; Azure never does.
    listed("ipConfigurations", typeKeys.hubIpConfiguration, hidden),
    listed("bgpConnections", typeKeys.bgpConnection, hidden),
    listed("virtualNetworkConnections", typeKeys.hubConnection, {
      ...hidden,
      segment: "hubVirtualNetworkConnections",
    }),
  ],
  checks: [checkReferences, checkHub],
  complete: completeHub,
  removalChecks: [refuseHubInUse],
});

// Azure gives these; clients send back what they have read.
function lastingUnlessEmpty(name: string, otherwise: unknown): Field {
  return {
    name,
    settle: (wanted, { kept }) => {
      const isEmpty = wanted === undefined || (Array.isArray(wanted) && wanted.length === 0);
      return isEmpty ? (kept ?? otherwise) : wanted;
    },
    show: (kept) => kept,
  };
}

function routing(): Field {
  return {
    name: "routingState",
    settle: (wanted, { isImport }) => (isImport ? wanted : undefined),
    show: (kept, { estate, row, moment }) =>
      moment === "made" ? "None" : (kept ?? routingState(estate, row)),
  };
}
