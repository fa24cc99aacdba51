import type { Conditions } from "../../provider/index.ts";

/** The conditional headers of a request. */
export function conditionsOf(headers: Headers): Conditions {
  return {
    ifMatch: headers.get("if-match") ?? undefined,
    ifNoneMatch: headers.get("if-none-match") ?? undefined,
  };
}
