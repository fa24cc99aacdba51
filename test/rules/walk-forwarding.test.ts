// What packets meet between two hosts and at the edge (sections 8.1 to 8.9 of the rules), each rule
// by itself and through the whole walk.
import { expect, test } from "vitest";
import type { Pass, Step } from "../../src/walk/index.ts";
import { endpoint, network, nic, peered, table } from "./build-network.ts";
import { guardedBy, securityGroup } from "./build-security.ts";
import { type Estate, estate, extend, type Part, withTags } from "./estate.ts";
import { onlyJourney, remarksOf, rulesOf, walkLines } from "./walk-lines.ts";
import { endingOf, reasonOf, sourceOf, trace } from "./walks.ts";

const storage = "20.150.74.9";
const tags = {
  Storage: ["20.150.74.0/24"],
  "Storage.WestEurope": ["20.150.74.0/24"],
  AzureCloud: ["20.150.0.0/16", "104.209.96.0/19"],
};

interface Given {
  /** Routes of the sender's subnet. */
  readonly routes?: readonly string[];
  /** Routes of the receiver's subnet. */
  readonly back?: readonly string[];
  /** Rules of the groups of the sender's, the receiver's and the appliance's subnet. */
  readonly groups?: { readonly a?: string[]; readonly b?: string[]; readonly nva?: string[] };
  readonly isPrivate?: boolean;
  readonly more?: readonly Part[];
}

function land({ routes = [], back = [], groups = {}, isPrivate, more = [] }: Given = {}): Estate {
  const subnet = (name: "a" | "b" | "nva", prefix: string, routeTable: string) => ({
    prefix,
    table: routeTable,
    more: {
      ...(groups[name] === undefined ? {} : guardedBy(`${name}-nsg`)),
      ...(isPrivate === undefined ? {} : { defaultOutboundAccess: !isPrivate }),
    },
  });
  return withTags(
    estate(
      network("net", {
        space: ["10.0.0.0/16"],
        subnets: {
          a: subnet("a", "10.0.0.0/24", "rt"),
          b: subnet("b", "10.0.1.0/24", "back"),
          nva: subnet("nva", "10.0.2.0/24", "nva-rt"),
        },
      }),
      table("rt", routes),
      table("back", back),
      table("nva-rt", []),
      Object.entries(groups).map(([name, lines]) => securityGroup(`${name}-nsg`, lines)),
      nic("vm", "net/a", "10.0.0.4"),
      nic("vm2", "net/b", "10.0.1.4"),
      nic("nva", "net/nva", "10.0.2.4", { enableIPForwarding: true }),
      ...more,
    ),
    tags,
  );
}

const overAppliance = { routes: ["10.0.1.0/24 VirtualAppliance 10.0.2.4"] };

function stepsOf({ hops }: Pass): readonly Step[] {
  return hops.flatMap(({ steps }) => steps);
}

test("FWD-2: the first address of a subnet answers nobody", () => {
  const found = trace(land(), "vm 10.0.1.1");
  expect([endingOf(found), reasonOf(found)]).toEqual(["noSuchHost / -", "addressReserved"]);
  expect(found.rules).toContain("FWD-2");
});

test("FWD-3: an appliance receives the packet with its destination unchanged", () => {
  const { forward } = onlyJourney(land(overAppliance), "vm vm2:22");
  const received = stepsOf(forward).flatMap((one) => (one.kind === "receive" ? [one.flow] : []));
  expect(received.map(({ destination }) => destination)).toEqual([0x0a000104, 0x0a000104]);
});

test("FWD-4: the receiver's routes carry its replies, and nothing else", () => {
  const found = trace(land({ back: ["10.0.0.0/24 None"] }), "vm vm2:22");
  expect(endingOf(found)).toBe("delivered / droppedByNoneRoute");
  expect(found.rules).toContain("FWD-4");
});

test("FWD-6: the appliance's group sees the flow of the two hosts, inbound and outbound", () => {
  const denied = (line: string) =>
    endingOf(trace(land({ ...overAppliance, groups: { nva: [line] } }), "vm vm2:22"));
  expect(denied("100 in deny tcp 10.0.0.4 * 10.0.1.4 22")).toBe("deniedByNsg / -");
  expect(denied("100 out deny tcp 10.0.0.4 * 10.0.1.4 22")).toBe("deniedByNsg / -");
  expect(denied("100 in deny tcp * * 10.0.2.4 *")).toBe("delivered / delivered");
});

test("NSG-3: a reply passes rules that would deny it as a new flow", () => {
  const base = land({
    groups: { a: ["100 in deny * * * * *"], b: ["100 out deny * * * * *"] },
  });
  const { reply } = onlyJourney(base, "vm vm2:22");
  expect(reply?.disposition).toBe("delivered");
  expect(rulesOf(reply!)).toContain("NSG-3");
  expect(endingOf(trace(base, "vm2 vm:22"))).toBe("deniedByNsg / -");
});

test("NSG-6: on the way out the group is asked before any route", () => {
  const base = land({ routes: ["10.0.1.0/24 None"], groups: { a: ["100 out deny * * * * *"] } });
  const { forward } = onlyJourney(base, "vm vm2:22");
  expect(forward.disposition).toBe("deniedByNsg");
  expect(stepsOf(forward).filter(({ kind }) => kind === "route")).toEqual([]);
  expect(endingOf(trace(land({ routes: ["10.0.1.0/24 None"] }), "vm vm2:22"))).toBe(
    "droppedByNoneRoute / -",
  );
});

