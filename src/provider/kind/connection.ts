import { checkConnection } from "../check/connection.ts";
import { checkReferences } from "../check/references.ts";
import { connectionStatus } from "../gateway/connection-status.ts";
import type { Field } from "../shape/field.ts";
import {
  asked,
  choice,
  fixed,
  provisioningState,
  reference,
  references,
  resourceGuid,
  since,
} from "../shape/forms.ts";
import { secret } from "../shape/secret.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/connections. */
export const connection: Kind = defineKind({
  type: "Microsoft.Network/connections",
  hasEtagHeader: false,
  properties: [
    provisioningState(),
    resourceGuid(),
    since("2019-11-01", fixed("packetCaptureDiagnosticState", "None")),
    secret("authorizationKey"),
    reference("virtualNetworkGateway1"),
    reference("virtualNetworkGateway2"),
    reference("localNetworkGateway2"),
    reference("peer"),
    references("ingressNatRules"),
    references("egressNatRules"),
    choice("connectionType", ["IPsec", "Vnet2Vnet", "ExpressRoute", "VPNClient"]),
    tunnelOnly(asked("connectionProtocol", "IKEv2")),
    asked("routingWeight", 0),
    secret("sharedKey"),
    tunnelOnly(asked("authenticationType", "PSK")),
    asked("enableBgp", false),
    asked("useLocalAzureIpAddress", false),
    since("2017-03-01", asked("usePolicyBasedTrafficSelectors", false)),
    since("2017-03-01", asked("ipsecPolicies", [])),
    asked("trafficSelectorPolicies", []),
    status(),
    fixed("ingressBytesTransferred", 0),
    fixed("egressBytesTransferred", 0),
    since("2018-07-01", asked("expressRouteGatewayBypass", false)),
    asked("dpdTimeoutSeconds", 0),
    asked("connectionMode", "Default"),
    since("2021-05-01", asked("gatewayCustomBgpIpAddresses", [])),
  ],
  checks: [checkReferences, checkConnection],
});

function tunnelOnly(field: Field): Field {
  return {
    ...field,
    settle: (wanted, at) =>
      String(at.asked["connectionType"]).toLowerCase() === "expressroute"
        ? wanted
        : field.settle(wanted, at),
  };
}

// A snapshot says how it was; here it follows from both ends.
function status(): Field {
  return {
    name: "connectionStatus",
    settle: (wanted, { isImport }) => (isImport ? wanted : undefined),
    show: (kept, { moment, estate, row }) => {
      if (moment !== "read") return "Unknown";
      return kept ?? connectionStatus(estate, row);
    },
  };
}
