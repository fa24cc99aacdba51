import { checkVaultName } from "../check/service-name.ts";
import type { Field } from "../shape/field.ts";
import { asked, derived } from "../shape/forms.ts";
import { defineKind, listed } from "./define.ts";
import type { Kind } from "./kind.ts";

const type = "Microsoft.KeyVault/vaults";

/** Microsoft.KeyVault/vaults, as far as its network rules. */
export const keyVault: Kind = defineKind({
  type,
  frame: ["id", "name", "type", "location", "tags", "properties"],
  top: [asked("tags", {})],
  properties: [
    asked("sku", { family: "A", name: "standard" }),
    asked("tenantId"),
    { name: "privateEndpointConnections", settle: () => undefined, show: () => undefined },
    asked("networkAcls"),
    asked("accessPolicies", []),
    asked("enabledForDeployment", false),
    asked("enabledForDiskEncryption"),
    asked("enabledForTemplateDeployment"),
    asked("enableSoftDelete", true),
    asked("softDeleteRetentionInDays", 90),
    asked("enableRbacAuthorization"),
    asked("enablePurgeProtection"),
    uri(),
    derived("provisioningState", ({ state }) => state),
    asked("publicNetworkAccess", "Enabled"),
  ],
  children: [
    listed("privateEndpointConnections", `${type}/privateEndpointConnections`.toLowerCase(), {
      isOnlyShown: true,
      isOmittedWhenEmpty: true,
    }),
  ],
  checks: [checkVaultName],
  protocol: { put: "direct", remove: "direct" },
});

function uri(): Field {
  return {
    name: "vaultUri",
    settle: (wanted, { isImport }) => (isImport ? wanted : undefined),
    show: (kept, { row }) => kept ?? `https://${row.id.name.toLowerCase()}.vault.azure.net/`,
  };
}
