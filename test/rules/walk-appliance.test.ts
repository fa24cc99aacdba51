// WE-22 and its neighbors: a hub with an appliance between two spokes, and one defect at a time.
import { expect, test } from "vitest";
import { fact, type Json, reference, resource } from "./arm-json.ts";
import { loadBalancer, network, nic, peered, peering, table } from "./build-network.ts";
import { type Estate, estate, type Part } from "./estate.ts";
import { endingOf, pathOf, reasonOf, trace } from "./walks.ts";

interface Defect {
  /** Next hop of the user routes. */
  readonly hop?: string;
  /** Properties of the appliance's interface. */
  readonly nva?: Json;
  /** Properties of spoke2's peering to the hub. */
  readonly flags?: Json;
  /** Whether spoke2 has the route table. */
  readonly hasTable2?: boolean;
  /** Subnets of which name that have the security group `nsg`. */
  readonly group?: "nva" | "spoke2";
  readonly more?: readonly Part[];
}

const forwarding = { enableIPForwarding: true };
const group = { networkSecurityGroup: reference("networkSecurityGroups", "nsg") };

function hubAndSpokes(defect: Defect = {}): Estate {
  const { hop = "10.4.2.101", nva = forwarding, flags, hasTable2 = true, more = [] } = defect;
  const accepts = { allowForwardedTraffic: true };
  const filtered = (name: Defect["group"]): Json => (defect.group === name ? group : {});
  return estate(
    network("hub", {
      space: ["10.4.0.0/16"],
      subnets: { nva: { prefix: "10.4.2.0/24", more: filtered("nva") } },
    }),
    network("spoke1", {
      space: ["10.1.0.0/16"],
      subnets: { app: { prefix: "10.1.0.0/24", table: "rt" } },
    }),
    network("spoke2", {
      space: ["10.2.0.0/16"],
      subnets: {
        app: {
          prefix: "10.2.0.0/24",
          ...(hasTable2 ? { table: "rt" } : {}),
          more: filtered("spoke2"),
        },
      },
    }),
    peered("hub", "spoke1", { hub: accepts, spoke1: accepts }),
    peered("hub", "spoke2", { hub: accepts, spoke2: { ...accepts, ...flags } }),
    table("rt", [`10.0.0.0/8 VirtualAppliance ${hop}`]),
    resource("networkSecurityGroups", "nsg", { securityRules: [] }),
    nic("nva", "hub/nva", "10.4.2.101", nva),
    nic("vm1", "spoke1/app", "10.1.0.4"),
    nic("vm2", "spoke2/app", "10.2.0.4"),
    ...more,
  );
}

const guest = (forwarding: string, more: Json = {}) =>
  fact("guests", "nva", {
    networkInterface: reference("networkInterfaces", "nva"),
    forwarding,
    ...more,
  });

const defects: readonly [what: string, defect: Defect, ending: string, rule: string][] = [
  ["WE-22: none", {}, "delivered / delivered", "FWD-1"],
  ["WE-22, FWD-5: IP forwarding is off", { nva: {} }, "ipForwardingDisabled / -", "FWD-5"],
  [
    "WE-22, FWD-5: the guest does not forward",
    { more: [guest("drop")] },
    "guestDrops / -",
    "FWD-5",
  ],
  [
    "WE-22, PEER-6: the receiver takes no forwarded traffic",
    { flags: { allowForwardedTraffic: false } },
    "forwardedTrafficNotAllowed / -",
    "PEER-6",
  ],
  ["WE-22: no route back", { hasTable2: false }, "delivered / droppedByNoneRoute", "SYS-3"],
  ["WE-22, UDR-3: nobody at the next hop", { hop: "10.4.9.9" }, "nextHopUnreachable / -", "UDR-3"],
  [
    "WE-22, EFF-5: the next hop is in no connected network",
    { hop: "10.9.9.9" },
    "nextHopUnreachable / -",
    "EFF-5",
  ],
  [
    "WE-22, NSG-7: both spokes are in the appliance's VirtualNetwork tag",
    { group: "nva" },
    "delivered / delivered",
    "NSG-7",
  ],
  [
    "WE-22, NSG-7: the route puts the other spoke into the tag",
    { group: "spoke2" },
    "delivered / delivered",
    "NSG-7",
  ],
  [
    "WE-22, NSG-7: without the route the other spoke is not in the tag",
    { group: "spoke2", hasTable2: false },
    "deniedByNsg / -",
    "NSG-2",
  ],
];

test.each(defects)("%s", (_, defect, ending, rule) => {
  const found = trace(hubAndSpokes(defect), "vm1 vm2:22");
  expect(endingOf(found)).toBe(ending);
  expect(found.rules).toContain(rule);
  expect(found.works).toBe(ending === "delivered / delivered");
});

test("FWD-26: the same appliance there and back is symmetric", () => {
  const found = trace(hubAndSpokes(), "vm1 vm2:22");
  expect(pathOf(found.journeys[0].forward)).toBe("vm1 > nva > vm2");
  expect(pathOf(found.journeys[0].reply!)).toBe("vm2 > nva > vm1");
  expect(found.isSymmetric).toBe(true);
});

test("UDR-3: which network a next hop is missing from is told", () => {
  expect(reasonOf(trace(hubAndSpokes({ hop: "10.9.9.9" }), "vm1 vm2"))).toBe("nextHopNotConnected");
  expect(reasonOf(trace(hubAndSpokes({ hop: "10.4.9.9" }), "vm1 vm2"))).toBe("nextHopNobody");
});

