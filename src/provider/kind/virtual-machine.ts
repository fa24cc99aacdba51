import { isJsonObject, type JsonObject, typeKeys } from "../../arm/index.ts";
import { keyOf, objectsOf, propertyOf } from "../check/properties.ts";
import { checkMachine } from "../check/virtual-machine.ts";
import { completeMachine } from "../machine/complete.ts";
import { instanceViewOf } from "../machine/power.ts";
import { fromType, holders } from "../reference/held-by.ts";
import type { Field, Showing } from "../shape/field.ts";
import {
  asked,
  assigned,
  choice,
  derived,
  dropped,
  fixed,
  flag,
  part,
  parts,
  provisioningState,
  reference,
  text,
  texts,
  whole,
} from "../shape/forms.ts";
import { defineChild, defineKind } from "./define.ts";
import type { Kind, Removing } from "./kind.ts";

const managedDisk: Field = part("managedDisk", [
  text("storageAccountType", "Premium_LRS"),
  text("id"),
  asked("diskEncryptionSet"),
  asked("securityProfile"),
]);

const diskFields: readonly Field[] = [
  text("name"),
  choice("createOption", ["FromImage", "Empty", "Attach", "Copy", "Restore"]),
  asked("vhd"),
  asked("image"),
  choice("caching", ["None", "ReadOnly", "ReadWrite"], "ReadWrite"),
  flag("writeAcceleratorEnabled"),
  asked("diffDiskSettings"),
  managedDisk,
  choice("deleteOption", ["Delete", "Detach"], "Detach"),
  whole("diskSizeGB"),
];

// Secrets come in and never go out.
const osProfile: Field = part("osProfile", [
  text("computerName"),
  text("adminUsername"),
  dropped("adminPassword"),
  dropped("customData"),
  part("windowsConfiguration", [
    flag("provisionVMAgent", true),
    flag("enableAutomaticUpdates", true),
    text("timeZone"),
    dropped("additionalUnattendContent"),
    part(
      "patchSettings",
      [text("patchMode", "AutomaticByOS"), text("assessmentMode", "ImageDefault")],
      {
        isAlways: true,
      },
    ),
  ]),
  part("linuxConfiguration", [
    flag("disablePasswordAuthentication", false),
    asked("ssh"),
    flag("provisionVMAgent", true),
    part(
      "patchSettings",
      [text("patchMode", "ImageDefault"), text("assessmentMode", "ImageDefault")],
      {
        isAlways: true,
      },
    ),
  ]),
  fixed("secrets", []),
  flag("allowExtensionOperations", true),
  fixed("requireGuestProvisionSignal", true),
]);

/** Microsoft.Compute/virtualMachines: what it says of networks, and what clients look for. */
export const virtualMachine: Kind = defineKind({
  type: "Microsoft.Compute/virtualMachines",
  frame: [
    "name",
    "id",
    "type",
    "location",
    "tags",
    "plan",
    "identity",
    "zones",
    "properties",
    "resources",
    "etag",
  ],
  etag: "quoted",
  top: [asked("plan"), asked("identity"), texts("zones"), derived("resources", extensions)],
  properties: [
    part("hardwareProfile", [text("vmSize")]),
    provisioningState(),
    assigned("vmId", ({ world }) => world.guid()),
    asked("additionalCapabilities"),
    reference("availabilitySet", "availabilitySets"),
    reference("virtualMachineScaleSet", "virtualMachineScaleSets"),
    reference("proximityPlacementGroup", "proximityPlacementGroups"),
    part("storageProfile", [
      imageReference(),
      part("osDisk", [choice("osType", ["Linux", "Windows"]), ...diskFields]),
      parts("dataDisks", [whole("lun"), ...diskFields], { otherwise: [] }),
      text("diskControllerType"),
    ]),
    osProfile,
    asked("securityProfile"),
    part("networkProfile", [
      text("networkApiVersion"),
      parts("networkInterfaces", [text("id"), membership()]),
      asked("networkInterfaceConfigurations"),
    ]),
    asked("diagnosticsProfile"),
    text("licenseType"),
    text("priority"),
    text("evictionPolicy"),
    text("extensionsTimeBudget"),
    dropped("userData"),
    derived("instanceView", (at) =>
      at.expand.has("instanceview") ? instanceViewOf(at.row) : undefined,
    ),
    assigned("timeCreated", ({ world }) => world.now()),
  ],
  protocol: { makingState: "Creating" },
  checks: [checkMachine],
  complete: completeMachine,
  cascade: removeWithMachine,
});

// Nothing is written where nothing was asked for.
function membership(): Field {
  const form = part("properties", [flag("primary"), choice("deleteOption", ["Delete", "Detach"])]);
  return {
    ...form,
    show: (kept, at) => {
      const shown = form.show(kept, at);
      return isJsonObject(shown) && Object.keys(shown).length > 0 ? shown : undefined;
    },
  };
}

function imageReference(): Field {
  return part("imageReference", [
    text("publisher"),
    text("offer"),
    text("sku"),
    text("version"),
    derived("exactVersion", ({ kept }) => {
      const version = kept["version"];
      return version === "latest" || version === undefined ? undefined : version;
    }),
    text("id"),
    text("sharedGalleryImageId"),
    text("communityGalleryImageId"),
  ]);
}

function extensions({ estate, row }: Showing): unknown {
  const all = estate.childrenOf(row.id.key, typeKeys.machineExtension);
  return all.length === 0 ? undefined : all.map(({ id }) => ({ id: id.text }));
}

