// What holds for findings about next hops and ways back in every estate, whatever it is made of.
import fc from "fast-check";
import { expect, test } from "vitest";
import { fingerprint } from "../../src/finding/index.ts";
import { fact, type Json, reference } from "../rules/arm-json.ts";
import { balancer } from "../rules/build-egress.ts";
import { classicRules, firewall } from "../rules/build-firewall.ts";
import { localSite, siteConnection, vpnGateway } from "../rules/build-gateway.ts";
import { network, nic, peered, table } from "../rules/build-network.ts";
import { type Estate, estate } from "../rules/estate.ts";
import { findingsOf } from "./estate-findings.ts";

const seed = 20261121;
const open = classicRules({ all: { kind: "network", rules: ["any * * *"] } });

const prefix = fc.constantFrom(
  ...["0.0.0.0/0", "0.0.0.0/1", "10.0.0.0/8", "10.0.0.0/15", "192.168.0.0/16", "192.168.7.0/24"],
  ...["10.0.0.0/16", "10.0.2.0/24", "10.1.0.0/16", "10.1.0.0/24", "10.2.0.0/16", "10.3.0.0/16"],
);
const hop = fc.constantFrom(
  ...["10.0.1.4", "10.0.2.9", "10.0.2.10", "10.0.2.99", "10.0.2.100", "10.1.0.9", "10.9.9.9"].map(
    (address) => `VirtualAppliance ${address}`,
  ),
  "VirtualApplianceEcmp 10.0.2.9 10.0.2.10",
  ...["None", "Internet", "VnetLocal", "VirtualNetworkGateway"],
);
const routes = fc
  .uniqueArray(fc.tuple(prefix, hop), { selector: ([one]) => one, maxLength: 4 })
  .map((pairs) => pairs.map((pair) => pair.join(" ")));

/** Tables for GatewaySubnet, the appliances, the hub's hosts and three spokes; and what else varies. */
const parts = fc.record({
  tables: fc.tuple(routes, routes, routes, routes, routes, routes),
  propagates: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  forwards: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  isStateful: fc.boolean(),
  isDirect: fc.boolean(),
});

type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;

function build({ tables, propagates, forwards, isStateful, isDirect }: Parts): readonly Json[] {
  const at = (name: string, own: string) => ({ prefix: own, table: name });
  const accepts = { allowForwardedTraffic: true };
  const flag = (number: number): Json => ({ enableIPForwarding: forwards[number] ?? true });
  const spoke = (name: string, number: number) => [
    network(name, {
      space: [`10.${number}.0.0/16`],
      subnets: { app: at(`rt${number + 2}`, `10.${number}.0.0/24`) },
    }),
    nic(`vm-${name}`, `${name}/app`, `10.${number}.0.4`),
    ...peered("hub", name, {
      hub: { ...accepts, allowGatewayTransit: true },
      [name]: { ...accepts, useRemoteGateways: true },
    }),
  ];
  return estate(
    network("hub", {
      space: ["10.0.0.0/16"],
      subnets: {
        GatewaySubnet: at("rt0", "10.0.0.0/27"),
        AzureFirewallSubnet: "10.0.1.0/26",
        nva: at("rt1", "10.0.2.0/24"),
        shared: at("rt2", "10.0.3.0/24"),
      },
    }),
    firewall("fw", "hub/AzureFirewallSubnet", "10.0.1.4", open),
    nic("nva1", "hub/nva", "10.0.2.9", flag(0)),
    nic("nva2", "hub/nva", "10.0.2.10", flag(1)),
    nic("nva3", "one/app", "10.1.0.9", flag(2)),
    nic("dns", "hub/shared", "10.0.3.4"),
    fact("guests", "nva1", {
      networkInterface: reference("networkInterfaces", "nva1"),
      forwarding: "forward",
      stateful: isStateful,
    }),
    balancer("lb", {
      frontends: { f: "10.0.2.100@hub/nva" },
      pools: { p: ["10.0.2.9", "10.0.2.10"] },
      rules: { all: "f 0/All p" },
    }),
    vpnGateway("gw", "hub", { public: "40.0.0.1" }),
    localSite("dc", ["192.168.0.0/16", "172.16.0.0/24"]),
    siteConnection("to-dc", "gw", "dc"),
    ...["one", "two", "three"].map((name, number) => spoke(name, number + 1)),
    ...(isDirect ? peered("one", "two") : []),
    ...tables.map((lines, number) =>
      table(`rt${number}`, lines, { disableBgpRoutePropagation: !propagates[number] }),
    ),
  ).resources;
}

const found = (resources: readonly Json[]) =>
  findingsOf({ resources, tags: {} } satisfies Estate, "TR").filter(({ code }) =>
    /^TR[34]/.test(code),
  );

test("each finding says something of its own, and shows it by a flow that goes wrong", () => {
  const codes = new Map<string, number>();
  fc.assert(
    fc.property(parts, (one) => {
      const findings = found(build(one));
      const twins = findings.filter(
        (finding, at) =>
          findings.findIndex((other) => fingerprint(other) === fingerprint(finding)) < at,
      );
      expect(twins.map((t) => [t.code, t.message, t.place.resource, ...t.subject])).toEqual([]);
      for (const { code, message, affected, walks } of findings) {
        codes.set(code, (codes.get(code) ?? 0) + 1);
        expect(message).toMatch(/^[A-Z][^$]*\.$/);
        expect(message).not.toMatch(/undefined|\[object|\?\//);
        expect(affected).not.toEqual([]);
        // TR310 is about a route that no flow takes.
        const isWrong = walks.every(({ trace }) => !trace.works || !trace.isSymmetric);
        expect(isWrong || code === "TR310", message).toBe(true);
      }
    }),
    { seed, numRuns: 80 },
  );
  expect([...codes.keys()].sort()).toEqual(
    expect.arrayContaining(["TR301", "TR303", "TR306", "TR308", "TR401", "TR402", "TR403"]),
  );
});

test("the order of the input does not matter", () => {
  let count = 0;
  fc.assert(
    fc.property(parts, fc.integer(), (one, turn) => {
      const resources = build(one);
      const cut = Math.abs(turn) % resources.length;
      const turned = [...resources.slice(cut), ...resources.slice(0, cut)].reverse();
      const tell = (all: readonly Json[]) =>
        found(all).map((finding) => [fingerprint(finding), finding.severity, finding.message]);
      const told = tell(resources);
      count += told.length;
      expect(tell(turned)).toEqual(told);
    }),
    { seed, numRuns: 20 },
  );
  expect(count).toBeGreaterThan(20);
});
