import { isJsonObject, type JsonObject, parseArmId, peekOwn } from "../../arm/index.ts";
import { propertyOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";
import type { Completing } from "../kind/kind.ts";

/**
 * Makes what Azure makes with a machine: the disk of its system, with a name where nobody gave one,
 * and notes when the machine was made.
 */
export function completeMachine(at: Completing): undefined {
  const { draft, row, world } = at;
  const facts = { ...row.facts, timeCreated: row.facts["timeCreated"] ?? world.now() };
  const storage = propertyOf(row, "storageProfile");
  const asked = isJsonObject(storage) ? storage["osDisk"] : undefined;
  if (!isJsonObject(storage) || !isJsonObject(asked)) {
    draft.put({ ...row, facts });
    return undefined;
  }
  const osDisk = nameDisk(at, storage, asked);
  draft.put({ ...withStorage(row, { ...storage, osDisk }), facts });
  makeDisk(at, osDisk);
  return undefined;
}

function nameDisk(
  { row, before, world }: Completing,
  storage: JsonObject,
  asked: JsonObject,
): JsonObject {
  const old = before === undefined ? undefined : propertyOf(before, "storageProfile");
  const kept = isJsonObject(old) && isJsonObject(old["osDisk"]) ? old["osDisk"] : {};
  const name =
    asked["name"] ?? kept["name"] ?? `${row.id.name}_OsDisk_1_${world.guid().replaceAll("-", "")}`;
  const managed = isJsonObject(asked["managedDisk"]) ? asked["managedDisk"] : {};
  const group = row.id.text.split("/providers/")[0] ?? "";
  const id = managed["id"] ?? `${group}/providers/Microsoft.Compute/disks/${String(name)}`;
  const isManaged = asked["vhd"] === undefined;
  return {
    ...asked,
    osType: asked["osType"] ?? systemOf(row, storage),
    name,
    ...(isManaged ? { managedDisk: { storageAccountType: "Premium_LRS", ...managed, id } } : {}),
    diskSizeGB: asked["diskSizeGB"] ?? kept["diskSizeGB"] ?? 30,
  };
}

function systemOf(row: Row, storage: JsonObject): "Linux" | "Windows" {
  const profile = propertyOf(row, "osProfile");
  if (isJsonObject(profile)) {
    if (profile["windowsConfiguration"] !== undefined) return "Windows";
    if (profile["linuxConfiguration"] !== undefined) return "Linux";
  }
  return /windows/i.test(JSON.stringify(storage["imageReference"] ?? "")) ? "Windows" : "Linux";
}

function makeDisk({ draft, row, make }: Completing, osDisk: JsonObject): void {
  const managed = osDisk["managedDisk"];
  const written = isJsonObject(managed) ? peekOwn(managed, "id") : undefined;
  const id = typeof written === "string" ? parseArmId(written) : undefined;
  if (id === undefined || draft.find(id.key) !== undefined) return;
  make(id, {
    location: row.body["location"],
    ...(row.body["zones"] === undefined ? {} : { zones: row.body["zones"] }),
    properties: {
      osType: osDisk["osType"],
      creationData: { createOption: "FromImage" },
      diskSizeGB: osDisk["diskSizeGB"],
    },
  });
}

function withStorage(row: Row, storageProfile: JsonObject): Row {
  const { properties } = row.body;
  const all = { ...(isJsonObject(properties) ? properties : {}), storageProfile };
  return { ...row, body: { ...row.body, properties: all } };
}
