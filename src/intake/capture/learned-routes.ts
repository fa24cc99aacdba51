import { isJsonObject, makeArmId, parseArmId } from "../../arm/index.ts";
import { createDiagnostic } from "../../diagnostic/index.ts";
import { readResource } from "../export/resource.ts";
import { textOf } from "../field.ts";
import { placeInFile, type Reading } from "../reading.ts";
import type { Answer } from "./answer-list.ts";
import type { AnswerForm, Subject } from "./form.ts";

const type = "Trueroute/learnedRoutes";

/** The answer of `az network vnet-gateway list-learned-routes` and its like (GatewayRoute rows). */
export const learnedForm: AnswerForm = {
  kind: "learnedRoutes",
  isRow: (value) =>
    isJsonObject(value) &&
    textOf(value, "network") !== undefined &&
    ["origin", "sourcePeer", "asPath"].some((name) => textOf(value, name) !== undefined),
  add: addLearnedRoutes,
};

/**
 * Adds routes as a resource of type `Trueroute/learnedRoutes`.
 *
 * The resource stands in the target's resource group, and its name is made from the target's, so
 * that no two targets share it. Diagnostics: `capture-unattributed` when nothing says who learned
 * the routes.
 */
export function addLearnedRoutes(reading: Reading, answer: Answer, subject: Subject): void {
  const { name: target, part } = subject;
  if (target === undefined) {
    const place = placeInFile(reading, answer.pointer);
    const parameters = {
      file: reading.file,
      what: "learned routes",
      whom: "gateway, connection, circuit or BGP peer",
      wrapped: '{ "id": "ID", "value": [...] }',
    };
    reading.diagnostics.push(createDiagnostic("capture-unattributed", place, parameters));
    return;
  }
  const { id, name } = nameAfter(target, part === undefined ? "" : `-${part}`);
  const body = { id, type, name, properties: { target: { id: target }, routes: answer.rows } };
  readResource(reading, body, answer.pointer);
}

function nameAfter(
  target: string,
  suffix: string,
): { readonly id: string | undefined; readonly name: string } {
  const parsed = parseArmId(target);
  if (parsed === undefined) {
    const name = `${target.replaceAll("/", "-")}${suffix}`;
    return { id: makeArmId(type, name), name };
  }
  const [, ...types] = parsed.type.split("/");
  const path = types.map((part, index) => `${part}-${parsed.names[index]}`).join("-");
  const name = `${path}${suffix}`;
  const scope = parsed.text.slice(0, parsed.key.lastIndexOf("/providers/"));
  return { id: makeArmId(type, name, scope), name };
}
