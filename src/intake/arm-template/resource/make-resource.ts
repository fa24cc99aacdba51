import {
  type ArmId,
  isEqualJson,
  isUnknown,
  type JsonObject,
  parseArmId,
  type Resource,
} from "../../../arm/index.ts";
import { createDiagnostic } from "../../../diagnostic/index.ts";
import { parseContainerId } from "../../export/identity.ts";
import { below, evaluateJson } from "../evaluate-json.ts";
import type { Value } from "../expression/index.ts";
import type { Node, Spot } from "../frame.ts";
import { memberOf } from "../member.ts";
import { placeInTemplate } from "../report.ts";
import { reportKind } from "../section.ts";

/** What the template says to Azure Resource Manager, and the resource never holds. */
const instructions: ReadonlySet<string> = new Set([
  "apiversion",
  "asserts",
  "comments",
  "condition",
  "copy",
  "dependson",
  "existing",
  "id",
  "metadata",
  "name",
  "resourcegroup",
  "resources",
  "scope",
  "subscriptionid",
  "type",
  "@options",
]);

/**
 * Makes one resource: evaluates what the template says and puts it into Azure, which adds the rest.
 *
 * Diagnostics: `template-expression-failed`, and `resource-duplicate` when a template makes a
 * resource twice.
 */
export function makeResource(node: Node): void {
  const { run, file } = node.frame;
  const id = parseArmId(node.id) ?? parseContainerId(node.id);
  if (id === undefined) return;
  const place = { resource: id.text, pointer: "", file, filePointer: node.pointer };
  const resource: Resource = {
    id,
    typeKey: id.type.toLowerCase(),
    body: bodyOf(node, id),
    place,
    extent: "whole",
  };
  checkVersion(node);
  reportRepeated(node, resource);
  run.asked.set(node.key, { resource, frame: node.frame });
  // A parent that takes in a child keeps its place.
  const results = run.provision.put(resource);
  if (results.length === 0) node.isFailed = true;
  for (const one of results) run.made.set(one.id.key, one);
}

// A version matters to Azure alone, but a wrong one stops the deployment.
function checkVersion(node: Node): void {
  const written = memberOf(node.body, "apiVersion");
  if (written === undefined) return;
  const spot = below({ ...node, purpose: "identity" }, "apiVersion");
  const version = evaluateJson(written, spot);
  if (isUnknown(version)) return;
  const isVersion = typeof version === "string" && /^\d{4}-\d{2}-\d{2}(-[a-z]+)?$/i.test(version);
  if (isVersion) return;
  const expected = "a version such as 2024-05-01";
  reportKind(node.frame, spot.pointer, "apiVersion", expected, version);
}

function bodyOf(node: Node, id: ArmId): JsonObject {
  const spot: Spot = { ...node, purpose: "value" };
  const members: [string, Value][] = [
    ["id", id.text],
    ["name", id.name],
    ["type", typeOf(node, id)],
  ];
  for (const [name, written] of Object.entries(node.body)) {
    if (instructions.has(name.toLowerCase())) continue;
    const value = evaluateJson(written, below(spot, name));
    // Null is how a template leaves a member out on some condition.
    if (value !== null) members.push([name, value]);
  }
  return Object.fromEntries(members);
}

// The type of a resource group is called by the path of its id in exports, and this way elsewhere.
function typeOf(node: Node, id: ArmId): string {
  return parseArmId(node.id) === undefined ? node.type : id.type;
}

// Another template of the deployment may well update what an earlier one made.
function reportRepeated(node: Node, later: Resource): void {
  const { run } = node.frame;
  const first = run.asked.get(node.key);
  if (first === undefined || first.frame !== node.frame) return;
  if (isEqualJson(first.resource.body, later.body)) return;
  const place = placeInTemplate(node.frame, node.pointer);
  const related = [first.resource.place];
  const parameters = { id: later.id.text };
  run.report(createDiagnostic("resource-duplicate", place, parameters, { related }));
}
