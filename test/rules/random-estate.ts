// Small random estates: few networks with everything that makes routes, and prefixes that meet
// often.
import fc from "fast-check";
import type { Json } from "./arm-json.ts";
import {
  circuitConnection,
  expressRouteGateway,
  learned,
  localSite,
  peerOf,
  routeServer,
  siteConnection,
  vpnGateway,
} from "./build-gateway.ts";
import { endpoint, network, peering, table } from "./build-network.ts";
import { type Estate, estate, type Part } from "./estate.ts";

/** A random estate, and the subnets whose tables are worth asking for. */
export interface RandomEstate {
  readonly base: Estate;
  readonly targets: readonly string[];
}

// Prefixes of user routes and of what gateways bring: equal to, inside and around the networks and
// the None rows.
const prefixes = [
  "0.0.0.0/0",
  "0.0.0.0/1",
  "128.0.0.0/1",
  "10.0.0.0/8",
  "10.1.0.0/16",
  "10.2.0.0/16",
  "10.3.0.0/16",
  "10.1.0.0/24",
  "10.2.7.0/24",
  "10.1.0.9/32",
  "10.2.0.9/32",
  "10.9.0.0/16",
  "172.16.0.0/12",
  "172.20.2.0/24",
  "192.168.0.0/16",
  "192.168.7.0/24",
  "25.176.0.0/13",
  "16.0.0.0/4",
];

const hops = [
  "VirtualAppliance 10.1.0.4",
  "VirtualAppliance 10.99.0.4",
  "VirtualNetworkGateway",
  "VnetLocal",
  "Internet",
  "None",
];

const somePrefixes = fc.uniqueArray(fc.constantFrom(...prefixes), { maxLength: 5 });

const someRoutes = somePrefixes.chain((chosen) =>
  fc.tuple(...chosen.map((prefix) => fc.constantFrom(...hops).map((hop) => `${prefix} ${hop}`))),
);

const someTable = fc.record({
  lines: someRoutes,
  properties: fc.record({
    disableBgpRoutePropagation: frequent(false),
    disablePeeringRoute: fc.constantFrom("None", "None", "None", "All"),
  }),
});

// Mostly one value, sometimes the other: rare settings would otherwise hide what they switch off.
function frequent(usual: boolean): fc.Arbitrary<boolean> {
  return fc.constantFrom(usual, usual, usual, !usual);
}

const someNetwork = fc.record({
  region: fc.constantFrom("westeurope", "westeurope", "eastus"),
  hasSecondRange: fc.boolean(),
  hasTable: frequent(true),
  policy: fc.constantFrom("Disabled", "Enabled"),
  hasEndpoint: fc.boolean(),
  producer: fc.constantFrom("none", "standby", "pair", "circuit", "server", "standby+circuit"),
  brought: somePrefixes,
  broughtToo: somePrefixes,
});

type SomeNetwork = typeof someNetwork extends fc.Arbitrary<infer T> ? T : never;

const somePeering = fc.record({
  peeringState: fc.constantFrom("Connected", "Connected", "Connected", "Initiated"),
  allowGatewayTransit: fc.boolean(),
  useRemoteGateways: fc.boolean(),
});

/** Estates of two to four networks. */
export const randomEstate: fc.Arbitrary<RandomEstate> = fc
  .integer({ min: 2, max: 4 })
  .chain((count) =>
    fc.record({
      networks: fc.array(someNetwork, { minLength: count, maxLength: count }),
      tables: fc.array(someTable, { minLength: count, maxLength: count }),
      peerings: fc.array(fc.option(fc.tuple(somePeering, somePeering)), {
        minLength: (count * (count - 1)) / 2,
        maxLength: (count * (count - 1)) / 2,
      }),
    }),
  )
  .map(({ networks, tables, peerings }) => {
    const parts = [
      ...networks.map(networkParts),
      ...tables.map(({ lines, properties }, at) => table(`rt${at}`, lines, properties)),
      ...peeringParts(networks.length, peerings),
    ];
    const targets = networks.flatMap((_, at) => [`n${at}/app`, `n${at}/free`]);
    return { base: estate(...parts), targets };
  });

function networkParts(one: SomeNetwork, at: number): Part {
  const { region, hasSecondRange, hasTable, policy, hasEndpoint } = one;
  const name = `n${at}`;
  const own = `10.${at + 1}`;
  return [
    network(name, {
      region,
      space: [`${own}.0.0/16`, ...(hasSecondRange ? [`172.20.${at + 1}.0/24`] : [])],
      subnets: {
        app: { prefix: `${own}.0.0/24`, policy, ...(hasTable ? { table: `rt${at}` } : {}) },
        free: `${own}.1.0/24`,
        GatewaySubnet: `${own}.255.0/27`,
        RouteServerSubnet: `${own}.254.0/27`,
      },
    }),
    hasEndpoint ? endpoint(`pe${at}`, `${name}/app`, [`${own}.0.9`]) : [],
    producerParts(one, at),
  ];
}

function producerParts({ producer, brought, broughtToo }: SomeNetwork, at: number): Part {
  const name = `n${at}`;
  const own = `10.${at + 1}.255`;
  const site = [
    localSite(`site${at}`, broughtToo, "192.168.0.254"),
    siteConnection(`conn${at}`, `gw${at}`, `site${at}`, { enableBgp: true }),
    learned(
      ["connections", `conn${at}`],
      brought.map((prefix) => `${prefix} 192.168.0.254 65010`),
    ),
  ];
  const circuit = [
    expressRouteGateway(`er${at}`, name),
    circuitConnection(`cir${at}`, `er${at}`),
    learned(
      ["connections", `cir${at}`],
      broughtToo.map((prefix) => `${prefix} 10.3.129.${at} 12076-65010`),
    ),
  ];
  const standby = vpnGateway(`gw${at}`, name, { public: `20.0.0.${at}` });
  switch (producer) {
    case "standby":
      return [standby, site];
    case "pair":
      return [vpnGateway(`gw${at}`, name, { instances: [`${own}.4`, `${own}.5`] }), site];
    case "circuit":
      return circuit;
    case "standby+circuit":
      return [standby, site, circuit];
    case "server":
      return [
        routeServer(`rs${at}`, name, { peers: { one: `${own}.9`, two: `${own}.10` } }),
        learned(
          peerOf(`rs${at}`, "one"),
          brought.map((prefix) => `${prefix} ${own}.9 65001`),
        ),
        learned(
          peerOf(`rs${at}`, "two"),
          broughtToo.map((prefix) => `${prefix} ${own}.10 65001`),
        ),
      ];
    default:
      return [];
  }
}

function peeringParts(
  count: number,
  sides: readonly (readonly [Json, Json] | null)[],
): readonly Part[] {
  const pairs = Array.from({ length: count }, (_, one) => one).flatMap((one) =>
    Array.from({ length: one }, (_, other) => [one, other] as const),
  );
  return pairs.flatMap(([one, other], at) => {
    const [near, far] = sides[at] ?? [];
    if (near === undefined || far === undefined) return [];
    return [peering(`n${one}`, `n${other}`, near), peering(`n${other}`, `n${one}`, far)];
  });
}
