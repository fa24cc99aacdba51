// Laws of Azure Firewall's rules, on random rule sets over a small world, so that rules often meet.
import fc from "fast-check";
import { expect, test } from "vitest";
import { type FirewallVerdict, inspect, narrowInspected } from "../../src/firewall/index.ts";
import { everyService, formatFlow, hasFlow } from "../../src/flow/index.ts";
import { parseIp, parsePrefix, prefixSet } from "../../src/net/index.ts";
import { naiveVerdict } from "../oracle/naive-firewall.ts";
import { reference } from "../rules/arm-json.ts";
import {
  brief,
  type CollectionParts,
  type Collections,
  classicRules,
  firewall,
  flowOf,
  group,
  ipGroup,
  policy,
  publicIp,
  verdictOf,
} from "../rules/build-firewall.ts";
import { network } from "../rules/build-network.ts";
import { compile, type Estate, estate, type Part } from "../rules/estate.ts";
import { runs } from "./arbitraries.ts";
import { flowSamples } from "./flow-samples.ts";

const hub = network("hub", {
  space: ["10.9.0.0/24"],
  subnets: { AzureFirewallSubnet: "10.9.0.0/26" },
});

function withFirewall(more: Readonly<Record<string, unknown>>, ...parts: readonly Part[]): Estate {
  return estate(
    hub,
    publicIp("fw-ip", "20.0.0.1"),
    firewall("fw", "hub/AzureFirewallSubnet", "10.9.0.4", more),
    parts,
  );
}

function classic(collections: Collections, ...more: readonly Part[]): Estate {
  return withFirewall(classicRules(collections), more);
}

function governed(collections: Collections, base: Collections = {}): Estate {
  return withFirewall(
    { firewallPolicy: reference("firewallPolicies", "p") },
    policy("p", { basePolicy: reference("firewallPolicies", "base") }),
    policy("base"),
    group("p/own", 100, collections),
    group("base/root", 60_000, base),
  );
}

const addressWord = fc.constantFrom("*", "10.0.0.4", "10.0.0.0/24", "10.0.0.0/8", "8.8.0.0/16");
const addressList = fc.uniqueArray(addressWord, { minLength: 1, maxLength: 2 });
const protocolList = fc.uniqueArray(fc.constantFrom("tcp", "udp", "icmp", "any"), {
  minLength: 1,
  maxLength: 2,
});
const portList = fc.uniqueArray(fc.constantFrom("*", "443", "80", "80-443"), {
  minLength: 1,
  maxLength: 1,
});

const networkLine = fc
  .tuple(protocolList, addressList, addressList, portList)
  .map((lists) => lists.map((list) => list.join()).join(" "));

const applicationLine = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom("Https:443", "Http:80"), { minLength: 1, maxLength: 2 }),
    addressList,
    fc.uniqueArray(fc.constantFrom("*", "a.example", "*.example", "*example", "b.test"), {
      minLength: 1,
      maxLength: 2,
    }),
  )
  .map((lists) => lists.map((list) => list.join()).join(" "));

function collectionOf(kind: "network" | "application"): fc.Arbitrary<CollectionParts> {
  return fc.record({
    kind: fc.constant(kind),
    priority: fc.integer({ min: 100, max: 104 }),
    action: fc.constantFrom("Allow", "Deny"),
    rules: fc.array(kind === "network" ? networkLine : applicationLine, { maxLength: 3 }),
  });
}

const collections: fc.Arbitrary<Collections> = fc
  .array(fc.oneof(collectionOf("network"), collectionOf("application")), { maxLength: 5 })
  .map((list) => Object.fromEntries(list.map((one, at) => [`c${at}`, one])));

const flows = fc.record({
  protocol: fc.constantFrom("tcp", "tcp", "udp", "icmp"),
  source: fc.constantFrom("10.0.0.4", "10.0.1.4", "192.168.0.4"),
  destination: fc.constantFrom("10.0.0.4", "10.1.0.4", "172.16.0.4"),
  port: fc.constantFrom(80, 443, 8080),
  name: fc.constantFrom(undefined, "a.example", "example", "b.test", "c.invalid"),
});

type RandomFlow = typeof flows extends fc.Arbitrary<infer F> ? F : never;

type WrittenFlow = Omit<RandomFlow, "destination"> & { readonly destination: string };

function textOf({ protocol, source, destination, port, name }: WrittenFlow): string {
  const target = protocol === "icmp" ? destination : `${destination}:${port}`;
  return [protocol, source, target, name].filter((part) => part !== undefined).join(" ");
}

function pathOf({ action, reason, collection, rule }: FirewallVerdict): string {
  return reason === "rule" ? `${action} ${collection}/${rule}` : `${action} ${reason}`;
}

test("classic rules and the same rules in a policy decide as the naive twin does", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(collections, flows, (rules, flow) => {
      const port = flow.protocol === "icmp" ? undefined : flow.port;
      const expected = naiveVerdict(rules, { ...flow, port });
      const asked = textOf(flow);
      const verdict = verdictOf(classic(rules), asked);
      expect(pathOf(verdict)).toBe(expected);
      const { group: _, places: __, ...same } = verdictOf(governed(rules), asked);
      const { group: ___, places: ____, ...own } = verdict;
      expect(same).toEqual(own);
      const kind = `${verdict.action} ${verdict.kind ?? "none"}`;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
    }),
    runs(1000),
  );
  for (const kind of [
    "allow network",
    "deny network",
    "allow application",
    "deny application",
    "deny none",
  ]) {
    expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(15);
  }
});

