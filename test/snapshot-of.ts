// Builds a snapshot from resources as JSON values, for tests that start behind the reading of
// files.
import {
  isJsonObject,
  makeArmId,
  parseArmId,
  type Resource,
  type Snapshot,
} from "../src/arm/index.ts";

/**
 * Gives a snapshot of the resources, each with its own id or the one that its type and name make.
 */
export function snapshotOf(values: readonly unknown[]): Snapshot {
  const resources = values.map((value): Resource => {
    if (!isJsonObject(value)) throw new TypeError("a resource is an object");
    const { id: written, type, name } = value;
    const text = typeof written === "string" ? written : makeArmId(`${type}`, `${name}`);
    const id = text === undefined ? undefined : parseArmId(text);
    if (id === undefined) throw new TypeError(`no id: ${JSON.stringify(value).slice(0, 80)}`);
    const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
    return { id, typeKey: id.type.toLowerCase(), body: value, place };
  });
  resources.sort((a, b) => (a.id.key < b.id.key ? -1 : 1));
  const byKey = new Map(resources.map((resource) => [resource.id.key, resource]));
  return { resources: byKey, captures: [], diagnostics: [] };
}
