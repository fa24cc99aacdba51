import type { Snapshot } from "../../arm/index.ts";
import {
  type Draft,
  groupId,
  groupKeyOf,
  groupTypeKey,
  importResource,
} from "../../provider/index.ts";
import type { Host } from "../host.ts";

/** Puts the resources of a snapshot in place of all that is there, in one commit. */
export function plant(
  { keeper, world, chance }: Pick<Host, "keeper" | "world" | "chance">,
  snapshot: Snapshot,
): Promise<void> {
  return keeper.write(({ draft }) => {
    for (const row of keeper.estate.rows()) draft.remove(row.id.key);
    for (const { id, body } of snapshot.resources.values()) {
      makeGroup(draft, { id, location: body["location"], etag: chance.guid() });
      importResource(draft, { id, body }, world);
    }
  });
}

interface Wanted {
  readonly id: Parameters<typeof groupKeyOf>[0];
  readonly location: unknown;
  readonly etag: string;
}

// Snapshots need not hold the groups that their resources are in.
function makeGroup(draft: Draft, { id, location, etag }: Wanted): void {
  const key = groupKeyOf(id);
  if (key === undefined || draft.find(key) !== undefined) return;
  const group = groupId(id.subscription ?? "", id.resourceGroup ?? "");
  draft.put({
    id: group,
    typeKey: groupTypeKey,
    root: group.key,
    body: { location: typeof location === "string" ? location : "westeurope" },
    facts: {},
    order: draft.takeOrder(),
    etag,
  });
}
