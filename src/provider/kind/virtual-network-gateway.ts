import { isJsonObject } from "../../arm/index.ts";
import { checkGateway, refuseGatewayInUse } from "../check/gateway.ts";
import { checkReferences } from "../check/references.ts";
import { completeGateway } from "../gateway/complete.ts";
import { isClientConfigured, shownProtocols, vpnClientFields } from "../gateway/vpn-client.ts";
import { elements } from "../shape/elements.ts";
import type { Field } from "../shape/field.ts";
import {
  asked,
  childList,
  derived,
  fixed,
  lasting,
  part,
  parts,
  provisioningState,
  reference,
  resourceGuid,
} from "../shape/forms.ts";
import { atFirst } from "../shape/moment.ts";
import { spelled } from "../shape/spelling.ts";
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
    spelled("gatewayType", ["Vpn", "ExpressRoute", "LocalGateway"]),
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
    asked("allowRemoteVnetTraffic", false),
    asked("allowVirtualWanTraffic", false),
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
    spelled("type", ["Static", "Dynamic"], "Static"),
    spelled("mode", ["EgressSnat", "IngressSnat"], "EgressSnat"),
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
  return atFirst(
    {
      ...form,
      settle: (wanted, at) => form.settle(wanted, at) ?? at.kept,
    },
    (shown, { row }) => {
      if (!isJsonObject(shown)) return shown;
      const { isAsnGiven, isAddressGiven } = row.facts;
      const { asn, bgpPeeringAddress, ...rest } = shown;
      const list = Array.isArray(rest["bgpPeeringAddresses"]) ? rest["bgpPeeringAddresses"] : [];
      return {
        asn: isAsnGiven === true ? asn : 0,
        ...(isAddressGiven === true ? { bgpPeeringAddress } : {}),
        ...rest,
        bgpPeeringAddresses: list.map((one: unknown) => {
          if (!isJsonObject(one)) return one;
          const { tunnelIpAddresses: _late, ...known } = one;
          return { ...known, defaultBgpIpAddresses: [] };
        }),
      };
    },
  );
}

function vpnType(): Field {
  const form = spelled("vpnType", ["RouteBased", "PolicyBased"]);
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
