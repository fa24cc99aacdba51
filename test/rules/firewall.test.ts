// What an Azure Firewall does with flows: FWD-24, FWD-25, FWD-34 and those after it.
import { expect, test } from "vitest";
import { formatIp } from "../../src/net/index.ts";
import { reference } from "./arm-json.ts";
import {
  brief,
  type Collections,
  classicRules,
  firewall,
  flowOf,
  group,
  ipGroup,
  judge,
  policy,
  publicIp,
  resolver,
  verdictOf,
} from "./build-firewall.ts";
import { network, nic } from "./build-network.ts";
import { compile, type Estate, estate, messagesOf, type Part, withTags } from "./estate.ts";

const hub = network("hub", {
  space: ["10.13.76.0/24"],
  subnets: {
    AzureFirewallSubnet: "10.13.76.64/26",
    AzureFirewallManagementSubnet: "10.13.76.128/26",
    app: "10.13.76.0/27",
  },
});
const address = publicIp("fw-ip", "20.0.0.1");

/** A classic firewall with these rules. */
function classic(collections: Collections, more: Readonly<Record<string, unknown>> = {}): Estate {
  const own = { ...classicRules(collections), ...more };
  return estate(hub, address, firewall("fw", "hub/AzureFirewallSubnet", "10.13.76.68", own));
}

/** A firewall with a policy `p`. */
function governed(more: Readonly<Record<string, unknown>>, ...parts: readonly Part[]): Estate {
  const own = { firewallPolicy: reference("firewallPolicies", "p"), ...more };
  return estate(hub, address, firewall("fw", "hub/AzureFirewallSubnet", "10.13.76.68", own), parts);
}

function network1(rules: readonly string[], action = "Allow"): Collections {
  return { net: { kind: "network", rules, action } };
}

function application(rules: readonly string[], action = "Allow"): Collections {
  return { app: { kind: "application", rules, action } };
}

const everything = network1(["any * * *"]);
const web = "tcp 10.0.1.4 93.184.216.34:443 www.contoso.com";

function codesOf(base: Estate, flow: string): readonly string[] {
  return verdictOf(base, flow).assumptions.map(({ code, about }) => `${code} ${about.join()}`);
}

test("FWD-34: what no rule takes is denied", () => {
  expect(brief(verdictOf(classic({}), web))).toBe("deny noRule");
  expect(brief(verdictOf(governed({}, policy("p")), web))).toBe("deny noRule");
});

// FWD-24.
test.each([
  ["RFC 1918, 10/8", undefined, "10.1.0.4", false],
  ["RFC 1918, 172.16/12", undefined, "172.31.0.4", false],
  ["just outside", undefined, "172.32.0.4", true],
  ["RFC 1918, 192.168/16", undefined, "192.168.0.4", false],
  ["RFC 6598", undefined, "100.127.0.4", false],
  ["public", undefined, "8.8.8.8", true],
  ["never", "0.0.0.0/0", "8.8.8.8", false],
  ["always", "255.255.255.255/32", "10.1.0.4", true],
  ["own list without the private ranges", "20.9.0.0/16", "10.1.0.4", true],
  ["own list", "20.9.0.0/16", "20.9.1.1", false],
  ["own list with Azure's word", "IANAPrivateRanges, 20.9.0.0/16", "10.1.0.4", false],
  ["single address", "IANAPrivateRanges,20.9.1.1", "20.9.1.1", false],
  ["beside the single address", "IANAPrivateRanges,20.9.1.1", "20.9.1.2", true],
])("FWD-24: network rules, destination %s", (_, ranges, destination, isTranslated) => {
  const inFirewall =
    ranges === undefined ? {} : { additionalProperties: { "Network.SNAT.PrivateRanges": ranges } };
  const inPolicy = ranges === undefined ? {} : { snat: { privateRanges: ranges.split(/, ?/) } };
  const flow = `tcp 10.0.1.4 ${destination}:443`;
  const verdict = verdictOf(classic(everything, inFirewall), flow);
  expect(verdict).toMatchObject({ action: "allow", translatesSource: isTranslated });
  expect(verdict.rules).toContain("FWD-24");
  const same = verdictOf(governed({}, policy("p", inPolicy), group("p/g", 100, everything)), flow);
  expect(same.translatesSource).toBe(isTranslated);
});

