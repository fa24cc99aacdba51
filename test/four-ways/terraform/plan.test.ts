// Plans that are made here are what Terraform shows: compared with one that it has made.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isJsonObject, type JsonObject } from "../../../src/arm/index.ts";
import { type Module, resource } from "./configuration.ts";
import { ref, text } from "./expression.ts";
import { planOf } from "./plan.ts";
import { readSchemas } from "./schema.ts";

const shown: JsonObject = JSON.parse(
  readFileSync(new URL("../fixtures/terraform-data/plan.json", import.meta.url), "utf8"),
);

const spoke: Module = {
  variables: { hub: undefined, prefix: undefined, kind: "spoke" },
  resources: [
    resource("terraform_data.inner", {
      input: {
        hub: ref("var.hub.id"),
        prefix: ref("var.prefix"),
        kind: ref("var.kind"),
        text: text`${ref("var.hub.id")}/subnets/x`,
      },
    }),
  ],
  outputs: {
    id: ref("terraform_data.inner.id"),
    name: ref("terraform_data.inner.input.kind"),
  },
};

const spokes = { a: { prefix: "10.1.0.0/16" }, b: { prefix: "10.2.0.0/16" } };

const made = planOf(
  {
    provider: {},
    variables: { spokes },
    resources: [
      resource(
        "terraform_data.counted",
        {
          input: {
            first: ref('terraform_data.spoke["a"].id'),
            index: ref("count.index"),
            deep: ref("terraform_data.hub.output.name"),
          },
        },
        { count: 2 },
      ),
      resource("terraform_data.hub", { input: { name: "hub", prefixes: ["10.0.0.0/16"] } }),
      resource(
        "terraform_data.link",
        { input: { spoke: ref("each.value.id"), all: [ref("terraform_data.hub.id"), "x"] } },
        { forEach: ref("terraform_data.spoke") },
      ),
      resource(
        "terraform_data.peer",
        {
          input: {
            remote: ref("module.spoke[each.key].id"),
            named: ref('module.spoke["a"].name'),
            twin: ref("terraform_data.spoke[each.key].id"),
          },
        },
        { forEach: ref("var.spokes") },
      ),
      resource(
        "terraform_data.spoke",
        {
          input: {
            hub: ref("terraform_data.hub.id"),
            prefix: ref("each.value.prefix"),
            name: ref("each.key"),
          },
        },
        { forEach: ref("var.spokes") },
      ),
    ],
    calls: [
      {
        name: "spoke",
        source: "./spoke",
        forEach: ref("var.spokes"),
        inputs: { hub: ref("terraform_data.hub"), prefix: ref("each.value.prefix") },
        module: spoke,
      },
    ],
  },
  {
    key: "terraform",
    fullName: "terraform.io/builtin/terraform",
    schemas: readSchemas("terraform_data\n  input output* triggers_replace"),
  },
);

// The provider of this test has no schema for what is inside a value, so it cannot mark it.
function withoutMasks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMasks);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([name]) => !/sensitive/.test(name));
  return Object.fromEntries(entries.map(([name, one]) => [name, withoutMasks(one)]));
}

test.each(["variables", "planned_values", "resource_changes", "configuration"])("%s", (section) => {
  expect(withoutMasks(made[section])).toEqual(withoutMasks(shown[section]));
});
