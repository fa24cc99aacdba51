import { asked, fixed, provisioningState } from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/networkWatchers. */
export const networkWatcher: Kind = defineKind({
  type: "Microsoft.Network/networkWatchers",
  properties: [provisioningState(), asked("flowLogs"), fixed("runningOperationIds", [])],
  protocol: { put: "ended" },
});
