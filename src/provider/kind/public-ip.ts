import { isJsonObject, type JsonObject, typeKeys } from "../../arm/index.ts";
import { prefixFor, takeFromPrefix, takePublicAddress } from "../address/public.ts";
import { refusePublicAddressInUse } from "../check/in-use.ts";
import { propertyOf } from "../check/properties.ts";
import { checkPublicAddress } from "../check/public-ip.ts";
import { checkReferences } from "../check/references.ts";
import { checkZones } from "../check/zones.ts";
import { nameClaim } from "../estate/claims.ts";
import type { Row } from "../estate/row.ts";
import { isImported } from "../estate/said.ts";
import { fromType, heldBy, holder } from "../reference/held-by.ts";
import { nameInUse, publicPrefixFull } from "../refusal/public-ip.ts";
import type { Refusal } from "../refusal/refusal.ts";
import type { Field, Showing } from "../shape/field.ts";
import {
  choice,
  fixed,
  lasting,
  part,
  parts,
  provisioningState,
  reference,
  resourceGuid,
  since,
  text,
  texts,
  whole,
} from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Completing, Kind } from "./kind.ts";

/** `sku` of an address or a prefix of addresses. */
export function addressSku(otherwise: "Basic" | "Standard"): Field {
  const fields = [
    choice("name", ["Basic", "Standard", "StandardV2"], otherwise),
    choice("tier", ["Regional", "Global"], "Regional"),
  ];
  return part("sku", fields, { isAlways: true });
}

/** Microsoft.Network/publicIPAddresses. */
export const publicIp: Kind = defineKind({
  type: "Microsoft.Network/publicIPAddresses",
  frame: [
    "name",
    "id",
    "etag",
    "location",
    "extendedLocation",
    "tags",
    "zones",
    "properties",
    "type",
    "sku",
  ],
  top: [texts("zones"), addressSku("Basic")],
  properties: [
    provisioningState(),
    resourceGuid(),
    address(),
    choice("publicIPAddressVersion", ["IPv4", "IPv6"], "IPv4"),
    choice("publicIPAllocationMethod", ["Dynamic", "Static"], "Dynamic"),
    whole("idleTimeoutInMinutes", 4),
    part("dnsSettings", [
      text("domainNameLabel"),
      text("domainNameLabelScope"),
      text("fqdn"),
      text("reverseFqdn"),
    ]),
    parts("ipTags", [text("ipTagType"), text("tag")], { otherwise: [] }),
    reference("publicIPPrefix", "publicIPPrefixes"),
    holder("ipConfiguration", ({ steps, row }) => {
      return row.typeKey !== typeKeys.natGateway && /publicIPAddress/i.test(steps.join());
    }),
    holder("natGateway", fromType(typeKeys.natGateway)),
    since("2022-05-01", ddosSettings()),
    reference("linkedPublicIPAddress", "publicIPAddresses"),
    reference("servicePublicIPAddress", "publicIPAddresses"),
    text("deleteOption"),
  ],
  checks: [checkPublicAddress, checkZones, checkReferences],
  complete: completePublicIp,
  removalChecks: [refusePublicAddressInUse],
});

// A static address is there when the operation has ended, a dynamic one while something has it.
function address(): Field {
  const form = lasting("ipAddress");
  return {
    ...text("ipAddress"),
    settle: form.settle,
    show: (kept, at) => {
      const isAsked = at.row.facts["hasAskedAddress"] === true;
      if (at.moment === "made" && !isAsked) return undefined;
      if (isImported(at.row)) return kept;
      return isStatic(at.row) || isAsked || heldBy(at, () => true) !== undefined ? kept : undefined;
    },
  };
}

function isStatic(row: Row): boolean {
  return propertyOf(row, "publicIPAllocationMethod") === "Static";
}

// Only standard addresses say how they are protected.
function ddosSettings(): Field {
  const form = part("ddosSettings", [
    choice("protectionMode", ["VirtualNetworkInherited", "Enabled", "Disabled"]),
    reference("ddosProtectionPlan", "ddosProtectionPlans"),
  ]);
  const inherited = fixed("ddosSettings", { protectionMode: "VirtualNetworkInherited" });
  return {
    ...form,
    show: (kept, at) =>
      form.show(kept, at) ?? (isStandard(at) ? inherited.show(undefined, at) : undefined),
  };
}

function isStandard({ row }: Showing): boolean {
  const { sku } = row.body;
  return isJsonObject(sku) && sku["name"] !== "Basic";
}

function completePublicIp(at: Completing): Refusal | undefined {
  const { draft, row } = at;
  const settings = dnsSettingsOf(row);
  const fqdn = settings?.["fqdn"];
  if (typeof fqdn === "string") {
    const other = draft.claimantsOf(nameClaim(fqdn)).find((one) => one.row.id.key !== row.id.key);
    if (other !== undefined) return nameInUse(fqdn);
  }
  const asked = propertyOf(row, "ipAddress");
  const given = asked ?? give(at);
  if (typeof given !== "string") return publicPrefixFull(String(propertyOf(row, "publicIPPrefix")));
  const facts = asked !== undefined && at.before === undefined ? { hasAskedAddress: true } : {};
  const { properties } = row.body;
  draft.put({
    ...row,
    facts: { ...row.facts, ...facts },
    body: {
      ...row.body,
      ...zonesOf(at),
      properties: {
        ...(isJsonObject(properties) ? properties : {}),
        ipAddress: given,
        ...(settings === undefined ? {} : { dnsSettings: settings }),
      },
    },
  });
  return undefined;
}

function give({ draft, row }: Completing): string | undefined {
  const wanted = propertyOf(row, "publicIPPrefix");
  const prefix = prefixFor(draft, wanted);
  if (prefix !== undefined) return takeFromPrefix(draft, prefix);
  const family = propertyOf(row, "publicIPAddressVersion") === "IPv6" ? 6 : 4;
  return takePublicAddress(draft, family, row.id.key);
}

// Azure makes the name of the label; a scope puts a hash in between.
function dnsSettingsOf(row: Row): JsonObject | undefined {
  const settings = propertyOf(row, "dnsSettings");
  if (!isJsonObject(settings)) return undefined;
  const label = settings["domainNameLabel"];
  if (typeof label !== "string" || label === "") return settings;
  const place = `${String(row.body["location"])}.cloudapp.azure.com`;
  const { domainNameLabelScope: scope, fqdn: _old, reverseFqdn, ...rest } = settings;
  return {
    ...rest,
    ...(scope === undefined ? {} : { domainNameLabelScope: scope }),
    fqdn: `${label.toLowerCase()}.${place}`,
    ...(reverseFqdn === undefined ? {} : { reverseFqdn }),
  };
}

// An address stands in the zones of the prefix that it comes from.
function zonesOf({ draft, row }: Completing): { readonly zones?: unknown } {
  if (row.body["zones"] !== undefined) return {};
  const prefix = propertyOf(row, "publicIPPrefix");
  const key = isJsonObject(prefix) ? String(prefix["id"]).toLowerCase() : "";
  const zones = draft.find(key)?.body["zones"];
  return zones === undefined ? {} : { zones };
}
