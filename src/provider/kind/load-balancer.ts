import { typeKeys } from "../../arm/index.ts";
import { allocateAddresses } from "../address/allocate.ts";
import { checkFrontends, refuseBalancerInUse } from "../check/load-balancer.ts";
import { objectsOf, propertyOf } from "../check/properties.ts";
import { checkPublicHolders } from "../check/public-holder.ts";
import { skuOf } from "../check/public-ip.ts";
import { checkOwnReferences, checkReferences } from "../check/references.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import { fromList, fromType, holders } from "../reference/held-by.ts";
import { elements } from "../shape/elements.ts";
import type { Field } from "../shape/field.ts";
import {
  childList,
  choice,
  fixed,
  flag,
  part,
  provisioningState,
  reference,
  resourceGuid,
  since,
  text,
  texts,
  whole,
} from "../shape/forms.ts";
import { onlyFrom, poolOrPools, unlessBasic, versionUnlessPublic } from "./balancer-fields.ts";
import { defineKind, listed } from "./define.ts";
import type { Answering, Kind, PutAnswer } from "./kind.ts";

const type = "Microsoft.Network/loadBalancers";

// Each list of a balancer stands in what its elements lead to.
const balancingRules: Field = holders("loadBalancingRules", fromList("loadBalancingRules"));
const outboundRules: Field = holders("outboundRules", fromList("outboundRules"));
const natRules: Field = holders("inboundNatRules", fromType(typeKeys.inboundNatRule));
const natPools: Field = holders("inboundNatPools", fromList("inboundNatPools"));

const frontends: Field = elements({
  name: "frontendIPConfigurations",
  type: `${type}/frontendIPConfigurations`,
  isTypeFirst: true,
  beside: [texts("zones")],
  otherwise: [],
  properties: [
    provisioningState(),
    text("privateIPAddress"),
    choice("privateIPAllocationMethod", ["Dynamic", "Static"], "Dynamic"),
    reference("subnet", "subnets"),
    reference("publicIPAddress", "publicIPAddresses"),
    outboundRules,
    reference("publicIPPrefix", "publicIPPrefixes"),
    reference("gatewayLoadBalancer", "frontendIPConfigurations"),
    balancingRules,
    versionUnlessPublic(),
    natRules,
    natPools,
  ],
});

/** What every rule that forwards has in common, in Azure's order. */
export const forwarding: readonly Field[] = [
  flag("enableFloatingIP", false),
  whole("idleTimeoutInMinutes", 4),
  choice("protocol", ["Tcp", "Udp", "All", "Quic"], "Tcp"),
  fixed("enableDestinationServiceEndpoint", false),
  flag("enableTcpReset", false),
  fixed("allowBackendPortConflict", false),
];

const ruleList: Field = elements({
  name: "loadBalancingRules",
  type: `${type}/loadBalancingRules`,
  isTypeFirst: true,
  otherwise: [],
  properties: [
    provisioningState(),
    reference("frontendIPConfiguration", "frontendIPConfigurations"),
    whole("frontendPort"),
    whole("backendPort", 0),
    ...forwarding,
    choice("loadDistribution", ["Default", "SourceIP", "SourceIPProtocol"], "Default"),
    flag("disableOutboundSnat", false),
    ...poolOrPools(),
    reference("probe", "probes"),
    flag("enableConnectionTracking"),
  ],
});

const probeList: Field = elements({
  name: "probes",
  type: `${type}/probes`,
  otherwise: [],
  properties: [
    provisioningState(),
    choice("protocol", ["Http", "Https", "Tcp"], "Tcp"),
    whole("port"),
    text("requestPath"),
    whole("intervalInSeconds", 15),
    whole("numberOfProbes", 2),
    since("2022-05-01", whole("probeThreshold", 1)),
    choice("noHealthyBackendsBehavior", ["AllProbedDown", "AllProbedUp"]),
    balancingRules,
  ],
});

const outboundList: Field = elements({
  name: "outboundRules",
  type: `${type}/outboundRules`,
  isTypeFirst: true,
  otherwise: [],
  properties: [
    provisioningState(),
    whole("allocatedOutboundPorts", 0),
    choice("protocol", ["Tcp", "Udp", "All"]),
    flag("enableTcpReset", false),
    whole("idleTimeoutInMinutes", 4),
    fixed("allocationPolicy", { onDemandAllocation: false, portReuse: "FirstAvailable" }),
    reference("backendAddressPool", "backendAddressPools"),
    onlyFrom("frontendIPConfigurations"),
  ],
});

const natPoolList: Field = elements({
  name: "inboundNatPools",
  type: `${type}/inboundNatPools`,
  otherwise: [],
  properties: [
    provisioningState(),
    whole("frontendPortRangeStart"),
    whole("frontendPortRangeEnd"),
    whole("backendPort"),
    choice("protocol", ["Tcp", "Udp", "All"]),
    whole("idleTimeoutInMinutes", 4),
    flag("enableFloatingIP", false),
    fixed("enableDestinationServiceEndpoint", false),
    flag("enableTcpReset", false),
    fixed("allowBackendPortConflict", false),
    reference("frontendIPConfiguration", "frontendIPConfigurations"),
  ],
});

/** Microsoft.Network/loadBalancers. */
export const loadBalancer: Kind = defineKind({
  type,
  frame: [
    "name",
    "id",
    "etag",
    "type",
    "location",
    "tags",
    "extendedLocation",
    "properties",
    "sku",
  ],
  top: [
    part(
      "sku",
      [
        choice("name", ["Basic", "Standard", "Gateway"], "Basic"),
        choice("tier", ["Regional", "Global"], "Regional"),
      ],
      { isAlways: true },
    ),
  ],
  properties: [
    provisioningState(),
    resourceGuid(),
    frontends,
    childList("backendAddressPools"),
    ruleList,
    probeList,
    childList("inboundNatRules"),
    unlessBasic(outboundList),
    natPoolList,
  ],
  children: [
    listed("backendAddressPools", typeKeys.backendPool, { isEmptiedWhenAbsent: true }),
    listed("inboundNatRules", typeKeys.inboundNatRule, { isEmptiedWhenAbsent: true }),
  ],
  elements: ["frontendIPConfigurations", "loadBalancingRules", "probes", "outboundRules"],
  protocol: { put: answer },
  checks: [checkFrontends, checkReferences, checkPublicHolders],
  complete: (at) => checkOwnReferences(at) ?? allocateAddresses("frontendIPConfigurations")(at),
  removalChecks: [refuseBalancerInUse],
});

// Seen in recordings: balancers of gateways and of the whole world take time; others do when they have
// rules, or back ends that are addresses.
function answer({ estate, before, row }: Answering): PutAnswer {
  if (before === undefined) return "operation";
  const { name, tier } = skuOf(row);
  if (name === "Gateway" || tier === "Global") return "operation";
  const hasRules = objectsOf(propertyOf(before, "loadBalancingRules")).length > 0;
  return hasRules || hasAddresses(estate, row) ? "operation" : "ended";
}

function hasAddresses(estate: EstateView, row: Row): boolean {
  return estate
    .childrenOf(row.id.key, typeKeys.backendPool)
    .some((pool) => objectsOf(propertyOf(pool, "loadBalancerBackendAddresses")).length > 0);
}
