import type { Bodies } from "../arm/index.ts";
import { type ConnectedGroup, type Key, keyOf } from "../model/index.ts";
import type { GroupMembers } from "./network-group.ts";
import { type Item, mapByKey, namedOf, readItems, type Sources } from "./sources.ts";

/**
 * Builds the connected groups. Every configuration counts as deployed.
 *
 * A mesh joins the members of all groups that it applies to; a hub-and-spoke configuration joins
 * the members of each group that asks for direct connectivity, among themselves (PEER-11).
 */
export function lowerConnectedGroups(
  sources: Sources,
  members: GroupMembers,
): ReadonlyMap<Key, ConnectedGroup> {
  const membersOf = (groups: readonly WrittenGroup[]): readonly Key[] =>
    [...new Set(groups.flatMap(({ group }) => members.get(keyOf(group.id)) ?? []))].sort();
  return mapByKey(
    readItems(sources, "connectivityConfiguration").flatMap((item): ConnectedGroup[] => {
      const { topology, groups, isGlobal } = item.body;
      if (topology === "mesh") return [{ ...namedOf(item), members: membersOf(groups), isGlobal }];
      return groups
        .filter(({ isDirectlyConnected }) => isDirectlyConnected)
        .map((entry) => ({
          ...nameGroup(item, entry),
          members: membersOf([entry]),
          isGlobal: entry.isGlobal,
        }));
    }),
  );
}

type WrittenGroup = Bodies["connectivityConfiguration"]["groups"][number];

// One configuration can make several groups, so each is named after both.
function nameGroup(item: Item<"connectivityConfiguration">, { group, place }: WrittenGroup) {
  const name = group.id.split("/").at(-1) ?? group.id;
  const id = `${item.id}/appliesToGroups/${name}`;
  return { key: keyOf(id), id, name, place };
}
