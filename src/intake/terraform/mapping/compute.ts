import { type Convert, references, texts } from "./convert.ts";
import { light, mapping } from "./define.ts";
import { blocks, constant, either, inside, named, type Row, reference, within } from "./fields.ts";
import { below } from "./identity.ts";
import type { Exported, Family, Mapping } from "./mapping.ts";

const virtualMachine = "Microsoft.Compute/virtualMachines";
const scaleSet = "Microsoft.Compute/virtualMachineScaleSets";

// The address that the provider reads back stands on the first interface.
const machineExports: Readonly<Record<string, Exported>> = {
  private_ip_address: {
    below: "network_interface_ids",
    pointer: "/properties/ipConfigurations/0/properties/privateIPAddress",
  },
  virtual_machine_id: { pointer: "/properties/vmId" },
};

// The provider takes the first of several for the primary one.
const interfaces: Convert = (value) => {
  const list = references(value);
  if (!Array.isArray(list) || list.length < 2) return list;
  const [first, ...others] = list;
  return [{ ...first, properties: { primary: true } }, ...others];
};

type System = "Linux" | "Windows";

// What the image is, for those who need to know what a machine gets its updates from.
function imageRows(block: string): readonly Row[] {
  return [
    inside(block, [
      ["publisher", "storageProfile.imageReference.publisher"],
      ["offer", "storageProfile.imageReference.offer"],
      ["sku", "storageProfile.imageReference.sku"],
    ]),
    ["license_type", "licenseType"],
  ];
}

function systemRows(system: System): readonly Row[] {
  return [constant("storageProfile.osDisk.osType", system), ...imageRows("source_image_reference")];
}

// Of the types that leave the system open: the settings for the first start tell it.
const settingRows: readonly Row[] = [
  inside("os_profile_windows_config", [constant("osProfile.windowsConfiguration", {})]),
  inside("os_profile_linux_config", [constant("osProfile.linuxConfiguration", {})]),
];

function mapMachine(terraform: string, system: System): Mapping {
  return mapping({
    terraform,
    type: virtualMachine,
    rows: [["zone", "zones", texts]],
    properties: [
      ["size", "hardwareProfile.vmSize"],
      ["computer_name", "osProfile.computerName"],
      ...systemRows(system),
      ["network_interface_ids", "networkProfile.networkInterfaces", interfaces],
      reference("availability_set_id", "availabilitySet"),
      reference("virtual_machine_scale_set_id", "virtualMachineScaleSet"),
    ],
    exports: machineExports,
  });
}

const configurationRows: readonly Row[] = [
  ["primary", "primary"],
  reference("subnet_id", "subnet"),
  ["version", "privateIPAddressVersion"],
  ["application_security_group_ids", "applicationSecurityGroups", references],
  ["load_balancer_backend_address_pool_ids", "loadBalancerBackendAddressPools", references],
  ["load_balancer_inbound_nat_rules_ids", "loadBalancerInboundNatPools", references],
  [
    "application_gateway_backend_address_pool_ids",
    "applicationGatewayBackendAddressPools",
    references,
  ],
  // The second name is that of the oldest type.
  blockOfPublicIp("public_ip_address"),
  blockOfPublicIp("public_ip_address_configuration"),
];

const interfaceRows: readonly Row[] = [
  ["primary", "primary"],
  [either("ip_forwarding_enabled", "enable_ip_forwarding", "ip_forwarding"), "enableIPForwarding"],
  reference("network_security_group_id", "networkSecurityGroup"),
  blocks("ip_configuration", "ipConfigurations", named(configurationRows)),
];

const networkProfile = "virtualMachineProfile.networkProfile.networkInterfaceConfigurations";

function blockOfPublicIp(attribute: string): Row {
  return inside(attribute, [
    ["name", "publicIPAddressConfiguration.name"],
    reference("public_ip_prefix_id", "publicIPAddressConfiguration.properties.publicIPPrefix"),
  ]);
}

const extensionRows: Row = blocks(
  "extension",
  "virtualMachineProfile.extensionProfile.extensions",
  named([
    ["publisher", "publisher"],
    ["type", "type"],
  ]),
);

function mapScaleSet(terraform: string, profile: readonly Row[]): Mapping {
  return mapping({
    terraform,
    type: scaleSet,
    rows: [
      // The orchestrated set has the second.
      [either("sku", "sku_name"), "sku.name"],
      ["instances", "sku.capacity"],
      ["zones", "zones", texts],
    ],
    properties: [
      blocks("network_interface", networkProfile, named(interfaceRows)),
      within("virtualMachineProfile", profile),
      extensionRows,
    ],
  });
}

// Its members are of either system, and a block says which.
const orchestratedRows: readonly Row[] = [
  ...imageRows("source_image_reference"),
  inside("os_profile", [
    inside("windows_configuration", [constant("osProfile.windowsConfiguration", {})]),
    inside("linux_configuration", [constant("osProfile.linuxConfiguration", {})]),
  ]),
];

/** Virtual machines and scale sets. */
export const compute: Family = {
  mappings: [
    mapMachine("azurerm_linux_virtual_machine", "Linux"),
    mapMachine("azurerm_windows_virtual_machine", "Windows"),
    mapping({
      terraform: "azurerm_virtual_machine",
      type: virtualMachine,
      rows: [["zones", "zones", texts]],
      properties: [
        ["vm_size", "hardwareProfile.vmSize"],
        ["network_interface_ids", "networkProfile.networkInterfaces", interfaces],
        reference("availability_set_id", "availabilitySet"),
        inside("storage_os_disk", [["os_type", "storageProfile.osDisk.osType"]]),
        ...imageRows("storage_image_reference"),
        ...settingRows,
      ],
    }),
    mapping({
      terraform: "azurerm_virtual_machine_extension",
      type: `${virtualMachine}/extensions`,
      id: below("virtual_machine_id", "extensions"),
      properties: [
        ["publisher", "publisher"],
        ["type", "type"],
      ],
    }),
    mapScaleSet("azurerm_linux_virtual_machine_scale_set", systemRows("Linux")),
    mapScaleSet("azurerm_windows_virtual_machine_scale_set", systemRows("Windows")),
    mapScaleSet("azurerm_orchestrated_virtual_machine_scale_set", orchestratedRows),
    mapping({
      terraform: "azurerm_virtual_machine_scale_set",
      type: scaleSet,
      rows: [
        inside("sku", [
          ["name", "sku.name"],
          ["tier", "sku.tier"],
          ["capacity", "sku.capacity"],
        ]),
        ["zones", "zones", texts],
      ],
      properties: [
        blocks("network_profile", networkProfile, named(interfaceRows)),
        within("virtualMachineProfile", [
          ...imageRows("storage_profile_image_reference"),
          ...settingRows,
        ]),
        extensionRows,
      ],
    }),
    light("azurerm_availability_set", "Microsoft.Compute/availabilitySets"),
  ],
  additions: [],
};
