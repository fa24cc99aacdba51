import { isJsonObject } from "../../arm/index.ts";
import type { Row } from "../estate/row.ts";
import type { Check } from "../kind/kind.ts";
import {
  globalNeedsStandard,
  skuCannotChange,
  standardMustBeStatic,
} from "../refusal/public-ip.ts";
import { propertyOf } from "./properties.ts";

/** What goes with the SKU of a public address. */
export const checkPublicAddress: Check = ({ row, before }) => {
  const { name, tier } = skuOf(row);
  if (before !== undefined) {
    const old = skuOf(before);
    const isUpgrade = old.name === "Basic" && name === "Standard" && old.tier === tier;
    if ((old.name !== name || old.tier !== tier) && !isUpgrade) {
      return skuCannotChange(row.id.text, old.name, name);
    }
  }
  if (name === "Basic") return tier === "Global" ? globalNeedsStandard(row.id.text) : undefined;
  const isStatic = propertyOf(row, "publicIPAllocationMethod") === "Static";
  return isStatic ? undefined : standardMustBeStatic(row.id.text);
};

/** `sku` of a row, with what stands for an absent one. */
export function skuOf({ body }: Row): { readonly name: string; readonly tier: string } {
  const { sku } = body;
  const { name, tier } = isJsonObject(sku) ? sku : {};
  return {
    name: typeof name === "string" ? name : "Basic",
    tier: typeof tier === "string" ? tier : "Regional",
  };
}
