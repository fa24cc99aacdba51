import type { DeploymentScope } from "../../intake/index.ts";
import {
  type EstateView,
  groupId,
  groupNotFound,
  isRefusal,
  parseId,
  type Refusal,
  refuse,
} from "../../provider/index.ts";
import type { Found } from "../dispatch/route.ts";
import { findScope } from "../scope/find-scope.ts";

/** Where a deployment is, and what it is called. */
export interface Target {
  /** Id of what is deployed to, as it is kept; empty for the tenant. */
  readonly scopeId: string;
  readonly scope: DeploymentScope;
  readonly name: string;
  /** Id of the deployment. */
  readonly id: string;
}

/** Finds what a path deploys to; a refusal when it is no such scope, or a group that is not there. */
export function findTarget(
  estate: EstateView,
  { scope: path = "", deployment: name = "" }: Found["parameters"],
): Target | Refusal {
  const scope = scopeOf(path);
  if (scope === undefined) {
    return refuse(
      400,
      "InvalidDeploymentScope",
      `'${path}' cannot be deployed to. A deployment is of a resource group, a subscription, a ` +
        "management group or the tenant.",
    );
  }
  const wrong = name.replaceAll(/[\p{L}\p{N}._()-]/gu, "");
  if (wrong !== "" || name.length > 64) return invalidName(name, wrong);
  const scopeId = findScope(estate, path);
  if (isRefusal(scopeId)) return groupNotFound(parseId(path)?.resourceGroup ?? "");
  return {
    scopeId,
    scope,
    name,
    id: `${scopeId}/providers/Microsoft.Resources/deployments/${name}`,
  };
}

function scopeOf(path: string): DeploymentScope | undefined {
  if (path === "") return { kind: "tenant" };
  const [, managementGroup] =
    /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)$/i.exec(path) ?? [];
  if (managementGroup !== undefined) return { kind: "managementGroup", managementGroup };
  const [, subscription, resourceGroup] =
    /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?$/i.exec(path) ?? [];
  if (subscription === undefined) return undefined;
  return resourceGroup === undefined
    ? { kind: "subscription", subscription }
    : { kind: "resourceGroup", subscription, resourceGroup };
}

function invalidName(name: string, wrong: string): Refusal {
  const reason =
    wrong === ""
      ? "it has more than 64 characters"
      : `it has these invalid characters: '${wrong}'. The name can only be a letter, digit, '-', '.', '(', ')' or '_'`;
  return refuse(
    400,
    "InvalidDeployment",
    `The provided deployment name '${name}' is invalid: ${reason}.`,
  );
}

/** Where the resources of a deployment are when they do not say it. */
export function locationOfTarget(
  estate: EstateView,
  { scope }: Target,
  written: string | undefined,
): string | undefined {
  if (scope.kind !== "resourceGroup") return written;
  const group = estate.find(groupId(scope.subscription, scope.resourceGroup).key);
  const location = group?.body["location"];
  return typeof location === "string" ? location : undefined;
}
