/**
 * arm: the only folder that knows ARM's JSON: ids, property names, casing, enum texts.
 *
 * Takes resources as JSON objects; gives ids, a reader that knows where it stands, and decoded shapes whose references are still ids.
 * Invariant: nothing throws on any JSON; what cannot be read becomes a diagnostic with the JSON pointer, and the rest is still decoded.
 * Does not know files or text formats, resolves no reference, and decides nothing about routing.
 */
export { Cursor, type Reference, type Report } from "./cursor.ts";
export { type ArmId, defaultScope, makeArmId, parseArmId } from "./id.ts";
export {
  type Capture,
  type CapturedRoute,
  isJsonObject,
  type JsonObject,
  type Resource,
  type Snapshot,
} from "./resource.ts";
