import { defaultScope, type JsonObject, type Report, type Resource } from "../../arm/index.ts";
import { createDiagnostic } from "../../diagnostic/index.ts";
import { type DeploymentScope, templateScopeKind } from "../arm-template/index.ts";
import { textOf } from "../field.ts";
import type { FileObject } from "../reading.ts";
import type { DeployOptions } from "./options.ts";

/** What a template is deployed to. */
export interface Target {
  readonly scope: DeploymentScope;
  readonly location: string | undefined;
}

const [, , defaultSubscription = "", , defaultGroup = ""] = defaultScope.split("/");

/**
 * Finds what a template is deployed to: what the options name, else the default scope. A resource
 * group that is named and stands in one subscription only is that one, and its location counts.
 * Diagnostics: `group-absent` when what is there holds nothing of the resource group.
 */
export function findTarget(
  template: FileObject,
  options: DeployOptions,
  {
    existing,
    report,
  }: { readonly existing: ReadonlyMap<string, Resource>; readonly report: Report },
): Target {
  const kind = templateScopeKind(template.value);
  const named = options.subscription;
  switch (kind) {
    case "tenant":
      return { scope: { kind }, location: options.location };
    case "managementGroup":
      return { scope: { kind, managementGroup: defaultGroup }, location: options.location };
    case "subscription":
      return {
        scope: { kind, subscription: named ?? defaultSubscription },
        location: options.location,
      };
    case "resourceGroup": {
      const resourceGroup = options.resourceGroup ?? defaultGroup;
      const holders = subscriptionsWith(resourceGroup, existing);
      const [only] = holders;
      const found = holders.length === 1 ? only : undefined;
      const subscription =
        named ?? (options.resourceGroup === undefined ? undefined : found) ?? defaultSubscription;
      const isThere = holders.some((one) => isSame(one, subscription));
      if (!isThere && existing.size > 0) reportAbsent(template, { resourceGroup, holders, report });
      const location = locationOf(subscription, resourceGroup, existing) ?? options.location;
      return { scope: { kind, subscription, resourceGroup }, location };
    }
  }
}

/** Subscriptions in which something belongs to a resource group of that name, as first written. */
function subscriptionsWith(
  resourceGroup: string,
  existing: ReadonlyMap<string, Resource>,
): readonly string[] {
  const found = new Map<string, string>();
  for (const { id } of existing.values()) {
    const { subscription, resourceGroup: own } = id;
    if (subscription === undefined || own === undefined || !isSame(own, resourceGroup)) continue;
    const key = subscription.toLowerCase();
    if (!found.has(key)) found.set(key, subscription);
  }
  return [...found.values()];
}

function locationOf(
  subscription: string,
  resourceGroup: string,
  existing: ReadonlyMap<string, Resource>,
): string | undefined {
  const key = `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`.toLowerCase();
  const body: JsonObject | undefined = existing.get(key)?.body;
  return body === undefined ? undefined : textOf(body, "location");
}

function reportAbsent(
  { file, filePointer }: FileObject,
  about: {
    readonly resourceGroup: string;
    readonly holders: readonly string[];
    readonly report: Report;
  },
): void {
  const { resourceGroup: group, holders, report } = about;
  const advice =
    holders.length === 0
      ? "Name the resource group that it belongs to with -g, if the snapshot has it."
      : `Name the subscription with --subscription: ${holders.join(" or ")}.`;
  const place = { resource: "", pointer: "", file, filePointer };
  report(createDiagnostic("group-absent", place, { template: file, group, advice }));
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
