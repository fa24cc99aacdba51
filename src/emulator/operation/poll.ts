import { parseArmId } from "../../arm/index.ts";
import { refuse } from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import type { Answer } from "../wire/answer.ts";
import type { ArmRequest } from "../wire/arm-request.ts";
import { operationHeaders } from "./headers.ts";
import { type Operation, operationKey } from "./operation.ts";

/** `GET .../operations/GUID`: where an operation stands. Always 200, also when it failed. */
export const pollStatus: Handler = (_request, { parameters }, host) => {
  const operation = find(host, parameters["operation"]);
  if (operation === undefined) return unknownOperation(parameters["operation"]);
  if (host.clock.now() < operation.endsAt) {
    return { status: 200, body: { status: "InProgress" }, headers: { "retry-after": "1" } };
  }
  if (operation.error === undefined) return { status: 200, body: { status: "Succeeded" } };
  return { status: 200, body: { status: "Failed", error: { ...operation.error, details: [] } } };
};

/** `GET .../operationResults/GUID`: what an operation has come to. */
export const pollResult: Handler = (request, { parameters }, host) => {
  const operation = find(host, parameters["operation"]);
  if (operation === undefined) return unknownOperation(parameters["operation"]);
  const headers = linksBack(request, operation);
  if (host.clock.now() < operation.endsAt) return { status: 202, body: null, headers };
  if (operation.error !== undefined) {
    return { status: 400, body: { error: { ...operation.error, details: [] } } };
  }
  const answer: Answer =
    operation.kind === "action"
      ? { status: 200, body: operation.result, headers }
      : { status: 204, headers };
  return answer;
};

function find(host: Host, id: string | undefined): Operation | undefined {
  return host.keeper.record(operationKey(id ?? "")) as Operation | undefined;
}

function linksBack(request: ArmRequest, operation: Operation): Record<string, string> {
  const id = parseArmId(operation.resource);
  if (id === undefined) return {};
  const hasStatus = operation.kind !== "action";
  return operationHeaders(request, { id, operation }, { hasStatus, hasResult: true });
}

function unknownOperation(id: string | undefined): ReturnType<typeof refuse> {
  return refuse(404, "OperationNotFound", `Operation '${id ?? ""}' was not found.`);
}
