// Two random estates of which the later one is the earlier one with a few resources of a third.
import fc from "fast-check";
import type { Json } from "./arm-json.ts";
import type { Estate } from "./estate.ts";

/** Two estates that differ a little. */
export interface EstatePair {
  readonly before: Estate;
  readonly after: Estate;
}

/** Pairs of estates: up to `most` resources of the first one are replaced, taken away or added. */
export function mixed(estates: fc.Arbitrary<Estate>, most: number): fc.Arbitrary<EstatePair> {
  return fc
    .tuple(estates, estates, fc.array(fc.nat(), { minLength: 1, maxLength: most }))
    .map(([before, other, picks]) => ({ before, after: mix(before, other, picks) }));
}

function mix(base: Estate, other: Estate, picks: readonly number[]): Estate {
  const own = new Map(base.resources.map((one) => [keyOf(one), one]));
  const others = new Map(other.resources.map((one) => [keyOf(one), one]));
  const unlike = [...new Set([...own.keys(), ...others.keys()])].filter(
    (key) => JSON.stringify(own.get(key)) !== JSON.stringify(others.get(key)),
  );
  for (const pick of picks) {
    const key = unlike[pick % Math.max(unlike.length, 1)];
    const taken = key === undefined ? undefined : others.get(key);
    if (key === undefined) continue;
    if (taken === undefined) own.delete(key);
    else own.set(key, taken);
  }
  return { ...base, resources: [...own.values()] };
}

function keyOf(resource: Json): string {
  const { id, type, name } = resource as { id?: string; type?: string; name?: string };
  return id ?? `${type}/${name}`;
}
