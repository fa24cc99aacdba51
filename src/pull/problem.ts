import { createDiagnostic, type Diagnostic, type Place } from "../diagnostic/index.ts";
import { reasonOf } from "./wire/ask.ts";
import type { Failure } from "./wire/list.ts";

/**
 * Says what could not be read. `what` names it for people: `the routes that vpngw has learned`; `id`
 * is the resource, or the empty text. Diagnostics: `pull-refused`, `pull-failed`.
 */
export function describeProblem(what: string, id: string, failure: Failure): Diagnostic {
  const place: Place = { resource: id, pointer: "", file: "", filePointer: "" };
  if (failure.kind === "broken") {
    return createDiagnostic("pull-failed", place, { what, reason: failure.reason });
  }
  const { status, code, message } = failure;
  const reason = reasonOf(status, code, message);
  return createDiagnostic("pull-refused", place, { what, reason });
}

/** Whether a refusal says that there is nothing of that kind. */
export function isAbsent(failure: Failure): boolean {
  return failure.kind === "refused" && failure.status === 404;
}
