import { at, listAt, textAt } from "./json.ts";

/** What a plan does to one instance. */
export type Action = "keep" | "create" | "update" | "replace" | "delete" | "read" | "forget";

/** Reads the list of actions of a change; what is not known counts as no action. */
export function actionOf(change: unknown): Action {
  const actions = listAt(change, "actions");
  const isMade = actions.includes("create");
  if (actions.includes("delete")) return isMade ? "replace" : "delete";
  if (isMade) return "create";
  if (actions.includes("forget")) return "forget";
  if (actions.includes("update")) return "update";
  return actions.includes("read") ? "read" : "keep";
}

/** The id of what a change deletes or replaces. */
export function idBefore(change: unknown): string | undefined {
  const isSecret = at(at(change, "before_sensitive"), "id") === true;
  return isSecret ? undefined : textAt(at(change, "before"), "id");
}
