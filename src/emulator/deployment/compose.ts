import type { JsonObject } from "../../arm/index.ts";
import type { Refusal } from "../../provider/index.ts";
import type { OperationError } from "../operation/operation.ts";
import type { Outcome } from "./evaluate.ts";
import type { Step } from "./plane.ts";

/** The resource providers of a deployment, each with its types and where they are. */
export function providersOf(steps: readonly Step[]): readonly unknown[] {
  const namespaces = new Map<string, Map<string, Set<string | null>>>();
  for (const { type, location } of steps) {
    const [namespace = "", ...rest] = type.split("/");
    const types = namespaces.get(namespace) ?? new Map<string, Set<string | null>>();
    namespaces.set(namespace, types);
    const places = types.get(rest.join("/")) ?? new Set();
    types.set(rest.join("/"), places.add(location?.replaceAll(" ", "").toLowerCase() ?? null));
  }
  return [...namespaces].map(([namespace, found]) => ({
    namespace,
    resourceTypes: [...found].map(([resourceType, places]) => ({
      resourceType,
      locations: [...places],
    })),
  }));
}

/** What waits for what in a deployment. */
export function dependenciesOf({ deployed }: Outcome): readonly unknown[] {
  const byId = new Map(deployed.nodes.map((node) => [node.id.toLowerCase(), node]));
  const name = (id: string): unknown => {
    const node = byId.get(id.toLowerCase());
    return { id, resourceType: node?.type ?? "", resourceName: node?.name ?? "" };
  };
  return deployed.nodes
    .filter(({ dependsOn }) => dependsOn.length > 0)
    .map(({ id, type, name: own, dependsOn }) => ({
      dependsOn: dependsOn.map(name),
      id,
      resourceType: type,
      resourceName: own,
    }));
}

/** Why a deployment has failed; `undefined` when it has not. */
export function errorOf({ refusals }: Outcome, id: string): OperationError | undefined {
  if (refusals.length === 0) return undefined;
  const error = {
    code: "DeploymentFailed",
    target: id,
    message:
      "At least one resource deployment operation failed. Please list deployment operations for " +
      "details. Please see https://aka.ms/arm-deployment-operations for usage details.",
    details: refusals.map(detailOf),
  };
  return error;
}

/** A refusal as a detail of another error. */
export function detailOf({ code, message, details }: Refusal): {
  readonly code: string;
  readonly message: string;
} {
  return details === undefined || details.length === 0
    ? { code, message }
    : { code, message, ...{ details } };
}

/** A number that tells templates apart, as the decimal text that ARM writes: FNV-1a of 64 bits. */
export function hashTemplate(template: JsonObject): string {
  const text = JSON.stringify(template);
  // Two halves of 32 bits: numbers of 64 bits would take a second for a large template.
  let [high, low] = [0xcbf29ce4, 0x84222325];
  for (let index = 0; index < text.length; index += 1) {
    low = (low ^ text.charCodeAt(index)) >>> 0;
    const product = low * 0x1b3;
    const carry = Math.floor(product / 0x1_0000_0000);
    high = (Math.imul(high, 0x1b3) + Math.imul(low, 0x100) + carry) >>> 0;
    low = product >>> 0;
  }
  return ((BigInt(high) << 32n) | BigInt(low)).toString();
}
