import { asked, assigned } from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.ManagedIdentity/userAssignedIdentities. */
export const managedIdentity: Kind = defineKind({
  type: "Microsoft.ManagedIdentity/userAssignedIdentities",
  frame: ["location", "tags", "id", "name", "type", "properties"],
  top: [asked("tags", {})],
  properties: [
    assigned("tenantId", () => "00000000-0000-0000-0000-000000000001"),
    assigned("principalId", ({ world }) => world.guid()),
    assigned("clientId", ({ world }) => world.guid()),
  ],
  protocol: { put: "direct", remove: "direct" },
});
