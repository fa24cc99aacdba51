import { typeKeys } from "../../arm/index.ts";
import { refuseWanInUse } from "../check/hub.ts";
import { namedBy } from "../reference/named-by.ts";
import { asked, provisioningState } from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/virtualWans. */
export const virtualWan: Kind = defineKind({
  type: "Microsoft.Network/virtualWans",
  properties: [
    provisioningState(),
    asked("disableVpnEncryption", false),
    asked("allowBranchToBranchTraffic", true),
    asked("allowVnetToVnetTraffic"),
    asked("office365LocalBreakoutCategory", "None"),
    asked("type", "Standard"),
    namedBy("virtualHubs", typeKeys.virtualHub),
    namedBy("vpnSites", typeKeys.vpnSite),
  ],
  removalChecks: [refuseWanInUse],
});
