import { isJsonObject, peekOwn } from "../../arm/index.ts";
import { skuOf } from "../check/public-ip.ts";
import type { Field } from "../shape/field.ts";
import { choice, reference, references } from "../shape/forms.ts";

/** `privateIPAddressVersion` of a front end: one with a public address has none. */
export function versionUnlessPublic(): Field {
  const form = choice("privateIPAddressVersion", ["IPv4", "IPv6"], "IPv4");
  return {
    ...form,
    show: (kept, at) =>
      at.kept["publicIPAddress"] === undefined ? form.show(kept, at) : undefined,
  };
}

/**
 * The pools of a rule: Azure writes one of them twice, in the singular and in the list, and several
 * in the list alone.
 */
export function poolOrPools(): readonly Field[] {
  const one = reference("backendAddressPool", "backendAddressPools");
  const several = references("backendAddressPools", undefined, "backendAddressPools");
  return [
    {
      ...one,
      settle: () => undefined,
      show: (_kept, { kept }) => {
        const pools = kept["backendAddressPools"];
        return Array.isArray(pools) && pools.length === 1 ? pools[0] : undefined;
      },
    },
    {
      ...several,
      settle: (wanted, at) => {
        const pools = several.settle(wanted, at);
        if (Array.isArray(pools) && pools.length > 1) return pools;
        const single = one.settle(peekOwn(at.asked, "backendAddressPool"), at);
        if (isJsonObject(single)) return [single];
        return Array.isArray(pools) && pools.length > 0 ? pools : undefined;
      },
    },
  ];
}

/** What basic balancers do not have. */
export function unlessBasic(field: Field): Field {
  return {
    ...field,
    show: (kept, at) => (skuOf(at.row).name === "Basic" ? undefined : field.show(kept, at)),
  };
}

/** A list of front ends, which Azure always writes. */
export function onlyFrom(name: string): Field {
  return references(name, [], "frontendIPConfigurations");
}
