import { fitsFqdn, isInside } from "./fqdn.ts";

/**
 * What Microsoft documents about tags whose list is short (FWD-43): the articles to which its list of
 * tags refers. A tag is taken to hold at least these names; Microsoft adds to it without telling.
 */
const documented: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "windowsupdate",
    [
      "windowsupdate.microsoft.com",
      "*.windowsupdate.microsoft.com",
      "*.update.microsoft.com",
      "*.windowsupdate.com",
      "download.microsoft.com",
      "wustat.windows.com",
      "ntservicepack.microsoft.com",
      "go.microsoft.com",
      "*.delivery.mp.microsoft.com",
    ],
  ],
  [
    "windowsdiagnostics",
    [
      "v10.events.data.microsoft.com",
      "v10c.events.data.microsoft.com",
      "v10.vortex-win.data.microsoft.com",
      "settings-win.data.microsoft.com",
      "watson.telemetry.microsoft.com",
      "umwatsonc.events.data.microsoft.com",
      "kmwatsonc.events.data.microsoft.com",
      "oca.telemetry.microsoft.com",
    ],
  ],
  [
    "microsoftactiveprotectionservice",
    ["*.wdcp.microsoft.com", "*.wdcpalt.microsoft.com", "*.wd.microsoft.com"],
  ],
  [
    "azurekubernetesservice",
    [
      // Documented with the cluster's region: `*.hcp.REGION.azmk8s.io`.
      "*.azmk8s.io",
      "mcr.microsoft.com",
      "*.data.mcr.microsoft.com",
      "mcr-0001.mcr-msedge.net",
      "management.azure.com",
      "login.microsoftonline.com",
      "packages.microsoft.com",
      "packages.aks.azure.com",
      "acs-mirror.azureedge.net",
    ],
  ],
]);

// A tag stands for Microsoft's own services, so a name outside these is in none of them.
const domains = [
  "microsoft.com",
  "microsoftonline.com",
  "windows.com",
  "windows.net",
  "windowsupdate.com",
  "azure.com",
  "azure.net",
  "azureedge.net",
  "azurefd.net",
  "azmk8s.io",
  "msedge.net",
  "mcr-msedge.net",
  "live.com",
  "office.com",
  "office.net",
  "office365.com",
  "trafficmanager.net",
  "msftncsi.com",
  "msftconnecttest.com",
  "aka.ms",
];

/**
 * Whether an FQDN tag holds a name. `listed` and `unlisted` rest on what Microsoft documents;
 * `unknown` for tags whose names are not documented, and for names of Microsoft that a documented
 * tag may hold as well.
 */
export function lookUpFqdnTag(tag: string, name: string): "listed" | "unlisted" | "unknown" {
  const patterns = documented.get(tag.toLowerCase());
  if (patterns === undefined) return "unknown";
  if (patterns.some((pattern) => fitsFqdn(pattern, name))) return "listed";
  return domains.some((domain) => isInside(name, domain)) ? "unknown" : "unlisted";
}
