// Walks through an Azure Firewall: who judges, who is seen, and where replies go.
import { expect, test } from "vitest";
import { reference, subnetReference } from "./arm-json.ts";
import { type Collections, firewall, group, policy, publicIp } from "./build-firewall.ts";
import { announcing, learned, localSite, siteConnection, vpnGateway } from "./build-gateway.ts";
import { network, nic, peered, table } from "./build-network.ts";
import { type Estate, estate, extend, type Part } from "./estate.ts";
import { endingOf, pathOf, reasonOf, sourceOf, trace } from "./walks.ts";

const accepts = { allowForwardedTraffic: true };
const open: Collections = { net: { kind: "network", rules: ["any * * *"] } };

interface Parts {
  readonly rules?: Collections;
  readonly firewall?: Part;
  readonly spoke2Table?: string;
  readonly more?: readonly Part[];
}

function hubAndSpokes({
  rules = open,
  spoke2Table = "rt",
  more = [],
  ...parts
}: Parts = {}): Estate {
  const policed = { firewallPolicy: reference("firewallPolicies", "p") };
  return estate(
    network("hub", {
      space: ["10.0.0.0/16"],
      subnets: {
        AzureFirewallSubnet: { prefix: "10.0.1.0/26", table: "fw-rt" },
        AzureFirewallManagementSubnet: "10.0.1.64/26",
        app: "10.0.2.0/24",
        GatewaySubnet: "10.0.255.0/27",
      },
    }),
    ...["spoke1", "spoke2"].map((name, at) =>
      network(name, {
        space: [`10.${at + 1}.0.0/16`],
        subnets: {
          app: { prefix: `10.${at + 1}.0.0/24`, table: name === "spoke2" ? spoke2Table : "rt" },
        },
      }),
    ),
    peered("hub", "spoke1", { hub: accepts, spoke1: accepts }),
    peered("hub", "spoke2", { hub: accepts, spoke2: accepts }),
    table("rt", ["0.0.0.0/0 VirtualAppliance 10.0.1.4"]),
    table("none", []),
    publicIp("fw-ip", "20.0.0.1"),
    parts.firewall ?? firewall("fw", "hub/AzureFirewallSubnet", "10.0.1.4", policed),
    policy("p"),
    group("p/rules", 100, rules),
    nic("vm1", "spoke1/app", "10.1.0.4"),
    nic("vm2", "spoke2/app", "10.2.0.4"),
    nic("peer", "hub/app", "10.0.2.4"),
    table("fw-rt", []),
    more,
  );
}

test("FWD-24, X-32: between private addresses the source stays, and an instance is the hop", () => {
  const found = trace(hubAndSpokes(), "vm1 vm2:22");
  expect([endingOf(found), sourceOf(found), found.isSymmetric]).toEqual([
    "delivered / delivered",
    "10.1.0.4",
    true,
  ]);
  expect(pathOf(found.journeys[0].forward)).toBe("vm1 > fw > vm2");
  expect(found.journeys[0].forward.hops[1]).toMatchObject({ isVisible: true, isStateful: true });
});

test("FWD-24: to the Internet the source is the firewall's public address", () => {
  const found = trace(hubAndSpokes(), "vm1 8.8.8.8");
  expect([endingOf(found), sourceOf(found)]).toEqual(["exitsToInternet / delivered", "20.0.0.1"]);
  expect(pathOf(found.journeys[0].reply!)).toBe("internet > fw > vm1");
});

test("FWD-24: what no rule allows is denied", () => {
  const found = trace(hubAndSpokes({ rules: {} }), "vm1 vm2:22");
  expect([found.disposition, reasonOf(found)]).toEqual(["deniedByFirewall", "firewallDenies"]);
});

test("FWD-26: a reply that meets the firewall without a session is lost", () => {
  const back = table("back", ["10.0.0.0/16 VirtualAppliance 10.0.1.4"]);
  const found = trace(hubAndSpokes({ spoke2Table: "back", more: [back] }), "peer vm2:22");
  expect(endingOf(found)).toBe("delivered / statefulDrop");
  expect([found.isSymmetric, found.works]).toEqual([false, false]);
});

