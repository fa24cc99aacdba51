import type { ArmId } from "../../arm/index.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import { kindOf } from "../kind/kinds.ts";
import { preconditionFailed, resourceNotFound } from "../refusal/arm.ts";
import type { Refusal } from "../refusal/refusal.ts";
import type { Conditions } from "./request.ts";
import { etagValue } from "./show.ts";

/** Refuses a request whose `If-Match` or `If-None-Match` does not hold. */
export function checkConditions(
  estate: EstateView,
  at: {
    readonly id: ArmId;
    readonly before: Row | undefined;
    readonly conditions: Conditions;
  },
): Refusal | undefined {
  const { id, before, conditions } = at;
  const { ifMatch, ifNoneMatch } = conditions;
  const etag = before === undefined ? undefined : etagValue(estate, before);
  const { words } = kindOf(id.type.toLowerCase(), id.type);
  if (ifMatch !== undefined) {
    if (etag === undefined)
      return ifMatch === "*" ? resourceNotFound(id) : preconditionFailed(id, "none");
    if (!names(ifMatch, etag)) {
      return words.modified?.(id) ?? preconditionFailed(id, `W/"${etag}"`);
    }
  }
  if (ifNoneMatch !== undefined && etag !== undefined && names(ifNoneMatch, etag)) {
    return words.exists?.(id) ?? preconditionFailed(id, `W/"${etag}"`);
  }
  return undefined;
}

function names(header: string, etag: string): boolean {
  return header.split(",").some((one) => {
    const text = one.trim().replace(/^W\//i, "").replace(/^"|"$/g, "");
    return text === "*" || text === etag;
  });
}
