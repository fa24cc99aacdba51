import type { RouteNextHop, RouteSpec } from "../change.ts";
import { addressesOf, destinationText, nextHopTypeOf } from "./route-body.ts";

/** A route in a few words: `kms (23.102.135.246/32 to Internet)`. */
export function routeWords({ name, destination, nextHop }: RouteSpec): string {
  return `${name} (${destinationText(destination)} to ${nextHopWords(nextHop)})`;
}

/** A next hop in Azure's word, with its addresses. */
export function nextHopWords(nextHop: RouteNextHop): string {
  return [nextHopTypeOf(nextHop), ...addressesOf(nextHop)].join(" ");
}

/** `route kms`, `routes kms and suse`, `12 routes`. */
export function counted(singular: string, names: readonly string[]): string {
  if (names.length > 5) return `${names.length} ${singular}s`;
  return `${singular}${names.length === 1 ? "" : "s"} ${joinWords(names)}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "none";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