test("FWD-24: under a policy, the firewall's own ranges do not count", () => {
  const own = { additionalProperties: { "Network.SNAT.PrivateRanges": "0.0.0.0/0" } };
  const base = governed(own, policy("p"), group("p/g", 100, everything));
  expect(verdictOf(base, web).translatesSource).toBe(true);
});

test("FWD-41: ranges of a base policy do not count, and that is said", () => {
  const base = governed(
    {},
    policy("p", { basePolicy: reference("firewallPolicies", "root") }),
    policy("root", { snat: { privateRanges: ["0.0.0.0/0"] } }),
    group("p/g", 100, everything),
  );
  expect(verdictOf(base, web).translatesSource).toBe(true);
  expect(codesOf(base, web)).toEqual(["rangesNotInherited root"]);
  expect(codesOf(base, "tcp 10.0.1.4 10.1.0.4:443")).toEqual([]);
});

test("FWD-41: ranges learned from a Route Server are taken not to hold the destination", () => {
  const learns = { snat: { autoLearnPrivateRanges: "Enabled" } };
  const base = governed({}, policy("p", learns), group("p/g", 100, everything));
  expect(codesOf(base, web)).toEqual(["learnedRanges fw"]);
  expect(codesOf(base, "tcp 10.0.1.4 10.1.0.4:443")).toEqual([]);
});

test("FWD-24: application rules always translate the source", () => {
  const base = classic(application(["Https:443 * *.contoso.com"]), {
    additionalProperties: { "Network.SNAT.PrivateRanges": "0.0.0.0/0" },
  });
  const flow = "tcp 10.0.1.4 10.1.0.4:443 www.contoso.com";
  expect(brief(verdictOf(base, flow))).toBe("allow app/r0 snat");
});

test("FWD-38: only TCP and UDP get a public address", () => {
  const base = classic(network1(["icmp,any * * *"]));
  expect(brief(verdictOf(base, "icmp 10.0.1.4 10.1.0.4"))).toBe("allow net/r0");
  expect(brief(verdictOf(base, "icmp 10.0.1.4 8.8.8.8"))).toBe("deny protocolNotTranslated net/r0");
  expect(brief(verdictOf(base, "esp 10.0.1.4 8.8.8.8"))).toBe("deny protocolNotTranslated net/r0");
  const tunneled = verdictOf(base, "icmp 10.0.1.4 8.8.8.8", { isTunneled: true });
  expect(brief(tunneled)).toBe("allow net/r0 snat");
});

const nat: Collections = {
  in: { kind: "nat", rules: ["tcp 203.0.113.0/24 20.0.0.1 443 -> 10.1.0.4:8443"] },
};
const inbound = "tcp 203.0.113.9 20.0.0.1:443";

test("FWD-35: DNAT translates both addresses and needs no network rule", () => {
  const denied: Collections = { ...nat, ...network1(["any * * *"], "Deny") };
  const verdict = verdictOf(classic(denied), inbound);
  expect(brief(verdict)).toBe("allow in/r0 to 10.1.0.4:8443 snat");
  expect(verdict.kind).toBe("nat");
});

test.each([
  ["another source", "tcp 198.51.100.9 20.0.0.1:443", "deny noRule"],
  ["another port", "tcp 203.0.113.9 20.0.0.1:80", "deny noRule"],
  ["another protocol", "udp 203.0.113.9 20.0.0.1:443", "deny noRule"],
  ["another address", "tcp 203.0.113.9 20.0.0.2:443", "deny noRule"],
])("a DNAT rule does not take %s", (_, flow, expected) => {
  expect(brief(verdictOf(classic(nat), flow))).toBe(expected);
});

test("FWD-40: network and application rules let nobody in to the firewall's public address", () => {
  const base = classic({ ...everything, ...application(["Https:443 * *"]) });
  expect(brief(verdictOf(base, inbound))).toBe("deny noRule");
});

test("FWD-35: DNAT to a name takes the address that the firewall finds", () => {
  const base = classic({
    in: { kind: "nat", rules: ["tcp * 20.0.0.1 443 -> server.internal:8443"] },
  });
  const resolve = resolver({ "server.internal": ["10.1.0.9"] });
  expect(brief(verdictOf(base, inbound, { resolve }))).toBe("allow in/r0 to 10.1.0.9:8443 snat");
  expect(brief(verdictOf(base, inbound))).toBe("unknown destinationUnknown in/r0");
});

