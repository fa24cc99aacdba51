// Hub and spokes as hosts of the Linux kernel: it delivers what the walk delivers, over as many
// routers. The tables of the hosts are our effective routes; the kernel chooses and forwards.
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatIp, formatPrefix } from "../../src/net/index.ts";
import { type EffectiveRoute, listRoutes } from "../../src/route/index.ts";
import type { Walker } from "../../src/walk/index.ts";
import { SEED } from "../property/arbitraries.ts";
import { network, nic, peered, table } from "../rules/build-network.ts";
import { type Estate, estate } from "../rules/estate.ts";
import { traceBy, walkerOf } from "../rules/walks.ts";
import { findNestedNamespace, type KernelHost, probeHosts } from "./kernel-hosts.ts";

const ESTATES = 12;
const namespace = findNestedNamespace();
if ("missing" in namespace) console.log(`walks in the kernel skipped: ${namespace.missing}`);

const addresses = { vm1: "10.1.0.4", vm2: "10.2.0.4", nva1: "10.0.1.4", nva2: "10.0.2.5" } as const;
type HostName = keyof typeof addresses;
const names = Object.keys(addresses) as HostName[];
const nobody = "10.2.0.99";

const prefixes = [
  "0.0.0.0/0",
  "10.0.0.0/8",
  "10.1.0.0/16",
  "10.2.0.0/16",
  "10.0.0.0/16",
  "10.2.0.0/24",
  "10.2.0.4/32",
  "10.1.0.4/32",
];
const hops = [
  `VirtualAppliance ${addresses.nva1}`,
  `VirtualAppliance ${addresses.nva2}`,
  "VirtualAppliance 10.0.1.99",
  "None",
  "Internet",
];

/** Routes of a table; the first of its next hops is the most frequent one. */
function someRoutes(first: string): fc.Arbitrary<readonly string[]> {
  const hop = fc.constantFrom(first, first, first, ...hops);
  return fc
    .subarray(prefixes, { minLength: 3 })
    .chain((chosen) => fc.tuple(...chosen.map((one) => hop.map((to) => `${one} ${to}`))));
}

const toFirst = `VirtualAppliance ${addresses.nva1}`;
const toSecond = `VirtualAppliance ${addresses.nva2}`;

const someEstate = fc.record({
  tables: fc.tuple(...[toSecond, toFirst, toFirst, "Internet"].map(someRoutes)),
  forwards: fc.tuple(fc.constantFrom(true, true, true, false), fc.constantFrom(true, true, false)),
  isMeshed: fc.boolean(),
});

type SomeEstate = typeof someEstate extends fc.Arbitrary<infer T> ? T : never;

// Chance hardly ever puts two appliances behind each other.
const chained: SomeEstate = {
  tables: [
    [`10.2.0.0/16 ${toSecond}`],
    [`10.0.0.0/8 ${toFirst}`],
    [`10.1.0.0/16 ${toSecond}`],
    [`10.1.0.0/16 ${toFirst}`],
  ],
  forwards: [true, true],
  isMeshed: false,
};

function estateOf({ tables, forwards, isMeshed }: SomeEstate): Estate {
  const flags = { allowForwardedTraffic: true };
  const sides = { hub: flags, spoke1: flags, spoke2: flags };
  const subnet = (prefix: string, at: number) => ({ prefix, table: `rt${at}` });
  return estate(
    network("hub", {
      space: ["10.0.0.0/16"],
      subnets: { nva: subnet("10.0.1.0/24", 0), other: subnet("10.0.2.0/24", 3) },
    }),
    network("spoke1", { space: ["10.1.0.0/16"], subnets: { app: subnet("10.1.0.0/24", 1) } }),
    network("spoke2", { space: ["10.2.0.0/16"], subnets: { app: subnet("10.2.0.0/24", 2) } }),
    peered("hub", "spoke1", sides),
    peered("hub", "spoke2", sides),
    isMeshed ? peered("spoke1", "spoke2", sides) : [],
    ...tables.map((lines, at) => table(`rt${at}`, lines)),
    nic("vm1", "spoke1/app", addresses.vm1),
    nic("vm2", "spoke2/app", addresses.vm2),
    nic("nva1", "hub/nva", addresses.nva1, { enableIPForwarding: forwards[0] }),
    nic("nva2", "hub/other", addresses.nva2, { enableIPForwarding: forwards[1] }),
  );
}

function hostOf({ router }: Walker, name: HostName): KernelHost {
  const { model } = router;
  const found = [...model.nics.values()].find((one) => one.name === name)!;
  const effective = router.tableOf({ subnet: found.subnet!, gateway: undefined })!;
  const rows = listRoutes(effective, model.behavior).filter(({ state }) => state === "active");
  const isAppliance = name.startsWith("nva");
  return {
    name,
    address: addresses[name],
    // Machines pass on nothing, as their interfaces do not.
    forwards: isAppliance && found.forwardsIp,
    routes: rows.flatMap((row) => routeLines(row, addresses[name])),
  };
}

function routeLines({ route, addresses: via }: EffectiveRoute, own: string): readonly string[] {
  const targets = route.prefixes.filter(({ family }) => family === 4).map(formatPrefix);
  const how = targets.map((target) => {
    switch (route.nextHop.kind) {
      case "network":
      case "peering":
        return `${target} dev eth0`;
      case "appliance": {
        const [hop] = via.map(formatIp);
        // The kernel takes no route over itself; a packet that comes back to its sender is lost.
        return hop === own ? `blackhole ${target}` : `${target} via ${hop} dev eth0 onlink`;
      }
      default:
        return `blackhole ${target}`;
    }
  });
  return how;
}

test.skipIf("missing" in namespace)(
  "the kernel delivers what the walk delivers, over as many routers",
  () => {
    const command = "command" in namespace ? namespace.command : [];
    const seen = { arrived: 0, lost: 0, overTwo: 0, overOne: 0 };
    const random = fc.sample(someEstate, { seed: SEED, numRuns: ESTATES - 1 });
    for (const sample of [chained, ...random]) {
      const walker = walkerOf(estateOf(sample));
      const hosts = names.map((name) => hostOf(walker, name));
      const arrivals = probeHosts(command, hosts, [...Object.values(addresses), nobody]);
      for (const from of names) {
        for (const to of [...names, "nobody"] as const) {
          if (from === to) continue;
          const target = to === "nobody" ? nobody : addresses[to];
          const { forward } = traceBy(walker, `${from} ${target}:9000/udp`).journeys[0];
          const routers = forward.hops.slice(1, -1).filter(({ isVisible }) => isVisible).length;
          const lived = arrivals.filter((one) => one.from === from && one.to === to);
          const least = Math.min(...lived.map(({ ttl }) => ttl));
          const isThere = forward.disposition === "delivered";
          const told = `${from} to ${target}: ${forward.disposition}, ${JSON.stringify(sample)}`;
          expect(least, told).toBe(isThere ? routers + 1 : Number.POSITIVE_INFINITY);
          seen[isThere ? "arrived" : "lost"] += 1;
          if (isThere && routers > 1) seen.overTwo += 1;
          if (isThere && routers === 1) seen.overOne += 1;
        }
      }
    }
    expect(seen.arrived).toBeGreaterThan(30);
    expect(seen.lost).toBeGreaterThan(30);
    expect(Math.min(seen.overOne, seen.overTwo)).toBeGreaterThan(0);
    console.log(
      `walks in the kernel: ${ESTATES} estates, ${seen.arrived} arrived, ${seen.overOne + seen.overTwo} of them over routers, ${seen.lost} lost`,
    );
  },
);
