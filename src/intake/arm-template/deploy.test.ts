import { expect, test } from "vitest";
import type { JsonObject } from "../../arm/index.ts";
import type { DiagnosticCode } from "../../diagnostic/index.ts";
import { type Deployed, type Deployment, deploy } from "./index.ts";

function deployTemplate(template: JsonObject, more: Partial<Deployment> = {}): Deployed {
  return deploy({
    template: { file: "main.json", filePointer: "", value: { resources: [], ...template } },
    scope: { kind: "resourceGroup", subscription: "s", resourceGroup: "g" },
    location: "westeurope",
    parameters: new Map(),
    assumesDefaults: false,
    existing: [],
    linked: () => undefined,
    ...more,
  });
}

function table(name: string, more: JsonObject = {}): JsonObject {
  return { type: "Microsoft.Network/routeTables", apiVersion: "2024-05-01", name, ...more };
}

function nested(template: JsonObject, more: JsonObject = {}): JsonObject {
  const expressionEvaluationOptions = { scope: "inner" };
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name: "inner",
    properties: { template: { resources: [], ...template }, expressionEvaluationOptions, ...more },
  };
}

const late = { now: { type: "string", defaultValue: "[utcNow()]" } };

// One template for each diagnostic: code, template, where, and what is made nonetheless.
const rows: readonly (readonly [DiagnosticCode, JsonObject, string, readonly string[]])[] = [
  ["template-parameter-missing", { parameters: { p: { type: "int" } } }, "/parameters", []],
  [
    "template-parameter-unknown",
    { resources: [nested({}, { parameters: { q: { value: 1 } } })] },
    "/resources/0/properties/parameters/q",
    [],
  ],
  [
    "template-parameter-invalid",
    {
      resources: [
        nested({ parameters: { p: { type: "int" } } }, { parameters: { p: { value: "1" } } }),
      ],
    },
    "/resources/0/properties/parameters/p",
    [],
  ],
  [
    "template-parameter-refused",
    {
      resources: [
        nested(
          { parameters: { p: { type: "int", maxValue: 3 } } },
          { parameters: { p: { value: 4 } } },
        ),
      ],
    },
    "/resources/0/properties/parameters/p",
    [],
  ],
  [
    "template-expression-failed",
    { resources: [table("a", { tags: { x: "[nothing()]" } })] },
    "/resources/0/tags/x",
    ["a"],
  ],
  [
    "template-condition-unknown",
    { parameters: late, resources: [table("a", { condition: "[empty(parameters('now'))]" })] },
    "/resources/0/condition",
    ["a"],
  ],
  [
    "template-count-unknown",
    {
      parameters: late,
      resources: [table("a", { copy: { name: "c", count: "[length(parameters('now'))]" } })],
    },
    "/resources/0/copy/count",
    [],
  ],
  [
    "template-cycle",
    { resources: [table("a", { dependsOn: ["b"] }), table("b", { dependsOn: ["a"] })] },
    "/resources/0/dependsOn",
    ["a", "b"],
  ],
  [
    "template-dependency-missing",
    { resources: [table("a", { dependsOn: ["b"] })] },
    "/resources/0/dependsOn/0",
    ["a"],
  ],
  [
    "template-reference-unknown",
    {
      resources: [
        table("a", { tags: { x: "[reference('/subscriptions/s/providers/A.B/c/d').e]" } }),
      ],
    },
    "/resources/0/tags/x",
    ["a"],
  ],
  [
    "template-link-unread",
    { resources: [nested({}, { templateLink: { relativePath: "b.json" } })] },
    "/resources/0/properties/templateLink",
    [],
  ],
  [
    "template-spec-unread",
    { resources: [nested({}, { templateLink: { id: "/subscriptions/s" } })] },
    "/resources/0/properties/templateLink",
    [],
  ],
  ["template-nesting", { resources: [{ ...nested({}), scope: "A.B/c/d" }] }, "/resources/0", []],
  [
    "template-extension-skipped",
    { resources: { k: { extension: "kubernetes", type: "core/Service@v1" } } },
    "/resources/k",
    [],
  ],
  [
    "property-invalid",
    { resources: [table("a", { apiVersion: "latest" })] },
    "/resources/0/apiVersion",
    ["a"],
  ],
];

test.each(rows)("says %s", (code, template, pointer, names) => {
  const { resources, diagnostics } = deployTemplate(template);
  expect(diagnostics.map((one) => [one.code, one.place.filePointer])).toEqual([[code, pointer]]);
  expect(resources.map(({ id }) => id.name).sort()).toEqual(names);
});

test("stand-ins for parameters are said once: template-parameter-assumed", () => {
  const template = {
    parameters: { p: { type: "int" }, q: { type: "array" } },
    outputs: { p: { type: "int", value: "[parameters('p')]" } },
  };
  const { outputs, diagnostics } = deployTemplate(template, { assumesDefaults: true });
  expect(outputs).toEqual({ p: { type: "int", value: 1 } });
  expect(diagnostics.map(({ message }) => message)).toEqual([
    "main.json got stand-ins for values that nobody gave: p (int), q (array)",
  ]);
});

