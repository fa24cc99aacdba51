import { expect, test } from "vitest";
import { readText } from "../index.ts";
import { formOf } from "./form.ts";

test.each([
  ["a plan", { format_version: "1.2", planned_values: {} }, "plan"],
  ["a plan that was cut short", { format_version: "1.2", resource_changes: [] }, "plan"],
  ["a state", { format_version: "1.0", values: {} }, "state"],
  ["an empty state", { format_version: "1.0", terraform_version: "1.9.0" }, "state"],
  ["a raw state", { version: 4, terraform_version: "1.9.0", resources: [] }, "rawState"],
  ["a raw state of OpenTofu", { version: 4, lineage: "x", resources: [] }, "rawState"],
  ["something else", { version: 4, resources: [] }, undefined],
  ["a resource", { id: "/x", type: "a/b", properties: {} }, undefined],
])("%s is recognized", (_, value, kind) => {
  expect(formOf(value)?.kind).toBe(kind);
});

const plan = "Run terraform show -json PLAN > plan.json, and give that file.";
const state = "Run terraform show -json > state.json, and give that file.";
const events =
  "Run terraform plan -out=PLAN, then terraform show -json PLAN > plan.json, and give that file.";

// What holds no values is named, with the command that gives them.
test.each([
  [
    "a Terraform state of version 3",
    JSON.stringify({ version: 3, terraform_version: "0.11.14", modules: [] }),
    `${state} Terraform 0.12 and later can.`,
  ],
  [
    "an encrypted state of OpenTofu",
    JSON.stringify({ serial: 1, lineage: "x", encrypted_data: "x", encryption_version: "v0" }),
    state,
  ],
  [
    "an output of Terraform that holds no resources",
    JSON.stringify({ format_version: "1.0", provider_schemas: {} }),
    plan,
  ],
  ["a plan in Terraform's own form, or a zip", "PK\u0003\u0004tfplan", plan],
  [
    "a plan as Terraform prints it for people",
    "Terraform used the selected providers to generate the following execution\nplan.\n",
    plan,
  ],
  [
    "a plan as Terraform prints it for people",
    'OpenTofu will perform the following actions:\n\n  # azurerm_subnet.a will be created\n  + resource "azurerm_subnet" "a" {\n',
    plan,
  ],
  [
    "a state as Terraform prints it for people",
    '# module.a.azurerm_subnet.a:\nresource "azurerm_subnet" "a" {\n    name = "a"\n}\n',
    state,
  ],
  [
    "a stream of Terraform's events, not a plan",
    '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info","@message":"x"}\n',
    events,
  ],
  [
    "a stream of Terraform's events, not a plan",
    '{"@level":"info","@message":"Terraform 1.11.4"}',
    events,
  ],
])("names %s", (what, text, remedy) => {
  const { resources, diagnostics } = readText({ file: "x.json", text });
  expect(resources).toEqual([]);
  expect(diagnostics).toMatchObject([
    { code: "terraform-unreadable", message: `x.json is ${what}, which is not read`, remedy },
  ]);
});
