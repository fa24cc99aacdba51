import { isJsonObject, type JsonObject, peekOwn } from "../../arm/index.ts";
import type { EstateView } from "../estate/view.ts";
import { kindOf } from "../kind/kinds.ts";
import { type ShowOptions, showRow } from "./show.ts";

/**
 * The body of an element of a list that ARM lets one read at an id of its own: an IP configuration of
 * an interface, a front end or a probe of a load balancer. `undefined` when there is none.
 *
 * @param key its id in lower case
 */
export function showElement(
  estate: EstateView,
  key: string,
  options: ShowOptions = {},
): JsonObject | undefined {
  const [segment = "", name = ""] = key.split("/").slice(-2);
  const owner = key.slice(0, -(segment.length + name.length + 2));
  return showElements(estate, `${owner}/${segment}`, options)?.find(
    (one) => String(one["name"]).toLowerCase() === name,
  );
}

/**
 * All elements of such a list; `undefined` when the resource is not there or has no such list.
 *
 * @param key id of the resource and the name of the list, in lower case
 */
export function showElements(
  estate: EstateView,
  key: string,
  options: ShowOptions = {},
): readonly JsonObject[] | undefined {
  const cut = key.lastIndexOf("/");
  const row = estate.find(key.slice(0, cut));
  if (row === undefined) return undefined;
  const segment = key.slice(cut + 1);
  const { elements } = kindOf(row.typeKey, row.id.type);
  if (!elements.some((one) => one.toLowerCase() === segment)) return undefined;
  const { properties } = showRow(estate, row, options);
  const list = isJsonObject(properties) ? peekOwn(properties, segment) : undefined;
  return Array.isArray(list) ? list.filter((one) => isJsonObject(one)) : [];
}