test("FWD-16: a private subnet reaches storage of its own region, and nothing else", () => {
  const base = land({ isPrivate: true });
  expect(endingOf(trace(base, `vm ${storage}`))).toBe("deliveredToService / delivered");
  expect(rulesOf(onlyJourney(base, `vm ${storage}`).forward)).toContain("FWD-16");
  expect(endingOf(trace(base, "vm 8.8.8.8"))).toBe("noOutbound / -");
});

test("FWD-17, FWD-18: Azure's addresses stay on the backbone, others leave at the edge", () => {
  const remarks = (to: string) =>
    remarksOf(onlyJourney(land({ isPrivate: false }), `vm ${to}`).forward);
  expect(remarks("20.150.1.1")).toContain("backbone");
  expect(remarks("20.150.1.1")).not.toContain("internetEdge");
  expect(remarks("8.8.8.8")).toEqual(["internetEdge"]);
});

test("FWD-19: a default route to an appliance takes Azure's services along", () => {
  const base = land({ routes: ["0.0.0.0/0 VirtualAppliance 10.0.2.4"], isPrivate: false });
  for (const to of [storage, "20.150.1.1", "8.8.8.8"]) {
    expect(walkLines(base, `vm ${to}`)[0]).toMatch(/^vm > nva > /);
  }
});

test("FWD-20: the platform's addresses answer whatever routes and groups say", () => {
  const base = land({
    routes: ["0.0.0.0/0 None", "168.63.129.16/32 None"],
    groups: { a: ["100 out deny * * * * *"] },
  });
  for (const to of ["168.63.129.16:53/udp", "169.254.169.254:80"]) {
    const found = trace(base, `vm ${to}`);
    expect(endingOf(found)).toBe("delivered / delivered");
    expect(found.rules).toContain("FWD-20");
  }
});

test("FWD-22: SUSE's old update servers answer a caller with an address of Azure", () => {
  const found = trace(land({ isPrivate: false }), "vm 104.209.97.1");
  expect(found.disposition).toBe("deliveredToService");
  expect(found.rules).toContain("FWD-22");
});

test("FWD-47: a guest of which nobody speaks is taken to keep state, and the switch turns it", () => {
  // The reply never met the appliance on its way there.
  const oneWay = { back: ["10.0.0.0/24 VirtualAppliance 10.0.2.4"] };
  expect(endingOf(trace(land(oneWay), "vm vm2:22"))).toBe("delivered / statefulDrop");
  expect(endingOf(trace(land(oneWay), "vm vm2:22", { guestsKeepState: "false" }))).toBe(
    "delivered / delivered",
  );
  const { assumptions } = trace(land(overAppliance), "vm vm2:22");
  const state = assumptions.find(({ code }) => code === "guestState");
  expect(state?.rules).toEqual(["FWD-47"]);
});

test("FWD-48: a guest of which nobody speaks translates towards the Internet alone", () => {
  const base = land({ routes: ["0.0.0.0/0 VirtualAppliance 10.0.2.4"], isPrivate: false });
  const found = trace(base, "vm 8.8.8.8");
  expect(endingOf(found)).toBe("exitsToInternet / delivered");
  expect(found.rules).toContain("FWD-48");
  expect(found.assumptions.map(({ code }) => code)).toContain("guestTranslates");
  expect(sourceOf(trace(land(overAppliance), "vm vm2:22"))).toBe("10.0.0.4");
});

test("PE-19: an endpoint answers the appliance that sent the packet, not by its routes", () => {
  const accepts = { allowForwardedTraffic: true };
  const base = land({
    more: [
      network("far", {
        space: ["10.1.0.0/16"],
        subnets: { pe: { prefix: "10.1.0.0/24", table: "far-rt", policy: "RouteTableEnabled" } },
      }),
      network("client", {
        space: ["10.2.0.0/16"],
        subnets: { app: { prefix: "10.2.0.0/24", table: "client-rt" } },
      }),
      table("far-rt", ["0.0.0.0/0 None"]),
      table("client-rt", ["10.1.0.9/32 VirtualAppliance 10.0.2.4"]),
      peered("net", "far", { far: accepts }),
      peered("net", "client", { net: accepts, client: accepts }),
      peered("client", "far"),
      nic("cvm", "client/app", "10.2.0.4"),
      endpoint("pe", "far/pe", ["10.1.0.9"]),
    ],
  });
  const [line] = walkLines(base, "cvm 10.1.0.9");
  expect(line).toBe("cvm > nva > pe: delivered answers < nva > cvm: delivered arrived");
  expect(rulesOf(onlyJourney(base, "cvm 10.1.0.9").forward)).toContain("PE-19");
  const direct = extend(base, table("client-rt", []));
  expect(rulesOf(onlyJourney(direct, "cvm 10.1.0.9").forward)).not.toContain("PE-19");
});

test("X-33: pings reach hosts and no endpoint", () => {
  const base = land({ more: [endpoint("pe", "net/b", ["10.0.1.9"])] });
  expect(trace(base, "vm vm2/icmp").disposition).toBe("delivered");
  expect(trace(base, "vm 10.0.1.9/icmp").disposition).toBe("protocolNotCarried");
});
