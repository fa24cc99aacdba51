import { typeKeys } from "../../arm/index.ts";
import { refuseWhenNamed } from "../check/in-use.ts";
import { fromType, holders } from "../reference/held-by.ts";
import { provisioningState, texts } from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/ipGroups. */
export const ipGroup: Kind = defineKind({
  type: "Microsoft.Network/ipGroups",
  properties: [
    provisioningState(),
    texts("ipAddresses", []),
    holders("firewalls", fromType(typeKeys.firewall)),
    holders("firewallPolicies", fromType(typeKeys.firewallPolicy)),
  ],
  removalChecks: [refuseWhenNamed],
});
