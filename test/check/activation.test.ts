// TR101: where the way to the servers that activate Windows ends (FWD-21, FWD-23).
import { expect, test } from "vitest";
import { network, nic, resource, to } from "../resources.ts";
import { findingsWith } from "./findings-of.ts";
import {
  activationRoutes,
  closedGroup,
  firewallWith,
  forced,
  hub,
  machine,
  open,
} from "./platform-parts.ts";

const windows = machine("win", "Windows");
const everything = "all 0.0.0.0/0";
const toFirewall = `${everything} VirtualAppliance 10.0.1.4`;
const isPrivate = { defaultOutboundAccess: false };
const nat = [
  resource("publicIPAddresses/nat-ip", { ipAddress: "20.0.0.8" }, { sku: { name: "Standard" } }),
  resource(
    "natGateways/nat",
    { publicIpAddresses: [to("publicIPAddresses/nat-ip")] },
    { sku: { name: "Standard" } },
  ),
];
const withNat = { ...isPrivate, natGateway: to("natGateways/nat") };

interface Row {
  readonly resources: readonly object[];
  /** What a finding says, by severity; absent where nothing is found. */
  readonly severity?: "error" | "warning" | "info";
  readonly says?: string;
  readonly assumes?: readonly string[];
  readonly repair?: string | undefined;
}

// FWD-23 row by row, and what stands between.
const paths: readonly (readonly [string, Row])[] = [
  ["straight to the Internet", { resources: [...hub([]), ...windows] }],
  [
    "a default route that a site brings, and an address of that site",
    {
      resources: [...hub([]), ...forced(open), ...windows],
      severity: "error",
      says: "out by hq, and their source there, 203.0.113.7, is no address of Azure",
      repair: "addRoutes",
    },
  ],
  [
    "the same behind a site of which nothing is known",
    {
      resources: [...hub([]), ...forced().slice(0, 4), ...learnedDefault(), ...windows],
      severity: "warning",
      says: "to what is behind vpn",
      assumes: ["siteUnknown"],
      repair: "addRoutes",
    },
  ],
  [
    "the same with routes of their own",
    { resources: [...hub(activationRoutes), ...forced(open), ...windows] },
  ],
  [
    "with a route for the old server alone",
    {
      resources: [...hub(activationRoutes.slice(0, 1)), ...forced(open), ...windows],
      severity: "error",
      says: "packets for azkms.core.windows.net (TCP 1688) out by hq",
      repair: "addRoutes",
    },
  ],
  [
    "with routes for all but the old server",
    {
      resources: [...hub(activationRoutes.slice(1)), ...forced(open), ...windows],
      severity: "warning",
      says: "packets for kms.core.windows.net (TCP 1688) out by hq",
      repair: "addRoutes",
    },
  ],
  // the articles take for granted that a route to the Internet leads there.
  [
    "with routes of their own in a private subnet",
    {
      resources: [...hub(activationRoutes, { app: isPrivate }), ...forced(open), ...windows],
      severity: "error",
      says: "nothing gives app a public address",
      repair: "addEgress",
    },
  ],
  [
    "with routes of their own in a private subnet with a NAT gateway",
    {
      resources: [...hub(activationRoutes, { app: withNat }), ...nat, ...forced(open), ...windows],
    },
  ],
  [
    "a private subnet without any way out, which is told for all traffic at once",
    { resources: [...hub([], { app: isPrivate }), ...windows] },
  ],
  // Routes to the Internet would lead nowhere, and a way out alone is not enough.
  [
    "a default route that a site brings, in a private subnet",
    {
      resources: [...hub([], { app: isPrivate }), ...forced(open), ...windows],
      severity: "error",
      says: "out by hq",
      repair: undefined,
    },
  ],
  [
    "a firewall that allows it, with an address of Azure",
    {
      resources: [...hub([toFirewall]), ...firewallWith(["TCP * 1688"]), ...windows],
    },
  ],
  [
    "a firewall without a rule for it",
    {
      resources: [...hub([toFirewall]), ...firewallWith(["TCP * 443"]), ...windows],
      severity: "error",
      says: "firewall azfw has no rule that allows packets for azkms.core.windows.net and kms.core.windows.net (TCP 1688)",
      repair: "addRoutes",
    },
  ],
  [
    "a firewall that is tunneled itself",
    {
      resources: [
        ...hub([toFirewall]),
        ...firewallWith(["TCP * 1688"]),
        ...forced(open),
        ...windows,
      ],
      severity: "error",
      says: "out by hq",
      repair: "addRoutes",
    },
  ],
  [
    "an appliance that is not there",
    {
      resources: [...hub([`${everything} VirtualAppliance 10.0.2.99`]), ...windows],
      severity: "error",
      says: "to a next hop that is not there",
      repair: "addRoutes",
    },
  ],
  // FWD-48: an appliance of which nothing is known translates.
  [
    "an appliance that lets it out",
    {
      resources: [
        ...hub([`${everything} VirtualAppliance 10.0.3.4`], { others: { nva: "10.0.3.0/24" } }),
        nic("nva", "hub/subnets/nva", "10.0.3.4", { enableIPForwarding: true }),
        ...windows,
      ],
    },
  ],
  [
    "a route to nowhere, which somebody may have meant",
    {
      resources: [...hub([`${everything} None`]), ...windows],
      severity: "warning",
      says: "drops packets for azkms.core.windows.net",
      repair: "addRoutes",
    },
  ],
  // UDR-4, WE-20: the gateway itself knows no default route.
  [
    "a route to a gateway without a default route",
    {
      resources: [
        ...hub([`${everything} VirtualNetworkGateway`]),
        ...forced({ advertisedPrefixes: ["192.168.0.0/16"] }),
        ...windows,
      ],
      severity: "error",
      says: "to vpn, which has no route for them",
      repair: "addRoutes",
    },
  ],
  // NSG-11, X-14: the hidden rule counts while the default route is the platform's.
  [
    "a security group that denies everything, under the platform's default route",
    {
      resources: [
        ...hub([], { app: { networkSecurityGroup: to("networkSecurityGroups/closed") } }),
        closedGroup("closed"),
        ...windows,
      ],
    },
  ],
  [
    "the same with routes past a tunnel",
    {
      resources: [
        ...hub(activationRoutes, {
          app: { networkSecurityGroup: to("networkSecurityGroups/closed") },
        }),
        closedGroup("closed"),
        ...forced(open),
        ...windows,
      ],
      severity: "warning",
      says: "rule nothing-out of closed denies packets for",
      repair: undefined,
    },
  ],
];

