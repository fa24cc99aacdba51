import type { DeploymentScope } from "../deployment.ts";

const managementGroups = "/providers/Microsoft.Management/managementGroups";

/** The id of what is deployed to; empty for the tenant. */
export function scopeId(scope: DeploymentScope): string {
  switch (scope.kind) {
    case "tenant":
      return "";
    case "managementGroup":
      return `${managementGroups}/${scope.managementGroup}`;
    case "subscription":
      return `/subscriptions/${scope.subscription}`;
    case "resourceGroup":
      return groupId(scope.subscription, scope.resourceGroup);
  }
}

/** The id of a resource group. */
export function groupId(subscription: string, resourceGroup: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`;
}

/** The subscription of a scope; tenants and management groups have none. */
export function subscriptionOf(scope: DeploymentScope): string | undefined {
  return "subscription" in scope ? scope.subscription : undefined;
}

/** Reads a scope from its id; `undefined` when the id is that of something else. */
export function parseScope(id: string): DeploymentScope | undefined {
  if (id === "/" || id === "") return { kind: "tenant" };
  const [, group] =
    /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)$/i.exec(id) ?? [];
  if (group !== undefined) return { kind: "managementGroup", managementGroup: group };
  const match = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?$/i.exec(id);
  const [, subscription, resourceGroup] = match ?? [];
  if (subscription === undefined) return undefined;
  return resourceGroup === undefined
    ? { kind: "subscription", subscription }
    : { kind: "resourceGroup", subscription, resourceGroup };
}
