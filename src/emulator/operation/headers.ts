import type { ArmId } from "../../arm/index.ts";
import type { ArmRequest } from "../wire/arm-request.ts";
import { type Operation, operationPath, operationPlace } from "./operation.ts";

/** Which of the two addresses of an operation an answer names. */
export interface OperationLinks {
  readonly hasStatus: boolean;
  readonly hasResult: boolean;
}

/**
 * Headers by which a client follows an operation. Addresses are absolute, with the scheme and host
 * that the client used. `Retry-After` is never 0: az sleeps 30 seconds then.
 */
export function operationHeaders(
  request: ArmRequest,
  { id, operation }: { readonly id: ArmId; readonly operation: Operation },
  { hasStatus, hasResult }: OperationLinks,
): Record<string, string> {
  const version = request.query.get("api-version") ?? "2024-05-01";
  const { below, statuses, results } = operationPlace(id);
  const address = (segment: string): string =>
    `${request.origin}${operationPath(id, operation, segment)}?api-version=${version}`;
  return {
    ...(hasStatus && statuses !== undefined ? { "azure-asyncoperation": address(statuses) } : {}),
    ...(hasResult || statuses === undefined ? { location: address(results) } : {}),
    ...(below === "location" && statuses !== undefined
      ? { "azure-asyncnotification": "Enabled" }
      : {}),
    "x-ms-arm-service-request-id": operation.id,
    "retry-after": "1",
  };
}
