import { typeKeys } from "../../arm/index.ts";
import {
  checkCircuitConnection,
  checkCircuitPeering,
  refuseCircuitInUse,
} from "../check/circuit.ts";
import { checkReferences } from "../check/references.ts";
import { failGlobalReach } from "../gateway/circuit-state.ts";
import type { Field } from "../shape/field.ts";
import {
  asked,
  assigned,
  childList,
  choice,
  derived,
  fixed,
  part,
  provisioningState,
  reference,
  resourceGuid,
} from "../shape/forms.ts";
import { atFirst } from "../shape/moment.ts";
import { defineChild, defineKind, listed } from "./define.ts";
import type { Kind } from "./kind.ts";

const type = "Microsoft.Network/expressRouteCircuits";
const authorizationTypeKey = `${type}/authorizations`.toLowerCase();
const circuitConnectionTypeKey = `${type}/peerings/connections`.toLowerCase();
const noKey = "00000000-0000-0000-0000-000000000000";

/** Microsoft.Network/expressRouteCircuits. */
export const expressRouteCircuit: Kind = defineKind({
  type,
  hasEtagHeader: false,
  frame: ["name", "id", "etag", "type", "location", "tags", "properties", "sku"],
  top: [
    part("sku", [
      asked("name"),
      choice("tier", ["Basic", "Local", "Standard", "Premium"]),
      choice("family", ["MeteredData", "UnlimitedData"]),
    ]),
  ],
  properties: [
    provisioningState(),
    resourceGuid(),
    childList("peerings"),
    childList("authorizations"),
    asked("serviceProviderProperties"),
    reference("expressRoutePort"),
    asked("bandwidthInGbps"),
    derived("circuitProvisioningState", ({ moment }) =>
      moment === "read" ? "Enabled" : "Disabled",
    ),
    asked("allowClassicOperations", false),
    atFirst(kept("gatewayManagerEtag", ""), () => undefined),
    atFirst(
      assigned("serviceKey", ({ world }) => world.guid()),
      () => noKey,
    ),
    providerState(),
    fixed("allowGlobalReach", false),
    asked("globalReachEnabled", false),
    asked("authorizationKey"),
    atFirst(
      assigned("stag", () => 4),
      () => undefined,
    ),
  ],
  children: [
    listed("peerings", typeKeys.circuitPeering),
    listed("authorizations", authorizationTypeKey),
  ],
  removalChecks: [refuseCircuitInUse],
  protocol: { isAlwaysUpdating: true },
});

/** Microsoft.Network/expressRouteCircuits/peerings. */
export const circuitPeering: Kind = defineChild({
  type: `${type}/peerings`,
  hasEtagHeader: false,
  properties: [
    provisioningState(),
    choice("peeringType", ["AzurePrivatePeering", "MicrosoftPeering", "AzurePublicPeering"]),
    atFirst(kept("azureASN", 12076), () => 0),
    asked("peerASN"),
    asked("primaryPeerAddressPrefix"),
    asked("secondaryPeerAddressPrefix"),
    atFirst(kept("primaryAzurePort", "TRUEROUTE-06GMR-CIS-1-PRI-A"), () => undefined),
    atFirst(kept("secondaryAzurePort", "TRUEROUTE-06GMR-CIS-2-SEC-A"), () => undefined),
    asked("state", "Enabled"),
    asked("vlanId"),
    atFirst(kept("gatewayManagerEtag", ""), () => undefined),
    derived("lastModifiedBy", ({ moment }) => (moment === "made" ? "" : "Customer")),
    microsoftPeering(),
    reference("routeFilter"),
    part("ipv6PeeringConfig", [
      asked("primaryPeerAddressPrefix"),
      asked("secondaryPeerAddressPrefix"),
      asked("state", "Enabled"),
      microsoftPeering(),
      reference("routeFilter"),
    ]),
    asked("sharedKey"),
    childList("connections"),
    fixed("peeredConnections", []),
  ],
  children: [listed("connections", circuitConnectionTypeKey)],
  checks: [checkReferences, checkCircuitPeering],
});

/** Microsoft.Network/expressRouteCircuits/peerings/connections: Global Reach. */
export const circuitConnection: Kind = defineChild({
  type: `${type}/peerings/connections`,
  properties: [
    provisioningState(),
    reference("expressRouteCircuitPeering"),
    reference("peerExpressRouteCircuitPeering"),
    asked("addressPrefix"),
    asked("authorizationKey"),
    asked("ipv6CircuitConnectionConfig"),
    derived("circuitConnectionStatus", ({ moment }) =>
      moment === "made" ? "Disconnected" : "Connected",
    ),
  ],
  checks: [checkCircuitConnection, checkReferences],
  complete: failGlobalReach,
});

/** Microsoft.Network/expressRouteCircuits/authorizations. */
export const circuitAuthorization: Kind = defineChild({
  type: `${type}/authorizations`,
  hasEtagHeader: false,
  properties: [
    provisioningState(),
    assigned("authorizationKey", ({ world }) => world.guid()),
    fixed("authorizationUseStatus", "Available"),
  ],
});

// Azure decides it first; clients send back what they have read.
function kept(name: string, value: unknown): Field {
  return {
    name,
    settle: (wanted, at) => wanted ?? at.kept ?? value,
    show: (shown) => shown,
  };
}

// The provider at the other end does that, outside of ARM; a request may play the provider here. A
// snapshot that does not say so shows a circuit in use.
function providerState(): Field {
  return {
    name: "serviceProviderProvisioningState",
    settle: (wanted, { kept: was, isImport, asked: all }) => {
      if (wanted !== undefined || was !== undefined) return wanted ?? was;
      if (isImport) return undefined;
      // Circuits on a port of one's own have no provider.
      return all["expressRoutePort"] === undefined ? "NotProvisioned" : "Provisioned";
    },
    show: (shown) => shown,
  };
}

function microsoftPeering(): Field {
  return part("microsoftPeeringConfig", [
    asked("advertisedPublicPrefixes"),
    asked("advertisedCommunities"),
    advertisedState(),
    asked("customerASN"),
    asked("legacyMode", 0),
    asked("routingRegistryName"),
  ]);
}

// Nobody has validated the prefixes when the peering is made.
function advertisedState(): Field {
  return {
    name: "advertisedPublicPrefixesState",
    settle: (wanted, at) => {
      if (at.isImport) return wanted;
      return at.kept === undefined ? undefined : at.kept;
    },
    show: (shown, { moment }) =>
      moment === "made" ? "NotConfigured" : (shown ?? "ValidationNeeded"),
  };
}