function learnedDefault(): readonly object[] {
  return [
    {
      type: "Trueroute/learnedRoutes",
      name: "l",
      properties: {
        target: to("connections/to-hq"),
        routes: [{ network: "0.0.0.0/0", nextHop: "192.168.255.254", asPath: "65010" }],
      },
    },
  ];
}

test.each(paths)("FWD-23: %s", (_, { resources, severity, says, assumes = [], repair }) => {
  const findings = findingsWith("TR101", resources);
  expect(findings.map((one) => one.severity)).toEqual(severity === undefined ? [] : [severity]);
  const [finding] = findings;
  expect(finding?.message ?? "").toContain(says ?? "");
  expect(finding?.assumptions.map(({ code }) => code) ?? []).toEqual(assumes);
  expect(finding?.repair?.kind).toBe(repair);
  expect(finding?.walks.map(({ trace }) => trace.works) ?? []).not.toContain(
    severity === "error" ? true : "never",
  );
});

test("FWD-25: the routes belong to the subnet of the firewall that is tunneled", () => {
  const [finding] = findingsWith("TR101", [
    ...hub([toFirewall]),
    ...firewallWith(["TCP * 1688"]),
    ...forced(open),
    ...windows,
  ]);
  expect(finding?.affected.map((id) => id.split("/").at(-1))).toEqual(["app"]);
  expect(finding?.repair).toMatchObject({
    subnets: [expect.stringMatching(/azurefirewallsubnet$/)],
  });
});

test("rules that look at the source are asked for each class of sources", () => {
  const other = network("other", "10.9.0.0/16", {});
  const rule = (source: string) => ({
    name: "r",
    protocols: ["TCP"],
    sourceAddresses: [source],
    destinationAddresses: ["*"],
    destinationPorts: ["1688"],
  });
  const [address, firewall] = firewallWith([]) as [object, { properties: object }];
  const only = {
    ...firewall,
    properties: {
      ...firewall.properties,
      networkRuleCollections: [
        {
          name: "c",
          properties: { priority: 100, action: { type: "Allow" }, rules: [rule("10.0.2.0/24")] },
        },
      ],
    },
  };
  const [table] = hub([toFirewall]).slice(1);
  const findings = findingsWith("TR101", [
    ...hub([], {
      app: { routeTable: to("routeTables/rt") },
      others: { far: { addressPrefix: "10.0.5.0/24", routeTable: to("routeTables/rt") } },
    }).slice(0, 1),
    table as object,
    other,
    address,
    only,
    ...windows,
    ...machine("far", "Windows", { at: "hub/far", address: "10.0.5.4" }),
  ]);
  expect(findings.flatMap(({ affected }) => affected.map((id) => id.split("/").at(-1)))).toEqual([
    "far",
  ]);
});
