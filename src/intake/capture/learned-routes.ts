import { isJsonObject, makeArmId, parseArmId } from "../../arm/index.ts";
import { createDiagnostic } from "../../diagnostic/index.ts";
import { readResource } from "../export/resource.ts";
import { textOf } from "../field.ts";
import { placeInFile, type Reading } from "../reading.ts";
import type { Answer } from "./answer-list.ts";

const type = "Trueroute/learnedRoutes";

/** Whether a value has the form of one row of a gateway's routes (ARM's GatewayRoute). */
export function isLearnedRoute(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    textOf(value, "network") !== undefined &&
    ["origin", "sourcePeer", "asPath"].some((name) => textOf(value, name) !== undefined)
  );
}

/**
 * Adds an answer of `az network vnet-gateway list-learned-routes` as a resource of type
 * `Trueroute/learnedRoutes`.
 *
 * The resource stands in the target's resource group, and its name is made from the target's, so
 * that no two targets share it. Diagnostics: `property-invalid` when nothing says who learned the
 * routes.
 */
export function addLearnedRoutes(
  reading: Reading,
  answer: Answer,
  target: string | undefined,
): void {
  if (target === undefined) {
    const place = placeInFile(reading, answer.pointer);
    const expected = "the id of the gateway, connection or BGP peer that learned these routes";
    const parameters = { property: "target", expected, found: "nothing" };
    reading.diagnostics.push(createDiagnostic("property-invalid", place, parameters));
    return;
  }
  const { id, name } = nameAfter(target);
  const body = { id, type, name, properties: { target: { id: target }, routes: answer.rows } };
  readResource(reading, body, answer.pointer);
}

function nameAfter(target: string): { readonly id: string | undefined; readonly name: string } {
  const parsed = parseArmId(target);
  if (parsed === undefined) {
    const name = target.replaceAll("/", "-");
    return { id: makeArmId(type, name), name };
  }
  const [, ...types] = parsed.type.split("/");
  const name = types.map((part, index) => `${part}-${parsed.names[index]}`).join("-");
  const scope = parsed.text.slice(0, parsed.key.lastIndexOf("/providers/"));
  return { id: makeArmId(type, name, scope), name };
}
