import { refuseWhenNamed } from "../check/in-use.ts";
import { provisioningState } from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/applicationSecurityGroups: it is named, and says nothing itself. */
export const applicationSecurityGroup: Kind = defineKind({
  type: "Microsoft.Network/applicationSecurityGroups",
  properties: [provisioningState()],
  removalChecks: [refuseWhenNamed],
});
