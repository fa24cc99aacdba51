import { checkReferences } from "../check/references.ts";
import { elements } from "../shape/elements.ts";
import { derived, provisioningState, reference, references, resourceGuid } from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

const type = "Microsoft.Network/networkProfiles";

/** Microsoft.Network/networkProfiles. */
export const networkProfile: Kind = defineKind({
  type,
  properties: [
    provisioningState(),
    resourceGuid(),
    derived("containerNetworkInterfaces", () => []),
    elements({
      name: "containerNetworkInterfaceConfigurations",
      type: `${type}/containerNetworkInterfaceConfigurations`,
      otherwise: [],
      properties: [
        provisioningState(),
        elements({
          name: "ipConfigurations",
          type: `${type}/containerNetworkInterfaceConfigurations/ipConfigurations`,
          otherwise: [],
          properties: [provisioningState(), reference("subnet", "subnets")],
        }),
        references("containerNetworkInterfaces", []),
      ],
    }),
  ],
  protocol: { put: "direct" },
  checks: [checkReferences],
});
