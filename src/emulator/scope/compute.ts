import type { ArmId } from "../../arm/index.ts";
import {
  instanceViewOf,
  type PowerState,
  type Refusal,
  type Row,
  refuse,
  resourceNotFound,
  setPowerState,
} from "../../provider/index.ts";
import type { Found, Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import type { Answer } from "../wire/answer.ts";

interface Size {
  readonly name: string;
  readonly cores: number;
  readonly memoryInGiB: number;
  readonly disks: number;
  readonly family: string;
}

// name, cores, memory in GiB, data disks, family. A few of each kind that samples use.
const sizes: readonly Size[] = (
  [
    ["Standard_B1s", 1, 1, 2, "standardBSFamily"],
    ["Standard_B1ms", 1, 2, 2, "standardBSFamily"],
    ["Standard_B2s", 2, 4, 4, "standardBSFamily"],
    ["Standard_B2ms", 2, 8, 4, "standardBSFamily"],
    ["Standard_DS1_v2", 1, 3.5, 4, "standardDSv2Family"],
    ["Standard_DS2_v2", 2, 7, 8, "standardDSv2Family"],
    ["Standard_DS3_v2", 4, 14, 16, "standardDSv2Family"],
    ["Standard_D2s_v3", 2, 8, 4, "standardDSv3Family"],
    ["Standard_D4s_v3", 4, 16, 8, "standardDSv3Family"],
    ["Standard_D2s_v5", 2, 8, 4, "standardDSv5Family"],
    ["Standard_D4s_v5", 4, 16, 8, "standardDSv5Family"],
    ["Standard_D8s_v5", 8, 32, 16, "standardDSv5Family"],
    ["Standard_E2s_v5", 2, 16, 4, "standardESv5Family"],
    ["Standard_F2s_v2", 2, 4, 4, "standardFSv2Family"],
  ] as const
).map(([name, cores, memoryInGiB, disks, family]) => ({ name, cores, memoryInGiB, disks, family }));

/** `GET .../locations/L/vmSizes`: a few of each kind. */
export const listSizes: Handler = () => ({
  status: 200,
  body: {
    value: sizes.map(({ name, cores, memoryInGiB, disks }) => ({
      name,
      numberOfCores: cores,
      osDiskSizeInMB: 1_047_552,
      resourceDiskSizeInMB: 0,
      memoryInMB: memoryInGiB * 1024,
      maxDataDiskCount: disks,
    })),
  },
});

/** `GET .../providers/Microsoft.Compute/skus`: the same sizes, wherever they are asked for. */
export const listSkus: Handler = ({ query }) => {
  const [, location = "westeurope"] =
    /location eq '([^']*)'/i.exec(query.get("$filter") ?? "") ?? [];
  return {
    status: 200,
    body: {
      value: sizes.map(({ name, cores, memoryInGiB, family }) => ({
        resourceType: "virtualMachines",
        name,
        tier: "Standard",
        size: name.replace("Standard_", ""),
        family,
        locations: [location],
        locationInfo: [{ location, zones: ["1", "2", "3"], zoneDetails: [] }],
        capabilities: [
          { name: "vCPUs", value: String(cores) },
          { name: "MemoryGB", value: String(memoryInGiB) },
          { name: "PremiumIO", value: "True" },
          { name: "HyperVGenerations", value: "V1,V2" },
          { name: "AcceleratedNetworkingEnabled", value: "True" },
        ],
        restrictions: [],
      })),
    },
  };
};

/** `GET .../locations/L/usages` of Microsoft.Compute, which az asks for before it makes a machine. */
export const listUsages: Handler = (_request, { parameters }, host) => {
  const machines = machinesIn(parameters, host).length;
  const usages: readonly (readonly [string, string, number, number])[] = [
    ["availabilitySets", "Availability Sets", 0, 2500],
    ["cores", "Total Regional vCPUs", machines, 10_000],
    ["virtualMachines", "Virtual Machines", machines, 25_000],
    ["virtualMachineScaleSets", "Virtual Machine Scale Sets", 0, 2500],
  ];
  const value = usages.map(([name, localizedValue, currentValue, limit]) => ({
    limit,
    unit: "Count",
    currentValue,
    name: { value: name, localizedValue },
  }));
  return { status: 200, body: { value } };
};

function machinesIn({ subscription, location }: Found["parameters"], host: Host): readonly Row[] {
  return host.keeper.estate
    .ofType("microsoft.compute/virtualmachines")
    .filter(
      ({ id, body }) =>
        id.subscription?.toLowerCase() === subscription?.toLowerCase() &&
        body["location"] === location?.toLowerCase(),
    );
}

const version = "1.0.0";

/** `GET .../skus/K/versions`: one of each image, whatever it is called. */
export const listImageVersions: Handler = (request, { parameters }) => ({
  status: 200,
  body: [{ location: parameters["location"], name: version, id: imageId(request.path, version) }],
});

/** `GET .../versions/V`: what az wants to know of an image. Windows is told by its names. */
export const getImage: Handler = (request, { parameters }) => {
  const { location, publisher = "", offer = "", version: name = "" } = parameters;
  const isWindows = /windows/i.test(publisher + offer);
  return {
    status: 200,
    body: {
      properties: {
        hyperVGeneration: "V2",
        architecture: "x64",
        replicaType: "Unmanaged",
        disallowed: { vmDiskType: "None" },
        automaticOSUpgradeProperties: { automaticOSUpgradeSupported: true },
        imageDeprecationStatus: { imageState: "Active" },
        features: [
          { name: "IsAcceleratedNetworkSupported", value: "True" },
          { name: "DiskControllerTypes", value: "SCSI, NVMe" },
        ],
        osDiskImage: {
          operatingSystem: isWindows ? "Windows" : "Linux",
          sizeInBytes: 32_213_303_808,
        },
        dataDiskImages: [],
      },
      location,
      name,
      id: imageId(request.path, name),
    },
  };
};

/** `GET .../publishers` and what is below: nothing is for sale here. */
export const listNoImages: Handler = () => ({ status: 200, body: [] });

function imageId(path: string, name: string): string {
  const below = path.replace(/\/$/, "");
  return below.toLowerCase().endsWith("/versions") ? `${below}/${name}` : below;
}

/** `POST` of a virtual machine's power: it is so at once. */
export function changePower(state: PowerState): Handler {
  return (_request, { id }, host) =>
    host.keeper.write(({ draft }): Answer | Refusal => {
      const row = id === undefined ? undefined : draft.find(id.key);
      if (id === undefined || row === undefined) return notFound(id);
      setPowerState(draft, row, state);
      return { status: 200 };
    });
}

/** `GET .../instanceView` of a virtual machine. */
export const getInstanceView: Handler = (_request, { id }, { keeper }) => {
  const row = id === undefined ? undefined : keeper.estate.find(id.key);
  return row === undefined ? notFound(id) : { status: 200, body: instanceViewOf(row) };
};

function notFound(id: ArmId | undefined): Refusal {
  return id === undefined ? refuse(404, "NotFound", "No resource id.") : resourceNotFound(id);
}
