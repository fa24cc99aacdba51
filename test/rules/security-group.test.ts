// Section 8.8 of the rules: network security groups, and what the tags in them hold.
import { expect, test } from "vitest";
import { learned, localSite, siteConnection, vpnGateway } from "./build-gateway.ts";
import { endpoint, mesh, network, nic, peered, table, transit } from "./build-network.ts";
import {
  type Asked,
  adminRules,
  guardedBy,
  judgeAt,
  securityGroup,
  stepLine,
  steps,
  tagOf,
  verdict,
} from "./build-security.ts";
import { type Estate, estate, extend, type Part, withTags } from "./estate.ts";

const allow = "subnet allowed noGroup";

/** One network with a guarded subnet and a guarded interface in it. */
function guarded(onSubnet: readonly string[] | undefined, onNic?: readonly string[]): Estate {
  return estate(
    network("v", {
      space: ["10.0.0.0/16", "fd00::/48"],
      subnets: {
        a: {
          prefix: ["10.0.0.0/24", "fd00::/64"],
          ...(onSubnet === undefined ? {} : { more: guardedBy("s") }),
        },
        open: "10.0.1.0/24",
      },
    }),
    nic("n", "v/a", "10.0.0.4", onNic === undefined ? {} : guardedBy("i")),
    nic("peer", "v/a", "10.0.0.5"),
    onSubnet === undefined ? [] : securityGroup("s", onSubnet),
    onNic === undefined ? [] : securityGroup("i", onNic),
  );
}

const ssh = "tcp 10.0.0.9 -> 10.0.0.4:22";
const out = "tcp 10.0.0.4 -> 10.0.1.9:443";

test("NSG-1: inbound the subnet's group comes first, outbound the interface's", () => {
  const both = guarded([], []);
  expect(steps(both, { at: "n", flow: `in ${ssh}` })).toEqual([
    "subnet allowed rule s/AllowVnetInBound",
    "nic allowed rule i/AllowVnetInBound",
  ]);
  expect(steps(both, { at: "n", flow: `out ${out}` })).toEqual([
    "nic allowed rule i/AllowVnetOutBound",
    "subnet allowed rule s/AllowVnetOutBound",
  ]);
});

test("NSG-1: both must allow, and nobody is asked after the first that denies", () => {
  const deny = ["100 in deny * * * * *"];
  expect(steps(guarded(deny, []), { at: "n", flow: `in ${ssh}` })).toEqual([
    "subnet denied rule s/r0",
  ]);
  expect(steps(guarded([], deny), { at: "n", flow: `in ${ssh}` })).toEqual([
    "subnet allowed rule s/AllowVnetInBound",
    "nic denied rule i/r0",
  ]);
});

test("NSG-1: traffic inside one subnet is filtered too", () => {
  const base = guarded(["100 in deny tcp 10.0.0.5 * * 22"]);
  expect(verdict(base, { at: "n", flow: "in tcp 10.0.0.5 -> 10.0.0.4:22" })).toBe(
    "subnet denied rule s/r0",
  );
});

test("NSG-2: the lowest priority number decides", () => {
  const lines = ["200 in deny tcp * * * 22", "100 in allow tcp * * * 20-30"];
  expect(verdict(guarded(lines), { at: "n", flow: "in tcp 8.8.8.8 -> 10.0.0.4:22" })).toBe(
    "subnet allowed rule s/r1",
  );
});

test.each<[string, string]>([
  [`in ${ssh}`, "subnet allowed rule s/AllowVnetInBound"],
  ["in tcp 168.63.129.16 -> 10.0.0.4:80", "subnet allowed rule s/AllowVnetInBound"],
  ["in tcp 8.8.8.8 -> 10.0.0.4:80", "subnet denied rule s/DenyAllInBound"],
  [`out ${out}`, "subnet allowed rule s/AllowVnetOutBound"],
  ["out tcp 10.0.0.4 -> 8.8.8.8:443", "subnet allowed rule s/AllowInternetOutBound"],
  ["out tcp 10.0.0.4 -> 192.168.9.9:443", "subnet denied rule s/DenyAllOutBound"],
  [
    "in tcp fe80::1234:5678:9abc -> fd00::4#80",
    "subnet allowed rule s/AllowAzureLoadBalancerInBound",
  ],
  ["in tcp fd00::9 -> fd00::4#80", "subnet allowed rule s/AllowVnetInBound"],
  ["out tcp fd00::4 -> 2001:db8::1#443", "subnet allowed rule s/AllowInternetOutBound"],
  ["out tcp fd00::4 -> fd99::1#443", "subnet denied rule s/DenyAllOutBound"],
])("NSG-2: a group without written rules: %s", (flow, want) => {
  expect(verdict(guarded([]), { at: "n", flow })).toBe(want);
});

