import { expect, test } from "vitest";
import { readText } from "../index.ts";
import { azapiId } from "./azapi.ts";

const group = "/subscriptions/s/resourceGroups/g";
const networks = `${group}/providers/Microsoft.Network/virtualNetworks`;

test.each([
  ["in a group", "Microsoft.Network/virtualNetworks@2024-05-01", group, `${networks}/n`],
  [
    "below a parent",
    "Microsoft.Network/virtualNetworks/subnets@2024-05-01",
    `${networks}/v`,
    `${networks}/v/subnets/n`,
  ],
  [
    "on a resource",
    "Microsoft.Authorization/locks@2020-05-01",
    `${networks}/v`,
    `${networks}/v/providers/Microsoft.Authorization/locks/n`,
  ],
  [
    "a group",
    "Microsoft.Resources/resourceGroups@2021-04-01",
    "/subscriptions/s",
    "/subscriptions/s/resourceGroups/n",
  ],
])("the id of a resource %s", (_, type, parent, expected) => {
  expect(azapiId({ type, parent_id: parent, name: "n" })).toBe(expected);
});

function readOne(type: string, values: object, more: object = {}) {
  const entry = { address: `${type}.x`, mode: "managed", type, name: "x", values };
  const plan = {
    format_version: "1.2",
    planned_values: { root_module: { resources: [entry] } },
    ...more,
  };
  return readText({ file: "plan.json", text: JSON.stringify(plan) });
}

const network = {
  type: "Microsoft.Network/virtualNetworks@2024-05-01",
  parent_id: group,
  name: "n",
  location: "x",
};
const properties = { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } };

test.each([
  ["a value", { properties }],
  ["a text", JSON.stringify({ properties })],
  ["a value with its type", { type: ["object", {}], value: { properties } }],
])("a body as %s", (_, body) => {
  expect(readOne("azapi_resource", { ...network, body }).resources).toMatchObject([
    { extent: "desired", body: { id: `${networks}/n`, location: "x", properties } },
  ]);
});

test("a secret in a body that is a text stays out", () => {
  const body = JSON.stringify({ properties: { sharedKey: "hunter2", a: 1 } });
  const [resource] = readOne("azapi_resource", { ...network, body }).resources;
  expect(resource?.body["properties"]).toEqual({ a: 1 });
});

test("an update says only a part", () => {
  const { type } = network;
  const values = { type, resource_id: `${networks}/n`, body: { properties } };
  expect(readOne("azapi_update_resource", values).resources).toMatchObject([
    { extent: "partial", body: { id: `${networks}/n`, name: "n", properties } },
  ]);
});

test("what is unknown in a body is resolved by the names around it", () => {
  const type = "Microsoft.Network/virtualNetworks/subnets@2024-05-01";
  const address = "azapi_resource.x";
  const body = { properties: { addressPrefix: "10.0.0.0/24", routeTable: {} } };
  const values = { type, parent_id: `${networks}/v`, name: "n", body };
  const mask = { id: true, body: { properties: { routeTable: { id: true } } } };
  const table = { name: "t", resource_group_name: "g" };
  const entries = [
    { address, mode: "managed", type: "azapi_resource", name: "x", values },
    {
      address: "azurerm_route_table.t",
      mode: "managed",
      type: "azurerm_route_table",
      name: "t",
      values: table,
    },
  ];
  const written = {
    references: ["azurerm_route_table.t.id", "azurerm_route_table.t", "var.prefix"],
  };
  const block = {
    address,
    mode: "managed",
    type: "azapi_resource",
    name: "x",
    expressions: { body: written },
  };
  const { resources } = readOne("azapi_resource", values, {
    planned_values: { root_module: { resources: entries } },
    resource_changes: [{ ...entries[0], change: { actions: ["create"], after_unknown: mask } }],
    configuration: { root_module: { resources: [block] } },
  });
  expect(resources[0]?.body["properties"]).toEqual({
    addressPrefix: "10.0.0.0/24",
    routeTable: { id: resources[1]?.id.text },
  });
});
