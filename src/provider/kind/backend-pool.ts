import { isJsonObject, type JsonObject, typeKeys } from "../../arm/index.ts";
import { propertyOf } from "../check/properties.ts";
import { skuOf } from "../check/public-ip.ts";
import { checkReferences } from "../check/references.ts";
import { fromList, fromType, heldBy, holders } from "../reference/held-by.ts";
import { elements } from "../shape/elements.ts";
import type { Field, Showing } from "../shape/field.ts";
import {
  asked,
  choice,
  derived,
  parts,
  provisioningState,
  reference,
  since,
  text,
  whole,
} from "../shape/forms.ts";
import { defineChild } from "./define.ts";
import type { Kind } from "./kind.ts";

const addressType =
  "Microsoft.Network/loadBalancers/backendAddressPools/loadBalancerBackendAddresses";

/** Microsoft.Network/loadBalancers/backendAddressPools. */
export const backendPool: Kind = defineChild({
  type: "Microsoft.Network/loadBalancers/backendAddressPools",
  properties: [
    provisioningState(),
    reference("virtualNetwork", "virtualNetworks"),
    whole("drainPeriodInSeconds"),
    since("2020-05-01", addresses()),
    holders("inboundNatRules", fromType(typeKeys.inboundNatRule)),
    choice("syncMode", ["Automatic", "Manual"]),
    holders("loadBalancingRules", fromList("loadBalancingRules")),
    tunnelInterfaces(),
    holders("outboundRules", fromList("outboundRules")),
    derived("backendIPConfigurations", members),
    asked("location"),
  ],
  checks: [checkReferences],
});

// Interfaces join a pool from their side.
function members(at: Showing): readonly { readonly id: string }[] | undefined {
  return heldBy(at, ({ row, steps }) => {
    return row.root !== at.row.root && steps.includes("loadBalancerBackendAddressPools");
  });
}

// A balancer that is not basic lists its addresses, those of interfaces too.
function addresses(): Field {
  const form = elements({
    name: "loadBalancerBackendAddresses",
    type: addressType,
    properties: [
      provisioningState(),
      reference("loadBalancerFrontendIPConfiguration", "frontendIPConfigurations"),
      adminState(),
      text("ipAddress"),
      reference("virtualNetwork", "virtualNetworks"),
      derived("inboundNatRulesPortMapping", portMapping),
      reference("subnet", "subnets"),
      reference("networkInterfaceIPConfiguration"),
    ],
  });
  return {
    ...form,
    settle: (wanted, at) =>
      // What interfaces put in is told by them: a request only repeats it.
      form.settle(Array.isArray(wanted) ? wanted.filter(isOwn) : wanted, at),
    show: (kept, at) => {
      const balancer = at.estate.find(at.row.root);
      const own = form.show(kept, at);
      const all = [...(Array.isArray(own) ? own : []), ...interfaceAddresses(at)];
      const isBasic = balancer === undefined || skuOf(balancer).name === "Basic";
      return isBasic && all.length === 0 ? undefined : isBasic ? undefined : all;
    },
  };
}

// `None` is no state.
function adminState(): Field {
  const form = choice("adminState", ["None", "Up", "Down"]);
  return { ...form, show: (kept) => (kept === "None" ? undefined : kept) };
}

function isOwn(address: unknown): boolean {
  if (!isJsonObject(address)) return true;
  const { properties } = address;
  return !isJsonObject(properties) || properties["networkInterfaceIPConfiguration"] === undefined;
}

function interfaceAddresses(at: Showing): readonly JsonObject[] {
  return (members(at) ?? []).map(({ id }) => {
    const name = addressName(id);
    return {
      name,
      id: `${at.id}/loadBalancerBackendAddresses/${name}`,
      etag: at.etag,
      properties: { provisioningState: at.state, networkInterfaceIPConfiguration: { id } },
      type: addressType,
    };
  });
}

// As the portal writes it: group, interface and configuration.
function addressName(configuration: string): string {
  const segments = configuration.split("/");
  return `${segments[4] ?? ""}_${segments.at(-3) ?? ""}${segments.at(-1) ?? ""}`;
}

// Rules with a range of ports give each address a port of its own.
function portMapping({ estate, row, kept }: Showing): unknown {
  const mappings = estate.childrenOf(row.root, typeKeys.inboundNatRule).flatMap((rule) => {
    const pool = propertyOf(rule, "backendAddressPool");
    const isOurs = isJsonObject(pool) && String(pool["id"]).toLowerCase() === row.id.key;
    const start = propertyOf(rule, "frontendPortRangeStart");
    if (!isOurs || typeof start !== "number") return [];
    const index = addressIndex(row.body, kept);
    return [
      {
        inboundNatRuleName: rule.id.name,
        frontendPort: start + index,
        backendPort: propertyOf(rule, "backendPort"),
      },
    ];
  });
  return mappings.length === 0 ? undefined : mappings;
}

function addressIndex(body: JsonObject, kept: JsonObject): number {
  const list = propertyOf({ body }, "loadBalancerBackendAddresses");
  if (!Array.isArray(list)) return 0;
  return Math.max(
    0,
    list.findIndex((one: unknown) => isJsonObject(one) && one["properties"] === kept),
  );
}

// The back end of a gateway's balancer hears of its packets through tunnels.
function tunnelInterfaces(): Field {
  const form = parts("tunnelInterfaces", [
    whole("port", 10_800),
    whole("identifier"),
    choice("protocol", ["None", "Native", "VXLAN"]),
    choice("type", ["None", "Internal", "External"]),
  ]);
  const usual = [{ port: 10_800, identifier: 900, protocol: "VXLAN", type: "Internal" }];
  return {
    ...form,
    show: (kept, at) => {
      const shown = form.show(kept, at);
      if (shown !== undefined) return shown;
      const balancer = at.estate.find(at.row.root);
      return balancer !== undefined && skuOf(balancer).name === "Gateway" ? usual : undefined;
    },
  };
}
