import { typeKeys } from "../../arm/index.ts";
import { refuseWhenNamed } from "../check/in-use.ts";
import { fromType, holders } from "../reference/held-by.ts";
import { childList, provisioningState, resourceGuid, text, texts } from "../shape/forms.ts";
import { defineChild, defineKind, listed } from "./define.ts";
import type { Kind } from "./kind.ts";

const type = "Microsoft.Network/serviceEndpointPolicies";

/** Microsoft.Network/serviceEndpointPolicies. */
export const serviceEndpointPolicy: Kind = defineKind({
  type,
  properties: [
    provisioningState(),
    resourceGuid(),
    text("serviceAlias"),
    texts("contextualServiceEndpointPolicies"),
    childList("serviceEndpointPolicyDefinitions"),
    holders("subnets", fromType(typeKeys.subnet)),
  ],
  children: [
    listed(
      "serviceEndpointPolicyDefinitions",
      `${type}/serviceEndpointPolicyDefinitions`.toLowerCase(),
      {
        isEmptiedWhenAbsent: true,
      },
    ),
  ],
  removalChecks: [refuseWhenNamed],
});

/** Microsoft.Network/serviceEndpointPolicies/serviceEndpointPolicyDefinitions. */
export const serviceEndpointPolicyDefinition: Kind = defineChild({
  type: `${type}/serviceEndpointPolicyDefinitions`,
  properties: [
    provisioningState(),
    text("service"),
    text("description"),
    texts("serviceResources"),
  ],
});
