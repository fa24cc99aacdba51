import { type Key, keyOf } from "../model/index.ts";
import { type Item, readItems, resolve, type Sources } from "./sources.ts";

/** Networks by the key of the network group that they are members of. */
export type GroupMembers = ReadonlyMap<Key, readonly Key[]>;

/** Finds the static members of network groups. Call it once: it reports those that are missing. */
export function readGroupMembers(
  sources: Sources,
  networks: ReadonlyMap<Key, Item<"virtualNetwork">>,
): GroupMembers {
  const members = new Map<Key, Key[]>();
  for (const { id, body } of readItems(sources, "staticMember")) {
    // Groups of subnets exist too; a member that is no network has no part in what is said about
    // networks.
    const network = resolve(body.member, networks, {
      property: "resourceId",
      report: sources.report,
    });
    if (network === undefined) continue;
    const group = keyOf(id.split("/").slice(0, -2).join("/"));
    const known = members.get(group);
    if (known === undefined) members.set(group, [network.key]);
    else known.push(network.key);
  }
  return members;
}
