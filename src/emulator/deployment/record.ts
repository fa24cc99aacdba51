import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import type { Host } from "../host.ts";
import type { OperationError } from "../operation/operation.ts";
import type { Transaction } from "../state/keeper.ts";
import type { Target } from "./target.ts";

/** A deployment, as it is kept: no resource of the estate, so that it holds nothing in use. */
export interface DeploymentRecord {
  readonly id: string;
  readonly name: string;
  /** Id of what it deploys to; empty for the tenant. */
  readonly scope: string;
  /** Of a deployment that is not to a group. */
  readonly location?: string;
  readonly tags?: unknown;
  readonly mode: "Incremental" | "Complete";
  readonly templateHash: string;
  /** `{ "x": { "type": "String", "value": ... } }`. */
  readonly parameters: JsonObject;
  readonly correlationId: string;
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  readonly endsAt: number;
  readonly providers: readonly unknown[];
  readonly dependencies: readonly unknown[];
  readonly outputs: JsonObject;
  /** Ids of what it has made. */
  readonly resources: readonly string[];
  readonly steps: readonly KeptStep[];
  readonly template: JsonObject;
  /** Id of its operation. */
  readonly operation: string;
  readonly error?: OperationError;
  readonly isCanceled?: boolean;
}

/** One resource of a deployment. */
export interface KeptStep {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly operation: string;
  readonly isNew: boolean;
  readonly error?: OperationError;
}

/** The key under which the store keeps a deployment. */
export function deploymentKey(id: string): string {
  return `deployment${id.toLowerCase()}`;
}

/** Finds a deployment; `undefined` when there is none. */
export function findDeployment(
  { record }: Pick<Transaction, "record">,
  { id }: Pick<Target, "id">,
): DeploymentRecord | undefined {
  return record(deploymentKey(id)) as DeploymentRecord | undefined;
}

/** The deployments of a scope, the last one first. */
export function deploymentsOf({ keeper }: Host, scopeId: string): readonly DeploymentRecord[] {
  const own = scopeId.toLowerCase();
  const found: DeploymentRecord[] = [];
  for (const [, record] of keeper.records("deployment")) {
    const deployment = record as DeploymentRecord;
    if (deployment.scope.toLowerCase() === own) found.push(deployment);
  }
  return found.sort((left, right) => right.startedAt - left.startedAt);
}

/** Forgets the deployments of a group that is gone. */
export function forgetDeployments({ keep }: Transaction, scopeKey: string, host: Host): void {
  for (const [key, record] of host.keeper.records("deployment")) {
    const { scope } = record as DeploymentRecord;
    if (scope.toLowerCase() === scopeKey) keep(key, undefined);
  }
}

/** Where a deployment stands. */
export type DeploymentState = "Running" | "Succeeded" | "Failed" | "Canceled";

/** Where a deployment stands at a time, in milliseconds since 1970. */
export function stateOf(
  { error, endsAt, isCanceled }: DeploymentRecord,
  now: number,
): DeploymentState {
  if (isCanceled === true) return "Canceled";
  if (now < endsAt) return "Running";
  return error === undefined ? "Succeeded" : "Failed";
}

/** A deployment as ARM answers it. */
export function showDeployment(
  deployment: DeploymentRecord,
  state: DeploymentState | "Accepted",
): JsonObject {
  const { id, name, location, tags, mode, templateHash, parameters, correlationId } = deployment;
  const { startedAt, endsAt, providers, dependencies, resources, error } = deployment;
  const hasEnded = state === "Succeeded" || state === "Failed";
  const time = hasEnded ? endsAt : startedAt;
  return {
    id,
    name,
    type: "Microsoft.Resources/deployments",
    ...(location === undefined ? {} : { location }),
    ...(tags === undefined || tags === null ? {} : { tags }),
    properties: {
      templateHash,
      parameters: showTyped(parameters),
      mode,
      provisioningState: state,
      timestamp: new Date(time).toISOString().replace("Z", "0000Z"),
      duration: formatDuration(hasEnded ? endsAt - startedAt : 0),
      correlationId,
      providers,
      dependencies,
      ...(state === "Succeeded" ? { outputs: showTyped(deployment.outputs) } : {}),
      ...(hasEnded ? { outputResources: resources.map((one) => ({ id: one })) } : {}),
      ...(state === "Failed" ? { error } : {}),
    },
  };
}

/** ISO 8601, as .NET writes it: `PT1M15.848S`. */
export function formatDuration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const seconds = (milliseconds % 60_000) / 1000;
  const rest = seconds === 0 ? "0" : seconds.toFixed(7).replace(/0+$/, "").replace(/\.$/, "");
  return minutes === 0 ? `PT${rest}S` : `PT${minutes}M${rest}S`;
}

const types: ReadonlyMap<string, string> = new Map([
  ["string", "String"],
  ["securestring", "SecureString"],
  ["int", "Int"],
  ["bool", "Bool"],
  ["object", "Object"],
  ["secureobject", "SecureObject"],
  ["array", "Array"],
]);

/** Values with their types, as ARM calls them; those that are secret stay out. */
export function showTyped(typed: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(typed).map(([name, one]) => {
      const written = isJsonObject(one) ? String(one["type"]) : "object";
      const type = types.get(written.toLowerCase()) ?? "Object";
      const isSecret = type.startsWith("Secure");
      return [name, isSecret || !isJsonObject(one) ? { type } : { type, value: one["value"] }];
    }),
  );
}

/** What is kept of values with types: nothing that is secret. */
export function withoutSecrets(typed: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(typed).map(([name, one]) => {
      const isSecret = isJsonObject(one) && /^secure/i.test(String(one["type"]));
      return [name, isSecret ? { type: one["type"] } : one];
    }),
  );
}