test.each<[string, string, string]>([
  ["100 in deny tcp 10.0.0.9 * 10.0.0.4 22", ssh, "r0"],
  ["100 in deny udp 10.0.0.9 * 10.0.0.4 22", ssh, "AllowVnetInBound"],
  ["100 in deny tcp 10.0.0.8-10.0.0.9 * * 20-22+80", ssh, "r0"],
  ["100 in deny tcp 10.0.0.5-10.0.0.8 * * 22", ssh, "AllowVnetInBound"],
  ["100 in deny tcp 10.9.0.0/16+10.0.0.0/28 * * 22", ssh, "r0"],
  ["100 in deny tcp * * 10.0.0.5+10.0.0.6 22", ssh, "AllowVnetInBound"],
  ["100 in deny tcp * * * 23", ssh, "AllowVnetInBound"],
  ["100 in deny tcp virtualnetwork * VIRTUALNETWORK *", ssh, "r0"],
  ["100 in deny * 0.0.0.0/0 * * *", ssh, "r0"],
  ["100 in deny * 0.0.0.0/0 * * *", "tcp fd00::9 -> fd00::4#22", "AllowVnetInBound"],
  ["100 in deny * ::/0 * * *", "tcp fd00::9 -> fd00::4#22", "r0"],
  ["100 in deny icmp * * * *", "icmp 10.0.0.9 -> 10.0.0.4", "r0"],
  ["100 in deny * * * * 22", "icmp 10.0.0.9 -> 10.0.0.4", "AllowVnetInBound"],
  ["100 in deny esp * * * *", "esp 10.0.0.9 -> 10.0.0.4", "r0"],
  ["100 in deny ah * * * *", "esp 10.0.0.9 -> 10.0.0.4", "AllowVnetInBound"],
])("NSG-2: rule %s on %s: %s decides", (line, flow, rule) => {
  const said = verdict(guarded([line]), { at: "n", flow: `in ${flow}` });
  expect(said.split("/")[1]).toBe(rule);
});

test("NSG-2: a step names the rule's place, and where the group is attached", () => {
  const [step] = judgeAt(guarded(["100 in deny * * * * *"]), { at: "n", flow: `in ${ssh}` });
  expect(step?.rule).toEqual({ name: "r0", priority: 100 });
  expect(
    step?.places.map(({ resource, pointer }) => `${resource.split("/").at(-1)} ${pointer}`),
  ).toEqual(["s /properties/securityRules/0", "v /properties/subnets/0"]);
});

test("NSG-2: a sender's port that nobody has said is taken for a usual one, and that is said", () => {
  const assumed = (line: string) => {
    const [step] = judgeAt(guarded([line]), { at: "n", flow: `in ${ssh}` });
    return [stepLine(step!), ...step!.assumptions.map(({ code, about }) => `${code} ${about}`)];
  };
  expect(assumed("100 in deny tcp * 1024-65535 * 22")).toEqual([
    "subnet denied rule s/r0",
    "sourcePort r0",
  ]);
  expect(assumed("100 in deny tcp * 53 * 22")).toEqual([
    "subnet allowed rule s/AllowVnetInBound",
    "sourcePort r0",
  ]);
  expect(assumed("100 in deny tcp * 53 * 443")).toEqual(["subnet allowed rule s/AllowVnetInBound"]);
  const known = judgeAt(guarded(["100 in deny tcp * 53 * 22"]), {
    at: "n",
    flow: "in tcp 10.0.0.9:53 -> 10.0.0.4:22",
  });
  expect(known.map(stepLine)).toEqual(["subnet denied rule s/r0"]);
  expect(known[0]?.assumptions).toEqual([]);
});

const inbound: Asked = { at: "n", flow: "in tcp 203.0.113.9 -> 10.0.0.4:443" };

test("NSG-4: a flow from outside is judged with its private destination and its real source", () => {
  const base = guarded(["100 in allow tcp 203.0.113.9 * 10.0.0.4 443"]);
  const [step] = judgeAt(base, { ...inbound, publicAddressSku: "standard" });
  expect(stepLine(step!)).toBe("subnet allowed rule s/r0");
  expect(step?.rules).toContain("NSG-4");
});

test("NSG-5: without any group all is allowed, but for a Standard public address", () => {
  const open = guarded(undefined);
  expect(steps(open, inbound)).toEqual([allow]);
  expect(steps(open, { ...inbound, publicAddressSku: "basic" })).toEqual([allow]);
  expect(steps(open, { ...inbound, publicAddressSku: "standard" })).toEqual([
    "subnet denied closedPublicIp",
  ]);
  const opened = guarded(undefined, ["100 in allow tcp Internet * * 443"]);
  expect(steps(opened, { ...inbound, publicAddressSku: "standard" })).toEqual([
    "nic allowed rule i/r0",
  ]);
});

