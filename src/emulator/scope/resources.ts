import {
  type EstateView,
  groupNotFound,
  groupTypeKey,
  isRefusal,
  type Row,
} from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import { parseFilter } from "./filter.ts";
import { findGroup } from "./groups.ts";
import { pageOf } from "./page.ts";

/** `GET /subscriptions/S/resources`, and of a group: what stands in it, in short. */
export const listResources: Handler = (request, { parameters }, { keeper }) => {
  const { estate } = keeper;
  const filter = parseFilter(request.query.get("$filter"));
  if (isRefusal(filter)) return filter;
  const isInGroup = parameters["group"] !== undefined;
  const group = isInGroup ? findGroup(estate, parameters) : undefined;
  if (isInGroup && group === undefined) return groupNotFound(parameters["group"] ?? "");
  const rows = (
    group === undefined ? inSubscription(estate, parameters) : inGroup(estate, group)
  ).filter(filter);
  const expand = (request.query.get("$expand") ?? "").toLowerCase().split(",");
  return pageOf(request, rows, (row) => showBriefly(row, expand));
};

function inGroup(estate: EstateView, group: Row): readonly Row[] {
  return estate.inGroup(group.id.key).flatMap((row) => withChildren(estate, row));
}

function inSubscription(
  estate: EstateView,
  { subscription = "" }: Readonly<Record<string, string>>,
): readonly Row[] {
  const own = subscription.toLowerCase();
  const groups = estate
    .ofType(groupTypeKey)
    .filter(({ id }) => id.subscription?.toLowerCase() === own);
  return groups
    .flatMap((group) => inGroup(estate, group))
    .sort((left, right) => left.order - right.order);
}

// Children with a location of their own are listed too: extensions of machines, databases.
function withChildren(estate: EstateView, row: Row): readonly Row[] {
  const { typeKey } = row;
  if (typeKey.startsWith("microsoft.network/")) return [row];
  if (typeKey.startsWith("microsoft.authorization/")) return [];
  if (typeKey.startsWith("microsoft.resources/")) return [];
  return [row, ...estate.childrenOf(row.id.key).filter((child) => "location" in child.body)];
}

const brief: readonly string[] = [
  "sku",
  "kind",
  "plan",
  "managedBy",
  "location",
  "extendedLocation",
  "identity",
  "zones",
  "tags",
];

function showBriefly({ id, body, facts, pending }: Row, expand: readonly string[]): unknown {
  const beside = brief.filter((name) => body[name] !== undefined).map((name) => [name, body[name]]);
  const times = ["createdTime", "changedTime"]
    .filter((name) => expand.includes(name.toLowerCase()) && facts[name] !== undefined)
    .map((name) => [name, facts[name]]);
  const state = expand.includes("provisioningstate")
    ? { provisioningState: pending?.state ?? "Succeeded" }
    : {};
  return {
    id: id.text,
    name: id.names.join("/"),
    type: id.type,
    ...Object.fromEntries(beside),
    ...Object.fromEntries(times),
    ...state,
  };
}