test("FWD-35: DNAT for the address inside the network, which Basic does not offer", () => {
  const rules: Collections = {
    in: { kind: "nat", rules: ["tcp 10.0.0.0/8 10.13.76.68 443 -> 10.1.0.4:8443"] },
  };
  const flow = "tcp 10.0.1.4 10.13.76.68:443";
  expect(brief(verdictOf(classic(rules), flow))).toBe("allow in/r0 to 10.1.0.4:8443 snat");
  const basic = classic(rules, { sku: { name: "AZFW_VNet", tier: "Basic" } });
  expect(brief(verdictOf(basic, flow))).toBe("deny noRule");
});

test("FWD-36: a firewall does not turn round what comes from behind it to its public address", () => {
  const any: Collections = {
    in: { kind: "nat", rules: ["tcp * 20.0.0.1 443 -> 10.1.0.4:8443"] },
  };
  expect(brief(verdictOf(classic(any), "tcp 10.0.1.4 20.0.0.1:443"))).toBe("deny hairpin in/r0");
});

test("FWD-37: a DNAT rule for any source also opens its target from inside, with translation", () => {
  const any: Collections = {
    in: { kind: "nat", rules: ["tcp * 20.0.0.1 443 -> 10.1.0.4:8443"] },
  };
  const flow = "tcp 10.0.1.4 10.1.0.4:8443";
  const other = "tcp 10.0.1.4 10.1.0.4:443";
  expect(brief(verdictOf(classic(any), flow))).toBe("allow in/r0 snat");
  expect(codesOf(classic(any), flow)).toEqual(["impliedByNat r0"]);
  expect(brief(verdictOf(classic(any), other))).toBe("deny noRule");
  expect(brief(verdictOf(classic({ ...any, ...everything }), flow))).toBe("allow in/r0 snat");
  expect(brief(verdictOf(classic({ ...any, ...everything }), other))).toBe("allow net/r0");
  const denied = { ...any, ...network1(["any * * *"], "Deny") };
  expect(brief(verdictOf(classic(denied), flow))).toBe("deny net/r0");
  expect(brief(verdictOf(classic(nat), flow))).toBe("deny noRule");
});

// FWD-25.
const management = {
  managementIpConfiguration: {
    properties: {
      subnet: reference("virtualNetworks/subnets", "hub/AzureFirewallManagementSubnet"),
    },
  },
};

test("FWD-25: in forced-tunnel mode Internet-bound flows are translated all the same", () => {
  const verdict = verdictOf(classic(everything, management), web, { isTunneled: true });
  expect(verdict).toMatchObject({ action: "allow", translatesSource: true });
  expect(verdict.rules).toContain("FWD-25");
  const plain = verdictOf(classic(everything, management), web);
  expect(plain.rules).not.toContain("FWD-25");
  const app = classic(application(["Https:443 * *"]), management);
  expect(verdictOf(app, web, { isTunneled: true }).rules).toContain("FWD-25");
});

test("FWD-25: forced-tunnel mode takes no DNAT without a management interface", () => {
  const verdict = verdictOf(classic(nat), inbound, { isTunneled: true });
  expect(brief(verdict)).toBe("deny noDnat in/r0");
  expect(verdict.rules).toContain("FWD-25");
  expect(verdictOf(classic(nat), inbound).action).toBe("allow");
});

test.each([
  ["a management interface", management],
  ["tier Basic, which always has one", { sku: { tier: "Basic" } }],
])("FWD-25: with %s DNAT works in forced-tunnel mode", (_, more) => {
  const verdict = verdictOf(classic(nat, more), inbound, { isTunneled: true });
  expect(brief(verdict)).toBe("allow in/r0 to 10.1.0.4:8443 snat");
});

test("FWD-34: kinds come before priorities: DNAT, then network, then application rules", () => {
  const rules: Collections = {
    app: { kind: "application", priority: 100, action: "Deny", rules: ["Https:443 * *"] },
    net: { kind: "network", priority: 200, rules: ["tcp * * 443"] },
    in: { kind: "nat", priority: 300, rules: ["tcp * 10.13.76.68 443 -> 10.1.0.4:443"] },
  };
  expect(brief(verdictOf(classic(rules), web))).toBe("allow net/r0 snat");
  const toFirewall = "tcp 10.0.1.4 10.13.76.68:443";
  expect(brief(verdictOf(classic(rules), toFirewall))).toBe("allow in/r0 to 10.1.0.4:443 snat");
});

