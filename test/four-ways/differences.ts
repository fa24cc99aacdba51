// What one way says and another cannot: the reasons, and the lines of the model that each excuses.

/** A reason why a way knows less than az, which shows what Azure has made of it. */
export interface Silence {
  readonly reason: string;
  /** Lines of the model that only az has. */
  readonly onlyInAz: RegExp;
  /** Lines that the way has in their place, where it has any. */
  readonly instead?: RegExp;
}

/** Every reason there is; each is needed by some landscape. */
export const silences: readonly Silence[] = [
  {
    reason: "public addresses are Azure's to give",
    onlyInAz:
      /^publicIps \S+ address|^firewalls .* publicIps .*|^gateways .* publicAddress|publicIp address|^natGateways .* (publicIps|publicPrefixes) /,
  },
  {
    reason: "addresses inside a virtual hub follow no rule that Azure tells",
    onlyInAz: /^firewalls \S+ address|^hubs .* (internet|private)NextHop address|gatewayAddresses/,
  },
  {
    reason: "a peering says what it knows of the other side once both are there",
    onlyInAz: /^networks .* peerings .* (currentPrefixes|syncedPrefixes) /,
  },
  {
    reason: "Azure adds the regions of a service endpoint",
    onlyInAz: /^subnets .* serviceEndpoints \d+ locations /,
  },
  {
    reason: "Azure writes out the default routing of a hub's connections",
    onlyInAz: /^hubs .* routing (associated|propagated) = .*\/defaultroutetable$/,
  },
  {
    reason: "Azure makes up the name of an endpoint's IP configuration",
    onlyInAz: /^nics \S+-nic ipConfigurations privateEndpointIpConfig\.[\da-f-]{36} /,
    instead: /^nics \S+-nic ipConfigurations privateEndpointIpConfig\.\d+ /,
  },
  {
    reason: "the interface of an endpoint tells the names that Azure has for it",
    onlyInAz: /^privateEndpoints \S+ names /,
  },
  {
    reason: "only Azure knows the zone of a storage account's web endpoint",
    onlyInAz: /^cloudServices microsoft\.storage\S+ fqdns = .*\.z6\.web\./,
    instead: /^cloudServices microsoft\.storage\S+ fqdns = .*\.web\.core\.windows\.net$/,
  },
];

/** Lines that stand on one side alone. */
export interface Difference {
  readonly onlyInAz: readonly string[];
  readonly onlyInWay: readonly string[];
}

/** Compares lines without regard to their order. */
export function compareLines(ofWay: readonly string[], ofAz: readonly string[]): Difference {
  const way = new Set(ofWay);
  const az = new Set(ofAz);
  return {
    onlyInAz: ofAz.filter((line) => !way.has(line)),
    onlyInWay: ofWay.filter((line) => !az.has(line)),
  };
}

/** What no reason excuses. `used` learns which reasons did. */
export function unexcused({ onlyInAz, onlyInWay }: Difference, used: Set<string>): Difference {
  const isExcused = (line: string, side: "onlyInAz" | "instead"): boolean => {
    const silence = silences.find((one) => one[side]?.test(line) === true);
    if (silence !== undefined) used.add(silence.reason);
    return silence !== undefined;
  };
  return {
    onlyInAz: onlyInAz.filter((line) => !isExcused(line, "onlyInAz")),
    onlyInWay: onlyInWay.filter((line) => !isExcused(line, "instead")),
  };
}
