import { isUnknown } from "../../../arm/index.ts";
import { ExpressionFault, type Value } from "../expression/index.ts";
import type { Spot } from "../frame.ts";
import { formatResourceId, typeSegments } from "../scope/resource-id.ts";
import { groupId, scopeId, subscriptionOf } from "../scope/scope.ts";
import { type DeploymentFunction, textArgument } from "./function.ts";

const many = Number.POSITIVE_INFINITY;

/** Functions that make resource ids. */
export const resourceIdFunctions: readonly DeploymentFunction[] = [
  { name: "resourceId", count: [2, many], call: resourceId },
  { name: "subscriptionResourceId", count: [2, many], call: subscriptionResourceId },
  { name: "managementGroupResourceId", count: [2, many], call: managementGroupResourceId },
  {
    name: "tenantResourceId",
    count: [2, many],
    call: (args) => {
      const { type, names } = splitArguments(args, "tenantResourceId", 0);
      return format("tenantResourceId", "", type, names);
    },
  },
  {
    name: "extensionResourceId",
    count: [3, many],
    call: (args) => {
      const name = "extensionResourceId";
      const { type, names } = splitArguments(args.slice(1), name, 0);
      const base = textArgument(args, 0, name);
      return format(name, base.replace(/\/$/, ""), type, names);
    },
  },
];

interface SplitArguments {
  /** What stands before the type: a subscription, a resource group. */
  readonly before: readonly string[];
  readonly type: string;
  readonly names: readonly string[];
}

// The type is the first argument with a slash in it; at most `most` others stand before.
function splitArguments(args: readonly Value[], name: string, most: number): SplitArguments {
  const texts = args.map((_, index) => textArgument(args, index, name));
  const at = args.findIndex(
    (arg, index) => !isUnknown(arg) && texts[index]?.includes("/") === true,
  );
  const type = texts[at];
  if (type === undefined) {
    throw new ExpressionFault(`${name}() finds no type such as A.B/c among its arguments`);
  }
  if (at > most) {
    throw new ExpressionFault(`${name}() takes ${most} arguments before the type, not ${at}`);
  }
  return { before: texts.slice(0, at), type, names: texts.slice(at + 1) };
}

/** `resourceId([subscription,] [group,] type, names...)`; without both in the scope at hand. */
function resourceId(args: readonly Value[], { frame }: Spot): Value {
  const { scope } = frame.environment;
  const { before, type, names } = splitArguments(args, "resourceId", 2);
  const [first, second] = before;
  const subscription = subscriptionOf(scope);
  switch (before.length) {
    case 0: {
      // Tenants have no resources of management groups: ids of both begin at the provider.
      const base = scope.kind === "managementGroup" ? "" : scopeId(scope);
      return format("resourceId", base, type, names);
    }
    case 1: {
      // A subscription has resource groups, and its own resources; a GUID names a subscription.
      const given = first ?? "";
      if (scope.kind !== "resourceGroup" && isGuid(given)) {
        return format("resourceId", `/subscriptions/${given}`, type, names);
      }
      if (subscription === undefined) {
        throw new ExpressionFault("resourceId() needs a subscription beside the resource group");
      }
      return format("resourceId", groupId(subscription, given), type, names);
    }
    default:
      return format("resourceId", groupId(first ?? "", second ?? ""), type, names);
  }
}

function subscriptionResourceId(args: readonly Value[], { frame }: Spot): Value {
  const name = "subscriptionResourceId";
  const { before, type, names } = splitArguments(args, name, 1);
  const subscription = before[0] ?? subscriptionOf(frame.environment.scope);
  if (subscription === undefined) {
    throw new ExpressionFault(`${name}() needs a subscription outside of one`);
  }
  return format(name, `/subscriptions/${subscription}`, type, names);
}

function managementGroupResourceId(args: readonly Value[], { frame }: Spot): Value {
  const name = "managementGroupResourceId";
  const { before, type, names } = splitArguments(args, name, 1);
  const { scope } = frame.environment;
  const group = before[0] ?? (scope.kind === "managementGroup" ? scope.managementGroup : undefined);
  if (group === undefined) {
    throw new ExpressionFault(`${name}() needs a management group outside of one`);
  }
  return format(name, scopeId({ kind: "managementGroup", managementGroup: group }), type, names);
}

function format(name: string, scope: string, type: string, names: readonly string[]): string {
  const id = formatResourceId(scope, { type, names });
  if (id !== undefined) return id;
  const wanted = Math.max(typeSegments(type).length - 1, 1);
  throw new ExpressionFault(
    `${name}() needs ${wanted} names for the type ${type}, and got ${names.length}`,
  );
}

function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
