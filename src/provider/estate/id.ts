import { type ArmId, parseArmId } from "../../arm/index.ts";

/** The type of a resource group, which ARM writes without a provider in its id. */
export const groupTypeKey = "microsoft.resources/resourcegroups";
/** The type of a subscription. */
export const subscriptionTypeKey = "microsoft.resources/subscriptions";

/**
 * Takes the id of a resource, a resource group or a subscription apart; `undefined` when the text is
 * none of these.
 */
export function parseId(text: string): ArmId | undefined {
  return parseArmId(text) ?? parseGroup(text);
}

const groupForm = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?\/?$/i;

function parseGroup(text: string): ArmId | undefined {
  const match = groupForm.exec(text);
  const subscription = match?.[1];
  if (subscription === undefined) return undefined;
  const group = match?.[2];
  const trimmed = text.endsWith("/") ? text.slice(0, -1) : text;
  return {
    text: trimmed,
    key: trimmed.toLowerCase(),
    subscription,
    resourceGroup: group,
    type:
      group === undefined
        ? "Microsoft.Resources/subscriptions"
        : "Microsoft.Resources/resourceGroups",
    names: [group ?? subscription],
    name: group ?? subscription,
    parent: undefined,
  };
}

/** Id of a resource group. */
export function groupId(subscription: string, name: string): ArmId {
  const text = `/subscriptions/${subscription}/resourceGroups/${name}`;
  const id = parseGroup(text);
  if (id === undefined) throw new Error(`no id of a group: ${text}`);
  return id;
}

/** Key of the group that a resource is in; `undefined` for what is in none. */
export function groupKeyOf({ subscription, resourceGroup }: ArmId): string | undefined {
  if (subscription === undefined || resourceGroup === undefined) return undefined;
  return `/subscriptions/${subscription}/resourcegroups/${resourceGroup}`.toLowerCase();
}

/**
 * Key of the resource that another one extends, as a lock does: what stands before the last provider
 * of its id. `undefined` for what stands in a group or subscription by itself.
 */
export function extendedKeyOf({ key }: ArmId): string | undefined {
  const last = key.lastIndexOf(provider);
  return last > 0 && key.lastIndexOf(provider, last - 1) >= 0 ? key.slice(0, last) : undefined;
}

const provider = "/providers/";

/** Key of the resource at the top of a chain of children. */
export function rootKeyOf(id: ArmId): string {
  if (id.names.length < 2) return id.key;
  return id.key
    .split("/")
    .slice(0, -2 * (id.names.length - 1))
    .join("/");
}

/** Id of a child. Throws when the parts make no id: segments and names come checked. */
export function childId(parent: ArmId, segment: string, name: string): ArmId {
  const id = parseArmId(`${parent.text}/${segment}/${name}`);
  if (id === undefined) throw new Error(`no id of a child: ${parent.text}/${segment}/${name}`);
  return id;
}
