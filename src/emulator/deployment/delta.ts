import { isEqualJson, isJsonObject, type JsonObject } from "../../arm/index.ts";

/** How one property differs, as ARM's what-if writes it. */
export interface PropertyDelta {
  readonly path: string;
  readonly propertyChangeType: "Create" | "Delete" | "Modify" | "Array";
  readonly before?: unknown;
  readonly after?: unknown;
  readonly children?: readonly PropertyDelta[];
}

/**
 * What differs between two bodies: paths with dots as long as both sides are objects, and lists with a
 * child for each element that differs.
 */
export function deltasOf(before: JsonObject, after: JsonObject): readonly PropertyDelta[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => compare(name, before[name], after[name]));
}

function compare(path: string, before: unknown, after: unknown): readonly PropertyDelta[] {
  if (isEqualJson(before, after)) return [];
  if (before === undefined) return [{ path, propertyChangeType: "Create", after }];
  if (after === undefined) return [{ path, propertyChangeType: "Delete", before }];
  if (isJsonObject(before) && isJsonObject(after)) {
    return deltasOf(before, after).map((delta) => ({ ...delta, path: `${path}.${delta.path}` }));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return [{ path, propertyChangeType: "Array", children: compareLists(before, after) }];
  }
  return [{ path, propertyChangeType: "Modify", before, after }];
}

function compareLists(
  before: readonly unknown[],
  after: readonly unknown[],
): readonly PropertyDelta[] {
  const [was, is] = [keyed(before), keyed(after)];
  const keys = [...new Set([...was.keys(), ...is.keys()])];
  return keys.flatMap((key, index): readonly PropertyDelta[] => {
    const [left, right] = [was.get(key), is.get(key)];
    if (isEqualJson(left, right)) return [];
    const path = String(index);
    if (isJsonObject(left) && isJsonObject(right)) {
      const children = deltasOf(left, right);
      return [{ path, propertyChangeType: "Modify", children }];
    }
    return compare(path, left, right);
  });
}

// Things with names are themselves wherever they stand.
function keyed(list: readonly unknown[]): ReadonlyMap<string, unknown> {
  return new Map(
    list.map((one, index) => {
      const name = isJsonObject(one) ? one["name"] : undefined;
      const key =
        typeof name === "string" ? name : typeof one === "object" ? `#${index}` : `=${String(one)}`;
      return [key, one];
    }),
  );
}
