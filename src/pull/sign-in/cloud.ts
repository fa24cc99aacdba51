/** A cloud of Microsoft's. */
export interface Cloud {
  /** As `az cloud list` has it. */
  readonly name: string;
  /** Where resources are read. */
  readonly resourceManager: string;
  /** Where one signs in. */
  readonly authority: string;
}

/** The clouds that Microsoft runs, the usual one first. */
export const clouds: readonly [Cloud, ...Cloud[]] = [
  {
    name: "AzureCloud",
    resourceManager: "https://management.azure.com",
    authority: "https://login.microsoftonline.com",
  },
  {
    name: "AzureUSGovernment",
    resourceManager: "https://management.usgovcloudapi.net",
    authority: "https://login.microsoftonline.us",
  },
  {
    name: "AzureChinaCloud",
    resourceManager: "https://management.chinacloudapi.cn",
    authority: "https://login.chinacloudapi.cn",
  },
];

/** The cloud of that address; `undefined` where it is none of Microsoft's. */
export function cloudAt(origin: string): Cloud | undefined {
  return clouds.find(({ resourceManager }) => resourceManager === origin);
}
