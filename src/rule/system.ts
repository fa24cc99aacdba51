/** Default system routes: local, Internet and None rows. Explained on `01-system-routes.md`. */
export const systemRules = {
  "SYS-1": {
    title: "One VnetLocal row per prefix of the address space, never per subnet",
    confidence: "observed",
  },
  "SYS-2": {
    title: "One 0.0.0.0/0 Internet row on every subnet, private ones too",
    confidence: "observed",
  },
  "SYS-3": {
    title: "None rows drop bogon and Microsoft-internal ranges; the list depends on the year",
    confidence: "observed",
  },
  "SYS-4": {
    title: "A None row gives way to an equal prefix, and to a wider address-space prefix",
    confidence: "observed",
  },
  "SYS-5": {
    title: "The None rows vanish under an active 0/0 to an appliance or a gateway",
    confidence: "observed",
  },
  "SYS-6": {
    title: "A None row competes by longest prefix match like any other row",
    confidence: "inferred",
  },
  "SYS-7": {
    title: "Peering, gateway, service and private endpoint rows are optional system routes",
    confidence: "documented",
  },
  "SYS-8": {
    title: "Dual-stack VNets get IPv6 rows of the same kinds, and no IPv6 None rows",
    confidence: "observed",
  },
  "SYS-9": {
    title: "Prefixes that no address space may hold, and what each subnet loses",
    confidence: "documented",
  },
} as const;
