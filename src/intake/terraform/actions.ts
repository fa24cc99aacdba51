import { at, listAt, textAt } from "./json.ts";

/** What a plan does to one instance. */
export type Action = "keep" | "create" | "update" | "replace" | "delete" | "read" | "forget";

/** Reads the list of actions of a change; what is not known counts as no action. */
export function actionOf(change: unknown): Action {
  const actions = new Set(listAt(change, "actions"));
  if (actions.has("delete")) {
    const isReplaced = actions.has("create") || actions.has("update");
    return isReplaced ? "replace" : "delete";
  }
  if (actions.has("forget")) return actions.has("create") ? "create" : "forget";
  if (actions.has("create")) return "create";
  if (actions.has("update")) return "update";
  return actions.has("read") ? "read" : "keep";
}

/** The id of what a change deletes or replaces. */
export function idBefore(change: unknown): string | undefined {
  const isSecret = at(at(change, "before_sensitive"), "id") === true;
  return isSecret ? undefined : textAt(at(change, "before"), "id");
}
