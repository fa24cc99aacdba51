import { expect, test } from "vitest";
import type { FirewallReason, FirewallVerdict } from "../firewall/index.ts";
import type { Flow } from "../flow/index.ts";
import { type Ip, parseIp } from "../net/index.ts";
import { firewallLogRow } from "./firewall-log.ts";
import { firewallAssumptions, firewallSentence } from "./firewall-words.ts";

const ip = (text: string): Ip => parseIp(text)!;

const flow: Flow = {
  protocol: "tcp",
  source: ip("192.168.0.4"),
  sourcePort: undefined,
  destination: ip("10.13.77.6"),
  destinationPort: 1433,
  name: "sqltest.database.windows.net",
};

function verdict(parts: Partial<FirewallVerdict>): FirewallVerdict {
  return {
    action: "allow",
    reason: "rule",
    kind: "network",
    group: "g",
    collection: "net",
    rule: "r",
    destination: undefined,
    translatesSource: false,
    missing: [],
    places: [],
    rules: [],
    assumptions: [],
    ...parts,
  };
}

test("a line as the log prints it", () => {
  expect(firewallLogRow(verdict({}), flow, "2025-01-19T18:21:25Z")).toEqual({
    Action_s: "Allow",
    Category: "AZFWNetworkRule",
    DestinationIp_s: "10.13.77.6",
    Fqdn_s: "",
    SourceIP: "192.168.0.4",
    TableName: "PrimaryResult",
    TimeGenerated: "2025-01-19T18:21:25Z",
  });
});

const dnat = { kind: "nat", destination: { address: ip("10.1.0.4"), port: 443 } } as const;
const none = { kind: undefined, group: undefined, collection: undefined, rule: undefined } as const;
const refused = { action: "deny", reason: "noRule", ...none } as const;

test.each([
  ["network deny", verdict({ action: "deny" }), flow, "Deny AZFWNetworkRule 10.13.77.6 "],
  [
    "application",
    verdict({ kind: "application" }),
    flow,
    "Allow AZFWApplicationRule  sqltest.database.windows.net",
  ],
  ["DNAT", verdict(dnat), flow, " AZFWNatRule 10.13.77.6 "],
  ["implied by DNAT", verdict({ kind: "nat" }), flow, "Allow AZFWNetworkRule 10.13.77.6 "],
  ["nothing matches", verdict(refused), flow, "Deny AZFWNetworkRule 10.13.77.6 "],
  [
    "nothing matches a web request",
    verdict(refused),
    { ...flow, destinationPort: 443 },
    "Deny AZFWApplicationRule  sqltest.database.windows.net",
  ],
  [
    "allowed and lost",
    verdict({ action: "deny", reason: "protocolNotTranslated" }),
    flow,
    "Allow AZFWNetworkRule 10.13.77.6 ",
  ],
] as const)("log: %s", (_, given, of, expected) => {
  const row = firewallLogRow(given, of, "t");
  expect(`${row?.Action_s} ${row?.Category} ${row?.DestinationIp_s} ${row?.Fqdn_s}`).toBe(expected);
});

test.each(["policyMissing", "unknownMatch", "hairpin", "dnsProxy"] as const)(
  "%s leaves no line",
  (reason) => {
    expect(firewallLogRow(verdict({ reason, action: "unknown" }), flow, "t")).toBeUndefined();
  },
);

test.each([
  [{}, "network rule 'r' of g/net allows it, with its own source"],
  [{ action: "deny", group: undefined }, "network rule 'r' of net denies it"],
  [
    { ...dnat, translatesSource: true },
    "DNAT rule 'r' of g/net allows it and sends it to 10.1.0.4:443, from the firewall's own address",
  ],
  [refused, "no rule matches, and what no rule allows is denied"],
  [
    { ...none, reason: "policyMissing", action: "unknown", missing: ["/p"] },
    "the snapshot lacks /p, which would decide",
  ],
  [
    { reason: "unknownMatch", action: "unknown" },
    "whether network rule 'r' of g/net matches cannot be told, and would decide",
  ],
] as const)("%j in words", (parts, sentence) => {
  expect(firewallSentence(verdict(parts))).toBe(sentence);
});

test("every reason has words", () => {
  const reasons: readonly FirewallReason[] = [
    "noDnat",
    "destinationUnknown",
    "hairpin",
    "protocolNotTranslated",
    "familyUnsupported",
    "dnsProxy",
  ];
  const sentences = reasons.map((reason) => firewallSentence(verdict({ reason })));
  expect(new Set(sentences).size).toBe(reasons.length);
  expect(sentences.join(" ")).not.toContain("undefined");
});

test("an assumption names the first few things that it is about", () => {
  const of = firewallAssumptions.matchUnknown;
  expect(of(["a"])).toBe("a could not be compared with this flow");
  expect(of(["a", "b", "c", "d", "e"])).toBe(
    "a, b, c and 2 more could not be compared with this flow",
  );
});
