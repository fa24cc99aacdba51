import { type ArmId, isJsonObject, peekOwn } from "../../arm/index.ts";
import {
  type EstateView,
  extendedKeyOf,
  findKind,
  groupKeyOf,
  groupNotFound,
  invalidResourceType,
  type Row,
  refuse,
  showRow,
} from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import { findScope } from "../scope/find-scope.ts";
import { pageOf } from "../scope/page.ts";
import { expandOf, notFoundIn } from "./get.ts";

/** `GET` of a collection: resources of a type in a group or subscription, or children of a resource. */
export const listAll: Handler = (request, { id }, { keeper }) => {
  if (id === undefined) return refuse(404, "NotFound", "No resource id.");
  const { estate } = keeper;
  if (findKind(id.type) === undefined) {
    return invalidResourceType(id.type, request.query.get("api-version") ?? "");
  }
  const parent = id.parent === undefined ? undefined : estate.find(id.parent.toLowerCase());
  const expand = expandOf(request);
  const show = (row: Row): unknown => showRow(estate, row, { expand });
  if (id.parent !== undefined) {
    if (parent === undefined) return notFoundIn(estate, idOfParent(estate, id) ?? id);
    const rows = estate.childrenOf(parent.id.key, id.type.toLowerCase());
    const elements = rows.length === 0 ? elementsOf(estate, parent, id) : undefined;
    return elements === undefined
      ? pageOf(request, rows, show)
      : { status: 200, body: { value: elements } };
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

// Lists of elements that are no resources: rules of a load balancer, configurations of an interface.
function elementsOf(
  estate: EstateView,
  parent: Row,
  { type }: ArmId,
): readonly unknown[] | undefined {
  const { properties } = showRow(estate, parent);
  const name = type.split("/").at(-1) ?? "";
  const list = isJsonObject(properties) ? peekOwn(properties, name) : undefined;
  return Array.isArray(list) ? list : undefined;
}
