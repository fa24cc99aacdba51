import { checkReferences } from "../check/references.ts";
import { checkServerName, checkSqlFirewallRule } from "../check/service-name.ts";
import type { Field } from "../shape/field.ts";
import { asked, fixed } from "../shape/forms.ts";
import { secret } from "../shape/secret.ts";
import { defineChild, defineKind, listed } from "./define.ts";
import type { Kind, Protocol } from "./kind.ts";

const type = "Microsoft.Sql/servers";
const operations: Protocol["operations"] = {
  below: "location",
  statuses: "serverAzureAsyncOperation",
  results: "serverOperationResults",
  accepted: { operation: "UpsertLogicalServer" },
};

/** Microsoft.Sql/servers, as far as its network rules. */
export const sqlServer: Kind = defineKind({
  type,
  frame: ["kind", "properties", "location", "tags", "id", "name", "type"],
  top: [fixed("kind", "v12.0")],
  properties: [
    asked("administratorLogin"),
    secret("administratorLoginPassword"),
    asked("version", "12.0"),
    fixed("state", "Ready"),
    domainName(),
    { name: "privateEndpointConnections", settle: () => undefined, show: () => undefined },
    asked("minimalTlsVersion", "1.2"),
    asked("publicNetworkAccess", "Enabled"),
    asked("restrictOutboundNetworkAccess", "Disabled"),
    administrators(),
    fixed("externalGovernanceStatus", "Disabled"),
  ],
  children: [
    listed("privateEndpointConnections", `${type}/privateEndpointConnections`.toLowerCase(), {
      isOnlyShown: true,
    }),
  ],
  checks: [checkServerName],
  protocol: { put: "accepted", remove: "direct", operations },
});

const childFrame = ["properties", "id", "name", "type"];

/** Microsoft.Sql/servers/firewallRules. */
export const sqlFirewallRule: Kind = defineChild({
  type: `${type}/firewallRules`,
  frame: childFrame,
  properties: [asked("startIpAddress"), asked("endIpAddress")],
  checks: [checkSqlFirewallRule],
  protocol: { put: "direct", remove: "direct" },
});

/** Microsoft.Sql/servers/virtualNetworkRules. */
export const sqlNetworkRule: Kind = defineChild({
  type: `${type}/virtualNetworkRules`,
  frame: childFrame,
  properties: [
    asked("virtualNetworkSubnetId"),
    asked("ignoreMissingVnetServiceEndpoint", false),
    fixed("state", "Ready"),
  ],
  checks: [checkReferences],
  protocol: { put: "direct", remove: "direct" },
});

function domainName(): Field {
  return {
    name: "fullyQualifiedDomainName",
    settle: (wanted, { isImport }) => (isImport ? wanted : undefined),
    show: (kept, { row }) => kept ?? `${row.id.name.toLowerCase()}.database.windows.net`,
  };
}

// An empty one counts as none.
function administrators(): Field {
  return {
    name: "administrators",
    settle: (wanted) =>
      typeof wanted === "object" && wanted !== null && Object.keys(wanted).length > 0
        ? wanted
        : undefined,
    show: (kept) => kept,
  };
}
