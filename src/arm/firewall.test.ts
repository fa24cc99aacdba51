import { expect, test } from "vitest";
import type { Diagnostic } from "../diagnostic/index.ts";
import { formatIp, formatPrefix } from "../net/index.ts";
import { type Bodies, decoders } from "./decoders.ts";
import type { WrittenMatch } from "./firewall-match.ts";
import type { WrittenRule } from "./firewall-rule.ts";
import { type ArmId, parseArmId } from "./id.ts";
import { type Kind, typeKeys } from "./kind.ts";

type Read<K extends Kind> = { readonly body: Bodies[K]; readonly said: readonly string[] };

function decode<K extends Kind>(kind: K, json: Readonly<Record<string, unknown>>): Read<K> {
  const diagnostics: Diagnostic[] = [];
  const id = parseArmId("/subscriptions/s/resourceGroups/g/providers/N/t/x") as ArmId;
  const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
  const body = decoders[kind]({ id, typeKey: typeKeys[kind], body: json, place }, (d) =>
    diagnostics.push(d),
  );
  const said = diagnostics.map(({ code, place: at }) => `${code} ${at.pointer}`);
  return { body: body as Bodies[K], said };
}

function textOf(match: WrittenMatch): string {
  switch (match.kind) {
    case "any":
      return "*";
    case "prefix":
      return formatPrefix(match.prefix);
    case "range":
      return `${formatIp(match.first)}-${formatIp(match.last)}`;
    case "serviceTag":
      return match.tag;
    case "ipGroup":
      return `group ${match.group.id}`;
  }
}

/** The only rule of a group with one collection. */
function readRule(rule: Readonly<Record<string, unknown>>): {
  readonly rule: WrittenRule;
  readonly said: readonly string[];
} {
  const { body, said } = decode("ruleCollectionGroup", {
    properties: {
      priority: 100,
      ruleCollections: [{ name: "c", priority: 100, action: { type: "Allow" }, rules: [rule] }],
    },
  });
  return { rule: body.collections[0]!.rules[0]!, said };
}

test.each([
  ["*", "*"],
  ["10.0.0.4", "10.0.0.4/32"],
  ["10.0.0.0/24", "10.0.0.0/24"],
  ["10.0.0.77/24", "10.0.0.0/24"],
  ["10.0.0.4-10.0.0.9", "10.0.0.4-10.0.0.9"],
  ["10.0.0.4 - 10.0.0.9", "10.0.0.4-10.0.0.9"],
  ["AzureCloud.WestEurope", "AzureCloud.WestEurope"],
  [" 10.0.0.4 ", "10.0.0.4/32"],
])("address %s of a rule", (text, expected) => {
  const { rule, said } = readRule({ ruleType: "NetworkRule", sourceAddresses: [text] });
  expect(rule.sources.map(textOf)).toEqual([expected]);
  expect(said).toEqual([]);
});

test.each([["10.0.0.9-10.0.0.4"], ["10.0.0.0/33"], ["10.0.0.4-fd00::4"], ["10.0.0"], [17]])(
  "%s is no address of a rule",
  (value) => {
    const { rule, said } = readRule({ ruleType: "NetworkRule", sourceAddresses: [value, ""] });
    expect(rule.sources).toEqual([]);
    expect(said).toEqual([
      "property-invalid /properties/ruleCollections/0/rules/0/sourceAddresses/0",
    ]);
  },
);

test.each([
  ["443", [443, 443]],
  ["80-90", [80, 90]],
  ["*", [0, 65_535]],
  [8080, [8080, 8080]],
])("ports %s", (value, expected) => {
  const { rule, said } = readRule({ ruleType: "NetworkRule", destinationPorts: [value] });
  expect(rule).toMatchObject({ destinationPorts: [{ first: expected[0], last: expected[1] }] });
  expect(said).toEqual([]);
});

test.each([["90-80"], ["70000"], ["http"], [{}]])("%s is no port", (value) => {
  const { rule, said } = readRule({ ruleType: "NetworkRule", destinationPorts: [value] });
  expect(rule).toMatchObject({ destinationPorts: [] });
  expect(said).toHaveLength(1);
});

