import { expect, test } from "vitest";
import { readSystem } from "./machine-system.ts";

const disk = (osType: string) => ({ storageProfile: { osDisk: { osType } } });
const image = (publisher: string, offer = "", sku = "") => ({
  storageProfile: { imageReference: { publisher, offer, sku } },
});

const both = {
  storageProfile: { ...image("suse", "sles-15-sp5").storageProfile, osDisk: { osType: "Linux" } },
};

test.each<readonly [what: string, properties: object, system: string | undefined]>([
  ["nothing", {}, undefined],
  ["a disk of Windows", disk("Windows"), "windows"],
  ["a disk of Linux in other casing", disk("LINUX"), "linux"],
  ["an image of Windows Server", image("MicrosoftWindowsServer", "WindowsServer"), "windows"],
  ["an image of Ubuntu", image("Canonical", "ubuntu-24_04-lts"), "linux"],
  ["an image that nobody knows", image("contoso", "appliance"), undefined],
  ["SQL Server on Windows", image("MicrosoftSQLServer", "sql2022-ws2022"), "windows"],
  ["SQL Server on Ubuntu", image("MicrosoftSQLServer", "sql2022-ubuntu2004"), "linux"],
  ["settings for Windows", { osProfile: { windowsConfiguration: {} } }, "windows"],
  ["settings for Linux", { osProfile: { linuxConfiguration: { ssh: {} } } }, "linux"],
  ["a license for Windows", { licenseType: "Windows_Server" }, "windows"],
  // FWD-22: only what Microsoft bills is updated from servers of Azure.
  ["SUSE", image("SUSE", "sles-15-sp5", "gen2"), "suse"],
  ["SUSE with the disk that it has", both, "suse"],
  ["SQL Server on SUSE", image("MicrosoftSQLServer", "sql2019-sles15"), "suse"],
  ["SUSE with a subscription of one's own", image("SUSE", "sles-15-sp5-byos", "gen2"), "linux"],
  [
    "SUSE turned into one's own",
    { ...image("SUSE", "sles-15-sp5"), licenseType: "SLES_BYOS" },
    "linux",
  ],
  ["one's own turned into billed", { ...disk("Linux"), licenseType: "SLES_STANDARD" }, "suse"],
  ["values of other types", { storageProfile: [], osProfile: 7, licenseType: {} }, undefined],
])("%s", (_, properties, system) => {
  expect(readSystem({ properties })).toBe(system);
});

test("flattened output of az reads alike", () => {
  expect(readSystem(disk("Windows"))).toBe("windows");
});
