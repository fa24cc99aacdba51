import { expect, test } from "vitest";
import { findExport } from "./export.ts";
import { mappingOf } from "./index.ts";

const lb = { frontend_ip_configuration: [{ name: "a" }, { name: "b" }] };

test.each<[string, readonly (string | number)[], object, unknown]>([
  ["azurerm_public_ip", ["ip_address"], {}, { pointer: "/properties/ipAddress" }],
  [
    "azurerm_network_interface",
    ["private_ip_address"],
    {},
    { pointer: "/properties/ipConfigurations/0/properties/privateIPAddress" },
  ],
  [
    "azurerm_network_interface",
    ["ip_configuration", 1, "private_ip_address"],
    {},
    { pointer: "/properties/ipConfigurations/1/properties/privateIPAddress" },
  ],
  [
    "azurerm_linux_virtual_machine",
    ["private_ip_address"],
    { network_interface_ids: ["/nic", "/other"] },
    { id: "/nic", pointer: "/properties/ipConfigurations/0/properties/privateIPAddress" },
  ],
  ["azurerm_linux_virtual_machine", ["private_ip_address"], {}, undefined],
  [
    "azurerm_lb",
    ["frontend_ip_configuration", 1, "id"],
    lb,
    { idSuffix: "/frontendIPConfigurations/b" },
  ],
  ["azurerm_lb", ["frontend_ip_configuration", 2, "id"], lb, undefined],
  ["azurerm_lb", ["nothing"], lb, undefined],
  ["azurerm_lb", ["toString"], lb, undefined],
  ["azurerm_lb", [], lb, undefined],
  ["azurerm_route", ["id"], {}, undefined],
])("%s %j", (type, path, attributes, found) => {
  const mapping = mappingOf(type);
  expect(mapping).toBeDefined();
  expect(mapping && findExport(mapping, path, { ...attributes })).toEqual(found);
});
