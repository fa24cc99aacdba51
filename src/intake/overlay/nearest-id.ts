import { type ArmId, listedChildrenOf, parseArmId } from "../../arm/index.ts";
import { childrenOf, type Ground } from "./ground.ts";

const mostShown = 3;

/**
 * Ids that somebody may have meant who wrote one that nothing has, at most three: of the same name,
 * else of the same type with a name that begins and ends alike.
 */
export function nearestIds(text: string, ground: Ground): readonly string[] {
  const wanted = parseArmId(text);
  const name = (wanted?.name ?? text.split("/").at(-1) ?? "").toLowerCase();
  const type = wanted?.type.toLowerCase();
  const ranked: { readonly id: string; readonly rank: number }[] = [];
  for (const id of candidates(ground, wanted)) {
    const typeKey = id.type.toLowerCase();
    const other = id.name.toLowerCase();
    const shared = sharedEnds(name, other);
    const isNamesake = other === name;
    const isAlike = typeKey === type && shared * 2 >= Math.max(name.length, other.length);
    if (!isNamesake && !isAlike) continue;
    ranked.push({
      id: id.text,
      rank: (isNamesake ? 2000 : 0) + (typeKey === type ? 1000 : 0) + shared,
    });
  }
  ranked.sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
  return ranked.slice(0, mostShown).map(({ id }) => id);
}

function* candidates(ground: Ground, wanted: ArmId | undefined): Iterable<ArmId> {
  for (const { id } of ground.values()) yield id;
  const parent = ground.get(wanted?.parent?.toLowerCase() ?? "");
  if (parent === undefined) return;
  for (const rule of listedChildrenOf(parent.typeKey)) {
    for (const { resource } of childrenOf(parent, rule)) yield resource.id;
  }
}

/** How many characters two names share at their ends. */
function sharedEnds(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return start + end;
}
