import type { JsonObject } from "../../arm/index.ts";
import { placeInFile, type Reading } from "../reading.ts";
import { identify } from "./identity.ts";

/**
 * Adds one resource, with its contents untouched; a resource that cannot be identified is reported
 * and left out.
 */
export function readResource(reading: Reading, body: JsonObject, filePointer: string): void {
  const place = placeInFile(reading, filePointer);
  const id = identify(body, place, (diagnostic) => reading.diagnostics.push(diagnostic));
  if (id === undefined) return;
  reading.resources.push({
    id,
    typeKey: id.type.toLowerCase(),
    body,
    place: { ...place, resource: id.text },
  });
}
