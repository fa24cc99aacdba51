import { isJsonObject } from "../../../src/arm/index.ts";

/** One place in which two bodies differ. */
export interface Difference {
  /** `/properties/subnets/*\/id`: indices are stars, so that like differences count together. */
  readonly at: string;
  readonly recorded: unknown;
  readonly ours: unknown;
}

/**
 * Compares two masked bodies by keys and values. Ids, types and locations are compared without
 * regard to case. Lists of named things are compared by name, other lists by index.
 */
export function compareBodies(recorded: unknown, ours: unknown, at = ""): readonly Difference[] {
  if (Array.isArray(recorded) && Array.isArray(ours)) return compareLists(recorded, ours, at);
  if (isJsonObject(recorded) && isJsonObject(ours)) {
    const names = [...new Set([...Object.keys(recorded), ...Object.keys(ours)])];
    return names.flatMap((name) => compareBodies(recorded[name], ours[name], `${at}/${name}`));
  }
  return isSame(recorded, ours) ? [] : [{ at, recorded, ours }];
}

function compareLists(
  recorded: readonly unknown[],
  ours: readonly unknown[],
  at: string,
): readonly Difference[] {
  const names = recorded.map(nameOf);
  if (names.every((name) => name !== undefined) && new Set(names).size === names.length) {
    const byName = new Map<string | undefined, unknown>(ours.map((one) => [nameOf(one), one]));
    const missing = recorded.flatMap((one) =>
      compareBodies(one, byName.get(nameOf(one)), `${at}/*`),
    );
    const known = new Set<string | undefined>(names);
    const extra = ours
      .filter((one) => !known.has(nameOf(one)))
      .map((one) => ({ at: `${at}/*`, recorded: undefined, ours: nameOf(one) ?? one }));
    return [...missing, ...extra];
  }
  const length = Math.max(recorded.length, ours.length);
  return Array.from({ length }, (_, index) => index).flatMap((index) =>
    compareBodies(recorded[index], ours[index], `${at}/*`),
  );
}

function nameOf(value: unknown): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const { name, id } = value;
  if (typeof name === "string") return name.toLowerCase();
  return typeof id === "string" ? id.toLowerCase() : undefined;
}

function isSame(recorded: unknown, ours: unknown): boolean {
  if (recorded === ours) return true;
  return (
    typeof recorded === "string" &&
    typeof ours === "string" &&
    recorded.toLowerCase() === ours.toLowerCase()
  );
}
