import { expect, test } from "vitest";
import { formatResourceId, idKey, parseRelativeId } from "./resource-id.ts";
import { templateScopeKind } from "./schema.ts";
import { parseScope, scopeId } from "./scope.ts";

test.each([
  ["/S", "A.B/c", ["x"], "/S/providers/A.B/c/x"],
  ["/S", "A.B/c/", ["x"], "/S/providers/A.B/c/x"],
  ["/S", "A.B/c/d", ["x", "y"], "/S/providers/A.B/c/x/d/y"],
  ["", "A.B/c", ["x"], "/providers/A.B/c/x"],
  ["/S", "A.B/c/providers/e", ["x", "D.E", "y"], "/S/providers/A.B/c/x/providers/D.E/e/y"],
  [
    "/subscriptions/s/resourceGroups/g",
    "microsoft.resources/resourceGroups",
    ["x"],
    "/subscriptions/s/resourceGroups/x",
  ],
  [
    "/subscriptions/s",
    "Microsoft.Management/managementGroups",
    ["x"],
    "/providers/Microsoft.Management/managementGroups/x",
  ],
  ["/S", "Microsoft.Resources/subscriptions", ["x"], "/subscriptions/x"],
  ["/S", "A.B/c/d", ["x"], undefined],
  ["/S", "A.B", ["x"], undefined],
  ["/S", "", [], undefined],
] as const)("in %s, %s %j has the id %s", (scope, type, names, id) => {
  expect(formatResourceId(scope, { type, names })).toBe(id);
});

test.each([
  ["A.B/c/x", { type: "A.B/c", names: ["x"] }],
  ["A.B/c/x/d/y", { type: "A.B/c/d", names: ["x", "y"] }],
  ["A.B/c", undefined],
  ["/A.B/c/x", undefined],
  ["vnet/subnet", undefined],
])("%s is relative: %j", (text, parts) => {
  expect(parseRelativeId(text)).toEqual(parts);
});

test("a resource group has one key in both forms of its id", () => {
  expect(idKey("/subscriptions/S/providers/Microsoft.Resources/resourceGroups/G/")).toBe(
    idKey("/subscriptions/s/resourceGroups/g"),
  );
});

test.each([
  "",
  "/providers/Microsoft.Management/managementGroups/m",
  "/subscriptions/s",
  "/subscriptions/s/resourceGroups/g",
])("the scope %s is read as it is written", (id) => {
  const scope = parseScope(id);
  expect(scope && scopeId(scope)).toBe(id);
});

test("nothing is deployed to a resource", () => {
  expect(parseScope("/subscriptions/s/resourceGroups/g/providers/A.B/c/x")).toBeUndefined();
});

test.each([
  ["https://x/2019-04-01/deploymentTemplate.json#", "resourceGroup"],
  ["https://x/2018-05-01/subscriptionDeploymentTemplate.json#", "subscription"],
  ["https://x/2019-08-01/managementGroupDeploymentTemplate.json#", "managementGroup"],
  ["https://x/2019-08-01/tenantDeploymentTemplate.json#", "tenant"],
  [7, "resourceGroup"],
])("a template of schema %s is deployed to a %s", ($schema, kind) => {
  expect(templateScopeKind({ $schema })).toBe(kind);
});
