import {
  type EstateView,
  groupKeyOf,
  groupNotFound,
  parseId,
  type Refusal,
  resourceNotFound,
} from "../../provider/index.ts";

/**
 * The id of a subscription, group or resource as it is kept; a refusal when a group or resource is
 * not there. Subscriptions and the tenant, whose id is empty, are always there.
 */
export function findScope(estate: EstateView, scope: string): string | Refusal {
  const id = parseId(scope);
  if (id === undefined) return scope;
  const row = estate.find(id.key);
  if (row !== undefined) return row.id.text;
  const group = groupKeyOf(id);
  if (group === undefined) return scope;
  return estate.find(group) === undefined
    ? groupNotFound(id.resourceGroup ?? "")
    : resourceNotFound(id);
}
