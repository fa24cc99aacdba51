import { refuseWhenNamed } from "../check/in-use.ts";
import { asked, childList, choice, provisioningState, texts } from "../shape/forms.ts";
import { defineChild, defineKind, listed } from "./define.ts";
import type { Kind } from "./kind.ts";

const type = "Microsoft.Network/routeFilters";

/** Microsoft.Network/routeFilters. */
export const routeFilter: Kind = defineKind({
  type,
  properties: [provisioningState(), childList("rules"), asked("peerings")],
  children: [
    listed("rules", `${type}/routeFilterRules`.toLowerCase(), {
      segment: "routeFilterRules",
      isEmptiedWhenAbsent: true,
    }),
  ],
  removalChecks: [refuseWhenNamed],
});

/** Microsoft.Network/routeFilters/routeFilterRules. */
export const routeFilterRule: Kind = defineChild({
  type: `${type}/routeFilterRules`,
  properties: [
    provisioningState(),
    choice("access", ["Allow", "Deny"]),
    choice("routeFilterRuleType", ["Community"]),
    texts("communities"),
  ],
});
