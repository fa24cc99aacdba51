import type { Position } from "../diagnostic/index.ts";
import type { TextSource } from "./reading.ts";
import { isYamlName, required, withoutMark, type YamlReader } from "./text/language.ts";
import { findJsonOffsets } from "./text/locate-json.ts";
import { positionsAt } from "./text/position.ts";

/**
 * Finds where the value of a JSON pointer begins in a text.
 *
 * A place's pointer is its `filePointer` followed by its `pointer`. A pointer to something that is
 * not written there gives the innermost value around it; `undefined` when the text has no value at
 * all. Cost: see `locateAll`.
 */
export function locate(
  source: TextSource,
  filePointer: string,
  yaml?: YamlReader,
): Position | undefined {
  return locateAll(source, [filePointer], yaml).get(filePointer);
}

/**
 * Finds many pointers at once. Cost: one pass over JSON, one parse of YAML, whatever the number of
 * pointers.
 */
export function locateAll(
  source: TextSource,
  filePointers: readonly string[],
  yaml?: YamlReader,
): ReadonlyMap<string, Position> {
  const text = withoutMark(source.text);
  const offsets = isYamlName(source.file)
    ? required(yaml).findOffsets(text, filePointers)
    : findJsonOffsets(text, filePointers);
  const positions = positionsAt(text, [...offsets.values()]);
  return new Map(
    [...offsets].flatMap(([pointer, offset]) => {
      const position = positions.get(offset);
      return position === undefined ? [] : [[pointer, position] as const];
    }),
  );
}