test("FWD-26: a reply that goes past the firewall arrives, and the reader is warned", () => {
  const found = trace(hubAndSpokes({ spoke2Table: "none" }), "vm1 peer:22");
  expect(endingOf(found)).toBe("delivered / delivered");
  const base = hubAndSpokes({ more: [peered("spoke1", "spoke2", {})], spoke2Table: "none" });
  const bypassed = trace(
    extend(
      base,
      table("rt", ["0.0.0.0/0 VirtualAppliance 10.0.1.4", "10.2.0.0/16 VirtualAppliance 10.0.1.4"]),
    ),
    "vm1 vm2:22",
  );
  expect([endingOf(bypassed), bypassed.isSymmetric]).toEqual(["delivered / delivered", false]);
  expect(bypassed.warnings.map(({ code }) => code)).toEqual(["asymmetric", "replyBypassesDevice"]);
});

test("FWD-24: DNAT on the public address, and the reply by the same way", () => {
  const rules: Collections = {
    in: { kind: "nat", rules: ["tcp * 20.0.0.1 443 -> 10.2.0.4:8443"] },
  };
  const found = trace(hubAndSpokes({ rules }), "internet 20.0.0.1:443");
  expect([endingOf(found), sourceOf(found)]).toEqual(["delivered / exitsToInternet", "10.0.1.5"]);
  expect(found.journeys[0].forward.arrived).toMatchObject({ destinationPort: 8443 });
  expect(pathOf(found.journeys[0].reply!)).toBe("vm2 > fw > internet");
});

test("FWD-4: what a firewall sends itself is answered to it", () => {
  const found = trace(hubAndSpokes(), "fw peer:22");
  expect([endingOf(found), sourceOf(found)]).toEqual(["delivered / delivered", "10.0.1.5"]);
  expect(pathOf(found.journeys[0].reply!)).toBe("peer > fw");
});

const tunnel: readonly Part[] = [
  vpnGateway("gw", "hub", { public: "20.0.0.9" }),
  localSite("dc", ["192.168.0.254/32"], "192.168.0.254"),
  siteConnection("to-dc", "gw", "dc", { enableBgp: true }),
  learned(
    ["connections", "to-dc"],
    ["0.0.0.0/0 192.168.0.254 65010", "192.168.0.0/16 192.168.0.254 65010"],
  ),
  {
    ...announcing("dc", ["192.168.0.0/16"], [reference("connections", "to-dc")]),
    properties: {
      addressPrefixes: ["192.168.0.0/16"],
      advertisedPrefixes: ["192.168.0.0/16", "0.0.0.0/0"],
      asn: 65010,
      connectedTo: [reference("connections", "to-dc")],
      internetEgress: { publicIPAddress: "203.0.113.7" },
    },
  },
];

test("FWD-25: in forced-tunnel mode Internet-bound flows leave with a private address of the firewall", () => {
  const forced = firewall("fw", "hub/AzureFirewallSubnet", "10.0.1.4", {
    firewallPolicy: reference("firewallPolicies", "p"),
    managementIpConfiguration: {
      name: "m",
      properties: { subnet: subnetReference("hub/AzureFirewallManagementSubnet") },
    },
  });
  const found = trace(hubAndSpokes({ firewall: forced, more: tunnel }), "vm1 8.8.8.8");
  expect(pathOf(found.journeys[0].forward)).toBe("vm1 > fw > gw > dc > internet");
  expect([endingOf(found), sourceOf(found)]).toEqual([
    "exitsToInternet / delivered",
    "203.0.113.7",
  ]);
  const translations = found.journeys[0].forward.hops[1]!.steps.flatMap((step) =>
    step.kind === "translate" ? [step.to.source] : [],
  );
  expect(translations).toHaveLength(1);
});
