import { type ArmId, defaultScope, parseArmId } from "../arm/index.ts";

/** A text as an id; one that is none has a name and nothing else. */
export function idOfText(text: string): ArmId {
  const parsed = parseArmId(text);
  if (parsed !== undefined) return parsed;
  const nothing = { subscription: undefined, resourceGroup: undefined, parent: undefined };
  return { text, key: text.toLowerCase(), type: "", names: [text], name: text, ...nothing };
}

/** What people call a resource: its names from the outermost on, `hub/apps`. */
export function shortName(id: string): string {
  return idOfText(id).names.join("/");
}

/** The id of the resource that a child belongs to; empty where it is no child. */
export function parentOf(id: string): string {
  return idOfText(id).parent ?? "";
}

/** Whether two resources share a resource group. */
export function areNeighbors(one: ArmId, other: ArmId): boolean {
  return scopeOf(one) === scopeOf(other);
}

/** The subscription and resource group of a resource, as they are compared. */
export function scopeOf({ subscription, resourceGroup }: ArmId): string {
  return `${subscription ?? ""}/${resourceGroup ?? ""}`.toLowerCase();
}

/** The subscription of a resource; `undefined` where the input did not tell it. */
export function subscriptionOf({ subscription }: ArmId): string | undefined {
  return subscription === assumedSubscription ? undefined : subscription;
}

/** The subscription of resources that say none. */
export const assumedSubscription: string = defaultScope.split("/")[2] ?? "";