test("NSG-5: a subnet alone is asked when no interface is named", () => {
  expect(steps(guarded([], ["100 in deny * * * * *"]), { at: "v/a", flow: `in ${ssh}` })).toEqual([
    "subnet allowed rule s/AllowVnetInBound",
  ]);
  expect(steps(guarded([]), { at: "v/open", flow: "in tcp 8.8.8.8 -> 10.0.1.4:22" })).toEqual([
    allow,
  ]);
});

test.each<[string, string]>([
  ["GatewaySubnet", "subnet allowed unfilteredSubnet"],
  ["AzureFirewallSubnet", "subnet allowed unfilteredSubnet"],
  ["RouteServerSubnet", "subnet allowed unfilteredSubnet"],
  ["AzureBastionSubnet", "subnet allowed noGroup"],
])("NSG-5: %s without a group", (name, want) => {
  const base = estate(network("v", { space: ["10.0.0.0/16"], subnets: { [name]: "10.0.9.0/26" } }));
  expect(steps(base, { at: `v/${name}`, flow: "in tcp 8.8.8.8 -> 10.0.9.4:22" })).toEqual([want]);
});

test("NSG-5: a group that an old GatewaySubnet keeps acts; on AzureFirewallSubnet it does not", () => {
  const base = estate(
    network("v", {
      space: ["10.0.0.0/16"],
      subnets: {
        GatewaySubnet: { prefix: "10.0.9.0/27", more: guardedBy("s") },
        AzureFirewallSubnet: { prefix: "10.0.8.0/26", more: guardedBy("s") },
      },
    }),
    securityGroup("s"),
  );
  expect(steps(base, { at: "v/GatewaySubnet", flow: "in tcp 8.8.8.8 -> 10.0.9.4:22" })).toEqual([
    "subnet denied rule s/DenyAllInBound",
  ]);
  expect(
    steps(base, { at: "v/AzureFirewallSubnet", flow: "in tcp 8.8.8.8 -> 10.0.8.4:22" }),
  ).toEqual(["subnet allowed unfilteredSubnet"]);
});

test("a group that the snapshot lacks leaves the verdict open, unless the other group denies", () => {
  const base = (onNic: readonly string[]) =>
    estate(
      network("v", {
        space: ["10.0.0.0/16"],
        subnets: { a: { prefix: "10.0.0.0/24", more: guardedBy("gone") } },
      }),
      nic("n", "v/a", "10.0.0.4", guardedBy("i")),
      securityGroup("i", onNic),
    );
  expect(steps(base([]), { at: "n", flow: `in ${ssh}` })).toEqual([
    "subnet unknown groupMissing gone",
  ]);
  expect(steps(base(["100 in deny * * * * *"]), { at: "n", flow: `in ${ssh}` })).toEqual([
    "subnet unknown groupMissing gone",
    "nic denied rule i/r0",
  ]);
  expect(steps(base([]), { at: "n", flow: `out ${out}` })).toEqual([
    "nic allowed rule i/AllowVnetOutBound",
    "subnet unknown groupMissing gone",
  ]);
});

// The hub has a VPN gateway with one site behind it; the spoke uses it.
const landscape = (lines: readonly string[] = [], properties: object = {}): readonly Part[] => [
  network("hub", {
    space: ["10.0.0.0/16"],
    subnets: { GatewaySubnet: "10.0.255.0/27", vm: "10.0.1.0/24" },
  }),
  network("spoke", {
    space: ["10.1.0.0/16"],
    subnets: { vm: { prefix: "10.1.0.0/24", table: "rt", more: guardedBy("s") } },
  }),
  transit("hub", "spoke"),
  vpnGateway("gw", "hub", { public: "20.0.0.1" }),
  localSite("site", ["192.168.0.0/24"]),
  siteConnection("to-site", "gw", "site"),
  table("rt", lines, properties as never),
  securityGroup("s"),
];

const host = "168.63.129.16/32 platformAddress";

test("NSG-7: the tag holds own space, peers, what is behind gateways, user routes and the host", () => {
  const base = estate(landscape(["172.16.0.0/12 VirtualAppliance 10.0.1.4"]));
  expect(tagOf(base, "spoke/vm")).toEqual([
    "10.1.0.0/16 ownSpace",
    "10.0.0.0/16 peering",
    "192.168.0.0/24 gateway",
    "172.16.0.0/12 userRoute",
    host,
  ]);
});

