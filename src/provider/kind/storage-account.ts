import { isJsonObject } from "../../arm/index.ts";
import { checkAccountName } from "../check/service-name.ts";
import { primaryEndpoints } from "../service/storage.ts";
import { platform } from "../shape/constant.ts";
import type { Field } from "../shape/field.ts";
import { asked, assigned, derived, part } from "../shape/forms.ts";
import { defineKind, listed } from "./define.ts";
import type { Kind } from "./kind.ts";

const type = "Microsoft.Storage/storageAccounts";

/** Microsoft.Storage/storageAccounts, as far as its network rules. */
export const storageAccount: Kind = defineKind({
  type,
  frame: ["sku", "kind", "id", "name", "type", "location", "tags", "identity", "properties"],
  top: [
    part("sku", [
      asked("name", "Standard_LRS"),
      derived("tier", ({ kept }) => String(kept["name"] ?? "").split("_")[0]),
    ]),
    asked("kind", "StorageV2"),
    asked("tags", {}),
  ],
  properties: [
    made("keyCreationTime", (now) => ({ key1: now, key2: now })),
    asked("isHnsEnabled"),
    asked("publicNetworkAccess"),
    asked("allowSharedKeyAccess"),
    asked("allowCrossTenantReplication", false),
    { name: "privateEndpointConnections", settle: () => undefined, show: () => undefined },
    asked("minimumTlsVersion", "TLS1_0"),
    asked("allowBlobPublicAccess", false),
    part(
      "networkAcls",
      [
        asked("resourceAccessRules"),
        asked("ipv6Rules", []),
        asked("bypass", "AzureServices"),
        rules("virtualNetworkRules"),
        rules("ipRules"),
        asked("defaultAction", "Allow"),
      ],
      { isAlways: true },
    ),
    asked("supportsHttpsTrafficOnly", true),
    encryption(),
    accessTier(),
    derived("provisioningState", ({ state }) => state),
    made("creationTime", (now) => now),
    endpoints(),
    derived("primaryLocation", ({ row }) => row.body["location"]),
    platform("statusOfPrimary", "available"),
  ],
  children: [
    listed("privateEndpointConnections", `${type}/privateEndpointConnections`.toLowerCase(), {
      isOnlyShown: true,
    }),
  ],
  checks: [checkAccountName],
  protocol: {
    put: "accepted-once",
    remove: "direct",
    operations: { below: "location", results: "asyncoperations" },
  },
});

function made(name: string, write: (now: string) => unknown): Field {
  return assigned(name, ({ world, isImport }) => (isImport ? undefined : write(world.now())));
}

// Azure writes the state of each rule beside it.
function rules(name: string): Field {
  return {
    name,
    settle: (wanted) => (Array.isArray(wanted) ? wanted : []),
    show: (kept) =>
      Array.isArray(kept)
        ? kept.map((one: unknown) =>
            isJsonObject(one) && name === "virtualNetworkRules"
              ? { ...one, action: one["action"] ?? "Allow", state: one["state"] ?? "Succeeded" }
              : one,
          )
        : [],
  };
}

function accessTier(): Field {
  return {
    name: "accessTier",
    settle: (wanted) => wanted,
    show: (kept, { row }) => {
      const kind = String(row.body["kind"]).toLowerCase();
      return kept ?? (kind === "storage" ? undefined : "Hot");
    },
  };
}

function encryption(): Field {
  return assigned("encryption", ({ world, isImport, asked: all }) => {
    if (all["encryption"] !== undefined || isImport) return all["encryption"];
    const one = { keyType: "Account", enabled: true, lastEnabledTime: world.now() };
    return { services: { file: one, blob: one }, keySource: "Microsoft.Storage" };
  });
}

function endpoints(): Field {
  return {
    name: "primaryEndpoints",
    settle: (wanted, { isImport }) => (isImport ? wanted : undefined),
    show: (kept, { row }) => kept ?? primaryEndpoints(row),
  };
}
