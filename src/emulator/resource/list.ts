import {
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
import { notFound } from "./get.ts";
import { versionOf } from "./version.ts";

/** `GET` of a collection: resources of a type in a group or subscription, or children of a resource. */
export const listAll: Handler = (request, { id }, host) => {
  if (id === undefined) return refuse(404, "NotFound", "No resource id.");
  const { estate } = host.keeper;
  if (findKind(id.type) === undefined) {
    return invalidResourceType(id.type, request.query.get("api-version") ?? "");
  }
  const typeKey = id.type.toLowerCase();
  const group = groupKeyOf(id);
  if (group !== undefined && estate.find(group) === undefined) {
    return groupNotFound(id.resourceGroup ?? "");
  }
  const options = versionOf(request);
  let rows: readonly Row[];
  if (id.parent !== undefined) {
    const parent = estate.find(id.parent.toLowerCase());
    if (parent === undefined) return notFound(id, host);
    const elements = showElements(estate, id.key.slice(0, id.key.lastIndexOf("/")), options);
    if (elements !== undefined) return { status: 200, body: { value: elements } };
    rows = estate.childrenOf(parent.id.key, typeKey);
  } else if (group !== undefined) {
    rows = estate.inGroup(group).filter((row) => row.typeKey === typeKey);
  } else {
    const subscription = id.subscription?.toLowerCase();
    rows = estate
      .ofType(typeKey)
      .filter((row) => row.id.subscription?.toLowerCase() === subscription);
  }
  return { status: 200, body: { value: rows.map((row) => showRow(estate, row, options)) } };
};
