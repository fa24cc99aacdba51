import { parseArmId } from "../../arm/index.ts";
import { type Refusal, refuse, showRow } from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import type { Answer } from "../wire/answer.ts";
import type { ArmRequest } from "../wire/arm-request.ts";
import { operationHeaders } from "./headers.ts";
import { type Operation, type OperationError, operationKey, operationPlace } from "./operation.ts";

/** `GET .../operations/GUID`: where an operation stands. Always 200, also when it failed. */
export const pollStatus: Handler = (request, { parameters }, host) => {
  const operation = findOperation(host, parameters["operation"]);
  if (operation === undefined) return unknownOperation(parameters["operation"]);
  const isRunning = host.clock.now() < operation.endsAt;
  if (isBelowGroup(operation)) return dnsStatus(request, operation, isRunning);
  const body = isRunning ? { status: "InProgress" } : endOf(operation);
  return {
    status: 200,
    body: isNetwork(parameters["provider"]) ? body : withTimes(operation, body, isRunning),
    ...(isRunning ? { headers: { "retry-after": "1" } } : {}),
  };
};

// DNS says 202 while an operation is under way, and has its own form of an error.
function dnsStatus(request: ArmRequest, operation: Operation, isRunning: boolean): Answer {
  if (isRunning) {
    return {
      status: 202,
      body: { status: "InProgress" },
      headers: linksBack(request, operation),
    };
  }
  const { error } = operation;
  const body = error === undefined ? { status: "Succeeded" } : { error, status: "Failed" };
  return { status: 200, body };
}

function isBelowGroup({ resource }: Operation): boolean {
  const id = parseArmId(resource);
  return id !== undefined && operationPlace(id).below === "group";
}

/** `GET .../operationResults/GUID`: what an operation has come to. */
export const pollResult: Handler = (request, { parameters }, host) => {
  const operation = findOperation(host, parameters["operation"]);
  if (operation === undefined) return unknownOperation(parameters["operation"]);
  const headers = linksBack(request, operation);
  if (host.clock.now() < operation.endsAt) return { status: 202, body: null, headers };
  if (operation.error !== undefined) {
    return { status: 400, body: { error: withDetails(operation.error) } };
  }
  return resultOf(operation, headers, host);
};

/** An operation that somebody may ask about; `undefined` when it is not known, or forgotten. */
export function findOperation(host: Host, id: string | undefined): Operation | undefined {
  return host.keeper.record(operationKey(id ?? "")) as Operation | undefined;
}

export function unknownOperation(id: string | undefined): Refusal {
  return refuse(404, "OperationNotFound", `Operation '${id ?? ""}' was not found.`);
}

/** How an operation has ended. */
export function endOf({ error }: Operation): Readonly<Record<string, unknown>> {
  return error === undefined
    ? { status: "Succeeded" }
    : { status: "Failed", error: withDetails(error) };
}

function withDetails(error: OperationError): OperationError {
  return { ...error, details: error.details ?? [] };
}

function resultOf(
  { kind, resource, result }: Operation,
  headers: Readonly<Record<string, string>>,
  { keeper }: Host,
): Answer {
  switch (kind) {
    case "action":
      return { status: 200, body: result, headers };
    case "put": {
      const row = keeper.estate.find(resource.toLowerCase());
      if (row === undefined) return { status: 204, headers };
      return { status: 200, body: showRow(keeper.estate, row), headers };
    }
    case "remove":
    case "group":
    case "deployment":
      return { status: 204, headers };
  }
}

function isNetwork(provider: string | undefined): boolean {
  return provider?.toLowerCase() === "microsoft.network";
}

// Microsoft.Compute and its likes tell when.
function withTimes(
  { id, endsAt, startedAt = endsAt }: Operation,
  body: Readonly<Record<string, unknown>>,
  isRunning: boolean,
): unknown {
  const time = (at: number): string => new Date(at).toISOString().replace("Z", "0000+00:00");
  return {
    startTime: time(startedAt),
    ...(isRunning ? {} : { endTime: time(endsAt) }),
    ...body,
    name: id,
  };
}

function linksBack(request: ArmRequest, operation: Operation): Record<string, string> {
  const id = parseArmId(operation.resource);
  if (id === undefined) return {};
  const hasStatus = operation.kind !== "action";
  return operationHeaders(request, { id, operation }, { hasStatus, hasResult: true });
}
