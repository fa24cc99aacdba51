import type { ArmId } from "../../arm/index.ts";
import {
  type EstateView,
  extendedKeyOf,
  findKind,
  groupKeyOf,
  groupNotFound,
  invalidResourceType,
  type Row,
  refuse,
  showElements,
  showRow,
} from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import { findScope } from "../scope/find-scope.ts";
import { pageOf } from "../scope/page.ts";
import { expandOf, notFoundIn } from "./get.ts";
import { versionOf } from "./version.ts";

/** `GET` of a collection: resources of a type in a group or subscription, or children of a resource. */
export const listAll: Handler = (request, { id }, { keeper }) => {
  if (id === undefined) return refuse(404, "NotFound", "No resource id.");
  const { estate } = keeper;
  if (findKind(id.type) === undefined) {
    return invalidResourceType(id.type, request.query.get("api-version") ?? "");
  }
  const parent = id.parent === undefined ? undefined : estate.find(id.parent.toLowerCase());
  const options = { expand: expandOf(request), ...versionOf(request) };
  const show = (row: Row): unknown => showRow(estate, row, options);
  if (id.parent !== undefined) {
    if (parent === undefined) return notFoundIn(estate, idOfParent(estate, id) ?? id);
    const elements = showElements(estate, id.key.slice(0, id.key.lastIndexOf("/")), options);
    if (elements !== undefined) return { status: 200, body: { value: elements } };
    return pageOf(request, estate.childrenOf(parent.id.key, id.type.toLowerCase()), show);
  }
  const group = groupKeyOf(id);
  if (group !== undefined && estate.find(group) === undefined) {
    return groupNotFound(id.resourceGroup ?? "");
  }
  const extended = extendedKeyOf(id);
  if (extended !== undefined && typeof findScope(estate, extended) !== "string") {
    return notFoundIn(estate, id);
  }
  return pageOf(request, rowsOf(estate, id, group), show);
};

function rowsOf(estate: EstateView, id: ArmId, group: string | undefined): readonly Row[] {
  const typeKey = id.type.toLowerCase();
  const extended = extendedKeyOf(id);
  if (extended !== undefined) return estate.childrenOf(extended, typeKey);
  if (group !== undefined) return estate.inGroup(group).filter((row) => row.typeKey === typeKey);
  const subscription = id.subscription?.toLowerCase();
  return estate
    .ofType(typeKey)
    .filter((row) => row.id.subscription?.toLowerCase() === subscription);
}

// The parent that is missing is what ARM tells of.
function idOfParent(estate: EstateView, id: ArmId): ArmId | undefined {
  const scope = findScope(estate, id.parent ?? "");
  return typeof scope === "string" ? undefined : { ...id, names: id.names.slice(0, -1) };
}