test("FWD-34: the lower number comes first, and of equal ones what was written first", () => {
  const of = (allow: number, deny: number): Collections => ({
    allow: { kind: "network", priority: allow, rules: ["tcp * * 22"] },
    deny: { kind: "network", priority: deny, action: "Deny", rules: ["tcp * * 22"] },
  });
  const flow = "tcp 10.0.1.4 10.1.0.4:22";
  expect(brief(verdictOf(classic(of(200, 100)), flow))).toBe("deny deny/r0");
  expect(brief(verdictOf(classic(of(100, 200)), flow))).toBe("allow allow/r0");
  expect(brief(verdictOf(classic(of(100, 100)), flow))).toBe("allow allow/r0");
});

// The example that the documentation of the order works through.
test("FWD-34: base policy first, then groups, then collections", () => {
  const all = (kind: "nat" | "network" | "application", priority: number) => ({
    kind,
    priority,
    rules: {
      nat: ["tcp * 10.13.76.68 443 -> 10.1.0.4:443"],
      network: ["tcp * * 443"],
      application: ["Https:443 * *"],
    }[kind],
  });
  const groups: Readonly<Record<string, readonly [number, Collections]>> = {
    "p/ChildRCG2": [
      650,
      {
        ChNetRC2: all("network", 1100),
        ChAppRC2: all("application", 2000),
        ChDNATRC3: all("nat", 3000),
      },
    ],
    "p/ChildRCG1": [300, { ChNetRC1: all("network", 700), ChAppRC1: all("application", 900) }],
    "base/BaseRCG2": [300, { AppRC2: all("application", 1200), NetworkRC2: all("network", 1300) }],
    "base/BaseRCG1": [
      200,
      { DNATRC1: all("nat", 600), DNATRC3: all("nat", 610), NetworkRC1: all("network", 800) },
    ],
  };
  const without = (gone: readonly string[]): Estate =>
    governed(
      {},
      policy("p", { basePolicy: reference("firewallPolicies", "base") }),
      policy("base"),
      Object.entries(groups).map(([name, [priority, collections]]) => {
        const left = Object.entries(collections).filter(([own]) => !gone.includes(own));
        return group(name, priority, Object.fromEntries(left));
      }),
    );
  const orderFor = (flow: string): readonly string[] => {
    const seen: string[] = [];
    for (;;) {
      const { collection } = verdictOf(without(seen), flow);
      if (collection === undefined) return seen;
      seen.push(collection);
    }
  };
  expect(orderFor("tcp 203.0.113.9 10.13.76.68:443")).toEqual(["DNATRC1", "DNATRC3", "ChDNATRC3"]);
  expect(orderFor(web)).toEqual([
    "NetworkRC1",
    "NetworkRC2",
    "ChNetRC1",
    "ChNetRC2",
    "AppRC2",
    "ChAppRC1",
    "ChAppRC2",
  ]);
});

test("FWD-34: groups are judged by priority, whatever their names", () => {
  const base = governed(
    {},
    policy("p"),
    group("p/a", 300, network1(["tcp * * 22"])),
    group("p/b", 200, network1(["tcp * * 22"], "Deny")),
  );
  expect(brief(verdictOf(base, "tcp 10.0.1.4 10.1.0.4:22"))).toBe("deny b/net/r0");
});

test("FWD-34: the rules of a base policy win whatever the priorities", () => {
  const base = governed(
    {},
    policy("p", { basePolicy: reference("firewallPolicies", "base") }),
    policy("base"),
    group("p/own", 100, network1(["tcp * * 22"])),
    group("base/root", 60_000, network1(["tcp * * 22"], "Deny")),
  );
  expect(brief(verdictOf(base, "tcp 10.0.1.4 10.1.0.4:22"))).toBe("deny root/net/r0");
});

