import type { Place, Position } from "../../diagnostic/index.ts";
import type { SourceText } from "../../host/index.ts";

/**
 * Finds lines and columns of places, one pass over each file that has some. A place inside a text
 * that was compiled from another has none: its lines are not those of the file.
 */
export async function locatePlaces(
  places: Iterable<Place>,
  sources: readonly SourceText[],
): Promise<ReadonlyMap<Place, Position>> {
  const positions = new Map<Place, Position>();
  const byFile = groupByFile(places);
  if (byFile.size === 0) return positions;
  const { locateAll } = await import("../../intake/on-demand/index.ts");
  for (const source of sources.filter(({ isCompiled }) => isCompiled !== true)) {
    const inside = byFile.get(source.file) ?? [];
    if (inside.length === 0) continue;
    const found = await locateAll(source, inside.map(pointerOf));
    for (const place of inside) {
      const position = found.get(pointerOf(place));
      if (position !== undefined) positions.set(place, position);
    }
  }
  return positions;
}

function groupByFile(places: Iterable<Place>): ReadonlyMap<string, readonly Place[]> {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    // A file as a whole has no position in itself.
    if (place.file === "" || (place.resource === "" && pointerOf(place) === "")) continue;
    const group = groups.get(place.file);
    if (group === undefined) groups.set(place.file, [place]);
    else group.push(place);
  }
  return groups;
}

function pointerOf({ filePointer, pointer }: Place): string {
  return filePointer + pointer;
}