// Interfaces and disks that go with their machine.
function removeWithMachine({ draft, row }: Removing): void {
  const network = propertyOf(row, "networkProfile");
  const storage = propertyOf(row, "storageProfile");
  const interfaces = isJsonObject(network) ? objectsOf(network["networkInterfaces"]) : [];
  const disks = isJsonObject(storage)
    ? [storage["osDisk"], ...objectsOf(storage["dataDisks"])].filter((one) => isJsonObject(one))
    : [];
  const keys = [
    ...interfaces.filter(isDeletedToo).map(keyOf),
    ...disks
      .filter((one) => one["deleteOption"] === "Delete")
      .map((one) => keyOf(one["managedDisk"])),
  ];
  for (const key of keys) if (key !== undefined && draft.find(key) !== undefined) draft.remove(key);
}

function isDeletedToo({ properties }: JsonObject): boolean {
  return isJsonObject(properties) && properties["deleteOption"] === "Delete";
}

/** Microsoft.Compute/virtualMachines/extensions. */
export const machineExtension: Kind = defineChild({
  type: "Microsoft.Compute/virtualMachines/extensions",
  frame: ["name", "id", "type", "location", "tags", "properties"],
  isTracked: true,
  properties: [
    flag("autoUpgradeMinorVersion"),
    provisioningState(),
    flag("enableAutomaticUpgrade"),
    text("publisher"),
    text("type"),
    text("typeHandlerVersion"),
    asked("settings"),
    dropped("protectedSettings"),
    flag("suppressFailures"),
  ],
  protocol: { makingState: "Creating" },
});

/** Microsoft.Compute/availabilitySets. */
export const availabilitySet: Kind = defineKind({
  type: "Microsoft.Compute/availabilitySets",
  frame: ["name", "id", "type", "location", "tags", "properties", "sku"],
  top: [part("sku", [text("name", "Classic")], { isAlways: true })],
  properties: [
    whole("platformUpdateDomainCount", 5),
    whole("platformFaultDomainCount", 1),
    reference("proximityPlacementGroup", "proximityPlacementGroups"),
    derived("virtualMachines", (at) => machinesOf(at)),
  ],
  protocol: { put: "direct", remove: "direct" },
});

function machinesOf(at: Showing): unknown {
  return holders("virtualMachines", fromType(typeKeys.virtualMachine)).show(undefined, at) ?? [];
}

/** Microsoft.Compute/disks. */
export const disk: Kind = defineKind({
  type: "Microsoft.Compute/disks",
  frame: ["name", "id", "type", "location", "tags", "managedBy", "sku", "zones", "properties"],
  top: [
    derived("managedBy", (at) => {
      const shown = holders("managedBy", fromType(typeKeys.virtualMachine)).show(undefined, at);
      return Array.isArray(shown) ? objectsOf(shown)[0]?.["id"] : undefined;
    }),
    part("sku", [text("name", "Premium_LRS"), text("tier", "Premium")], { isAlways: true }),
    texts("zones"),
  ],
  properties: [
    choice("osType", ["Linux", "Windows"]),
    text("hyperVGeneration"),
    asked("creationData"),
    whole("diskSizeGB"),
    whole("diskIOPSReadWrite", 120),
    whole("diskMBpsReadWrite", 25),
    asked("encryption", { type: "EncryptionAtRestWithPlatformKey" }),
    text("networkAccessPolicy", "AllowAll"),
    text("publicNetworkAccess", "Enabled"),
    assigned("timeCreated", ({ world }) => world.now()),
    provisioningState(),
    derived("diskState", (at) => {
      const isUsed =
        holders("x", fromType(typeKeys.virtualMachine)).show(undefined, at) !== undefined;
      return isUsed ? "Attached" : "Unattached";
    }),
    assigned("uniqueId", ({ world }) => world.guid()),
    text("tier", "P4"),
  ],
});

/** Microsoft.Compute/virtualMachineScaleSets, kept as it was asked for, without its secrets. */
export const scaleSet: Kind = defineKind({
  type: "Microsoft.Compute/virtualMachineScaleSets",
  frame: [
    "name",
    "id",
    "type",
    "location",
    "tags",
    "sku",
    "plan",
    "identity",
    "zones",
    "properties",
  ],
  top: [
    part("sku", [text("name"), text("tier", "Standard"), whole("capacity")]),
    asked("plan"),
    asked("identity"),
    texts("zones"),
  ],
  properties: [
    flag("singlePlacementGroup", true),
    choice("orchestrationMode", ["Uniform", "Flexible"], "Uniform"),
    asked("upgradePolicy"),
    part("virtualMachineProfile", [
      part("osProfile", [
        text("computerNamePrefix"),
        text("adminUsername"),
        dropped("adminPassword"),
        dropped("customData"),
        asked("windowsConfiguration"),
        asked("linuxConfiguration"),
        fixed("secrets", []),
        flag("allowExtensionOperations", true),
        fixed("requireGuestProvisionSignal", true),
      ]),
      asked("storageProfile"),
      asked("networkProfile"),
    ]),
    provisioningState(),
    flag("overprovision", true),
    flag("doNotRunExtensionsOnOverprovisionedVMs", false),
    assigned("uniqueId", ({ world }) => world.guid()),
    assigned("timeCreated", ({ world }) => world.now()),
  ],
  protocol: { makingState: "Creating" },
});