const rules = [
  {
    ruleType: "NetworkRule",
    name: "n",
    ipProtocols: ["TCP", "Any", "icmp"],
    sourceAddresses: ["*"],
    sourceIpGroups: ["/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/ipGroups/g1"],
    destinationFqdns: ["Time.Contoso.com"],
    destinationPorts: ["*"],
  },
  {
    ruleType: "ApplicationRule",
    name: "a",
    terminateTLS: true,
    protocols: [{ protocolType: "Https" }, { protocolType: "Mssql", port: 1434 }],
    targetFqdns: ["*.Contoso.com"],
    targetUrls: ["www.contoso.com/x"],
    fqdnTags: ["WindowsUpdate"],
    webCategories: ["news"],
    sourceAddresses: ["10.0.0.0/8"],
  },
  {
    ruleType: "NatRule",
    name: "d",
    ipProtocols: ["UDP"],
    sourceAddresses: ["*"],
    destinationAddresses: ["20.0.0.1"],
    destinationPorts: ["53"],
    translatedFqdn: "Server.Internal",
    translatedPort: "5353",
  },
];

const collections = [
  {
    ruleCollectionType: "FirewallPolicyFilterRuleCollection",
    name: "mixed",
    priority: 200,
    action: { type: "Deny" },
    rules: rules.slice(0, 2),
  },
  {
    ruleCollectionType: "FirewallPolicyNatRuleCollection",
    name: "nat",
    priority: 100,
    action: { type: "DNAT" },
    rules: rules.slice(2),
  },
];

test("a group of a policy, nested and flattened, in any casing", () => {
  const nested = decode("ruleCollectionGroup", {
    properties: { priority: 300, ruleCollections: collections },
  });
  expect(nested.said).toEqual([]);
  expect(
    nested.body.collections.map(({ name, kind, action }) => `${name} ${kind} ${action}`),
  ).toEqual(["mixed network deny", "mixed application deny", "nat nat dnat"]);
  expect(nested.body.collections.flatMap((collection) => collection.rules)).toMatchObject([
    {
      kind: "network",
      protocols: ["tcp", "any", "icmp"],
      destinationFqdns: ["time.contoso.com"],
      sources: [{ kind: "any" }, { kind: "ipGroup" }],
    },
    {
      kind: "application",
      protocols: [
        { kind: "https", port: 443 },
        { kind: "mssql", port: 1434 },
      ],
      fqdns: ["*.contoso.com"],
      urls: ["www.contoso.com/x"],
      fqdnTags: ["WindowsUpdate"],
      webCategories: ["news"],
      terminatesTls: true,
      destinations: [],
    },
    {
      kind: "nat",
      translatedAddress: undefined,
      translatedFqdn: "server.internal",
      translatedPort: 5353,
    },
  ]);
  const flat = decode("ruleCollectionGroup", {
    priority: 300,
    ruleCollections: collections,
  });
  const plain = (value: unknown) => JSON.stringify(value).replaceAll("/properties", "");
  expect(plain(flat.body)).toBe(plain(nested.body));
  const shouted = decode("ruleCollectionGroup", {
    Properties: {},
    PRIORITY: 300,
    RULECOLLECTIONS: collections.map((collection) => ({
      ...collection,
      ruleCollectionType: collection.ruleCollectionType.toUpperCase(),
      action: { type: collection.action.type.toLowerCase() },
      rules: collection.rules.map((rule) => ({ ...rule, ruleType: rule.ruleType.toUpperCase() })),
    })),
  });
  expect(shouted.said).toEqual([]);
  expect(plain(shouted.body).toLowerCase()).toBe(plain(nested.body).toLowerCase());
});

test("a group of which only the id is there is told from an empty one", () => {
  expect(decode("ruleCollectionGroup", { id: "x" }).body.isNameOnly).toBe(true);
  expect(decode("ruleCollectionGroup", { priority: 100 }).body.isNameOnly).toBe(false);
  expect(decode("ruleCollectionGroup", { ruleCollections: [] }).body.isNameOnly).toBe(false);
});

test("what is broken in a collection is named, and the rest is read", () => {
  const { body, said } = decode("ruleCollectionGroup", {
    properties: {
      priority: 300,
      ruleCollections: [
        { name: "a", rules: [] },
        { name: "b", action: { type: "Permit" }, rules: [] },
        { name: "c", action: "Allow", rules: [{ ipProtocols: ["SCTP", "TCP"] }] },
        { name: "d", ruleCollectionType: "FirewallPolicyNatRuleCollection", rules: [] },
      ],
    },
  });
  expect(said).toEqual([
    "property-invalid /properties/ruleCollections/0",
    "property-invalid /properties/ruleCollections/1/action/type",
    "property-invalid /properties/ruleCollections/2/rules/0/ipProtocols/0",
  ]);
  expect(body.collections).toMatchObject([
    { name: "c", kind: "network", action: "allow", rules: [{ protocols: ["tcp"] }] },
    { name: "d", kind: "nat", action: "dnat", rules: [] },
  ]);
});