test("UDR-3: a next hop may be in a peer that the snapshot lacks", () => {
  const alone = (hop: string, properties: Json = {}) =>
    estate(
      network("spoke1", {
        space: ["10.1.0.0/16"],
        subnets: { app: { prefix: "10.1.0.0/24", table: "rt" } },
      }),
      peering("spoke1", "elsewhere", properties),
      table("rt", [`0.0.0.0/0 VirtualAppliance ${hop}`]),
      nic("vm1", "spoke1/app", "10.1.0.4"),
    );
  const known = { remoteAddressSpace: { addressPrefixes: ["10.4.0.0/16"] } };
  expect(reasonOf(trace(alone("10.4.2.101"), "vm1 10.2.0.4"))).toBe("missing");
  expect(reasonOf(trace(alone("10.4.2.101", known), "vm1 10.2.0.4"))).toBe("missing");
  expect(reasonOf(trace(alone("10.9.9.9", known), "vm1 10.2.0.4"))).toBe("nextHopNotConnected");
});

test("X-7: by switch a receiver without the flag only loses the tag", () => {
  const base = hubAndSpokes({ flags: { allowForwardedTraffic: false } });
  const found = trace(base, "vm1 vm2", { forwardedTrafficModel: "tagOnly" });
  expect(endingOf(found)).toBe("delivered / delivered");
});

const second = nic("nva2", "hub/nva", "10.4.2.102", forwarding);

test("SEL-7, FWD-26: equal appliances, and a reply that meets the other one", () => {
  const base = hubAndSpokes({ more: [second] });
  const ecmp = estate(
    ...base.resources.filter(({ name }) => name !== "rt"),
    table("rt", ["10.0.0.0/8 VirtualApplianceEcmp 10.4.2.101 10.4.2.102"]),
  );
  const found = trace(ecmp, "vm1 vm2");
  expect(found.journeys.map(({ reply }) => reply?.disposition).sort()).toEqual([
    "delivered",
    "delivered",
    "statefulDrop",
    "statefulDrop",
  ]);
  expect([endingOf(found), found.works]).toEqual(["delivered / statefulDrop", false]);
  expect(found.warnings.map(({ code }) => code)).toContain("equalPathsDiffer");
  const translated = estate(
    ...ecmp.resources,
    guest("snat"),
    fact("guests", "nva2", {
      networkInterface: reference("networkInterfaces", "nva2"),
      forwarding: "snat",
    }),
  );
  expect(trace(translated, "vm1 vm2").works).toBe(true);
  expect(trace(ecmp, "vm1 vm2", { guestsKeepState: "false" }).works).toBe(true);
});

test("FWD-26: a guest that keeps no state lets any reply pass", () => {
  const back = table("rt2", ["10.0.0.0/8 VirtualAppliance 10.4.2.102"]);
  const base = hubAndSpokes({ more: [second, back] });
  const other = JSON.parse(
    JSON.stringify(base.resources).replace(
      /("name":"app","type":"Microsoft.Network\/virtualNetworks\/subnets","location":"westeurope","properties":\{"addressPrefix":"10.2.0.0\/24","routeTable":\{"id":"[^"]*\/)rt"/,
      '$1rt2"',
    ),
  );
  const asymmetric = estate(...other);
  const found = trace(asymmetric, "vm1 vm2");
  expect([endingOf(found), found.isSymmetric]).toEqual(["delivered / statefulDrop", false]);
  const stateless = estate(
    ...asymmetric.resources,
    fact("guests", "nva2", {
      networkInterface: reference("networkInterfaces", "nva2"),
      forwarding: "forward",
      stateful: false,
    }),
  );
  expect(endingOf(trace(stateless, "vm1 vm2"))).toBe("delivered / delivered");
});

test("UDR-8: an appliance whose own table points back loops", () => {
  const base = hubAndSpokes({ more: [second] });
  const looping = JSON.parse(
    JSON.stringify(base.resources).replace(
      '"addressPrefix":"10.4.2.0/24"',
      `"addressPrefix":"10.4.2.0/24","routeTable":${JSON.stringify(reference("routeTables", "loop"))}`,
    ),
  );
  const found = trace(
    estate(...looping, table("loop", ["10.2.0.0/16 VirtualAppliance 10.4.2.101"])),
    "vm1 vm2",
  );
  expect(found.disposition).toBe("loop");
});

test("FWD-7, FWD-8: through an internal load balancer the reply takes the same member", () => {
  const haPorts = {
    sku: { name: "Standard" },
  };
  const balancer = loadBalancer("ilb", "hub/nva", {
    address: "10.4.2.100",
    members: ["10.4.2.101", "10.4.2.102"],
  });
  const whole = {
    ...balancer,
    ...haPorts,
    properties: {
      ...(balancer["properties"] as Json),
      loadBalancingRules: [
        {
          name: "ha",
          properties: {
            protocol: "All",
            frontendPort: 0,
            backendPort: 0,
            frontendIPConfiguration: {
              id: `${reference("loadBalancers", "ilb")["id"]}/frontendIPConfigurations/f`,
            },
            backendAddressPool: {
              id: `${reference("loadBalancers", "ilb")["id"]}/backendAddressPools/pool`,
            },
          },
        },
      ],
    },
  };
  const found = trace(hubAndSpokes({ hop: "10.4.2.100", more: [second, whole] }), "vm1 vm2");
  expect(found.works).toBe(true);
  expect(found.journeys).toHaveLength(2);
  expect(found.isSymmetric).toBe(true);
  expect(pathOf(found.journeys[1]!.forward)).toBe("vm1 > ilb > nva2 > vm2");
});
