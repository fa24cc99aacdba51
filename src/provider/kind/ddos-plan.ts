import { typeKeys } from "../../arm/index.ts";
import { refuseDdosPlanInUse } from "../check/in-use.ts";
import { fromType, holders } from "../reference/held-by.ts";
import { provisioningState } from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/ddosProtectionPlans. */
export const ddosPlan: Kind = defineKind({
  type: "Microsoft.Network/ddosProtectionPlans",
  properties: [
    provisioningState(),
    holders("publicIPAddresses", fromType(typeKeys.publicIp)),
    holders("virtualNetworks", fromType(typeKeys.virtualNetwork)),
  ],
  protocol: { put: "ended" },
  removalChecks: [refuseDdosPlanInUse],
});
