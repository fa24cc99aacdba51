import { expect, test } from "vitest";
import { writePlan } from "../../../test/terraform/plan.ts";
import { readText, terraformAddresses } from "../index.ts";

const network = (name: string) => ({
  name,
  resource_group_name: "rg",
  location: "westeurope",
  address_space: ["10.0.0.0/16"],
});

/** The names of the resources of a text, and what Terraform calls them. */
function addressesIn(value: object): readonly string[] {
  const source = { file: "plan.json", text: JSON.stringify(value) };
  const addressOf = terraformAddresses(source);
  return readText(source).resources.map(
    ({ id, place }) => `${id.name}: ${addressOf(place.filePointer)}`,
  );
}

test("of a plan, in modules and with keys", () => {
  const plan = writePlan({
    blocks: {
      "azurerm_virtual_network.root": {
        instances: { "azurerm_virtual_network.root": network("root") },
      },
    },
    calls: {
      hub: {
        blocks: {
          "azurerm_virtual_network.this": {
            forEach: { constant: {} },
            instances: { 'module.hub.azurerm_virtual_network.this["a"]': network("inner") },
          },
        },
      },
    },
  });
  expect(addressesIn(plan)).toEqual([
    "root: azurerm_virtual_network.root",
    'inner: module.hub.azurerm_virtual_network.this["a"]',
  ]);
});

test("of a raw state", () => {
  const instance = (index: string | undefined, name: string) => ({
    ...(index === undefined ? {} : { index_key: index }),
    attributes: {
      ...network(name),
      id: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/${name}`,
    },
  });
  const block = { mode: "managed", type: "azurerm_virtual_network", name: "this" };
  const state = {
    version: 4,
    terraform_version: "1.9.0",
    resources: [
      { ...block, instances: [instance("a", "one"), instance("b", "two")] },
      { ...block, module: "module.hub", instances: [instance(undefined, "three")] },
    ],
  };
  expect(addressesIn(state)).toEqual([
    'one: azurerm_virtual_network.this["a"]',
    'two: azurerm_virtual_network.this["b"]',
    "three: module.hub.azurerm_virtual_network.this",
  ]);
});

test.each([
  ["an export", "[]", ""],
  ["a text that is broken", "{", "/0"],
  ["an empty text", "", ""],
  ["a pointer to nothing", "{}", "/planned_values/root_module/resources/0"],
  ["a pointer into a name of every object", "{}", "/__proto__/toString"],
])("%s has no addresses", (_, text, pointer) => {
  expect(terraformAddresses({ file: "a.json", text })(pointer)).toBeUndefined();
});
