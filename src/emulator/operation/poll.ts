import { parseArmId } from "../../arm/index.ts";
import { refuse, showRow } from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import type { ArmRequest } from "../wire/arm-request.ts";
import { operationHeaders } from "./headers.ts";
import { type Operation, operationKey, operationPlace } from "./operation.ts";

/** `GET .../operations/GUID`: where an operation stands. Always 200, also when it failed. */
export const pollStatus: Handler = (request, { parameters }, host) => {
  const operation = find(host, parameters["operation"]);
  if (operation === undefined) return unknownOperation(parameters["operation"]);
  const isDns = isBelowGroup(operation);
  if (host.clock.now() < operation.endsAt) {
    const body = { status: "InProgress" };
    return isDns
      ? { status: 202, body, headers: linksBack(request, operation) }
      : { status: 200, body, headers: { "retry-after": "1" } };
  }
  if (operation.error === undefined) return { status: 200, body: { status: "Succeeded" } };
  const { error } = operation;
  return {
    status: 200,
    body: isDns
      ? { error, status: "Failed" }
      : { status: "Failed", error: { ...error, details: [] } },
  };
};

// DNS says 202 while an operation is under way, and has its own form of an error.
function isBelowGroup({ resource }: Operation): boolean {
  const id = parseArmId(resource);
  return id !== undefined && operationPlace(id).below === "group";
}

/** `GET .../operationResults/GUID`: what an operation has come to. */
export const pollResult: Handler = (request, { parameters }, host) => {
  const operation = find(host, parameters["operation"]);
  if (operation === undefined) return unknownOperation(parameters["operation"]);
  const headers = linksBack(request, operation);
  if (host.clock.now() < operation.endsAt) return { status: 202, body: null, headers };
  if (operation.error !== undefined) {
    return { status: 400, body: { error: { ...operation.error, details: [] } } };
  }
  switch (operation.kind) {
    case "action":
      return { status: 200, body: operation.result, headers };
    case "remove":
      return { status: 204, headers };
    case "put":
      return { status: 200, body: resultOf(operation, host) };
  }
};

// What an accepted request has made, as it is now.
function resultOf({ resource }: Operation, { keeper: { estate } }: Host): unknown {
  const row = estate.find(resource.toLowerCase());
  return row === undefined ? null : showRow(estate, row);
}

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
