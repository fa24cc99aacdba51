type Image = readonly [alias: string, publisher: string, offer: string, sku: string];

// The short names of images that az has had over the years.
const linux: readonly Image[] = [
  ["CentOS", "OpenLogic", "CentOS", "7.5"],
  ["CentOS85Gen2", "OpenLogic", "CentOS", "8_5-gen2"],
  ["Debian", "Debian", "debian-10", "10"],
  ["Debian11", "Debian", "debian-11", "11-gen2"],
  ["Debian12", "Debian", "debian-12", "12-gen2"],
  ["Flatcar", "kinvolk", "flatcar-container-linux-free", "stable"],
  ["FlatcarLinuxFreeGen2", "kinvolk", "flatcar-container-linux-free", "stable-gen2"],
  ["openSUSE-Leap", "SUSE", "opensuse-leap-15-3", "gen2"],
  ["OpenSuseLeap154Gen2", "SUSE", "openSUSE-leap-15-4", "gen2"],
  ["RHEL", "RedHat", "RHEL", "7-LVM"],
  ["RHELRaw8LVMGen2", "RedHat", "RHEL", "8-lvm-gen2"],
  ["SLES", "SUSE", "sles-15-sp3", "gen2"],
  ["SuseSles15SP5", "SUSE", "sles-15-sp5", "gen2"],
  ["UbuntuLTS", "Canonical", "UbuntuServer", "18.04-LTS"],
  ["Ubuntu2204", "Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-gen2"],
  ["Ubuntu2404", "Canonical", "ubuntu-24_04-lts", "server"],
];

const windows: readonly Image[] = [
  ["Win2025Datacenter", "MicrosoftWindowsServer", "WindowsServer", "2025-datacenter-g2"],
  ["Win2022Datacenter", "MicrosoftWindowsServer", "WindowsServer", "2022-Datacenter"],
  [
    "Win2022AzureEditionCore",
    "MicrosoftWindowsServer",
    "WindowsServer",
    "2022-datacenter-azure-edition-core",
  ],
  ["Win2019Datacenter", "MicrosoftWindowsServer", "WindowsServer", "2019-Datacenter"],
  ["Win2016Datacenter", "MicrosoftWindowsServer", "WindowsServer", "2016-Datacenter"],
  ["Win2012R2Datacenter", "MicrosoftWindowsServer", "WindowsServer", "2012-R2-Datacenter"],
  ["Win2012Datacenter", "MicrosoftWindowsServer", "WindowsServer", "2012-Datacenter"],
];

/** Path of the document that `az vm create --image Ubuntu2204` looks in. */
export const imageAliasPath = "/metadata/vmImageAliases";

/** Answers `GET /metadata/vmImageAliases`, in the form of a template's outputs as az wants it. */
export function answerImageAliases(): Response {
  const value = { Linux: imagesOf(linux), Windows: imagesOf(windows) };
  return Response.json({ outputs: { aliases: { type: "object", value } } });
}

function imagesOf(images: readonly Image[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    images.map(([alias, publisher, offer, sku]) => [
      alias,
      { publisher, offer, sku, version: "latest", architecture: "x64" },
    ]),
  );
}
