import { type JsonObject, typeKeys } from "../../arm/index.ts";
import { refuseSecurityGroupInUse } from "../check/in-use.ts";
import { checkSecurityRule } from "../check/security-rule.ts";
import { fromType, holders } from "../reference/held-by.ts";
import type { Field, Showing } from "../shape/field.ts";
import {
  childList,
  choice,
  derived,
  provisioningState,
  references,
  resourceGuid,
  text,
  texts,
  whole,
} from "../shape/forms.ts";
import { attachedSubnets } from "../subnet/attached.ts";
import { defineChild, defineKind, listed } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/networkSecurityGroups. */
export const securityGroup: Kind = defineKind({
  type: "Microsoft.Network/networkSecurityGroups",
  properties: [
    provisioningState(),
    resourceGuid(),
    childList("securityRules"),
    derived("defaultSecurityRules", defaultRules),
    holders("flowLogs", fromType("microsoft.network/networkwatchers/flowlogs")),
    derived("subnets", attachedSubnets),
    holders("networkInterfaces", (one) => {
      return one.row.typeKey === typeKeys.nic && one.steps.length === 2;
    }),
  ],
  children: [listed("securityRules", typeKeys.securityRule, { isEmptiedWhenAbsent: true })],
  elements: ["defaultSecurityRules"],
  removalChecks: [refuseSecurityGroupInUse],
});

const ruleFields: readonly Field[] = [
  provisioningState(),
  text("description"),
  text("protocol"),
  text("sourcePortRange"),
  text("destinationPortRange"),
  text("sourceAddressPrefix"),
  text("destinationAddressPrefix"),
  choice("access", ["Allow", "Deny"]),
  whole("priority"),
  choice("direction", ["Inbound", "Outbound"]),
  texts("sourcePortRanges", []),
  texts("destinationPortRanges", []),
  texts("sourceAddressPrefixes", []),
  texts("destinationAddressPrefixes", []),
  references("sourceApplicationSecurityGroups", undefined, "applicationSecurityGroups"),
  references("destinationApplicationSecurityGroups", undefined, "applicationSecurityGroups"),
];

/** Microsoft.Network/networkSecurityGroups/securityRules. */
export const securityRule: Kind = defineChild({
  type: "Microsoft.Network/networkSecurityGroups/securityRules",
  frame: ["name", "id", "etag", "type", "properties"],
  properties: ruleFields,
  checks: [checkSecurityRule],
});

type DefaultRule = readonly [
  name: string,
  description: string,
  from: string,
  to: string,
  access: "Allow" | "Deny",
  priority: number,
  direction: "Inbound" | "Outbound",
];

// ROUTING.md 0.1: the six that every group has, in Azure's order.
const sixRules: readonly DefaultRule[] = [
  [
    "AllowVnetInBound",
    "Allow inbound traffic from all VMs in VNET",
    "VirtualNetwork",
    "VirtualNetwork",
    "Allow",
    65000,
    "Inbound",
  ],
  [
    "AllowAzureLoadBalancerInBound",
    "Allow inbound traffic from azure load balancer",
    "AzureLoadBalancer",
    "*",
    "Allow",
    65001,
    "Inbound",
  ],
  ["DenyAllInBound", "Deny all inbound traffic", "*", "*", "Deny", 65500, "Inbound"],
  [
    "AllowVnetOutBound",
    "Allow outbound traffic from all VMs to all VMs in VNET",
    "VirtualNetwork",
    "VirtualNetwork",
    "Allow",
    65000,
    "Outbound",
  ],
  [
    "AllowInternetOutBound",
    "Allow outbound traffic from all VMs to Internet",
    "*",
    "Internet",
    "Allow",
    65001,
    "Outbound",
  ],
  ["DenyAllOutBound", "Deny all outbound traffic", "*", "*", "Deny", 65500, "Outbound"],
];

function defaultRules(at: Showing): readonly JsonObject[] {
  return sixRules.map((rule) => showDefaultRule(at, rule));
}

function showDefaultRule(
  { id, etag, state }: Showing,
  [name, description, from, to, access, priority, direction]: DefaultRule,
): JsonObject {
  return {
    name,
    id: `${id}/defaultSecurityRules/${name}`,
    etag,
    type: "Microsoft.Network/networkSecurityGroups/defaultSecurityRules",
    properties: {
      provisioningState: state,
      description,
      protocol: "*",
      sourcePortRange: "*",
      destinationPortRange: "*",
      sourceAddressPrefix: from,
      destinationAddressPrefix: to,
      access,
      priority,
      direction,
      sourcePortRanges: [],
      destinationPortRanges: [],
      sourceAddressPrefixes: [],
      destinationAddressPrefixes: [],
    },
  };
}
