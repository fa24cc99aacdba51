import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import { isRecordSet } from "./record-type.ts";

/**
 * The record sets of a zone in DNS's own order: by the labels of their names from the right, then by
 * type. Those of the zone itself stand where `@` sorts, and first in a public zone.
 */
export function recordSetsOf(estate: EstateView, zone: Row): readonly Row[] {
  const isPublic = zone.typeKey === "microsoft.network/dnszones";
  const keyed = estate
    .childrenOf(zone.id.key)
    .filter(isRecordSet)
    .map((row) => ({ row, key: sortKey(row, isPublic) }));
  return keyed.sort((left, right) => compareTexts(left.key, right.key)).map(({ row }) => row);
}

function sortKey({ id }: Row, isPublic: boolean): string {
  const name = id.name.toLowerCase();
  const isOwn = name === "@" && isPublic;
  const labels = isOwn ? "" : name.split(".").reverse().join("\u0000");
  return `${labels}\u0000\u0000${id.type.split("/").at(-1) ?? ""}`;
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
