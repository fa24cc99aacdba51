import { checkPublicHolders } from "../check/public-holder.ts";
import { checkReferences } from "../check/references.ts";
import { elements } from "../shape/elements.ts";
import {
  asked,
  choice,
  flag,
  part,
  provisioningState,
  reference,
  text,
  texts,
  whole,
} from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

const type = "Microsoft.Network/bastionHosts";

/** Microsoft.Network/bastionHosts. It never tells the private address that it has. */
export const bastion: Kind = defineKind({
  type,
  frame: ["name", "id", "etag", "type", "location", "tags", "zones", "properties", "sku"],
  top: [
    texts("zones"),
    part("sku", [choice("name", ["Basic", "Standard", "Premium", "Developer"], "Basic")], {
      isAlways: true,
    }),
  ],
  properties: [
    provisioningState(),
    text("dnsName"),
    whole("scaleUnits", 2),
    elements({
      name: "ipConfigurations",
      type: `${type}/bastionHostIpConfigurations`,
      properties: [
        provisioningState(),
        choice("privateIPAllocationMethod", ["Dynamic", "Static"], "Dynamic"),
        reference("subnet", "subnets"),
        reference("publicIPAddress", "publicIPAddresses"),
      ],
    }),
    reference("virtualNetwork", "virtualNetworks"),
    asked("networkAcls"),
    flag("disableCopyPaste"),
    flag("enableFileCopy"),
    flag("enableIpConnect"),
    flag("enableShareableLink"),
    flag("enableTunneling"),
    flag("enableKerberos"),
    flag("enableSessionRecording"),
  ],
  checks: [checkReferences, checkPublicHolders],
});
