import { planned, type Remedy, refused } from "../plan.ts";

/** The tag by which the interface of an appliance needs no SNAT towards private endpoints (PE-12). */
export const keepSourceToPrivateLink: Remedy<"keepSourceToPrivateLink"> = ({ nics }, { model }) => {
  const found = nics
    .flatMap((key) => model.nics.get(key) ?? [])
    .filter(({ keepsSourceToPrivateLink: isTagged }) => !isTagged);
  if (found.length === 0) return refused("these interfaces have the tag already");
  const tag = { kind: "setTag", name: "disableSnatOnPL", value: "true" } as const;
  return planned(found.map(({ id }) => ({ ...tag, resource: id })));
};
