// The address of a private endpoint, which the plan does not know and others use.
import { expect, test } from "vitest";
import { peekProperty } from "../../src/arm/index.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import { later, writePlan } from "./plan.ts";

const group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg";
const network = `${group}/providers/Microsoft.Network`;
const inGroup = { resource_group_name: "rg", location: "westeurope" };
const vault = `${group}/providers/Microsoft.KeyVault/vaults/v`;
const address = "azurerm_private_endpoint.x.private_service_connection[0].private_ip_address";

function endpoint(connection: object, more: object = {}): object {
  return {
    name: "pe",
    ...inGroup,
    subnet_id: `${network}/virtualNetworks/v/subnets/s`,
    private_service_connection: [
      {
        name: "c",
        is_manual_connection: false,
        private_connection_resource_id: vault,
        subresource_names: ["vault"],
        ...connection,
      },
    ],
    ...more,
  };
}

const one = (type: string, values: object, set = {}) => ({
  [`${type}.x`]: { set, instances: { [`${type}.x`]: values as Readonly<Record<string, unknown>> } },
});

const places = {
  ...one("azurerm_virtual_network", { name: "v", ...inGroup, address_space: ["10.0.0.0/16"] }),
  ...one("azurerm_subnet", {
    name: "s",
    resource_group_name: "rg",
    virtual_network_name: "v",
    address_prefixes: ["10.0.0.0/24"],
  }),
};

const plan = writePlan({
  blocks: {
    ...places,
    ...one("azurerm_private_endpoint", endpoint({ private_ip_address: later })),
    ...one(
      "azurerm_route",
      {
        name: "r",
        resource_group_name: "rg",
        route_table_name: "t",
        address_prefix: "192.168.0.0/16",
        next_hop_type: "VirtualAppliance",
        next_hop_in_ip_address: later,
      },
      { next_hop_in_ip_address: address },
    ),
    ...one(
      "azurerm_private_dns_a_record",
      { name: "a", resource_group_name: "rg", zone_name: "corp.test", ttl: 300, records: later },
      { records: address },
    ),
  },
});

function lay(...inputs: readonly unknown[]) {
  const layers = inputs.map((input, index) => [
    readText({ file: `${index}.json`, text: JSON.stringify(input) }),
  ]);
  const { resources } = createSnapshot(layers);
  return (path: string) => resources.get(`${network}/${path}`.toLowerCase())?.body;
}

test("the address that an endpoint gets is known to a route and a record that name it", () => {
  const find = lay(plan);
  const route = find("routeTables/t/routes/r");
  expect(peekProperty(route, "nextHopIpAddress")).toBe("10.0.0.4");
  const record = find("privateDnsZones/corp.test/A/a");
  expect(peekProperty(record, "aRecords")).toEqual([{ ipv4Address: "10.0.0.4" }]);
});

test("a plan that knows the address of an endpoint gives it no other one", () => {
  const known = { private_ip_address: "10.0.0.9" };
  const find = lay(
    writePlan({ blocks: { ...places, ...one("azurerm_private_endpoint", endpoint(known)) } }),
  );
  const body = find("privateEndpoints/pe");
  expect(peekProperty(body, "customDnsConfigs")).toEqual([{ ipAddresses: ["10.0.0.9"] }]);
  expect(peekProperty(body, "networkInterfaces")).toBeUndefined();
  expect(find("networkInterfaces/pe.nic.{guid}")).toBeUndefined();
});

test("a state that knows the interface of an endpoint keeps it", () => {
  const nic = `${network}/networkInterfaces/pe.nic.1`;
  const values = endpoint(
    { private_ip_address: "10.0.0.9" },
    {
      id: `${network}/privateEndpoints/pe`,
      network_interface: [{ id: nic, name: "pe.nic.1" }],
      ip_configuration: [{ name: "i", private_ip_address: "10.0.0.9", subresource_name: "vault" }],
    },
  );
  const entry = { address: "azurerm_private_endpoint.x", mode: "managed" };
  const resources = [{ ...entry, type: "azurerm_private_endpoint", name: "x", values }];
  const find = lay({
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: { root_module: { resources } },
  });
  expect(peekProperty(find("privateEndpoints/pe"), "networkInterfaces")).toEqual([{ id: nic }]);
});
