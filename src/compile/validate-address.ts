import type { Report } from "../arm/index.ts";
import { createDiagnostic } from "../diagnostic/index.ts";
import type { IpConfiguration, Key, Model, Subnet } from "../model/index.ts";
import { containsIp, formatIp, formatPrefix, type Ip } from "../net/index.ts";

/** Checks the addresses of interfaces. Cost: one pass; this runs once per address of an estate. */
export function validateAddresses(model: Model, report: Report): void {
  const used = new Map<Key, Map<Ip, IpConfiguration>>();
  for (const nic of model.nics.values()) {
    for (const configuration of nic.ipConfigurations) {
      const { address, subnet: key } = configuration;
      const subnet = key === undefined ? undefined : model.subnets.get(key);
      if (address === undefined || subnet === undefined) continue;
      validateInside(configuration, { address, subnet }, report);
      const inNetwork = used.get(subnet.network) ?? new Map<Ip, IpConfiguration>();
      if (inNetwork.size === 0) used.set(subnet.network, inNetwork);
      const earlier = inNetwork.get(address);
      if (earlier === undefined) inNetwork.set(address, configuration);
      else reportTwice([earlier, configuration], { address, subnet }, { model, report });
    }
  }
}

interface Placement {
  readonly address: Ip;
  readonly subnet: Subnet;
}

function validateInside(
  { place }: IpConfiguration,
  { address, subnet }: Placement,
  report: Report,
): void {
  const { prefixes } = subnet;
  if (prefixes.length === 0 || prefixes.some(({ prefix }) => containsIp(prefix, address))) return;
  const parameters = {
    address: formatIp(address),
    subnet: subnet.name,
    prefixes: prefixes.map(({ prefix }) => formatPrefix(prefix)).join(", "),
  };
  report(createDiagnostic("address-outside-subnet", place, parameters));
}

function reportTwice(
  [earlier, later]: readonly [IpConfiguration, IpConfiguration],
  { address, subnet }: Placement,
  { model, report }: { readonly model: Model; readonly report: Report },
): void {
  const network = model.networks.get(subnet.network)?.name ?? subnet.network;
  const parameters = { address: formatIp(address), network };
  report(
    createDiagnostic("address-duplicate", later.place, parameters, { related: [earlier.place] }),
  );
}
