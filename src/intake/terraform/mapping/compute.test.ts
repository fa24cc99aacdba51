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
      source_image_reference: [
        { publisher: "SUSE", offer: "sles-15-sp5", sku: "gen2", version: "latest" },
      ],
      license_type: "SLES_BYOS",
    },
    {
      zones: ["1"],
      properties: {
        hardwareProfile: { vmSize: "Standard_B1s" },
        osProfile: { computerName: "n" },
        networkProfile: {
          networkInterfaces: [{ id: "/a", properties: { primary: true } }, { id: later }],
        },
        virtualMachineScaleSet: { id: "/set" },
        storageProfile: {
          osDisk: { osType: "Linux" },
          imageReference: { publisher: "SUSE", offer: "sles-15-sp5", sku: "gen2" },
        },
        licenseType: "SLES_BYOS",
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
        storageProfile: { osDisk: { osType: "Windows" } },
      },
    },
  ],
  [
    "azurerm_virtual_machine",
    {
      vm_size: "Standard_DS1_v2",
      network_interface_ids: ["/a"],
      zones: ["2"],
      storage_os_disk: [{ name: "os", os_type: "Windows" }],
      storage_image_reference: [{ publisher: "MicrosoftWindowsServer", offer: "WindowsServer" }],
      os_profile_windows_config: [{ provision_vm_agent: true }],
    },
    {
      zones: ["2"],
      properties: {
        hardwareProfile: { vmSize: "Standard_DS1_v2" },
        networkProfile: { networkInterfaces: [{ id: "/a" }] },
        storageProfile: {
          osDisk: { osType: "Windows" },
          imageReference: { publisher: "MicrosoftWindowsServer", offer: "WindowsServer" },
        },
        osProfile: { windowsConfiguration: {} },
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

const agent = {
  name: "monitor",
  publisher: "Microsoft.Azure.Monitor",
  type: "AzureMonitorLinuxAgent",
  type_handler_version: "1.0",
};

const agentBody = {
  name: "monitor",
  properties: { publisher: "Microsoft.Azure.Monitor", type: "AzureMonitorLinuxAgent" },
};

test("an extension is a resource below its machine", () => {
  const machine = `${inCompute}/virtualMachines/n`;
  const result = mapped("azurerm_virtual_machine_extension", {
    ...agent,
    virtual_machine_id: machine,
  });
  expect(result.id).toBe(`${machine}/extensions/monitor`);
  expect(result.body).toEqual({ properties: agentBody.properties });
});

test.each<readonly [type: string, attributes: JsonObject, sku: JsonObject, profile: JsonObject]>([
  [
    "azurerm_linux_virtual_machine_scale_set",
    {
      sku: "Standard_B1s",
      instances: 3,
      network_interface: "enable_ip_forwarding",
      extension: [agent],
    },
    { name: "Standard_B1s", capacity: 3 },
    {
      storageProfile: { osDisk: { osType: "Linux" } },
      extensionProfile: { extensions: [agentBody] },
    },
  ],
  [
    "azurerm_windows_virtual_machine_scale_set",
    { sku: "Standard_B1s", instances: 1, network_interface: "ip_forwarding_enabled" },
    { name: "Standard_B1s", capacity: 1 },
    { storageProfile: { osDisk: { osType: "Windows" } } },
  ],
  [
    "azurerm_orchestrated_virtual_machine_scale_set",
    {
      sku_name: "Standard_B1s",
      instances: 2,
      network_interface: "enable_ip_forwarding",
      os_profile: [{ windows_configuration: [{ admin_username: "someone" }] }],
    },
    { name: "Standard_B1s", capacity: 2 },
    { osProfile: { windowsConfiguration: {} } },
  ],
  [
    "azurerm_virtual_machine_scale_set",
    {
      sku: [{ name: "Standard_F2", tier: "Standard", capacity: 2 }],
      network_profile: "ip_forwarding",
      storage_profile_image_reference: [{ publisher: "Canonical", offer: "UbuntuServer" }],
      os_profile_linux_config: [{ disable_password_authentication: true }],
    },
    { name: "Standard_F2", tier: "Standard", capacity: 2 },
    {
      storageProfile: { imageReference: { publisher: "Canonical", offer: "UbuntuServer" } },
      osProfile: { linuxConfiguration: {} },
    },
  ],
])("%s", (type, attributes, sku, profile) => {
  const { network_interface, network_profile, ...rest } = attributes;
  const block = network_interface === undefined ? "network_profile" : "network_interface";
  const flag = `${network_interface ?? network_profile}`;
  const card = { name: "nic", primary: true, [flag]: true, ip_configuration: [configuration] };
  const result = mapped(type, { ...place, ...rest, [block]: [card] });
  expect(result).toEqual({
    id: `${inCompute}/virtualMachineScaleSets/n`,
    body: {
      sku,
      properties: {
        virtualMachineProfile: {
          ...profile,
          networkProfile: {
            networkInterfaceConfigurations: [
              {
                name: "nic",
                properties: {
                  primary: true,
                  enableIPForwarding: true,
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