test("NSG-7: UDR-14: a prefix of a user route is in the tag of its subnet and of no other", () => {
  const base = estate(
    network("v", {
      space: ["10.0.0.0/16"],
      subnets: {
        a: { prefix: "10.0.0.0/24", table: "rt", more: guardedBy("s") },
        b: { prefix: "10.0.1.0/24", more: guardedBy("s") },
      },
    }),
    table("rt", ["10.20.0.0/16 None"]),
    securityGroup("s"),
  );
  expect(tagOf(base, "v/a")).toContain("10.20.0.0/16 userRoute");
  const flow = (from: string) => `out tcp ${from} -> 10.20.0.4:80`;
  expect(verdict(base, { at: "v/a", flow: flow("10.0.0.4") })).toBe(
    "subnet allowed rule s/AllowVnetOutBound",
  );
  expect(verdict(base, { at: "v/b", flow: flow("10.0.1.4") })).toBe(
    "subnet denied rule s/DenyAllOutBound",
  );
});

test("NSG-7: GW-14: a table that takes no gateway routes leaves what is behind gateways out", () => {
  const base = estate(landscape([], { disableBgpRoutePropagation: true }));
  expect(tagOf(base, "spoke/vm")).toEqual(["10.1.0.0/16 ownSpace", "10.0.0.0/16 peering", host]);
});

test("NSG-7: a default route is in the tag, unless the switch says no", () => {
  const base = estate(landscape(["0.0.0.0/0 VirtualAppliance 10.0.1.4"]));
  const flow = "in tcp 8.8.8.8 -> 10.1.0.4:22";
  expect(tagOf(base, "spoke/vm")).toContain("0.0.0.0/0 userRoute");
  expect(verdict(base, { at: "spoke/vm", flow })).toBe("subnet allowed rule s/AllowVnetInBound");
  const off = { vnetTagIncludesDefaultRoute: "false" } as const;
  expect(tagOf(base, "spoke/vm", off)).not.toContain("0.0.0.0/0 userRoute");
  expect(verdict(base, { at: "spoke/vm", flow }, off)).toBe("subnet denied rule s/DenyAllInBound");
});

test("NSG-7: members of a connected group are in each other's tag", () => {
  const base = estate(
    network("one", { space: ["10.1.0.0/16"], subnets: { a: "10.1.0.0/24" } }),
    network("two", { space: ["10.2.0.0/16"] }),
    mesh("all", ["one", "two"]),
  );
  expect(tagOf(base, "one/a")).toEqual([
    "10.1.0.0/16 ownSpace",
    "10.2.0.0/16 connectedGroup",
    host,
  ]);
});

test("NSG-7: a learned route that a user route replaces stays in the tag, one inside own space adds nothing", () => {
  const base = extend(
    estate(landscape(["192.168.0.0/24 VirtualAppliance 10.0.1.4"])),
    learned(["virtualNetworkGateways", "gw"], ["192.168.0.0/16 - 65010", "10.1.0.0/17 - 65010"]),
  );
  const flow = (to: string) => `out tcp 10.1.0.4 -> ${to}:80`;
  for (const to of ["192.168.0.9", "10.1.9.9"]) {
    expect(verdict(base, { at: "spoke/vm", flow: flow(to) })).toBe(
      "subnet allowed rule s/AllowVnetOutBound",
    );
  }
});

test("NSG-7: SEL-4: a learned route that is withheld under a peer's range does not open the peer", () => {
  const base = extend(
    estate(landscape()),
    network("far", { space: ["10.50.0.0/16"] }),
    peered("spoke", "far", { spoke: { allowVirtualNetworkAccess: false } }),
    learned(["virtualNetworkGateways", "gw"], ["10.50.0.0/17 - 65010", "10.60.0.0/16 - 65010"]),
  );
  const said = (to: string) =>
    verdict(base, { at: "spoke/vm", flow: `out tcp 10.1.0.4 -> ${to}:80` });
  expect(said("10.50.0.4")).toBe("subnet denied rule s/DenyAllOutBound");
  expect(said("10.60.0.4")).toBe("subnet allowed rule s/AllowVnetOutBound");
});

test("NSG-8: the Internet is what is public and outside the network", () => {
  const base = estate(
    network("v", {
      space: ["20.1.0.0/16"],
      subnets: { a: { prefix: "20.1.0.0/24", more: guardedBy("s") } },
    }),
    securityGroup("s", ["100 out deny tcp * * Internet 25"]),
  );
  const to = (address: string) =>
    verdict(base, { at: "v/a", flow: `out tcp 20.1.0.4 -> ${address}:25` });
  expect(to("8.8.8.8")).toBe("subnet denied rule s/r0");
  expect(to("20.1.0.9")).toBe("subnet allowed rule s/AllowVnetOutBound");
  expect(to("100.64.0.1")).toBe("subnet denied rule s/DenyAllOutBound");
});

