import { typeKeys } from "../../arm/index.ts";
import type { Showing } from "../shape/field.ts";

/** The subnets that name a resource, as it shows them; absent when there is none. */
export function attachedSubnets({ estate, row }: Showing): unknown {
  return namesBack({ estate, row }, (referrer) => referrer === typeKeys.subnet);
}

/** `{ id }` of each resource of some types that names a row, in the order of making. */
export function namesBack(
  { estate, row }: Pick<Showing, "estate" | "row">,
  counts: (typeKey: string) => boolean,
): unknown {
  const ids = new Set(
    estate
      .referrersOf(row.id.key)
      .filter((referrer) => counts(referrer.row.typeKey))
      .map((referrer) => referrer.row.id.text),
  );
  return ids.size === 0 ? undefined : [...ids].map((id) => ({ id }));
}