test("X-34: DNAT rules of a base policy are inherited, or not, by switch", () => {
  const base = governed(
    {},
    policy("p", { basePolicy: reference("firewallPolicies", "base") }),
    policy("base"),
    group("base/root", 100, { in: { kind: "nat", rules: ["tcp * 20.0.0.1 443 -> 10.1.0.4:443"] } }),
  );
  const flow = "tcp 203.0.113.9 20.0.0.1:443";
  const verdict = verdictOf(base, flow);
  expect(verdict.action).toBe("allow");
  expect(verdict.rules).toEqual(["FWD-34", "FWD-35", "X-34"]);
  expect(verdictOf(base, flow, { switches: { natRulesInherited: "false" } }).action).toBe("deny");
});

test("a policy that inherits from itself inherits nothing, and that is said", () => {
  const base = governed(
    {},
    policy("p", { basePolicy: reference("firewallPolicies", "q") }),
    policy("q", { basePolicy: reference("firewallPolicies", "p") }),
    group("p/g", 100, everything),
  );
  expect(brief(verdictOf(base, web))).toBe("allow g/net/r0 snat");
  expect(messagesOf(base, "reference-cycle")).toHaveLength(2);
});

test("a policy that is not there leaves the verdict open and is named", () => {
  const verdict = verdictOf(governed({}), web);
  expect(brief(verdict)).toBe("unknown policyMissing");
  expect(verdict.missing).toEqual([
    reference("firewallPolicies", "p").id?.toString().toLowerCase(),
  ]);
  expect(messagesOf(governed({}), "reference-missing")).toHaveLength(1);
});

test("a base policy that is not there leaves the verdict open", () => {
  const base = governed(
    {},
    policy("p", { basePolicy: reference("firewallPolicies", "base") }),
    group("p/g", 100, everything),
  );
  expect(brief(verdictOf(base, web))).toBe("unknown policyMissing");
});

test("a group of which only the id is there leaves the verdict open", () => {
  const listed = reference("firewallPolicies/ruleCollectionGroups", "p/g");
  const base = (...more: readonly Part[]) =>
    governed({}, policy("p", { ruleCollectionGroups: [listed] }), more);
  const verdict = verdictOf(base(), web);
  expect(brief(verdict)).toBe("unknown policyMissing");
  expect(verdict.missing).toEqual([listed["id"]]);
  expect(messagesOf(base(), "reference-missing")).toHaveLength(1);
  const whole = base(group("p/g", 100, everything));
  expect(brief(verdictOf(whole, web))).toBe("allow g/net/r0 snat");
  expect(messagesOf(whole, "reference-missing")).toEqual([]);
});

test("IP groups stand for their addresses on both sides", () => {
  const base = classic(network1(["tcp group:from group:to 443"]));
  const groups = [
    ipGroup("from", ["10.0.1.0/24", "10.0.9.1-10.0.9.3"]),
    ipGroup("to", ["10.1.0.4"]),
  ];
  const full = { ...base, resources: [...base.resources, ...groups] };
  const verdicts = ["10.0.1.9", "10.0.9.2", "10.0.9.4"].map((source) =>
    brief(verdictOf(full, `tcp ${source} 10.1.0.4:443`)),
  );
  expect(verdicts).toEqual(["allow net/r0", "allow net/r0", "deny noRule"]);
  expect(brief(verdictOf(full, "tcp 10.0.1.9 10.1.0.5:443"))).toBe("deny noRule");
});

test("a missing IP group leaves the verdict open where it would decide, and only there", () => {
  const rules: Collections = {
    first: { kind: "network", priority: 100, rules: ["tcp group:gone * 443"] },
    second: { kind: "network", priority: 200, rules: ["tcp 10.0.2.0/24 * 443"] },
  };
  const base = classic(rules);
  const open = verdictOf(base, "tcp 10.0.1.4 10.1.0.4:443");
  expect(brief(open)).toBe("unknown unknownMatch first/r0");
  expect(open.assumptions).toEqual([
    { code: "matchUnknown", about: [reference("ipGroups", "gone")["id"]], rules: ["FWD-34"] },
  ]);
  expect(brief(verdictOf(base, "tcp 10.0.2.4 10.1.0.4:443"))).toBe("allow second/r0");
  expect(brief(verdictOf(base, "tcp 10.0.1.4 10.1.0.4:80"))).toBe("deny noRule");
  expect(messagesOf(base, "reference-missing")).toHaveLength(1);
});

