import { type ArmId, isJsonObject, type JsonObject, type Snapshot } from "../../arm/index.ts";
import {
  Draft,
  Estate,
  groupId,
  groupKeyOf,
  groupTypeKey,
  importResource,
  parseId,
  type Row,
  subscriptionTypeKey,
} from "../../provider/index.ts";
import type { Host } from "../host.ts";
import type { Transaction } from "./keeper.ts";

/**
 * Puts the resources of a snapshot in place of all that is there, in one commit: whoever looks finds
 * what was there before, or all of the snapshot. Groups that it does not hold are made, where the
 * first of their resources is. Cost: linear in the bodies.
 */
export function plant(
  { keeper, world, chance }: Pick<Host, "keeper" | "world" | "chance">,
  snapshot: Snapshot,
): Promise<void> {
  return keeper.write((transaction) => {
    const draft = new Draft(new Estate());
    for (const { id, body } of snapshot.resources.values()) {
      const container = containerOf(id);
      if (container === undefined) importResource(draft, { id, body }, world);
      else draft.put(containerRow(draft, { id: container, body }, chance.guid()));
    }
    for (const group of missingGroups(draft)) {
      draft.put(containerRow(draft, group, chance.guid()));
    }
    forgetAll(transaction, keeper);
    transaction.draft.merge(draft);
  });
}

// Rows, operations and deployments of what was there; who may sign in stays.
function forgetAll({ draft, keep }: Transaction, keeper: Host["keeper"]): void {
  for (const row of keeper.estate.rows()) draft.remove(row.id.key);
  for (const kind of ["operation", "unfinished", "deployment"]) {
    for (const [key] of keeper.records(kind)) keep(key, undefined);
  }
}

// Exports call groups and subscriptions by types of several forms; their ids say what they are.
function containerOf({ text }: ArmId): ArmId | undefined {
  const id = parseId(text);
  const type = id?.type.toLowerCase();
  return type === groupTypeKey || type === subscriptionTypeKey ? id : undefined;
}

interface Container {
  readonly id: ArmId;
  readonly body: JsonObject;
}

function containerRow(draft: Draft, { id, body }: Container, etag: string): Row {
  const { location, tags, managedBy } = body;
  const isGroup = id.type.toLowerCase() === groupTypeKey;
  return {
    id,
    typeKey: id.type.toLowerCase(),
    root: id.key,
    body: {
      ...(isGroup ? { location: typeof location === "string" ? location : "westeurope" } : {}),
      ...(typeof managedBy === "string" ? { managedBy } : {}),
      ...(isJsonObject(tags) ? { tags } : {}),
    },
    facts: {},
    order: draft.takeOrder(),
    etag,
  };
}

function missingGroups(draft: Draft): readonly Container[] {
  const groups = new Map<string, Container>();
  for (const row of draft.changes.values()) {
    const key = row === undefined ? undefined : groupKeyOf(row.id);
    if (row === undefined || key === undefined || draft.find(key) !== undefined) continue;
    const known = groups.get(key);
    const isPlaced = known?.body["location"] !== undefined;
    if (isPlaced) continue;
    const { subscription = "", resourceGroup = "" } = row.id;
    const location = row.body["location"];
    const isRegion = typeof location === "string" && location !== "global";
    groups.set(key, {
      id: groupId(subscription, resourceGroup),
      body: isRegion ? { location } : {},
    });
  }
  return [...groups.values()];
}
