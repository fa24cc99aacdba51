import { isJsonObject } from "../../arm/index.ts";
import { listOf, textOf } from "../field.ts";
import type { Reading } from "../reading.ts";
import { addEffectiveRoutes } from "./effective-routes.ts";

/**
 * Adds the captured answers among recorded exchanges, each `{ op, uri, response: { value } }`.
 *
 * Only effective routes are taken; other operations, and exchanges without an answer yet, are left
 * aside in silence.
 */
export function readRecording(
  reading: Reading,
  operations: readonly unknown[],
  pointer: string,
): void {
  for (const [index, operation] of operations.entries()) {
    if (!isJsonObject(operation) || textOf(operation, "op") !== "effectiveRouteTable") continue;
    const holder = operation["response"];
    const rows = isJsonObject(holder) ? listOf(holder, "value") : undefined;
    if (!isJsonObject(holder) || rows === undefined) continue;
    const answer = { rows, holder, pointer: `${pointer}/${index}/response` };
    addEffectiveRoutes(reading, answer, nicOfUri(textOf(operation, "uri")));
  }
}

// https://management.azure.com/subscriptions/.../networkInterfaces/NIC/effectiveRouteTable?api-version=...
function nicOfUri(uri: string | undefined): string | undefined {
  return uri === undefined
    ? undefined
    : /(\/subscriptions\/[^?#]+)\/effectiveRouteTable(?:[?#]|$)/i.exec(uri)?.[1];
}
