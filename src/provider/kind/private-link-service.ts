import { checkLinkService } from "../check/endpoint.ts";
import { checkReferences } from "../check/references.ts";
import { completeLinkService, removeLinkServiceInterface } from "../endpoint/link-service.ts";
import { elements } from "../shape/elements.ts";
import {
  asked,
  assigned,
  lasting,
  provisioningState,
  reference,
  references,
  resourceGuid,
} from "../shape/forms.ts";
import { defineKind, listed } from "./define.ts";
import type { Kind } from "./kind.ts";

const type = "Microsoft.Network/privateLinkServices";

/** Microsoft.Network/privateLinkServices. */
export const privateLinkService: Kind = defineKind({
  type,
  frame: ["name", "id", "etag", "type", "location", "extendedLocation", "tags", "properties"],
  properties: [
    provisioningState(),
    resourceGuid(),
    asked("fqdns", []),
    assigned("alias", ({ world }) => world.guid()),
    asked("visibility"),
    asked("autoApproval"),
    asked("enableProxyProtocol", false),
    references("loadBalancerFrontendIpConfigurations"),
    asked("destinationIPAddress"),
    elements({
      name: "ipConfigurations",
      type: `${type}/ipConfigurations`,
      isTypeFirst: true,
      properties: [
        { name: "provisioningState", settle: () => undefined, show: () => "Succeeded" },
        asked("privateIPAddress"),
        asked("privateIPAllocationMethod", "Dynamic"),
        reference("subnet"),
        asked("primary", true),
        asked("privateIPAddressVersion", "IPv4"),
      ],
      otherwise: [],
    }),
    lasting("privateEndpointConnections"),
    lasting("networkInterfaces", []),
  ],
  children: [
    listed("privateEndpointConnections", `${type}/privateEndpointConnections`.toLowerCase(), {
      isOnlyShown: true,
    }),
  ],
  checks: [checkReferences, checkLinkService],
  complete: completeLinkService,
  cascade: removeLinkServiceInterface,
});
