import { peekProperty } from "./property.ts";
import { isJsonObject } from "./resource.ts";

/** An operating system, as far as it decides which servers of the platform a machine needs. */
export type MachineSystemName = "windows" | "suse" | "linux";

/**
 * Reads the operating system of a machine, or of the profile of a scale set, from whatever tells it:
 * the disk, the image, the settings for the first start, the license; `undefined` when nothing does.
 * Says nothing of what it cannot read, since no route depends on it. Cost: allocates nothing.
 *
 * SUSE is the one Linux that is told apart: images that Microsoft bills update themselves at servers
 * which only Azure reaches (FWD-22). Images with a subscription of the customer's own do not.
 */
export function readSystem(machine: unknown): MachineSystemName | undefined {
  const storage = peekProperty(machine, "storageProfile");
  const image = peekProperty(storage, "imageReference");
  const license = textIn(machine, "licenseType");
  const family =
    familyOf(textIn(peekProperty(storage, "osDisk"), "osType")) ??
    familyByImage(image) ??
    familyBySettings(peekProperty(machine, "osProfile"));
  if (family === "windows") return "windows";
  if (isBilledSuse(image, license)) return "suse";
  return family ?? (license.startsWith("windows_") ? "windows" : undefined);
}

// Lower case; empty where there is no text.
function textIn(holder: unknown, name: string): string {
  const value = peekProperty(holder, name);
  return typeof value === "string" ? value.toLowerCase() : "";
}

type Family = "windows" | "linux";

function familyOf(word: string): Family | undefined {
  return word === "windows" || word === "linux" ? word : undefined;
}

// Publishers of Microsoft's that offer Windows, and nothing else.
const windowsPublishers: ReadonlySet<string> = new Set([
  "microsoftwindowsserver",
  "microsoftwindowsdesktop",
  "microsoftwindowsserverhpcpack",
  "microsoftvisualstudio",
  "microsoftsharepoint",
  "microsoftbiztalkserver",
  "microsoftdynamicsax",
]);

// Publishers whose images of virtual machines are Linux.
const linuxPublishers: ReadonlySet<string> = new Set([
  "canonical",
  "redhat",
  "suse",
  "debian",
  "credativ",
  "openlogic",
  "oracle",
  "coreos",
  "kinvolk",
  "almalinux",
  "resf",
  "microsoftcblmariner",
]);

function familyByImage(image: unknown): Family | undefined {
  const publisher = textIn(image, "publisher");
  if (windowsPublishers.has(publisher)) return "windows";
  if (linuxPublishers.has(publisher)) return "linux";
  if (publisher !== "microsoftsqlserver") return undefined;
  // SQL Server comes on both: `sql2022-ws2022`, `sql2019-sles15`.
  return /-ws\d|windows/.test(textIn(image, "offer")) ? "windows" : "linux";
}

function familyBySettings(profile: unknown): Family | undefined {
  if (isJsonObject(peekProperty(profile, "windowsConfiguration"))) return "windows";
  return isJsonObject(peekProperty(profile, "linuxConfiguration")) ? "linux" : undefined;
}

// The license can turn an image into one of the other kind.
function isBilledSuse(image: unknown, license: string): boolean {
  if (license.startsWith("sles")) return license !== "sles_byos";
  const offer = textIn(image, "offer");
  const isSuse = textIn(image, "publisher") === "suse" || /(^|-)sles/.test(offer);
  return isSuse && !`${offer} ${textIn(image, "sku")}`.includes("byos");
}
