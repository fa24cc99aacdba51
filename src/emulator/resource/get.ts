import { type ArmId, isJsonObject } from "../../arm/index.ts";
import {
  childNotFound,
  type EstateView,
  groupKeyOf,
  groupNotFound,
  type Refusal,
  refuse,
  resourceNotFound,
  showRow,
} from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import type { ArmRequest } from "../wire/arm-request.ts";

/** `GET` of a resource, or of an element of one that has an id of its own. */
export const getOne: Handler = (request, { id }, host) => {
  if (id === undefined) return refuse(404, "NotFound", "No resource id.");
  const { estate } = host.keeper;
  const row = estate.find(id.key);
  if (row === undefined) return findElement(estate, id) ?? notFound(id, host);
  const etag = estate.find(row.root)?.etag ?? row.etag;
  const body = showRow(estate, row, { expand: expandOf(request) });
  return { status: 200, body, headers: { etag: `W/"${etag}"` } };
};

/** `HEAD` of a resource: whether it is there. */
export const headOne: Handler = (_request, { id }, { keeper }) => ({
  status: id !== undefined && keeper.estate.find(id.key) !== undefined ? 204 : 404,
});

/** The names in `$expand`, lower case. */
export function expandOf({ query }: Pick<ArmRequest, "query">): ReadonlySet<string> {
  return new Set((query.get("$expand") ?? "").toLowerCase().split(",").filter(Boolean));
}

// A rule of a load balancer, an IP configuration: it stands in a list that is called like its type.
function findElement(
  estate: EstateView,
  id: ArmId,
): { readonly status: number; readonly body: unknown } | undefined {
  const parent = id.parent === undefined ? undefined : estate.find(id.parent.toLowerCase());
  if (parent === undefined) return undefined;
  const { properties } = showRow(estate, parent);
  if (!isJsonObject(properties)) return undefined;
  for (const list of Object.values(properties)) {
    if (!Array.isArray(list)) continue;
    const found: unknown = list.find(
      (one: unknown) =>
        isJsonObject(one) && typeof one["id"] === "string" && one["id"].toLowerCase() === id.key,
    );
    if (isJsonObject(found) && "name" in found) return { status: 200, body: found };
  }
  return undefined;
}

/** Says what of an id is not there: the group, the resource, or the child of one that is. */
export function notFound(id: ArmId, { keeper }: Host): Refusal {
  return notFoundIn(keeper.estate, id);
}

/** As `notFound`, in an estate. */
export function notFoundIn(estate: EstateView, id: ArmId): Refusal {
  const group = groupKeyOf(id);
  if (group !== undefined && estate.find(group) === undefined) {
    return groupNotFound(id.resourceGroup ?? "");
  }
  const hasParent = id.parent !== undefined && estate.find(id.parent.toLowerCase()) !== undefined;
  return hasParent ? childNotFound(id) : resourceNotFound(id);
}
