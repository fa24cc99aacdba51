import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { checkGateway, refuseGatewayInUse } from "../check/gateway.ts";
import { checkReferences } from "../check/references.ts";
import { completeGateway } from "../gateway/complete.ts";
import { withTunnelAddresses } from "../gateway/tunnel-addresses.ts";
import { isClientConfigured, shownProtocols, vpnClientFields } from "../gateway/vpn-client.ts";
import { elements } from "../shape/elements.ts";
import type { Field } from "../shape/field.ts";
import {
  asked,
  childList,
  choice,
  derived,
  fixed,
  lasting,
  part,
  parts,
  provisioningState,
  reference,
  resourceGuid,
  since,
} from "../shape/forms.ts";
import { atFirst } from "../shape/moment.ts";
import { defineChild, defineKind, listed } from "./define.ts";
import type { Kind } from "./kind.ts";

/** The type key of NAT rules of gateways. */
const natRuleTypeKey = "microsoft.network/virtualnetworkgateways/natrules";

/** Microsoft.Network/virtualNetworkGateways. */
export const virtualNetworkGateway: Kind = defineKind({
  type: "Microsoft.Network/virtualNetworkGateways",
  hasEtagHeader: false,
  frame: [
    "name",
    "id",
    "etag",
    "type",
    "location",
    "extendedLocation",
    "tags",
    "identity",
    "properties",
  ],
  properties: [
    provisioningState(),
    resourceGuid(),
    fixed("packetCaptureDiagnosticState", "None"),
    asked("enablePrivateIpAddress", false),
    fixed("isMigrateToCSES", false),
    elements({
      name: "ipConfigurations",
      type: "Microsoft.Network/virtualNetworkGateways/ipConfigurations",
      isTypeFirst: true,
      properties: [
        provisioningState(),
        // Given by Azure where the gateway has private addresses.
        atFirst(lasting("privateIPAddress"), () => undefined),
        asked("privateIPAllocationMethod", "Dynamic"),
        reference("publicIPAddress"),
        reference("subnet"),
      ],
    }),
    childList("natRules"),
    asked("virtualNetworkGatewayPolicyGroups", []),
    asked("enableBgpRouteTranslationForNat", false),
    asked("disableIPSecReplayProtection", false),
    part("sku", [asked("name"), asked("tier"), fixed("capacity", 2)]),
    choice("gatewayType", ["Vpn", "ExpressRoute", "LocalGateway"]),
    vpnType(),
    asked("enableBgp", false),
    asked("activeActive", false),
    reference("gatewayDefaultSite"),
    vpnClientConfiguration(),
    bgpSettings(),
    asked("customRoutes"),
    part("autoScaleConfiguration", [
      derived("minScaleUnits", ({ kept }) => {
        const { bounds } = kept;
        return isJsonObject(bounds) ? bounds["min"] : undefined;
      }),
      asked("bounds"),
    ]),
    asked("vNetExtendedLocationResourceId"),
    generation(),
    since("2022-07-01", asked("allowRemoteVnetTraffic", false)),
    since("2022-07-01", asked("allowVirtualWanTraffic", false)),
    expressRouteOnly(asked("adminState", ""), { isLate: true }),
    expressRouteOnly(asked("resiliencyModel", "SingleHomed"), { isLate: false }),
  ],
  children: [listed("natRules", natRuleTypeKey)],
  checks: [checkReferences, checkGateway],
  complete: completeGateway,
  removalChecks: [refuseGatewayInUse],
});

/** Microsoft.Network/virtualNetworkGateways/natRules. */
export const gatewayNatRule: Kind = defineChild({
  type: "Microsoft.Network/virtualNetworkGateways/natRules",
  properties: [
    provisioningState(),
    choice("type", ["Static", "Dynamic"], "Static"),
    choice("mode", ["EgressSnat", "IngressSnat"], "EgressSnat"),
    parts("internalMappings", [asked("addressSpace"), asked("portRange")], { otherwise: [] }),
    parts("externalMappings", [asked("addressSpace"), asked("portRange")], { otherwise: [] }),
    asked("ipConfigurationId"),
  ],
});

// Answers to requests show it always, other answers only where somebody has asked for it.
function vpnClientConfiguration(): Field {
  const form = part("vpnClientConfiguration", vpnClientFields, { isAlways: true });
  return {
    ...form,
    show: (kept, at) => {
      const isShown = at.moment !== "read" || isClientConfigured(kept);
      return isShown ? shownProtocols(form.show(kept, at), at) : undefined;
    },
  };
}

// What Azure tells of the instances is there when the operation has ended.
function bgpSettings(): Field {
  const form = part("bgpSettings", [
    asked("asn"),
    asked("bgpPeeringAddress"),
    asked("peerWeight", 0),
    asked("bgpPeeringAddresses"),
  ]);
  return {
    ...form,
    settle: (wanted, at) => form.settle(wanted, at) ?? at.kept,
    show: (kept, at) => {
      const shown = form.show(kept, at);
      if (!isJsonObject(shown)) return shown;
      const { bgpPeeringAddresses: list } = shown;
      const instances = Array.isArray(list) ? list : [];
      if (at.moment === "made") return unfinishedSettings(shown, instances, at.row.facts);
      if (list === undefined) return shown;
      return { ...shown, bgpPeeringAddresses: withTunnelAddresses(instances, at) };
    },
  };
}

// Before the instances are there, only what was asked for is known.
function unfinishedSettings(
  shown: JsonObject,
  instances: readonly unknown[],
  facts: JsonObject,
): JsonObject {
  const { asn, bgpPeeringAddress, ...rest } = shown;
  return {
    asn: facts["isAsnGiven"] === true ? asn : 0,
    ...(facts["isAddressGiven"] === true ? { bgpPeeringAddress } : {}),
    ...rest,
    bgpPeeringAddresses: instances.map((one) =>
      isJsonObject(one) ? { ...one, defaultBgpIpAddresses: [] } : one,
    ),
  };
}

function vpnType(): Field {
  const form = choice("vpnType", ["RouteBased", "PolicyBased"]);
  return {
    ...form,
    settle: (wanted, at) => {
      const isLocal = String(at.asked["gatewayType"]).toLowerCase() === "localgateway";
      return form.settle(wanted ?? (isLocal ? "PolicyBased" : "RouteBased"), at);
    },
  };
}

function generation(): Field {
  return {
    name: "vpnGatewayGeneration",
    settle: (wanted, { kept, asked: all }) => {
      if (wanted !== undefined) return wanted;
      const isVpn = String(all["gatewayType"]).toLowerCase() === "vpn";
      return kept ?? (isVpn ? "Generation1" : "None");
    },
    show: (kept) => kept,
  };
}

function expressRouteOnly(field: Field, { isLate }: { readonly isLate: boolean }): Field {
  const limited: Field = {
    name: field.name,
    settle: (wanted, at) => {
      const isExpressRoute = String(at.asked["gatewayType"]).toLowerCase() === "expressroute";
      return isExpressRoute ? field.settle(wanted ?? at.kept, at) : wanted;
    },
    show: field.show,
  };
  return isLate ? atFirst(limited, () => undefined) : limited;
}