test.each([
  ["tcp * * 80,443-445", "tcp 10.0.1.4 10.1.0.4:444", true],
  ["tcp * * 80,443-445", "tcp 10.0.1.4 10.1.0.4:446", false],
  ["tcp * * *", "udp 10.0.1.4 10.1.0.4:53", false],
  ["tcp,udp * * *", "udp 10.0.1.4 10.1.0.4:53", true],
  ["icmp * * *", "icmp 10.0.1.4 10.1.0.4", true],
  ["tcp * * *", "icmp 10.0.1.4 10.1.0.4", false],
  ["any * * *", "icmp 10.0.1.4 10.1.0.4", true],
  ["any * * *", "esp 10.0.1.4 10.1.0.4", true],
  // With a port, Any means TCP and UDP.
  ["any * * 443", "icmp 10.0.1.4 10.1.0.4", false],
  ["any * * 443", "udp 10.0.1.4 10.1.0.4:443", true],
  ["tcp 10.0.1.4-10.0.1.9 10.1.0.0/16 443", "tcp 10.0.1.9 10.1.2.3:443", true],
  ["tcp 10.0.1.4-10.0.1.9 10.1.0.0/16 443", "tcp 10.0.1.10 10.1.2.3:443", false],
  ["tcp 10.0.1.77/24 * 443", "tcp 10.0.1.4 10.1.2.3:443", true],
])("FWD-39: network rule %s, flow %s: %s", (rule, flow, isAllowed) => {
  expect(verdictOf(classic(network1([rule])), flow).action).toBe(isAllowed ? "allow" : "deny");
});

test("service tags are compared by the installed file, and are unknown without it", () => {
  const base = classic(network1(["tcp * Storage.WestEurope 443"]));
  const tagged = withTags(base, { "Storage.WestEurope": ["20.60.0.0/16"] });
  expect(brief(verdictOf(tagged, "tcp 10.0.1.4 20.60.1.1:443"))).toBe("allow net/r0 snat");
  expect(brief(verdictOf(tagged, "tcp 10.0.1.4 20.61.1.1:443"))).toBe("deny noRule");
  expect(brief(verdictOf(base, "tcp 10.0.1.4 20.60.1.1:443"))).toBe("unknown unknownMatch net/r0");
});

test("names in network rules: what was asked for, or what the firewall resolves", () => {
  const base = classic(network1(["tcp * fqdn:time.contoso.com 443"]));
  const resolve = resolver({ "time.contoso.com": ["93.184.216.34"] });
  const flow = "tcp 10.0.1.4 93.184.216.34:443";
  expect(brief(verdictOf(base, flow, { resolve }))).toBe("allow net/r0 snat");
  expect(brief(verdictOf(base, "tcp 10.0.1.4 8.8.8.8:443", { resolve }))).toBe("deny noRule");
  expect(brief(verdictOf(base, `${flow} time.contoso.com`))).toBe("allow net/r0 snat");
  expect(brief(verdictOf(base, flow))).toBe("unknown unknownMatch net/r0");
  expect(codesOf(base, flow)).toEqual(["matchUnknown time.contoso.com"]);
});

test.each([
  ["www.contoso.com", "www.contoso.com", true],
  ["WWW.Contoso.com", "www.contoso.com", true],
  ["www.contoso.com", "contoso.com", false],
  ["*.contoso.com", "any.contoso.com", true],
  ["*.contoso.com", "sub1.any.contoso.com", true],
  ["*.contoso.com", "contoso.com", false],
  ["*contoso.com", "contoso.com", true],
  ["*contoso.com", "example.anycontoso.com", true],
  ["*", "anything.example", true],
  ["url:www.contoso.com", "www.contoso.com", true],
  ["url:*.contoso.com/*", "www.contoso.com", true],
  ["url:www.contoso.com/test/*", "www.example.com", false],
])("FWD-40: application rule for %s, request for %s: %s", (pattern, name, isAllowed) => {
  const base = classic(application([`Https:443,Http:80 * ${pattern}`]));
  const verdict = verdictOf(base, `tcp 10.0.1.4 93.184.216.34:443 ${name}`);
  expect(brief(verdict)).toBe(isAllowed ? "allow app/r0 snat" : "deny noRule");
  const isNamed = verdict.assumptions.some(({ code }) => code === "nameInRequest");
  expect(isNamed).toBe(isAllowed && pattern !== "*");
});

