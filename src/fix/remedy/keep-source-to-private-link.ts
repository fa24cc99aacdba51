import { listed } from "../new-id.ts";
import { planned, type Remedy, refused } from "../plan.ts";

/** The tag by which the interface of an appliance needs no SNAT towards private endpoints (PE-12). */
export const keepSourceToPrivateLink: Remedy<"keepSourceToPrivateLink"> = ({ nics }, { model }) => {
  const found = nics
    .flatMap((key) => model.nics.get(key) ?? [])
    .filter(({ keepsSourceToPrivateLink: isTagged }) => !isTagged);
  if (found.length === 0) return refused("these interfaces have the tag already");
  return planned(
    `Tag ${listed(found.map(({ name }) => name))} with disableSnatOnPL=true.`,
    found.map(
      ({ id }) =>
        ({ kind: "setTag", resource: id, name: "disableSnatOnPL", value: "true" }) as const,
    ),
  );
};
