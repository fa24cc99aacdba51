// Replies of private endpoints, and what stops calls to them: what each rule says and when it is silent.
import { expect, test } from "vitest";
import type { Behavior } from "../../src/model/index.ts";
import { fact, type Json, reference } from "../rules/arm-json.ts";
import { balancer } from "../rules/build-egress.ts";
import { classicRules, firewall } from "../rules/build-firewall.ts";
import {
  expressRouteGateway,
  localSite,
  siteConnection,
  vpnGateway,
} from "../rules/build-gateway.ts";
import { endpoint, network, nic, peered, type SubnetParts, table } from "../rules/build-network.ts";
import { guardedBy, securityGroup } from "../rules/build-security.ts";
import { serviceEndpoint, serviceId, sqlServer } from "../rules/build-service.ts";
import { type Estate, estate, type Part } from "../rules/estate.ts";
import { findingsOf, linesOf } from "./estate-findings.ts";

interface Detour {
  /** Networks of client, appliance and endpoint. */
  readonly client: "hub" | "spoke";
  readonly target: "hub" | "spoke" | "other";
  readonly appliance: Part;
}

// The appliance is in the hub, at 10.0.1.4; every subnet of machines sends all endpoints there.
function detour({ client, target, appliance }: Detour): Estate {
  const ranges = { hub: "10.0", spoke: "10.1", other: "10.2" } as const;
  const subnets = (name: keyof typeof ranges) => ({
    ...(name === "hub" ? { AzureFirewallSubnet: "10.0.1.0/26", nva: "10.0.1.128/26" } : {}),
    ...(name === client ? { app: { prefix: `${ranges[name]}.3.0/24`, table: "rt" } } : {}),
    ...(name === target
      ? { endpoints: { prefix: `${ranges[name]}.2.0/24`, policy: "Enabled" as const } }
      : {}),
  });
  const flags = { allowForwardedTraffic: true };
  return estate(
    (["hub", "spoke", "other"] as const).map((name) =>
      network(name, { space: [`${ranges[name]}.0.0/16`], subnets: subnets(name) }),
    ),
    peered("hub", "spoke", { hub: flags, spoke: flags }),
    peered("hub", "other", { hub: flags, other: flags }),
    table("rt", [`${ranges[target]}.2.0/24 VirtualAppliance 10.0.1.4`]),
    nic("app-nic", `${client}/app`, `${ranges[client]}.3.4`),
    endpoint("vault", `${target}/endpoints`, [`${ranges[target]}.2.4`]),
    appliance,
  );
}

const allowing = firewall(
  "fw",
  "hub/AzureFirewallSubnet",
  "10.0.1.4",
  classicRules({ all: { kind: "network", rules: ["tcp 10.0.0.0/8 10.0.0.0/8 443"] } }),
);
const allowingAll = firewall(
  "fw",
  "hub/AzureFirewallSubnet",
  "10.0.1.4",
  classicRules({ all: { kind: "network", rules: ["tcp * * *"] } }),
);
const denying = firewall("fw", "hub/AzureFirewallSubnet", "10.0.1.4");
const appliance = (): Json =>
  nic("nva", "hub/AzureFirewallSubnet", "10.0.1.4", { enableIPForwarding: true });
const guest = (forwarding: string) =>
  fact("guests", "nva", { networkInterface: reference("networkInterfaces", "nva"), forwarding });

test.each<readonly [string, Detour, Partial<Behavior>, readonly string[]]>([
  [
    "one network, network rule",
    { client: "hub", target: "hub", appliance: allowing },
    {},
    ["error oneNetwork"],
  ],
  [
    "one network, endpoint elsewhere",
    { client: "hub", target: "spoke", appliance: allowing },
    {},
    ["error oneNetwork"],
  ],
  [
    "one network, where sources are not believed",
    { client: "hub", target: "hub", appliance: allowing },
    { peNoSnatSameVnet: "warn" },
    ["warning oneNetwork"],
  ],
  ["the firewall refuses the call", { client: "hub", target: "hub", appliance: denying }, {}, []],
  [
    "endpoint beside the firewall",
    { client: "spoke", target: "hub", appliance: allowing },
    {},
    ["warning disputed"],
  ],
  [
    "endpoint beside the caller",
    { client: "spoke", target: "spoke", appliance: allowing },
    {},
    ["warning disputed"],
  ],
  [
    "two spokes: all agree that it works",
    { client: "spoke", target: "other", appliance: allowing },
    {},
    [],
  ],
  [
    "an appliance of which nothing is known",
    { client: "hub", target: "hub", appliance: appliance() },
    {},
    ["warning oneNetwork assumed"],
  ],
  [
    "a guest that forwards",
    { client: "hub", target: "hub", appliance: [appliance(), guest("forward")] },
    {},
    ["error oneNetwork"],
  ],
  [
    "a guest that translates",
    { client: "hub", target: "hub", appliance: [appliance(), guest("snat")] },
    {},
    [],
  ],
  [
    "PE-12: the tag",
    {
      client: "hub",
      target: "hub",
      appliance: { ...appliance(), tags: { disableSnatOnPL: "true" } },
    },
    {},
    [],
  ],
])("TR204, %s", (_, parts, switches, expected) => {
  const found = findingsOf(detour(parts), "TR204", switches).map(
    ({ severity, subject, assumptions }) =>
      `${severity} ${subject[0]}${assumptions.length > 0 ? " assumed" : ""}`,
  );
  expect(found).toEqual(expected);
});

