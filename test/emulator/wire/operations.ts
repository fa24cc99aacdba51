import { NetworkManagementClient } from "@azure/arm-network";
import type { OperationSpec } from "@azure/core-client";
import type { Mapper } from "./mapper.ts";

/** One operation of Microsoft.Network, as the client knows it. */
export interface Operation {
  readonly method: string;
  readonly pattern: RegExp;
  readonly path: string;
  readonly requestBody: Mapper | undefined;
  /** By status, `default` among them. */
  readonly responses: Readonly<Record<string, { readonly bodyMapper?: Mapper }>>;
}

/** Every operation of the client, read off by calling each method with nothing. */
export function listOperations(): readonly Operation[] {
  const client = new NetworkManagementClient(
    { getToken: async () => ({ token: "none", expiresOnTimestamp: 0 }) },
    "none",
  );
  const found = new Map<string, Operation>();
  client.sendOperationRequest = async (_arguments, spec: OperationSpec) => {
    const operation = toOperation(spec);
    found.set(`${operation.method} ${operation.path}`, operation);
    throw new Error("read off");
  };
  for (const group of [client, ...Object.values(client)]) callAll(group);
  return [...found.values()];
}

function callAll(group: unknown): void {
  if (typeof group !== "object" || group === null) return;
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(group));
  for (const name of names) {
    const method = (group as Record<string, unknown>)[name];
    if (typeof method !== "function" || !/^(_?[a-z])/.test(name) || skipped.has(name)) continue;
    try {
      const result: unknown = method.call(group, ...Array.from({ length: 8 }, () => "x"));
      if (result instanceof Promise) result.catch(() => undefined);
      const next = (result as { next?: () => Promise<unknown> } | undefined)?.next;
      if (typeof next === "function") next.call(result).catch(() => undefined);
    } catch {
      // Methods that want more than texts.
    }
  }
}

const skipped: ReadonlySet<string> = new Set([
  "constructor",
  "sendRequest",
  "sendOperationRequest",
  "addCustomApiVersionPolicy",
]);

function toOperation(spec: OperationSpec): Operation {
  const path = spec.path ?? "";
  const body = spec.requestBody as { readonly mapper?: Mapper } | undefined;
  return {
    method: spec.httpMethod,
    path,
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`, "i"),
    requestBody: body?.mapper,
    responses: spec.responses as unknown as Operation["responses"],
  };
}
