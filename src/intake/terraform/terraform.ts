import type { JsonObject } from "../../arm/index.ts";
import { createDiagnostic } from "../../diagnostic/index.ts";
import { type FileObject, placeInFile, type Reading } from "../reading.ts";
import { formOf } from "./form.ts";
import { at, listAt, textAt } from "./json.ts";
import { readShown } from "./plan.ts";
import { readSource } from "./read.ts";
import { readRawState } from "./state.ts";

/**
 * Reads the plans and states that wait on a reading, and takes them off it.
 *
 * Resources are what is asked for (`desired`); what a data source knows is of the background, and
 * what only adds to a resource outside the plan is partial. Deleted resources are removals.
 * Diagnostics: `terraform-unreadable`, `terraform-incomplete`, `terraform-id-unknown`,
 * `terraform-reference-inferred`, `terraform-reference-unresolved`,
 * `terraform-subscription-assumed`, `terraform-type-unmapped`, `property-invalid`.
 */
export function readPlans(reading: Reading): void {
  // Off it, since nothing else holds a parsed plan once it was read.
  for (const plan of reading.plans.splice(0)) readPlan(reading, plan);
}

function readPlan(reading: Reading, { value: object, filePointer: pointer }: FileObject): void {
  const form = formOf(object);
  if (form === undefined) return;
  if (form.kind === "foreign") {
    const { what, remedy } = form;
    const parameters = { file: reading.file, what, remedy };
    const place = placeInFile(reading, pointer);
    reading.diagnostics.push(createDiagnostic("terraform-unreadable", place, parameters));
    return;
  }
  const source = form.kind === "rawState" ? readRawState(object) : readShown(object);
  if (form.kind === "plan") reportIncomplete(reading, object, pointer);
  readSource(reading, object, source, pointer);
}

function reportIncomplete(reading: Reading, plan: JsonObject, pointer: string): void {
  const reason = incompleteReason(plan);
  if (reason === undefined) return;
  const place = placeInFile(reading, pointer);
  const parameters = { file: reading.file, reason };
  reading.diagnostics.push(createDiagnostic("terraform-incomplete", place, parameters));
}

function incompleteReason(plan: JsonObject): string | undefined {
  if (at(plan, "errored") === true) return "planning ended in errors";
  const deferred = listAt(plan, "deferred_changes").length;
  if (deferred > 0) return `${deferred} changes wait for another run`;
  if (at(plan, "complete") === false)
    return "it was limited with -target, or more runs must follow";
  if (at(plan, "planned_values") === undefined) return "it has no planned values";
  const version = textAt(plan, "format_version") ?? "1";
  // A major version is where Terraform says that readers must not guess.
  const isKnown = /^[01](\.|$)/.test(version);
  return isKnown
    ? undefined
    : `its format ${version.slice(0, 12)} is newer than any that is known here`;
}
