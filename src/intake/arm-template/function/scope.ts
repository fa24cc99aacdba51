import { createUnknown, isUnknown, type Resource } from "../../../arm/index.ts";
import type { DeploymentScope } from "../deployment.ts";
import { ExpressionFault, type Value } from "../expression/index.ts";
import type { Run, Spot } from "../frame.ts";
import { memberOf } from "../member.ts";
import { groupId, scopeId, subscriptionOf } from "../scope/scope.ts";
import { isValue } from "../value.ts";
import type { DeploymentFunction } from "./function.ts";

/** Functions that read what is deployed to. */
export const scopeFunctions: readonly DeploymentFunction[] = [
  { name: "resourceGroup", count: [0, 0], call: (_, spot) => resourceGroup(spot) },
  { name: "subscription", count: [0, 0], call: (_, spot) => subscription(spot) },
  { name: "managementGroup", count: [0, 0], call: (_, spot) => managementGroup(spot) },
  { name: "tenant", count: [0, 0], call: (_, { frame }) => tenant(frame.run) },
];

type GroupScope = Extract<DeploymentScope, { readonly kind: "resourceGroup" }>;

function resourceGroup({ frame }: Spot): Value {
  const { scope } = frame.environment;
  if (scope.kind !== "resourceGroup") {
    throw new ExpressionFault("resourceGroup() needs a deployment to a resource group");
  }
  const group = findGroup(frame.run, scope);
  const tags = group === undefined ? undefined : (memberOf(group.body, "tags") ?? {});
  return {
    id: scopeId(scope),
    name: scope.resourceGroup,
    type: "Microsoft.Resources/resourceGroups",
    location: groupLocation(frame.run, scope),
    tags: isValue(tags) ? tags : createUnknown(`${nameGroup(frame.run, scope)}.tags`),
    properties: { provisioningState: "Succeeded" },
  };
}

// A group that the deployment makes, or an export holds, says itself where it is.
function groupLocation(run: Run, scope: GroupScope): Value {
  const group = findGroup(run, scope);
  const written = group === undefined ? undefined : memberOf(group.body, "location");
  if (typeof written === "string" || isUnknown(written)) return written;
  const { root } = run;
  const isRoot = scopeId(scope).toLowerCase() === scopeId(root.scope).toLowerCase();
  if (isRoot && root.location !== undefined) return root.location;
  return createUnknown(`${nameGroup(run, scope)}.location`);
}

// The group of the deployment is called as the template calls it; another one by its name as well.
function nameGroup({ root }: Run, scope: GroupScope): string {
  const isRoot = scopeId(scope).toLowerCase() === scopeId(root.scope).toLowerCase();
  return isRoot ? "resourceGroup()" : `resourceGroup('${scope.resourceGroup}')`;
}

function findGroup({ find }: Run, scope: GroupScope): Resource | undefined {
  return find(groupId(scope.subscription, scope.resourceGroup).toLowerCase());
}

function subscription({ frame }: Spot): Value {
  const id = subscriptionOf(frame.environment.scope);
  if (id === undefined) {
    throw new ExpressionFault("subscription() needs a deployment to a subscription or below");
  }
  return {
    id: `/subscriptions/${id}`,
    subscriptionId: id,
    tenantId: tenantId(frame.run),
    displayName:
      frame.run.root.plane?.facts.subscriptionName ?? createUnknown("subscription().displayName"),
  };
}

function managementGroup({ frame }: Spot): Value {
  const { scope } = frame.environment;
  if (scope.kind !== "managementGroup") {
    throw new ExpressionFault("managementGroup() needs a deployment to a management group");
  }
  return {
    id: scopeId(scope),
    name: scope.managementGroup,
    type: "/providers/Microsoft.Management/managementGroups",
    properties: createUnknown("managementGroup().properties"),
  };
}

function tenant(run: Run): Value {
  return {
    id: createUnknown("tenant().id"),
    tenantId: tenantId(run),
    countryCode: createUnknown("tenant().countryCode"),
    displayName: createUnknown("tenant().displayName"),
  };
}

// One tenant, however it is asked for.
function tenantId({ root }: Run): Value {
  return root.plane?.facts.tenantId ?? createUnknown("tenant().tenantId");
}
