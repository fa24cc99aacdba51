import type { ArmId } from "../../arm/index.ts";
import {
  childNotFound,
  type EstateView,
  etagOf,
  expandBody,
  findKind,
  groupKeyOf,
  groupNotFound,
  type Refusal,
  refuse,
  resourceNotFound,
  showElement,
  showRow,
} from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import type { ArmRequest } from "../wire/arm-request.ts";
import { versionOf } from "./version.ts";

/** `GET` of a resource, or of an element of one that has an id of its own. */
export const getOne: Handler = (request, { id }, host) => {
  if (id === undefined) return refuse(404, "NotFound", "No resource id.");
  const { estate } = host.keeper;
  const expand = expandOf(request);
  const row = estate.find(id.key);
  const options = { expand, ...versionOf(request) };
  const body =
    row === undefined ? showElement(estate, id.key, options) : showRow(estate, row, options);
  if (body === undefined) return notFound(id, host);
  // An element shows the etag of what it is in.
  const etag = row === undefined ? body["etag"] : etagOf(estate, row);
  return {
    status: 200,
    body: expandBody(estate, body, options),
    headers: typeof etag === "string" ? { etag } : {},
  };
};

/** `HEAD` of a resource: whether it is there. */
export const headOne: Handler = (_request, { id }, { keeper }) => ({
  status: id !== undefined && keeper.estate.find(id.key) !== undefined ? 204 : 404,
});

/** The names in `$expand`, lower case. */
export function expandOf({ query }: Pick<ArmRequest, "query">): ReadonlySet<string> {
  return new Set((query.get("$expand") ?? "").toLowerCase().split(",").filter(Boolean));
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
  const kind = findKind(id.type);
  // ARM itself answers for children that have a location, and names them in full.
  const isAnswered = hasParent || kind?.isTracked === true;
  const own = isAnswered ? kind?.words.notFound?.(id) : undefined;
  return own ?? (hasParent ? childNotFound(id) : resourceNotFound(id));
}