test("a collection of lower precedence never changes what is decided", () => {
  let decided = 0;
  const more = fc.constantFrom("network" as const, "application" as const).chain(collectionOf);
  fc.assert(
    fc.property(collections, more, flows, (rules, last, flow) => {
      const asked = textOf(flow);
      const before = verdictOf(classic(rules), asked);
      fc.pre(before.reason === "rule");
      fc.pre(before.kind === "network" || last.kind === "application");
      decided += 1;
      const added = { ...rules, last: { ...last, priority: 60_000 } };
      expect(pathOf(verdictOf(classic(added), asked))).toBe(pathOf(before));
    }),
    runs(400),
  );
  expect(decided).toBeGreaterThan(200);
});

test("what a base policy decides by network rules, no policy below it changes", () => {
  let decided = 0;
  fc.assert(
    fc.property(collections, collections, flows, (base, own, flow) => {
      const asked = textOf(flow);
      const alone = verdictOf(governed({}, base), asked);
      fc.pre(alone.kind === "network");
      decided += 1;
      expect(verdictOf(governed(own, base), asked)).toEqual(alone);
    }),
    runs(300),
  );
  expect(decided).toBeGreaterThan(150);
});

test("what the snapshot lacks leaves a verdict as it is, or open", () => {
  const seen = { same: 0, open: 0 };
  fc.assert(
    fc.property(collections, addressList, flows, (rules, members, flow) => {
      const grouped = Object.fromEntries(
        Object.entries(rules).map(([name, parts]) => [
          name,
          { ...parts, rules: parts.rules.map((line) => line.replace("10.0.0.0/24", "group:g")) },
        ]),
      );
      const asked = textOf(flow);
      const addresses = members.filter((member) => member !== "*");
      const whole = verdictOf(classic(grouped, ipGroup("g", addresses)), asked);
      const lacking = verdictOf(classic(grouped), asked);
      const isSame = lacking.action === whole.action;
      expect(isSame || lacking.reason === "unknownMatch").toBe(true);
      seen[isSame ? "same" : "open"] += 1;
    }),
    runs(500),
  );
  expect(seen.same).toBeGreaterThan(100);
  expect(seen.open).toBeGreaterThan(15);
});

const natLine = fc
  .tuple(protocolList, addressList, fc.constantFrom("20.0.0.1", "10.9.0.4"), portList)
  .map((lists) => `${lists.map((list) => [list].flat().join()).join(" ")} -> 10.1.0.4:443`);

const withNat: fc.Arbitrary<Collections> = fc
  .tuple(collections, fc.array(natLine, { maxLength: 2 }))
  .map(([rest, rules]) =>
    rules.length === 0
      ? rest
      : { ...rest, nat: { kind: "nat", priority: 100, action: "DNAT", rules } },
  );

test("flows of a narrowed set are judged as the one that it was narrowed for", () => {
  const seen = new Map<string, number>();
  const known = ["10.0.0.4", "10.0.1.4", "10.1.0.4", "20.0.0.1", "10.9.0.4", "8.8.8.8"];
  const targets = fc.constantFrom("10.0.0.4", "10.1.0.4", "20.0.0.1", "10.9.0.4", "8.8.1.1");
  const asked = fc.record({ flow: flows, destination: targets, isGrouped: fc.boolean() });
  const everywhere = prefixSet([parsePrefix("0.0.0.0/0")!]);
  const whole = { sources: everywhere, destinations: everywhere, services: everyService };
  fc.assert(
    fc.property(withNat, asked, fc.nat(10_000), (rules, one, pick) => {
      // A group that the snapshot lacks cannot be compared.
      const lines = (list: readonly string[]) =>
        list.map((line) => (one.isGrouped ? line.replace("10.0.0.0/24", "group:g") : line));
      const written = Object.fromEntries(
        Object.entries(rules).map(([name, parts]) => [
          name,
          { ...parts, rules: lines(parts.rules) },
        ]),
      );
      const { model } = compile(classic(written));
      const [only] = model.firewalls.values();
      const flow = flowOf(textOf({ ...one.flow, destination: one.destination }));
      const want = brief(inspect(model, only!, flow));
      const example = { flow, portSide: "destination" } as const;
      const set = narrowInspected({ model, firewall: only! }, example, whole);
      expect(hasFlow(set, flow)).toBe(true);
      const ips = known.map((text) => parseIp(text)!);
      for (const sample of flowSamples(set, { most: 12, pick, known: ips })) {
        const named = { ...sample, name: flow.name };
        const got = brief(inspect(model, only!, named));
        expect(got, `${formatFlow(named)} for ${formatFlow(flow)}`).toBe(want);
      }
      const kind = want.split(" ")[0]!;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
    }),
    runs(1500),
  );
  for (const kind of ["allow", "deny", "unknown"]) {
    expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(15);
  }
});
