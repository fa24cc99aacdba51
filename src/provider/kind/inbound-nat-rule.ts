import { typeKeys } from "../../arm/index.ts";
import { checkReferences } from "../check/references.ts";
import { fromType, holder } from "../reference/held-by.ts";
import { provisioningState, reference, whole } from "../shape/forms.ts";
import { defineChild } from "./define.ts";
import type { Kind } from "./kind.ts";
import { forwarding } from "./load-balancer.ts";

/** Microsoft.Network/loadBalancers/inboundNatRules. */
export const inboundNatRule: Kind = defineChild({
  type: "Microsoft.Network/loadBalancers/inboundNatRules",
  frame: ["name", "id", "etag", "type", "properties"],
  properties: [
    provisioningState(),
    reference("frontendIPConfiguration", "frontendIPConfigurations"),
    whole("frontendPort", 0),
    whole("backendPort"),
    ...forwarding,
    whole("frontendPortRangeStart"),
    whole("frontendPortRangeEnd"),
    reference("backendAddressPool", "backendAddressPools"),
    holder("backendIPConfiguration", fromType(typeKeys.nic, "loadBalancerInboundNatRules")),
  ],
  checks: [checkReferences],
});