test("TR204: what a VPN gateway brings beside it, and what an ExpressRoute gateway brings", () => {
  const beside = (gateway: Part) =>
    estate(
      network("hub", {
        space: ["10.0.0.0/16"],
        subnets: {
          GatewaySubnet: { prefix: "10.0.0.0/27", table: "gw" },
          AzureFirewallSubnet: "10.0.1.0/26",
          endpoints: { prefix: "10.0.2.0/24", policy: "Enabled" },
        },
      }),
      table("gw", ["10.0.2.0/24 VirtualAppliance 10.0.1.4"]),
      endpoint("vault", "hub/endpoints", ["10.0.2.4"]),
      allowingAll,
      gateway,
      localSite("dc", ["192.168.0.0/24"]),
      siteConnection("to-dc", "gw", "dc"),
    );
  const subjects = (gateway: Part) =>
    findingsOf(beside(gateway), "TR204").map(
      ({ severity, subject }) => `${severity} ${subject[0]}`,
    );
  expect(subjects(vpnGateway("gw", "hub", { public: "20.0.0.1" }))).toEqual([
    "warning gatewayBeside",
  ]);
  expect(subjects(expressRouteGateway("gw", "hub"))).toEqual([]);
});

test("TR204: every member behind a load balancer keeps the source", () => {
  const at = ["10.0.1.140", "10.0.1.141"];
  const forwards = { enableIPForwarding: true };
  const appliances = [
    balancer("lb", {
      frontends: { f: "10.0.1.4@hub/AzureFirewallSubnet" },
      pools: { pool: at },
      rules: { ha: "f 0/All pool" },
    }),
    at.map((address, number) => nic(`nva${number}`, "hub/nva", address, forwards)),
  ];
  const base = detour({ client: "hub", target: "hub", appliance: appliances });
  const [finding] = findingsOf(base, "TR204");
  expect(finding?.message).toContain("through nva0 and nva1, which keep their source");
  expect(finding?.repair).toMatchObject({ kind: "keepSourceToPrivateLink", nics: { length: 2 } });
});

interface Guarded {
  readonly rules: readonly string[];
  readonly policy?: SubnetParts["policy"];
  readonly more?: readonly Part[];
}

test.each<readonly [string, Guarded, readonly string[]]>([
  ["a rule that denies", { rules: ["100 in deny * * * * *"] }, ["warning TR207"]],
  [
    "with the policy",
    { rules: ["100 in deny * * * * *"], policy: "NetworkSecurityGroupEnabled" },
    [],
  ],
  ["a rule about others", { rules: ["100 in deny * * * 10.0.9.0/24 *"] }, []],
  ["a rule about another port", { rules: ["100 in deny Tcp * * * 22"] }, []],
  [
    "everybody inside is let in before",
    { rules: ["100 in allow * VirtualNetwork * * *", "200 in deny * * * * *"] },
    [],
  ],
  [
    "somebody is let in before",
    { rules: ["100 in allow * 10.0.3.0/24 * * *", "200 in deny * * * * *"] },
    ["warning TR207"],
  ],
  ["the Internet has no way there", { rules: ["100 in deny * Internet * * *"] }, []],
  ["outbound rules mean nothing", { rules: ["100 out deny * * * * *"] }, []],
  ["nobody wrote a rule", { rules: [] }, []],
  [
    "machines stand there too",
    { rules: ["100 in deny * * * * *"], more: [nic("vm", "net/endpoints", "10.0.2.9")] },
    ["info TR207"],
  ],
])("TR207, PE-10: %s", (_, { rules, policy = "Disabled", more = [] }, expected) => {
  const base = estate(
    network("net", {
      space: ["10.0.0.0/16"],
      subnets: { endpoints: { prefix: "10.0.2.0/24", policy, more: guardedBy("nsg") } },
    }),
    securityGroup("nsg", rules),
    endpoint("vault", "net/endpoints", ["10.0.2.4"]),
    ...more,
  );
  expect(linesOf(base, "TR207")).toEqual(expected);
});

const sql = serviceId("sql", "db");

test("TR209: the service's own list decides", () => {
  const base = (own: string, listed?: string) =>
    estate(
      network("net", { space: ["10.0.0.0/16"], subnets: { endpoints: "10.0.2.0/24" } }),
      serviceEndpoint("sql", "net/endpoints", {
        address: "10.0.2.4",
        service: sql,
        group: "sqlServer",
        status: own,
      }),
      sqlServer("db", listed === undefined ? {} : { endpoints: { sql: listed } }),
    );
  expect(linesOf(base("Approved"), "TR209")).toEqual([]);
  expect(linesOf(base("Rejected"), "TR209")).toEqual(["warning TR209"]);
  expect(linesOf(base("Approved", "Disconnected"), "TR209")).toEqual(["warning TR209"]);
  expect(linesOf(base("Pending", "Approved"), "TR209")).toEqual([]);
});