test("turns of a copy say the same once", () => {
  const copied = table("[concat('a', copyIndex())]", {
    copy: { name: "c", count: 50 },
    tags: { x: "[nothing()]" },
  });
  const { resources, diagnostics } = deployTemplate({ resources: [copied] });
  expect([resources.length, diagnostics.length]).toEqual([50, 1]);
});

function chain(length: number, link: (next: string) => JsonObject): JsonObject {
  return {
    resources: Array.from({ length }, (_, index) => table(`t${index}`, link(`t${index + 1}`))),
  };
}

// What leads far, or nowhere: name, template, codes that are said, how many resources there are.
test.each<readonly [string, JsonObject, readonly string[], number]>([
  [
    "a chain of dependencies as long as a template",
    chain(2000, (next) => ({ dependsOn: [next] })),
    ["template-dependency-missing"],
    2000,
  ],
  [
    "a chain of references as long as a template",
    chain(2000, (next) => ({ properties: { x: `[reference('${next}').x]` } })),
    ["template-reference-unknown"],
    2000,
  ],
  [
    "a chain of references that cannot be foreseen",
    chain(100, (next) => ({
      properties: {
        copy: [
          {
            name: "x",
            count: 1,
            input: `[reference(concat('${next}', if(equals(copyIndex('x'), 0), '', 'y'))).x]`,
          },
        ],
      },
    })),
    ["template-expression-failed", "template-reference-unknown"],
    100,
  ],
  [
    "a chain of variables",
    {
      variables: Object.fromEntries(
        Array.from({ length: 3000 }, (_, index) => [`v${index}`, `[variables('v${index + 1}')]`]),
      ),
      resources: [table("a", { tags: { x: "[variables('v0')]" } })],
    },
    ["template-expression-failed"],
    1,
  ],
  [
    "a function that calls itself",
    {
      functions: [
        { namespace: "f", members: { g: { parameters: [], output: { value: "[f.g()]" } } } },
      ],
      resources: [table("a", { tags: { x: "[f.g()]" } })],
    },
    ["template-expression-failed"],
    1,
  ],
  [
    "copies in copies in copies",
    {
      resources: [
        table("a", {
          properties: {
            copy: [
              {
                name: "x",
                count: 800,
                input: {
                  copy: [
                    {
                      name: "y",
                      count: 800,
                      input: { copy: [{ name: "z", count: 800, input: 1 }] },
                    },
                  ],
                },
              },
            ],
          },
        }),
      ],
    },
    ["template-too-large"],
    0,
  ],
])("%s comes to an end", (_, template, codes, count) => {
  const { resources, diagnostics } = deployTemplate(template);
  expect([...new Set(diagnostics.map(({ code }) => code))].sort()).toEqual(codes);
  expect(resources).toHaveLength(count);
});

test("a template that links itself is deployed once", () => {
  const again = { ...nested({}), properties: { templateLink: { relativePath: "main.json" } } };
  const value = { resources: [again, table("a")] };
  const file = { file: "main.json", filePointer: "", value };
  const { resources, diagnostics } = deployTemplate(value, { linked: () => file });
  expect(resources).toHaveLength(1);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    "the deployment inner deploys itself again; nothing of it was made",
  ]);
});

test("what a linked template wants is asked for by path, without its token", () => {
  const link = { templateLink: { uri: "https://h/a/b/c.json?sig=secret" } };
  const { wanted } = deployTemplate({ resources: [nested({}, link)] });
  expect(wanted).toEqual(["https://h/a/b/c.json", "a/b/c.json", "b/c.json", "c.json"]);
});

test("templates of one deployment may update each other's resources", () => {
  const template = {
    resources: [
      table("a", { tags: { by: "first" } }),
      { ...nested({ resources: [table("a", { tags: { by: "second" } })] }), dependsOn: ["a"] },
    ],
  };
  const { resources, diagnostics } = deployTemplate(template);
  expect(diagnostics).toEqual([]);
  expect(resources.map(({ body }) => body["tags"])).toEqual([{ by: "second" }]);
});

test("names that every object inherits are plain names", () => {
  const value = JSON.parse(`{
    "variables": { "__proto__": "a", "constructor": "[variables('__proto__')]" },
    "resources": { "__proto__": { "type": "A.B/c", "name": "x", "tags": { "__proto__": "[variables('constructor')]" } } }
  }`);
  const { resources, diagnostics } = deployTemplate(value);
  expect(diagnostics).toEqual([]);
  expect(JSON.stringify(resources.map(({ body }) => body["tags"]))).toBe('[{"__proto__":"a"}]');
});