test("NSG-8: a default route in the tag leaves the Internet public", () => {
  const lines = ["100 out deny tcp * * Internet 25"];
  const base = estate(
    network("v", {
      space: ["10.0.0.0/16"],
      subnets: { a: { prefix: "10.0.0.0/24", table: "rt", more: guardedBy("s") } },
    }),
    table("rt", ["0.0.0.0/1 VirtualAppliance 10.0.1.4", "0.0.0.0/0 VirtualAppliance 10.0.1.4"]),
    securityGroup("s", lines),
  );
  expect(verdict(base, { at: "v/a", flow: "out tcp 10.0.0.4 -> 8.8.8.8:25" })).toBe(
    "subnet denied rule s/r0",
  );
});

test("NSG-16, NSG-8: probes come from AzureLoadBalancer, and a rule that denies them acts", () => {
  const probe = "in tcp 168.63.129.16 -> 10.0.0.4:80";
  expect(
    verdict(guarded(["100 in deny * AzureLoadBalancer * * *"]), { at: "n", flow: probe }),
  ).toBe("subnet denied rule s/r0");
  expect(verdict(guarded(["4096 in deny * * * * *"]), { at: "n", flow: probe })).toBe(
    "subnet denied rule s/r0",
  );
});

function member(name: string, subnet: string, address: string, groups: readonly string[]): Part {
  const json = nic(name, subnet, address) as {
    properties: { ipConfigurations: { properties: object }[] };
  };
  const [configuration] = json.properties.ipConfigurations;
  const own = groups.map((group) => ({
    id: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationSecurityGroups/${group}`,
  }));
  return {
    ...json,
    properties: {
      ipConfigurations: [
        {
          ...configuration,
          properties: { ...configuration?.properties, applicationSecurityGroups: own },
        },
      ],
    },
  };
}

test("NSG-9: an application group matches the addresses of its members in the own network", () => {
  const subnets = { a: { prefix: "10.0.0.0/24", more: guardedBy("s") } };
  const base = estate(
    network("v", { space: ["10.0.0.0/16"], subnets }),
    network("far", { space: ["10.9.0.0/16"], subnets: { a: "10.9.0.0/24" } }),
    peered("v", "far"),
    member("web", "v/a", "10.0.0.4", ["Web"]),
    member("db", "v/a", "10.0.0.5", ["db", "all"]),
    member("other", "far/a", "10.9.0.4", ["web"]),
    securityGroup("s", ["100 in allow tcp @WEB * @db 1433", "200 in deny tcp * * @db *"]),
  );
  const from = (source: string, port: number) =>
    verdict(base, { at: "db", flow: `in tcp ${source} -> 10.0.0.5:${port}` });
  expect(from("10.0.0.4", 1433)).toBe("subnet allowed rule s/r0");
  expect(from("10.0.0.4", 22)).toBe("subnet denied rule s/r1");
  expect(from("10.0.0.6", 1433)).toBe("subnet denied rule s/r1");
  expect(from("10.9.0.4", 1433)).toBe("subnet denied rule s/r1");
  expect(verdict(base, { at: "web", flow: "in tcp 10.0.0.5 -> 10.0.0.4:22" })).toBe(
    "subnet allowed rule s/AllowVnetInBound",
  );
});

test("NSG-10: what goes to the host passes, unless a rule names the platform", () => {
  const dns = "out udp 10.0.0.4 -> 168.63.129.16:53";
  const imds = "out tcp 10.0.0.4 -> 169.254.169.254:80";
  const closed = ["100 out deny * * * * *"];
  for (const flow of [dns, imds]) {
    expect(steps(guarded(closed), { at: "n", flow })).toEqual(["subnet allowed platform"]);
  }
  const named = guarded(["100 out deny udp * * AzurePlatformDNS 53"]);
  expect(steps(named, { at: "n", flow: dns })).toEqual(["subnet denied rule s/r0"]);
  expect(steps(named, { at: "n", flow: imds })).toEqual(["subnet allowed platform"]);
  const metadata = guarded(undefined, ["100 out deny tcp * * AzurePlatformIMDS *"]);
  expect(steps(metadata, { at: "n", flow: imds })).toEqual(["nic denied rule i/r0"]);
});

const activation = "out tcp 10.1.0.4 -> 20.118.99.224:1688";

function closedSpoke(lines: readonly string[], rules: readonly string[]): Estate {
  return estate(
    network("spoke", {
      space: ["10.1.0.0/16"],
      subnets: { vm: { prefix: "10.1.0.0/24", table: "rt", more: guardedBy("s") } },
    }),
    table("rt", lines),
    securityGroup("s", rules),
  );
}

test("NSG-11: X-14: activation passes a rule that denies, but not under a default route", () => {
  const deny = ["100 out deny * * * * *"];
  const at = "spoke/vm";
  expect(steps(closedSpoke([], deny), { at, flow: activation })).toEqual([
    "subnet allowed activation s",
  ]);
  expect(steps(closedSpoke([], deny), { at, flow: activation.replace("1688", "443") })).toEqual([
    "subnet denied rule s/r0",
  ]);
  for (const hop of ["VirtualAppliance 10.9.0.4", "Internet", "VirtualNetworkGateway"]) {
    const base = closedSpoke([`0.0.0.0/0 ${hop}`], deny);
    expect(steps(base, { at, flow: activation })).toEqual(["subnet denied rule s/r0"]);
  }
  const named = closedSpoke([], ["100 out deny tcp * * AzurePlatformLKM *"]);
  expect(steps(named, { at, flow: activation })).toEqual(["subnet denied rule s/r0"]);
});

test.each([
  "gre 10.0.0.4 -> 10.0.1.9",
  "ipip 10.0.0.4 -> 10.0.1.9",
  "udp 10.0.0.4 -> 224.0.0.251:5353",
  "udp 10.0.0.4 -> 255.255.255.255:67",
  "udp fd00::4 -> ff02::1#5353",
])("NSG-12: %s is not carried", (flow) => {
  expect(steps(guarded(undefined), { at: "n", flow: `out ${flow}` })).toEqual([
    "subnet denied protocol",
  ]);
});

function endpointEstate(
  policy: "Disabled" | "NetworkSecurityGroupEnabled",
  rules: readonly string[],
) {
  return estate(
    network("v", {
      space: ["10.0.0.0/16"],
      subnets: { pe: { prefix: "10.0.0.0/24", policy, more: guardedBy("s") } },
    }),
    endpoint("pe", "v/pe", ["10.0.0.4"]),
    securityGroup("s", rules),
  );
}

test("PE-10: a group filters private endpoints only where the subnet's policy says so", () => {
  const deny = ["100 in deny tcp * * * 443"];
  const asked: Asked = { at: "pe", flow: "in tcp 10.0.0.9 -> 10.0.0.4:443" };
  expect(steps(endpointEstate("Disabled", deny), asked)).toEqual([
    "subnet allowed endpointPolicyOff",
  ]);
  const [step] = judgeAt(endpointEstate("NetworkSecurityGroupEnabled", deny), asked);
  expect(stepLine(step!)).toBe("subnet denied rule s/r0");
  expect(step?.rules).toContain("PE-10");
});

test("PE-10: sender's ports do not count at a private endpoint", () => {
  const base = endpointEstate("NetworkSecurityGroupEnabled", ["100 in deny tcp * 53 * 443"]);
  const [step] = judgeAt(base, { at: "pe", flow: "in tcp 10.0.0.9:5000 -> 10.0.0.4:443" });
  expect(stepLine(step!)).toBe("subnet denied rule s/r0");
  expect(step?.assumptions).toEqual([]);
});

const tagged = ["100 out deny tcp * * Storage 443"];
const toStorage = "out tcp 10.0.0.4 -> 20.60.0.1:443";

test("a service tag stands for the prefixes of the file", () => {
  const base = withTags(guarded(tagged), { Storage: ["20.60.0.0/16"] });
  expect(verdict(base, { at: "n", flow: toStorage })).toBe("subnet denied rule s/r0");
  expect(verdict(base, { at: "n", flow: "out tcp 10.0.0.4 -> 8.8.8.8:443" })).toBe(
    "subnet allowed rule s/AllowInternetOutBound",
  );
});

test("a tag that nobody can expand leaves the verdict open only where it would decide", () => {
  const [step] = judgeAt(guarded(tagged), { at: "n", flow: toStorage });
  expect(stepLine(step!)).toBe("subnet unknown tagUnknown s/r0");
  const same = guarded(["100 out allow tcp * * Storage 443"]);
  const [sure] = judgeAt(same, { at: "n", flow: toStorage });
  expect(stepLine(sure!)).toBe("subnet allowed rule s/AllowInternetOutBound");
  expect(sure?.assumptions.map(({ code, about }) => [code, ...about])).toEqual([
    ["tagUnknown", "r0", "Storage"],
  ]);
  expect(steps(guarded(tagged), { at: "n", flow: toStorage.replace("443", "80") })).toEqual([
    "subnet allowed rule s/AllowInternetOutBound",
  ]);
});

function governed(lines: readonly string[], rules: readonly string[] | undefined): Estate {
  return extend(guarded(rules), adminRules(["v"], lines));
}

test("NSG-13: admin rules come first: deny and always allow end the search, allow leaves it to the groups", () => {
  const deny = ["100 in deny * * * * *"];
  const asked: Asked = { at: "n", flow: `in ${ssh}` };
  expect(steps(governed(["10 in deny tcp * * * 22"], []), asked)).toEqual([
    "admin denied rule all/a0",
  ]);
  expect(steps(governed(["10 in always tcp * * * 22"], deny), asked)).toEqual([
    "admin allowed rule all/a0",
  ]);
  expect(
    steps(governed(["10 in allow tcp * * * 22", "20 in deny tcp * * * *"], deny), asked),
  ).toEqual(["admin allowed rule all/a0", "subnet denied rule s/r0"]);
  expect(steps(governed(["10 in deny tcp * * * 23"], []), asked)).toEqual([
    "subnet allowed rule s/AllowVnetInBound",
  ]);
  expect(steps(governed(["10 in deny tcp * * * 22"], undefined), asked)).toEqual([
    "admin denied rule all/a0",
  ]);
});

test("NSG-15: an admin rule that counts as deployed says so", () => {
  const [step] = judgeAt(governed(["10 in deny tcp * * * 22"], []), { at: "n", flow: `in ${ssh}` });
  expect(step?.assumptions.map(({ code, about }) => [code, ...about])).toEqual([
    ["adminRuleDeployed", "a0"],
  ]);
});

test("an admin rule with an unknown tag leaves the verdict open, unless a group denies", () => {
  const lines = ["10 out deny tcp * * Storage 443"];
  expect(steps(governed(lines, []), { at: "n", flow: toStorage })).toEqual([
    "admin unknown tagUnknown all/a0",
  ]);
  expect(steps(governed(lines, ["100 out deny * * * * *"]), { at: "n", flow: toStorage })).toEqual([
    "admin unknown tagUnknown all/a0",
    "subnet denied rule s/r0",
  ]);
});

test("NSG-14: admin rules do not reach private endpoints, nor subnets of gateways, firewalls and bastions", () => {
  const base = extend(
    endpointEstate("NetworkSecurityGroupEnabled", []),
    network("w", { space: ["10.1.0.0/16"], subnets: { AzureBastionSubnet: "10.1.0.0/26" } }),
    adminRules(["v", "w"], ["10 in deny * * * * *"]),
  );
  expect(steps(base, { at: "pe", flow: "in tcp 10.0.0.9 -> 10.0.0.4:443" })).toEqual([
    "subnet allowed rule s/AllowVnetInBound",
  ]);
  expect(
    steps(base, { at: "w/AzureBastionSubnet", flow: "in tcp 8.8.8.8 -> 10.1.0.4:443" }),
  ).toEqual([allow]);
});

// A peering that gives no access on either side (WE-17): spoke1 sends over an appliance in the hub.
const closedSides = {
  hub: { allowVirtualNetworkAccess: false },
  spoke1: { allowVirtualNetworkAccess: false },
};

interface GuardedEnds {
  readonly spoke?: boolean;
  readonly hub?: boolean;
  readonly rules?: readonly string[];
}

function withoutAccess(parts: GuardedEnds): Estate {
  const more = (isGuarded: boolean | undefined) =>
    isGuarded === true ? { more: guardedBy("s") } : {};
  return estate(
    network("hub", {
      space: ["10.1.0.0/16"],
      subnets: {
        VirtualNetworkApplianceSubnet: { prefix: "10.1.0.0/24" },
        vm: { prefix: "10.1.1.0/24", ...more(parts.hub) },
      },
    }),
    network("spoke1", {
      space: ["10.10.0.0/16"],
      subnets: { vm: { prefix: "10.10.0.0/24", table: "rt", ...more(parts.spoke) } },
    }),
    peered("hub", "spoke1", closedSides),
    table("rt", ["10.20.0.0/16 VirtualAppliance 10.1.0.4"]),
    securityGroup("s", parts.rules),
  );
}

test("WE-17: NSG-7: the tag of a peer without access is the one that was captured", () => {
  expect(
    tagOf(withoutAccess({ spoke: true }), "spoke1/vm").map((line) => line.split(" ")[0]),
  ).toEqual(["10.10.0.0/16", "10.20.0.0/16", "168.63.129.16/32"]);
});

test("WE-17: X-6: default rules deny what goes to the peer, and say that the peering is the reason", () => {
  const base = withoutAccess({ spoke: true });
  const [step] = judgeAt(base, { at: "spoke1/vm", flow: "out tcp 10.10.0.4 -> 10.1.1.4:443" });
  expect(stepLine(step!)).toBe("subnet denied rule s/DenyAllOutBound");
  expect(step?.rules).toEqual(expect.arrayContaining(["X-6", "PEER-5", "NSG-7"]));
  expect(step?.places.at(-1)?.resource).toMatch(/to-hub$/);
  // What only passes the peer is in the tag through the user route.
  expect(verdict(base, { at: "spoke1/vm", flow: "out tcp 10.10.0.4 -> 10.20.0.4:443" })).toBe(
    "subnet allowed rule s/AllowVnetOutBound",
  );
});

test("WE-17: an appliance without a group receives nothing over such a peering, as was measured", () => {
  const flow = "in tcp 10.10.0.4 -> 10.20.0.4:443";
  const at = "hub/VirtualNetworkApplianceSubnet";
  expect(steps(withoutAccess({ spoke: true }), { at, flow })).toEqual(["subnet denied accessOff"]);
});

test("X-6: an explicit rule lets it pass; without any group it is denied; the switch drops all", () => {
  const flow = "out tcp 10.10.0.4 -> 10.1.1.4:443";
  const at = "spoke1/vm";
  const explicit = withoutAccess({
    spoke: true,
    rules: ["100 out allow tcp * * 10.1.0.0/16 443"],
  });
  expect(steps(explicit, { at, flow })).toEqual(["subnet allowed rule s/r0"]);
  expect(steps(withoutAccess({}), { at, flow })).toEqual(["subnet denied accessOff"]);
  // The other end has a group, which then decides there.
  expect(steps(withoutAccess({ hub: true }), { at, flow })).toEqual([allow]);
  const all = { vnetAccessFalseHardDrop: "true" } as const;
  for (const base of [explicit, withoutAccess({}), withoutAccess({ hub: true })]) {
    expect(steps(base, { at, flow }, all)).toEqual(["subnet denied accessOff"]);
  }
});

// Two spokes, an appliance between them.
const between = (rules: readonly string[], hasRoutes: boolean, accepts = true): Estate =>
  estate(
    network("hub", {
      space: ["10.4.0.0/16"],
      subnets: { nva: { prefix: "10.4.2.0/24", more: guardedBy("s") } },
    }),
    ...["spoke1", "spoke2"].map((name, at) =>
      network(name, {
        space: [`10.${at + 1}.0.0/16`],
        subnets: {
          vm: {
            prefix: `10.${at + 1}.0.0/24`,
            ...(hasRoutes ? { table: "rt" } : {}),
            more: guardedBy("s"),
          },
        },
      }),
    ),
    ...["spoke1", "spoke2"].map((name) =>
      peered("hub", name, {
        hub: { allowForwardedTraffic: true },
        [name]: { allowForwardedTraffic: accepts },
      }),
    ),
    nic("nva", "hub/nva", "10.4.2.101", { enableIPForwarding: true }),
    table("rt", ["10.0.0.0/8 VirtualAppliance 10.4.2.101"]),
    securityGroup("s", rules),
  );

const across = "in tcp 10.1.0.4 -> 10.2.0.4:443";

test("WE-22: a group with default rules on the appliance's subnet lets both spokes pass", () => {
  expect(verdict(between([], true), { at: "nva", flow: across })).toBe(
    "subnet allowed rule s/AllowVnetInBound",
  );
  expect(verdict(between([], true), { at: "nva", flow: across.replace("in", "out") })).toBe(
    "subnet allowed rule s/AllowVnetOutBound",
  );
});

test("WE-22: a spoke with default rules knows the other spoke through its user route alone", () => {
  expect(verdict(between([], true), { at: "spoke2/vm", flow: across })).toBe(
    "subnet allowed rule s/AllowVnetInBound",
  );
  expect(verdict(between([], false), { at: "spoke2/vm", flow: across })).toBe(
    "subnet denied rule s/DenyAllInBound",
  );
});

test("X-7: by switch, a spoke that accepts no forwarded traffic loses the user route from its tag", () => {
  const tagOnly = { forwardedTrafficModel: "tagOnly" } as const;
  expect(verdict(between([], true, false), { at: "spoke2/vm", flow: across }, tagOnly)).toBe(
    "subnet denied rule s/DenyAllInBound",
  );
  expect(verdict(between([], true, true), { at: "spoke2/vm", flow: across }, tagOnly)).toBe(
    "subnet allowed rule s/AllowVnetInBound",
  );
});
