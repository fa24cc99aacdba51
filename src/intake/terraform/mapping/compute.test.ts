import { expect, test } from "vitest";
import { complaintsAbout, mapped, subscription } from "../../../../test/mapped.ts";
import { createUnknown, type JsonObject } from "../../../arm/index.ts";

const place = { name: "n", resource_group_name: "g" };
const inCompute = `/subscriptions/${subscription}/resourceGroups/g/providers/Microsoft.Compute`;
const later = createUnknown("azurerm_network_interface.b.id");

test.each<readonly [type: string, attributes: JsonObject, body: JsonObject]>([
  [
    "azurerm_linux_virtual_machine",
    {
      size: "Standard_B1s",
      zone: "1",
      computer_name: "n",
      admin_username: "someone",
      admin_password: "never read",
      custom_data: "never read",
      network_interface_ids: ["/a", later],
      virtual_machine_scale_set_id: "/set",
      availability_set_id: null,
    },
    {
      zones: ["1"],
      properties: {
        hardwareProfile: { vmSize: "Standard_B1s" },
        osProfile: { computerName: "n" },
        networkProfile: { networkInterfaces: [{ id: "/a" }, { id: later }] },
        virtualMachineScaleSet: { id: "/set" },
      },
    },
  ],
  [
    "azurerm_windows_virtual_machine",
    { size: "Standard_B1s", network_interface_ids: ["/a"], availability_set_id: "/av" },
    {
      properties: {
        hardwareProfile: { vmSize: "Standard_B1s" },
        networkProfile: { networkInterfaces: [{ id: "/a" }] },
        availabilitySet: { id: "/av" },
      },
    },
  ],
  [
    "azurerm_virtual_machine",
    { vm_size: "Standard_DS1_v2", network_interface_ids: ["/a"], zones: ["2"] },
    {
      zones: ["2"],
      properties: {
        hardwareProfile: { vmSize: "Standard_DS1_v2" },
        networkProfile: { networkInterfaces: [{ id: "/a" }] },
      },
    },
  ],
])("%s", (type, attributes, body) => {
  const result = mapped(type, { ...place, ...attributes });
  expect(result.id).toBe(`${inCompute}/virtualMachines/n`);
  expect(result.body).toEqual(body);
  // The machine of which one interface is unknown says so.
  const isKnown = !JSON.stringify(body).includes("$unknown");
  expect(complaintsAbout(result)).toEqual(
    isKnown ? [] : ["value-unknown /properties/networkProfile/networkInterfaces/1/id"],
  );
});

const configuration = {
  name: "ip",
  primary: true,
  subnet_id: "/subnet",
  version: "IPv4",
  application_security_group_ids: ["/asg"],
  load_balancer_backend_address_pool_ids: ["/pool"],
  load_balancer_inbound_nat_rules_ids: ["/nat"],
};

const configurationBody = {
  name: "ip",
  properties: {
    primary: true,
    subnet: { id: "/subnet" },
    privateIPAddressVersion: "IPv4",
    applicationSecurityGroups: [{ id: "/asg" }],
    loadBalancerBackendAddressPools: [{ id: "/pool" }],
    loadBalancerInboundNatPools: [{ id: "/nat" }],
  },
};

test.each<readonly [type: string, attributes: JsonObject, sku: JsonObject, forwards: boolean]>([
  [
    "azurerm_linux_virtual_machine_scale_set",
    { sku: "Standard_B1s", instances: 3, network_interface: "enable_ip_forwarding" },
    { name: "Standard_B1s", capacity: 3 },
    true,
  ],
  [
    "azurerm_windows_virtual_machine_scale_set",
    { sku: "Standard_B1s", instances: 1, network_interface: "ip_forwarding_enabled" },
    { name: "Standard_B1s", capacity: 1 },
    true,
  ],
  [
    "azurerm_orchestrated_virtual_machine_scale_set",
    { sku_name: "Standard_B1s", instances: 2, network_interface: "enable_ip_forwarding" },
    { name: "Standard_B1s", capacity: 2 },
    true,
  ],
  [
    "azurerm_virtual_machine_scale_set",
    {
      sku: [{ name: "Standard_F2", tier: "Standard", capacity: 2 }],
      network_profile: "ip_forwarding",
    },
    { name: "Standard_F2", tier: "Standard", capacity: 2 },
    true,
  ],
])("%s", (type, attributes, sku, forwards) => {
  const { network_interface, network_profile, ...rest } = attributes;
  const block = network_interface === undefined ? "network_profile" : "network_interface";
  const flag = `${network_interface ?? network_profile}`;
  const card = { name: "nic", primary: true, [flag]: forwards, ip_configuration: [configuration] };
  const result = mapped(type, { ...place, ...rest, [block]: [card] });
  expect(result).toEqual({
    id: `${inCompute}/virtualMachineScaleSets/n`,
    body: {
      sku,
      properties: {
        virtualMachineProfile: {
          networkProfile: {
            networkInterfaceConfigurations: [
              {
                name: "nic",
                properties: {
                  primary: true,
                  enableIPForwarding: forwards,
                  ipConfigurations: [configurationBody],
                },
              },
            ],
          },
        },
      },
    },
  });
});