test("a classic firewall", () => {
  const { ruleType: _, ipProtocols, ...classicRule } = rules[0]!;
  const properties = {
    sku: { name: "AZFW_VNet", tier: "PREMIUM" },
    threatIntelMode: "Deny",
    ipConfigurations: [
      {
        properties: {
          privateIPAddress: "10.0.0.4",
          subnet: { id: "/s/AzureFirewallSubnet" },
          publicIPAddress: { id: "/p/one", properties: { ipAddress: "20.0.0.1" } },
        },
      },
      { properties: { publicIPAddress: { id: "/p/two" } } },
    ],
    managementIpConfiguration: { properties: { subnet: { id: "/s/Management" } } },
    networkRuleCollections: [
      {
        name: "net",
        properties: {
          priority: 110,
          action: { type: "Allow" },
          rules: [{ ...classicRule, protocols: ipProtocols }],
        },
      },
    ],
    additionalProperties: { "Network.SNAT.PrivateRanges": "IANAPrivateRanges , 192.0.2.1" },
  };
  const { body, said } = decode("firewall", { properties });
  expect(said).toEqual([]);
  expect(body).toMatchObject({
    tier: "premium",
    threatIntelligence: "deny",
    subnet: { id: "/s/AzureFirewallSubnet" },
    managementSubnet: { id: "/s/Management" },
    policy: undefined,
    learnsUntranslated: false,
    collections: [{ name: "net", kind: "network", priority: 110, action: "allow" }],
  });
  expect(body.publicIps.map(({ reference }) => reference.id)).toEqual(["/p/one", "/p/two"]);
  expect(body.publicIps.map((one) => one.body.address && formatIp(one.body.address))).toEqual([
    "20.0.0.1",
    undefined,
  ]);
  expect(body.untranslated?.map(({ prefix }) => formatPrefix(prefix))).toEqual([
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "192.0.2.1/32",
  ]);
});

test("a firewall in a hub, as az prints it", () => {
  const { body, said } = decode("firewall", {
    sku: { name: "AZFW_Hub", tier: "Standard" },
    virtualHub: { id: "/h/hub" },
    firewallPolicy: { id: "/p/policy", resourceGroup: "g" },
    hubIPAddresses: {
      privateIPAddress: "10.9.0.132",
      publicIPs: { count: 2, addresses: [{ address: "20.0.0.1" }, { address: "20.0.0.2" }] },
    },
    ipConfigurations: null,
    additionalProperties: {},
  });
  expect(said).toEqual([]);
  expect(body).toMatchObject({ virtualHub: { id: "/h/hub" }, policy: { id: "/p/policy" } });
  expect(body.address && formatIp(body.address)).toBe("10.9.0.132");
  expect(body.hubAddresses.map(({ address }) => formatIp(address))).toEqual([
    "20.0.0.1",
    "20.0.0.2",
  ]);
});

test.each([
  [["0.0.0.0/0"], ["0.0.0.0/0"]],
  ["[255.255.255.255/32]", ["255.255.255.255/32"]],
  [[], undefined],
  [undefined, undefined],
])("private ranges %s of a policy", (privateRanges, expected) => {
  const { body, said } = decode("firewallPolicy", { properties: { snat: { privateRanges } } });
  expect(body.untranslated?.map(({ prefix }) => formatPrefix(prefix))).toEqual(expected);
  expect(said).toEqual([]);
});

test("the settings of a policy", () => {
  const { body, said } = decode("firewallPolicy", {
    properties: {
      basePolicy: { id: "/p/base" },
      threatIntelMode: "Off",
      snat: { autoLearnPrivateRanges: "Enabled", privateRanges: ["nonsense/99"] },
      dnsSettings: { enableProxy: true, servers: ["10.0.0.53"] },
    },
  });
  expect(body).toMatchObject({
    base: { id: "/p/base" },
    learnsUntranslated: true,
    isDnsProxy: true,
    threatIntelligence: "off",
    untranslated: undefined,
  });
  expect(said).toEqual(["property-invalid /properties/snat/privateRanges/0"]);
});

test("an IP group", () => {
  const { body, said } = decode("ipGroup", {
    properties: { ipAddresses: ["10.0.0.4", "10.0.1.0/24", "10.0.2.1-10.0.2.3", "Storage"] },
  });
  expect(body.addresses.map(textOf)).toEqual(["10.0.0.4/32", "10.0.1.0/24", "10.0.2.1-10.0.2.3"]);
  expect(said).toEqual(["property-invalid /properties/ipAddresses/3"]);
});
