// Requests that nobody should send, over every line of the dispatch table: ARM-shaped answers, never
// a 500, and the server keeps serving.
import fc from "fast-check";
import { expect, test } from "vitest";
import { isJsonObject } from "../../src/arm/index.ts";
import { table } from "../../src/emulator/dispatch/table.ts";
import type { App } from "../../src/emulator/index.ts";
import { openBareApp } from "./open-app.ts";
import { createGroup, send, subscription } from "./sdk.ts";

const types = [
  "virtualNetworks",
  "virtualNetworks/subnets",
  "virtualNetworks/virtualNetworkPeerings",
  "routeTables",
  "routeTables/routes",
  "networkInterfaces",
  "networkSecurityGroups",
  "networkSecurityGroups/securityRules",
  "publicIPAddresses",
  "privateEndpoints",
  "loadBalancers",
  "virtualNetworkGateways",
  "virtualHubs",
  "azureFirewalls",
  "nonsense",
];
const names = [
  "a",
  "b",
  "GatewaySubnet",
  "A",
  "x".repeat(300),
  "..",
  "%2e%2e",
  "a b",
  "é",
  "'\"<>",
];

const name = fc.constantFrom(...names);
const resource = fc
  .tuple(fc.constantFrom(...types), fc.array(name, { minLength: 3, maxLength: 3 }))
  .map(([type, chosen]) => {
    const segments = type
      .split("/")
      .map((one, index) => `${one}/${encodeURIComponent(chosen[index] ?? "a")}`);
    return `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Network/${segments.join("/")}`;
  });

const path = fc
  .tuple(fc.constantFrom(...table.map(({ pattern }) => pattern)), resource, name)
  .map(([pattern, id, chosen]) =>
    pattern
      .replace(/\{resource[^}]*\}|\{scope\}/, id.slice(1))
      .replace("{collection}", id.slice(1).split("/").slice(0, -1).join("/"))
      .replace("{subscription}", subscription)
      .replace("{group}", "rg")
      .replace(/\{[^}]+\}/g, encodeURIComponent(chosen))
      .replace(/^\/?/, "/"),
  );

const reference = resource.map((id) => ({ id }));
const properties = fc.dictionary(
  fc.constantFrom(
    "addressSpace",
    "addressPrefix",
    "subnets",
    "routes",
    "routeTable",
    "ipConfigurations",
    "remoteVirtualNetwork",
    "securityRules",
    "nextHopType",
    "properties",
    "mode",
    "template",
    "__proto__",
    "constructor",
  ),
  fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    reference,
    fc.constantFrom({ addressPrefixes: ["10.0.0.0/16"] }, "10.0.0.0/24", "300.1.1.1/40"),
    fc.array(fc.record({ name, properties: fc.oneof(reference, fc.jsonValue({ maxDepth: 2 })) }), {
      maxLength: 3,
    }),
  ),
);
const body = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ location: fc.constantFrom("westeurope", "West Europe", 3), properties })
      .map((value) => JSON.stringify(value)),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.constantFrom("", "null", "[]", "{", '{"a":', "[".repeat(20_000)) },
);

const request = fc.record({
  method: fc.constantFrom("GET", "PUT", "PUT", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS"),
  path,
  query: fc.constantFrom(
    "api-version=2024-05-01",
    "api-version=x",
    "",
    "api-version=2024-05-01&$filter=%27&$top=x&$expand=*",
  ),
  type: fc.constantFrom("application/json", "application/json; charset=utf-8", "text/plain", ""),
  body,
});

async function fire(
  app: App,
  one: { method: string; path: string; query: string; type: string; body: string },
): Promise<Response> {
  const hasBody = !["GET", "HEAD"].includes(one.method);
  return app.fetch(
    new Request(`https://127.0.0.1${one.path}?${one.query}`, {
      method: one.method,
      headers: one.type === "" ? {} : { "content-type": one.type },
      ...(hasBody ? { body: one.body } : {}),
    }),
  );
}

test("whatever is sent, the answer is ARM's and the server keeps serving", async () => {
  const seen = new Map<number, number>();
  const bugs: unknown[] = [];
  const app = await openBareApp({ reportBug: (error) => bugs.push(error) });
  await createGroup(app, "rg");
  await fc.assert(
    fc.asyncProperty(request, async (one) => {
      const response = await fire(app, one);
      const text = await response.text();
      seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
      expect([one, bugs.map((error) => (error instanceof Error ? error.stack : error))]).toEqual([
        one,
        [],
      ]);
      expect(response.status).toBeLessThan(500);
      if (response.status < 400 || text === "") return;
      const answer: unknown = JSON.parse(text);
      const error = isJsonObject(answer) ? answer["error"] : undefined;
      const isArm =
        isJsonObject(error) &&
        typeof error["code"] === "string" &&
        typeof error["message"] === "string";
      // What the network provider does not know it says in words of its own.
      const isProvider = isJsonObject(answer) && typeof answer["Message"] === "string";
      const isDns = isJsonObject(answer) && typeof answer["code"] === "string";
      expect([text, isArm || isProvider || isDns]).toEqual([text, true]);
    }),
    { numRuns: 1500, seed: 20_261_122, endOnFailure: true },
  );
  const { status } = await send(app, "GET", `/subscriptions/${subscription}/resourceGroups/rg`);
  // Some of them remove the group.
  expect([200, 404]).toContain(status);
  expect([...seen.keys()].filter((one) => one < 300).length).toBeGreaterThan(1);
});