test("FWD-40: application rules look at the port, the protocol and the source", () => {
  const base = classic(application(["Https:443,mssql:1433 10.0.1.0/24 *.contoso.com"]));
  const asks = (flow: string) => verdictOf(base, `${flow} a.contoso.com`).action;
  expect(asks("tcp 10.0.1.4 93.184.216.34:443")).toBe("allow");
  expect(asks("tcp 10.0.1.4 93.184.216.34:1433")).toBe("allow");
  expect(asks("tcp 10.0.1.4 93.184.216.34:8443")).toBe("deny");
  expect(asks("udp 10.0.1.4 93.184.216.34:443")).toBe("deny");
  expect(asks("tcp 10.0.2.4 93.184.216.34:443")).toBe("deny");
});

test("FWD-40: a flow without a name fits no application rule but that for every name", () => {
  const named = classic(application(["Https:443 * *.contoso.com", "Https:443 * tag:AzureBackup"]));
  const nameless = "tcp 10.0.1.4 93.184.216.34:443";
  expect(brief(verdictOf(named, nameless))).toBe("deny noRule");
  expect(codesOf(named, nameless)).toEqual(["matchUnknown r0,r1"]);
  const all = classic(application(["Https:443 * *"]));
  expect(brief(verdictOf(all, nameless))).toBe("allow app/r0 snat");
  expect(codesOf(all, nameless)).toEqual([]);
});

test("a path that a flow does not show leaves the verdict open", () => {
  const base = classic(application(["Https:443 * url:www.contoso.com/test/*"]));
  expect(brief(verdictOf(base, web))).toBe("unknown unknownMatch app/r0");
});

test.each([
  ["tag:WindowsUpdate", "download.windowsupdate.com", "allow app/r0 snat", "tagAsDocumented"],
  ["tag:windowsupdate", "a.update.microsoft.com", "allow app/r0 snat", "tagAsDocumented"],
  ["tag:WindowsUpdate", "www.contoso.com", "deny noRule", "tagAsDocumented"],
  ["tag:WindowsDiagnostics", "oca.telemetry.microsoft.com", "allow app/r0 snat", "tagAsDocumented"],
  [
    "tag:AzureKubernetesService",
    "a.hcp.westeurope.azmk8s.io",
    "allow app/r0 snat",
    "tagAsDocumented",
  ],
  [
    "tag:AzureKubernetesService",
    "eus.mcr-msedge.net",
    "unknown unknownMatch app/r0",
    "matchUnknown",
  ],
  // The documented pattern begins with an asterisk and a full stop.
  [
    "tag:MicrosoftActiveProtectionService",
    "wdcp.microsoft.com",
    "unknown unknownMatch app/r0",
    "matchUnknown",
  ],
  ["tag:WindowsUpdate", "www.microsoft.com", "unknown unknownMatch app/r0", "matchUnknown"],
  ["tag:AzureBackup", "www.contoso.com", "unknown unknownMatch app/r0", "matchUnknown"],
  ["tag:NobodyKnows", "www.contoso.com", "unknown unknownMatch app/r0", "matchUnknown"],
  ["category:news", "www.contoso.com", "unknown unknownMatch app/r0", "matchUnknown"],
])("FWD-43: %s, request for %s: %s", (wanted, name, expected, code) => {
  const base = classic(application([`Https:443 * ${wanted}`]));
  const verdict = verdictOf(base, `tcp 10.0.1.4 93.184.216.34:443 ${name}`);
  expect(brief(verdict)).toBe(expected);
  expect(verdict.assumptions.map((one) => one.code)).toContain(code);
});

test("an unknown match that would decide the same leaves the verdict alone", () => {
  const base = classic(application(["Https:443 * tag:AzureBackup", "Https:443 * *.contoso.com"]));
  expect(brief(verdictOf(base, web))).toBe("allow app/r1 snat");
  expect(codesOf(base, web)).toContain("matchUnknown AzureBackup");
});

test("an unknown match that would translate otherwise leaves the verdict open", () => {
  const base = classic({
    ...network1(["tcp * fqdn:www.fabrikam.com 443"]),
    ...application(["Https:443 * *"]),
  });
  const flow = "tcp 10.0.1.4 10.1.0.4:443 www.contoso.com";
  expect(brief(verdictOf(base, flow))).toBe("unknown unknownMatch net/r0");
});

