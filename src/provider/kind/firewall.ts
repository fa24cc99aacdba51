import { typeKeys } from "../../arm/index.ts";
import { checkFirewall, checkRuleCollectionGroup, refusePolicyInUse } from "../check/firewall.ts";
import { checkReferences } from "../check/references.ts";
import { completeFirewall } from "../hub/firewall.ts";
import { namedBy } from "../reference/named-by.ts";
import { childReferences } from "../shape/child-references.ts";
import { elements } from "../shape/elements.ts";
import type { Field } from "../shape/field.ts";
import { asked, choice, lasting, part, provisioningState, reference } from "../shape/forms.ts";
import { atFirst } from "../shape/moment.ts";
import { defineChild, defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

const sku = part("sku", [
  choice("name", ["AZFW_VNet", "AZFW_Hub"], "AZFW_VNet"),
  choice("tier", ["Basic", "Standard", "Premium"], "Standard"),
]);

const seat: readonly Field[] = [
  provisioningState(),
  lasting("privateIPAddress"),
  asked("privateIPAllocationMethod", "Dynamic"),
  reference("publicIPAddress"),
  reference("subnet"),
];

/** Microsoft.Network/azureFirewalls. */
export const azureFirewall: Kind = defineKind({
  type: "Microsoft.Network/azureFirewalls",
  frame: ["name", "id", "etag", "type", "location", "zones", "tags", "properties"],
  properties: [
    provisioningState(),
    sku,
    choice("threatIntelMode", ["Alert", "Deny", "Off"], "Alert"),
    asked("additionalProperties", {}),
    elements({
      name: "ipConfigurations",
      type: "Microsoft.Network/azureFirewalls/azureFirewallIpConfigurations",
      properties: seat,
    }),
    managementSeat(),
    collections("networkRuleCollections"),
    collections("applicationRuleCollections"),
    collections("natRuleCollections"),
    reference("virtualHub"),
    atFirst(lasting("hubIPAddresses"), () => undefined),
    reference("firewallPolicy"),
    asked("autoscaleConfiguration"),
  ],
  checks: [checkReferences, checkFirewall],
  complete: completeFirewall,
});

// Rules that a firewall without a policy holds by itself.
function collections(name: string): Field {
  return elements({
    name,
    type: `Microsoft.Network/azureFirewalls/${name}`,
    properties: [provisioningState(), asked("priority"), asked("action"), asked("rules", [])],
    otherwise: [],
  });
}

// One element that stands alone.
function managementSeat(): Field {
  const list = elements({
    name: "managementIpConfiguration",
    type: "Microsoft.Network/azureFirewalls/azureFirewallIpConfigurations",
    properties: seat,
  });
  const first = (all: unknown): unknown => (Array.isArray(all) ? all[0] : undefined);
  return {
    name: list.name,
    settle: (wanted, at) =>
      wanted === undefined
        ? undefined
        : first(list.settle([wanted], { ...at, kept: at.kept === undefined ? [] : [at.kept] })),
    show: (kept, at) => (kept === undefined ? undefined : first(list.show([kept], at))),
  };
}

/** Microsoft.Network/firewallPolicies. */
export const firewallPolicy: Kind = defineKind({
  type: "Microsoft.Network/firewallPolicies",
  frame: ["properties", "id", "name", "type", "etag", "location", "tags", "identity"],
  properties: [
    part("sku", [choice("tier", ["Basic", "Standard", "Premium"], "Standard")], {
      isAlways: true,
    }),
    choice("threatIntelMode", ["Alert", "Deny", "Off"], "Alert"),
    asked("threatIntelWhitelist"),
    asked("insights"),
    asked("snat"),
    asked("sql"),
    asked("dnsSettings"),
    asked("explicitProxy"),
    asked("intrusionDetection"),
    asked("transportSecurity"),
    reference("basePolicy"),
    namedBy("childPolicies", typeKeys.firewallPolicy, { otherwise: [] }),
    childReferences("ruleCollectionGroups", typeKeys.ruleCollectionGroup),
    namedBy("firewalls", typeKeys.firewall, { otherwise: [] }),
    provisioningState(),
  ],
  checks: [checkReferences],
  removalChecks: [refusePolicyInUse],
});

/** Microsoft.Network/firewallPolicies/ruleCollectionGroups. */
export const ruleCollectionGroup: Kind = defineChild({
  type: "Microsoft.Network/firewallPolicies/ruleCollectionGroups",
  frame: ["properties", "id", "name", "type", "etag"],
  properties: [asked("size"), asked("priority"), asked("ruleCollections", []), provisioningState()],
  checks: [checkRuleCollectionGroup],
});

/** Microsoft.Network/ipGroups. */
export const ipGroup: Kind = defineKind({
  type: "Microsoft.Network/ipGroups",
  properties: [
    provisioningState(),
    asked("ipAddresses", []),
    namedBy("firewalls", typeKeys.firewall, { otherwise: [] }),
    namedBy("firewallPolicies", typeKeys.firewallPolicy, { otherwise: [] }),
  ],
});
