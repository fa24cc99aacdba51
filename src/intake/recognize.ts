import { isJsonObject, type JsonObject } from "../arm/index.ts";
import { createDiagnostic } from "../diagnostic/index.ts";
import { readAnswer, rowsByInstance } from "./capture/answer.ts";
import type { Answer } from "./capture/answer-list.ts";
import { readRecording } from "./capture/recording.ts";
import { readPage } from "./export/page.ts";
import { checkPulled } from "./export/pulled.ts";
import { readResource } from "./export/resource.ts";
import { readTable } from "./export/resource-graph.ts";
import { fieldOf, listOf, textOf } from "./field.ts";
import { deploymentFormat } from "./format.ts";
import { placeInFile, type Reading } from "./reading.ts";
import { isTerraform } from "./terraform/form.ts";

/**
 * Finds the resources and captured answers in one parsed value, whatever shape holds them; templates
 * and plans are put aside.
 *
 * Shapes: a resource, a list, a list in `value`, `data` or `resources`, a Resource Graph table,
 * recorded exchanges, a captured answer, a deployment template or its parameters, and lists of all
 * these, and plans and states of Terraform. Recursion is bounded by the nesting that a text may have.
 */
export function recognize(reading: Reading, value: unknown, pointer: string): void {
  if (Array.isArray(value)) {
    recognizeList(reading, { rows: value, holder: undefined, pointer });
  } else if (!isJsonObject(value) || !recognizeObject(reading, value, pointer)) {
    reportUnknown(reading, pointer);
  }
}

function recognizeObject(reading: Reading, object: JsonObject, pointer: string): boolean {
  if (putAside(reading, object, pointer)) return true;
  const rows = listOf(object, "value");
  if (rows !== undefined && textOf(object, "type") === undefined) {
    notePage(reading, { holder: object, rows, pointer });
    recognizeList(reading, { rows, holder: object, pointer });
    return true;
  }
  const byInstance = findInstances(object);
  if (byInstance !== undefined) {
    // An answer without rows tells nothing of nobody, as an empty list does.
    const isRead = readAnswer(reading, { rows: byInstance, holder: object, pointer });
    if (!isRead && byInstance.length > 0) reportUnknown(reading, pointer);
    return true;
  }
  if (hasIdentity(object)) {
    readResource(reading, object, pointer);
    return true;
  }
  return recognizeEnvelope(reading, object, pointer);
}

// What a template makes depends on more than its text, and a plan takes a reader as large as all the
// rest of intake: both are kept as they are.
function putAside(reading: Reading, value: JsonObject, filePointer: string): boolean {
  const found = { file: reading.file, filePointer, value };
  switch (deploymentFormat(value)) {
    case "template":
      reading.templates.push(found);
      return true;
    case "parameters":
      reading.parameterFiles.push(found);
      return true;
    case undefined:
      if (!isTerraform(value)) return false;
      reading.plans.push(found);
      return true;
  }
}

// Only objects without an identity come here: a virtual machine, too, has a list named `resources`.
function recognizeEnvelope(reading: Reading, object: JsonObject, pointer: string): boolean {
  const resources = listOf(object, "resources");
  const operations = listOf(object, "operations");
  const rows = listOf(object, "data");
  const table = readTable(fieldOf(object, "data"));
  checkPulled(reading, object, pointer);
  if (operations !== undefined) readRecording(reading, operations, `${pointer}/operations`);
  if (resources !== undefined) recognize(reading, resources, `${pointer}/resources`);
  if (rows !== undefined) recognize(reading, rows, `${pointer}/data`);
  const data = rows ?? table?.map(({ body }) => body);
  if (data !== undefined) notePage(reading, { holder: object, rows: data, pointer });
  const created = [resources, operations, rows, table].every((part) => part === undefined)
    ? createdResource(object)
    : undefined;
  if (created !== undefined) readResource(reading, created.body, `${pointer}/${created.name}`);
  for (const row of table ?? []) readResource(reading, row.body, `${pointer}/data${row.pointer}`);
  return [resources, operations, rows, table, created].some((part) => part !== undefined);
}

// `az network nic create` and its like wrap what they made: { "NewNIC": { "id": ... } }.
function createdResource(
  object: JsonObject,
): { readonly name: string; readonly body: JsonObject } | undefined {
  const [name, ...others] = Object.keys(object);
  const body = name === undefined ? undefined : object[name];
  if (name === undefined || others.length > 0 || !isJsonObject(body)) return undefined;
  return /^\/subscriptions\/.*\/providers\//i.test(textOf(body, "id") ?? "")
    ? { name, body }
    : undefined;
}

// The object itself, or what stands in its `value` beside an id.
function findInstances(object: JsonObject): readonly unknown[] | undefined {
  const inner = fieldOf(object, "value");
  return rowsByInstance(object) ?? (isJsonObject(inner) ? rowsByInstance(inner) : undefined);
}

function notePage(
  reading: Reading,
  { holder, rows, pointer }: { readonly holder: JsonObject } & Omit<Answer, "holder">,
): void {
  const page = readPage(holder, rows, { file: reading.file, filePointer: pointer });
  if (page !== undefined) reading.pages.push(page);
}

function recognizeList(reading: Reading, answer: Answer): void {
  if (readAnswer(reading, answer)) return;
  const { rows, holder, pointer } = answer;
  const below = holder === undefined ? pointer : `${pointer}/value`;
  if (rows.length > 0 && !rows.some(isPromising)) {
    reportUnknown(reading, below);
    return;
  }
  for (const [index, row] of rows.entries()) {
    const place = `${below}/${index}`;
    if (!isJsonObject(row)) recognize(reading, row, place);
    else if (!recognizeObject(reading, row, place)) readResource(reading, row, place);
  }
}

function hasIdentity(object: JsonObject): boolean {
  return ["id", "type", "properties", "location"].some(
    (name) => fieldOf(object, name) !== undefined,
  );
}

// Whether anything may come of an element: a list in which nothing is promising is reported once,
// not once per element.
function isPromising(element: unknown): boolean {
  if (!isJsonObject(element)) return Array.isArray(element);
  return (
    hasIdentity(element) ||
    deploymentFormat(element) !== undefined ||
    isTerraform(element) ||
    ["value", "data", "resources"].some((name) => fieldOf(element, name) !== undefined)
  );
}

function reportUnknown(reading: Reading, pointer: string): void {
  const what = pointer === "" ? reading.file : `${reading.file} at ${pointer}`;
  const place = placeInFile(reading, pointer);
  reading.diagnostics.push(createDiagnostic("shape-unknown", place, { what }));
}
