import { provisioningState, resourceGuid } from "../shape/forms.ts";
import { defineChild, defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";
import { isKnownType } from "./known-types.ts";
import { networkInterface } from "./network-interface.ts";
import { peering } from "./peering.ts";
import { route, routeTable } from "./route-table.ts";
import { subnet } from "./subnet.ts";
import { virtualNetwork } from "./virtual-network.ts";

// In the order of ROUTING.md 0.1; children behind their parents.
const kinds: readonly Kind[] = [
  virtualNetwork,
  subnet,
  peering,
  routeTable,
  route,
  networkInterface,
];

const byType: ReadonlyMap<string, Kind> = new Map(
  kinds.map((kind) => [kind.type.toLowerCase(), kind]),
);

/** The kind of a type that requests may name; `undefined` for types that nobody knows. */
export function findKind(type: string): Kind | undefined {
  const found = byType.get(type.toLowerCase());
  if (found !== undefined) return found;
  return isKnownType(type) ? plainKind(type) : undefined;
}

/** The kind of a row: one that came out of a snapshot may be of a type that no request could name. */
export function kindOf(typeKey: string, type: string): Kind {
  return byType.get(typeKey) ?? plainKind(type);
}

const plain = new Map<string, Kind>();

// Kept and shown as it was asked for.
function plainKind(type: string): Kind {
  const known = plain.get(type);
  if (known !== undefined) return known;
  const isChild = type.split("/").length > 2;
  const properties = [provisioningState(), resourceGuid()].slice(0, isChild ? 1 : 2);
  const made = isChild ? defineChild({ type, properties }) : defineKind({ type, properties });
  // Ids come in any casing; a hundred of one type are nobody's need.
  if (plain.size < 1000) plain.set(type, made);
  return made;
}
