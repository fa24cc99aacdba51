import { expect, test } from "vitest";
import { isListName, isOfStem, kindOf, wantAt } from "./want.ts";

test.each([
  ["subnet_id", "id"],
  ["network_interface_ids", "id"],
  ["virtual_network_name", "name"],
  ["next_hop_in_ip_address", "address"],
  ["dns_servers", "address"],
  ["ip_configuration[*].private_ip_address", "address"],
  ["address_prefixes", "prefix"],
  ["address_space", "prefix"],
  ["location", "location"],
  ["grid", "other"],
  ["priority", "other"],
])("%s holds an %s", (attribute, kind) => {
  expect(kindOf(attribute)).toBe(kind);
});

test.each([
  ["records", true],
  ["cidrs", true],
  ["ip_rules", true],
  ["record", false],
  ["private_ip_address", false],
])("%s holds a list: %s", (attribute, isList) => {
  expect(isListName(attribute)).toBe(isList);
});

test.each([
  ["subnet_id", "azurerm_subnet"],
  ["remote_virtual_network_id", "azurerm_virtual_network"],
  ["public_ip_address_id", "azurerm_public_ip"],
  ["backend_address_pool_ids", "azurerm_lb_backend_address_pool"],
  ["associated_route_table_id", "azurerm_virtual_hub_route_table"],
  ["hub_vnet_id", "azurerm_virtual_network"],
  ["virtual_machine_id", "azurerm_linux_virtual_machine"],
])("%s means %s", (attribute, type) => {
  expect(isOfStem(type, wantAt([{ name: attribute }]).stem)).toBe(true);
});

test.each([
  ["subnet_id", "azurerm_virtual_network"],
  ["associated_route_table_id", "azurerm_virtual_hub"],
  ["scope", "azurerm_subnet"],
])("%s does not mean %s", (attribute, type) => {
  expect(isOfStem(type, wantAt([{ name: attribute }]).stem)).toBe(false);
});

test("the id of a block is called after the block", () => {
  expect(wantAt([{ name: "body" }, { name: "route_table" }, { name: "id" }])).toMatchObject({
    attribute: "route_table_id",
    stem: "route_table",
  });
});
