import { isJsonObject, typeKeys } from "../../arm/index.ts";
import { takePublicPrefix } from "../address/public.ts";
import { refusePublicPrefixInUse } from "../check/in-use.ts";
import { propertyOf } from "../check/properties.ts";
import { checkPublicPrefix } from "../check/public-prefix.ts";
import { checkReferences } from "../check/references.ts";
import { checkZones } from "../check/zones.ts";
import { fromType, holder, holders } from "../reference/held-by.ts";
import type { Field } from "../shape/field.ts";
import {
  choice,
  lasting,
  parts,
  provisioningState,
  reference,
  resourceGuid,
  text,
  texts,
  whole,
} from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Completing, Kind } from "./kind.ts";
import { addressSku } from "./public-ip.ts";

/** Microsoft.Network/publicIPPrefixes. */
export const publicPrefix: Kind = defineKind({
  type: "Microsoft.Network/publicIPPrefixes",
  frame: [
    "name",
    "id",
    "etag",
    "type",
    "location",
    "extendedLocation",
    "tags",
    "zones",
    "properties",
    "sku",
  ],
  top: [texts("zones"), addressSku("Standard")],
  properties: [
    provisioningState(),
    resourceGuid(),
    whole("prefixLength"),
    choice("publicIPAddressVersion", ["IPv4", "IPv6"], "IPv4"),
    prefix(),
    parts("ipTags", [text("ipTagType"), text("tag")], { otherwise: [] }),
    reference("customIpPrefix", "customIpPrefixes"),
    holders("publicIPAddresses", fromType(typeKeys.publicIp)),
    holder("loadBalancerFrontendIpConfiguration", fromType(typeKeys.loadBalancer)),
    holder("natGateway", fromType(typeKeys.natGateway)),
  ],
  checks: [checkPublicPrefix, checkZones, checkReferences],
  complete: completePrefix,
  removalChecks: [refusePublicPrefixInUse],
});

// It is there when the operation has ended.
function prefix(): Field {
  const form = lasting("ipPrefix");
  return {
    ...form,
    settle: (wanted, at) => at.kept ?? (at.isImport ? wanted : undefined),
    show: (kept, at) => (at.moment === "made" ? undefined : kept),
  };
}

function completePrefix({ draft, row }: Completing): undefined {
  if (propertyOf(row, "ipPrefix") !== undefined) return undefined;
  const family = propertyOf(row, "publicIPAddressVersion") === "IPv6" ? 6 : 4;
  const length = Number(propertyOf(row, "prefixLength"));
  const ipPrefix = takePublicPrefix(draft, { family, length, key: row.id.key });
  const { properties } = row.body;
  const all = { ...(isJsonObject(properties) ? properties : {}), ipPrefix };
  draft.put({ ...row, body: { ...row.body, properties: all } });
  return undefined;
}
