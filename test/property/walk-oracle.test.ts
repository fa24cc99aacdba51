// The way there against its naive twin: the same hosts, the same ending.
import fc from "fast-check";
import { expect, test } from "vitest";
import { type NaiveWorld, naiveWalk } from "../oracle/naive-walk.ts";
import { network, nic, peering, table } from "../rules/build-network.ts";
import { azureRowsOf, type Estate, estate } from "../rules/estate.ts";
import { pathOf, traceBy, walkerOf } from "../rules/walks.ts";
import { runs } from "./arbitraries.ts";

const numbers = [1, 2, 3, 4] as const;
const pairs = numbers.flatMap((one) => numbers.filter((two) => two < one).map((two) => [one, two]));

const prefixes = [
  "0.0.0.0/0",
  "10.0.0.0/8",
  ...numbers.flatMap((at) => [`10.${at}.0.0/16`, `10.${at}.0.0/24`, `10.${at}.0.4/32`]),
  "10.9.0.0/16",
];

const hops = [
  ...numbers.map((at) => `VirtualAppliance 10.${at}.0.5`),
  ...numbers.map((at) => `VirtualAppliance 10.${at}.0.5`),
  "VirtualAppliance 10.1.0.99",
  "VirtualAppliance 10.9.0.9",
  "None",
  "VnetLocal",
];

const someRoutes = fc
  .subarray(prefixes, { minLength: 1, maxLength: 5 })
  .chain((chosen) =>
    fc.tuple(...chosen.map((one) => fc.constantFrom(...hops).map((hop) => `${one} ${hop}`))),
  );

const usually = fc.constantFrom(true, true, true, false);

const someWorld = fc.record({
  tables: fc.array(someRoutes, { minLength: 8, maxLength: 8 }),
  forwards: fc.array(usually, { minLength: 4, maxLength: 4 }),
  peerings: fc.array(fc.option(fc.tuple(usually, usually), { freq: 4 }), {
    minLength: pairs.length,
    maxLength: pairs.length,
  }),
  regions: fc.array(fc.constantFrom("westeurope", "eastus"), { minLength: 4, maxLength: 4 }),
});

type SomeWorld = typeof someWorld extends fc.Arbitrary<infer T> ? T : never;

// Machines and appliances stand in subnets of their own, with tables of their own.
function estateOf({ tables, forwards, peerings, regions }: SomeWorld): Estate {
  return estate(
    ...numbers.map((at) =>
      network(`n${at}`, {
        space: [`10.${at}.0.0/16`],
        region: regions[at - 1] ?? "",
        subnets: {
          vm: { prefix: `10.${at}.0.4/32`, table: `rt${at - 1}` },
          nva: { prefix: `10.${at}.0.5/32`, table: `rt${at + 3}` },
        },
      }),
    ),
    ...tables.map((lines, at) => table(`rt${at}`, lines)),
    ...numbers.flatMap((at) => [
      nic(`vm${at}`, `n${at}/vm`, `10.${at}.0.4`),
      nic(`nva${at}`, `n${at}/nva`, `10.${at}.0.5`, { enableIPForwarding: forwards[at - 1] }),
    ]),
    ...peerings.flatMap((sides, at) => {
      const [one, two] = (pairs[at] ?? []).map((number) => `n${number}`);
      if (sides === null || one === undefined || two === undefined) return [];
      return [
        peering(one, two, { allowForwardedTraffic: sides[0] }),
        peering(two, one, { allowForwardedTraffic: sides[1] }),
      ];
    }),
  );
}

function worldOf(base: Estate, { forwards, peerings }: SomeWorld): NaiveWorld {
  const accepts = peerings.flatMap((sides, at) => {
    const [one, two] = pairs[at] ?? [];
    if (sides === null) return [];
    return [
      [`n${one} from n${two}`, sides[0]],
      [`n${two} from n${one}`, sides[1]],
    ] as const;
  });
  return {
    spaces: new Map(numbers.map((at) => [`n${at}`, `10.${at}.`])),
    accepts: new Map(accepts),
    hosts: numbers.flatMap((at) =>
      (["vm", "nva"] as const).map((kind) => ({
        name: `${kind}${at}`,
        network: `n${at}`,
        address: `10.${at}.0.${kind === "vm" ? 4 : 5}`,
        forwards: kind === "nva" && forwards[at - 1] === true,
        rows: azureRowsOf(base, `${kind}${at}`),
      })),
    ),
  };
}

test("a packet takes the way that its naive twin takes", () => {
  const seen = new Map<string, number>();
  let longest = 0;
  fc.assert(
    fc.property(someWorld, (some) => {
      const base = estateOf(some);
      const world = worldOf(base, some);
      const walker = walkerOf(base);
      const targets = [...world.hosts.map(({ address }) => address), "10.2.0.77", "10.9.0.4"];
      for (const from of world.hosts) {
        for (const target of targets.filter((one) => one !== from.address)) {
          const { forward } = traceBy(walker, `${from.name} ${target}:443`).journeys[0];
          const found = `${pathOf(forward)}: ${forward.disposition}`;
          expect(found).toBe(naiveWalk(world, from, target));
          seen.set(forward.disposition, (seen.get(forward.disposition) ?? 0) + 1);
          longest = Math.max(longest, forward.hops.length);
        }
      }
    }),
    runs(60),
  );
  expect(seen.size).toBe(7);
  expect(Math.min(...seen.values())).toBeGreaterThan(20);
  expect(longest).toBeGreaterThan(4);
});
