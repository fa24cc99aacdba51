import { type ArmId, isJsonObject, type JsonObject, peekOwn } from "../../arm/index.ts";
import { Draft } from "../estate/draft.ts";
import type { Row } from "../estate/row.ts";
import { type Refusal, refuseUnverified } from "../refusal/refusal.ts";
import type { World } from "../world.ts";
import { checkTags } from "./check-body.ts";
import { checkConditions } from "./conditions.ts";
import { putResource } from "./put.ts";
import type { Put, PutRequest } from "./request.ts";
import { showRow } from "./show.ts";

/**
 * Changes a resource that is there, as an ARM PATCH does. Types of Microsoft.Network take nothing but
 * tags, zones aside; others take properties too, which are merged into those that are there.
 */
export function patchResource(
  draft: Draft,
  { row, ...request }: PutRequest & { readonly row: Row },
  world: World,
): Put | Refusal {
  const { id, body, conditions } = request;
  const refusal =
    checkConditions(draft, { id, before: row, conditions }) ?? checkTags(peekOwn(body, "tags"));
  if (refusal !== undefined) return refusal;
  const beyond = Object.keys(body).filter((name) => !harmless.has(name.toLowerCase()));
  if (beyond.length === 0) return retag(draft, { row, tags: peekOwn(body, "tags") }, world);
  if (!mergesProperties(id)) return takesTagsOnly(id, beyond);
  const { id: _id, name: _name, type: _type, etag: _etag, ...shown } = showRow(draft, row);
  return putResource(draft, { ...request, body: mergePatch(shown, body) }, world);
}

const harmless: ReadonlySet<string> = new Set(["tags", "id", "name", "type", "etag", "location"]);

function mergesProperties({ type }: ArmId): boolean {
  const [namespace = "", top = ""] = type.toLowerCase().split("/");
  return namespace !== "microsoft.network" || /^(?:private)?dns/.test(top);
}

function takesTagsOnly(id: ArmId, names: readonly string[]): Refusal {
  return refuseUnverified(
    400,
    "PatchTakesTagsOnly",
    `A PATCH of ${id.text} changes tags and nothing else, and this one names ${names.join(", ")}. Read ` +
      "the resource, change it, and PUT it back.",
  );
}

function retag(
  draft: Draft,
  { row, tags }: { readonly row: Row; readonly tags: unknown },
  world: World,
): Put {
  const { tags: _before, ...rest } = row.body;
  const trial = new Draft(draft);
  const kept = isJsonObject(tags) ? { tags } : _before === undefined ? {} : { tags: _before };
  trial.put({ ...row, body: { ...kept, ...rest } });
  trial.stamp(world.guid);
  draft.merge(trial);
  return {
    kind: "put",
    row: draft.find(row.id.key) ?? row,
    isNew: false,
    isQuiet: true,
    answer: "direct",
  };
}

/** Merges as RFC 7396 says: objects member by member, `null` takes away, all else replaces. */
function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    const before = merged[name];
    if (value === null) delete merged[name];
    else if (!isJsonObject(value)) merged[name] = value;
    else merged[name] = mergePatch(isJsonObject(before) ? before : {}, value);
  }
  return merged;
}
