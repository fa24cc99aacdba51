import type { ArmRequest } from "../wire/arm-request.ts";

/** The version in which a request wants its answer. */
export function versionOf({ query }: ArmRequest): { readonly version?: string } {
  const version = query.get("api-version");
  return version === undefined ? {} : { version };
}
