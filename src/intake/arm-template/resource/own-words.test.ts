import { expect, test } from "vitest";
import type { JsonObject } from "../../../arm/index.ts";
import { type Deployed, deploy } from "../index.ts";

function deployTemplate(template: JsonObject): Deployed {
  return deploy({
    template: { file: "main.json", filePointer: "", value: template },
    scope: { kind: "resourceGroup", subscription: "s", resourceGroup: "g" },
    location: "westeurope",
    parameters: new Map(),
    assumesDefaults: false,
    existing: [],
    linked: () => undefined,
  });
}

const parameters = (value: string) => ({ p: { type: "string", defaultValue: value } });

function nested(name: string, template: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name,
    properties: { mode: "Incremental", template, ...more },
  };
}

/** A table that tells a value in its tags, in a nested template inside a parent. */
function tell(value: string, more: JsonObject = {}): unknown {
  const table = {
    type: "Microsoft.Network/routeTables",
    apiVersion: "2024-05-01",
    name: "t",
    tags: { value },
  };
  const variables = {
    mixed: "[concat(parameters('p'), '+')]",
    own: "[[concat(parameters('p'), '+')]",
  };
  const inner = nested(
    "inner",
    { parameters: parameters("nested"), variables, resources: [table] },
    more,
  );
  const { resources, diagnostics } = deployTemplate({
    parameters: parameters("parent"),
    resources: [{ ...inner, resourceGroup: "other" }],
  });
  expect(diagnostics).toEqual([]);
  const tags = resources[0]?.body["tags"] as JsonObject | undefined;
  return tags?.["value"];
}

const innerScope = { expressionEvaluationOptions: { scope: "inner" } };

// What is written in the nested template, and what becomes of it.
test.each([
  ["[parameters('p')]", "parent"],
  ["[[parameters('p')]", "nested"],
  ["[[[parameters('p')]", "[parameters('p')]"],
  ["[resourceGroup().name]", "g"],
  ["[[resourceGroup().name]", "other"],
  ["[[deployment().name]", "inner"],
  ["[[variables('mixed')]", "parent+"],
  ["[[variables('own')]", "nested+"],
  ["[[not closed", "[[not closed"],
  ["plain", "plain"],
])("outer scope: %s is %s", (written, value) => {
  expect(tell(written)).toBe(value);
});

test.each([
  ["[parameters('p')]", "nested"],
  ["[[parameters('p')]", "[parameters('p')]"],
])("inner scope: %s is %s", (written, value) => {
  expect(tell(written, innerScope)).toBe(value);
});

test("a value that is given to the nested template wins over its default", () => {
  const given = { parameters: { p: { value: "[concat('given by ', parameters('p'))]" } } };
  expect(tell("[[parameters('p')]", given)).toBe("given by parent");
});

test("each template around takes one bracket away", () => {
  const table = (name: string, brackets: string) => ({
    type: "Microsoft.Network/routeTables",
    apiVersion: "2024-05-01",
    name,
    tags: { value: `${brackets}parameters('p')]` },
  });
  const deepest = nested("deepest", {
    parameters: parameters("deepest"),
    resources: [table("a", "["), table("b", "[["), table("c", "[[["), table("d", "[[[[")],
  });
  const between = nested("between", { parameters: parameters("between"), resources: [deepest] });
  const { resources, diagnostics } = deployTemplate({
    parameters: parameters("parent"),
    resources: [between],
  });
  expect(diagnostics).toEqual([]);
  const told = resources.map(({ id, body }) => [id.name, (body["tags"] as JsonObject)["value"]]);
  expect(Object.fromEntries(told)).toEqual({
    a: "parent",
    b: "between",
    c: "deepest",
    d: "[parameters('p')]",
  });
});

test("a nested template tells what it made itself", () => {
  const table = { type: "Microsoft.Network/routeTables", apiVersion: "2024-05-01", name: "t" };
  const id = "[[reference('t', '2024-05-01', 'Full').name]";
  const { outputs, diagnostics } = deployTemplate({
    resources: [
      nested("inner", { resources: [table], outputs: { id: { type: "string", value: id } } }),
    ],
    outputs: { id: { type: "string", value: "[reference('inner').outputs.id.value]" } },
  });
  expect(diagnostics).toEqual([]);
  expect(outputs["id"]).toMatchObject({ value: "t" });
});

test("parameters that nobody gives matter only to expressions of the nested template", () => {
  const table = (tags: JsonObject) => ({
    type: "Microsoft.Network/routeTables",
    apiVersion: "2024-05-01",
    name: "t",
    tags,
  });
  const after = (tags: JsonObject) =>
    deployTemplate({
      resources: [
        nested("inner", { parameters: { p: { type: "string" } }, resources: [table(tags)] }),
      ],
    }).diagnostics.map(({ code }) => code);
  expect(after({ value: "[resourceGroup().name]" })).toEqual([]);
  expect(after({ value: "[[parameters('p')]" })).toEqual(["template-parameter-missing"]);
});