test("under a policy the firewall's own rules and ranges are left out of the model", () => {
  const own = {
    ...classicRules(everything),
    additionalProperties: { "Network.SNAT.PrivateRanges": "0.0.0.0/0" },
  };
  const [only] = compile(governed(own, policy("p"))).model.firewalls.values();
  expect(only).toMatchObject({ collections: [], untranslated: undefined });
  const [classicOne] = compile(classic({}, own)).model.firewalls.values();
  expect(classicOne?.untranslated).toHaveLength(1);
  expect(classicOne?.collections).toHaveLength(1);
});

test("FWD-40: HTTP goes to the address that the firewall finds for the name", () => {
  const base = classic(application(["Http:80,Https:443 * *.contoso.com"]));
  const resolve = resolver({ "www.contoso.com": ["10.1.0.4"] });
  const ask = (port: number) =>
    brief(verdictOf(base, `tcp 10.0.1.4 93.184.216.34:${port} www.contoso.com`, { resolve }));
  expect(ask(80)).toBe("allow app/r0 to 10.1.0.4:80 snat");
  expect(ask(443)).toBe("allow app/r0 snat");
  const opened = classic(application(["Https:443 * *.contoso.com,tls:"]));
  expect(brief(verdictOf(opened, web, { resolve }))).toBe("allow app/r0 to 10.1.0.4:443 snat");
  const same = "tcp 10.0.1.4 10.1.0.4:80 www.contoso.com";
  expect(brief(verdictOf(base, same, { resolve }))).toBe("allow app/r0 snat");
});

test("FWD-40: a name of the platform's storage may be let through by built-in rules", () => {
  const flow = "tcp 10.0.1.4 20.60.1.1:443 abc.blob.core.windows.net";
  expect(codesOf(classic({}), flow)).toEqual(["infrastructureName abc.blob.core.windows.net"]);
  expect(codesOf(classic({}), web)).toEqual([]);
});

test("FWD-45: the DNS proxy answers itself", () => {
  const proxy = policy("p", { dnsSettings: { enableProxy: true, servers: ["10.0.0.53"] } });
  expect(brief(verdictOf(governed({}, proxy), "udp 10.0.1.4 10.13.76.68:53"))).toBe(
    "allow dnsProxy",
  );
  expect(brief(verdictOf(governed({}, policy("p")), "udp 10.0.1.4 10.13.76.68:53"))).toBe(
    "deny noRule",
  );
});

test("FWD-42: IPv6 is not carried", () => {
  expect(brief(verdictOf(classic(everything), "tcp fd00::4 fd00::5"))).toBe(
    "deny familyUnsupported",
  );
});

test("collections that translate the source are not offered and judge nothing", () => {
  const base = classic({ in: { ...nat["in"]!, action: "Snat" } });
  expect(brief(verdictOf(base, inbound))).toBe("deny noRule");
});

test("X-32: two instances take the next free addresses of the subnet", () => {
  const instancesOf = (address1: string, ...more: readonly Part[]) => {
    const base = estate(
      hub,
      address,
      firewall("fw", "hub/AzureFirewallSubnet", address1, {}),
      more,
    );
    const [only] = compile(base).model.firewalls.values();
    expect(only!.instances.every(({ isAssumed }) => isAssumed)).toBe(true);
    return only!.instances.map((one) => one.address && formatIp(one.address));
  };
  expect(instancesOf("10.13.76.68")).toEqual(["10.13.76.69", "10.13.76.70"]);
  expect(instancesOf("10.13.76.68", nic("n", "hub/AzureFirewallSubnet", "10.13.76.69"))).toEqual([
    "10.13.76.70",
    "10.13.76.71",
  ]);
  expect(instancesOf("10.13.76.126")).toEqual(["10.13.76.68", "10.13.76.69"]);
  expect(instancesOf("10.13.77.4")).toEqual([undefined, undefined]);
});

test("one compiled model answers again and again", () => {
  const { model } = compile(classic({ ...everything, ...nat }));
  expect([web, inbound, web].map((flow) => brief(judge(model, flow)))).toEqual([
    "allow net/r0 snat",
    "allow in/r0 to 10.1.0.4:8443 snat",
    "allow net/r0 snat",
  ]);
  expect(flowOf(web).name).toBe("www.contoso.com");
});
