// Sets of flows against their slow twin: every flow of a cell is followed by itself.
import fc from "fast-check";
import { expect, test } from "vitest";
import { everyService, type FlowSet, formatFlow } from "../../src/flow/index.ts";
import {
  type Ip,
  isEmptySet,
  type PrefixSet,
  parseIp,
  parsePrefix,
  prefixSet,
} from "../../src/net/index.ts";
import {
  exploreFlows,
  type FlowCell,
  type Origin,
  outcomeOf,
  publicFaces,
  Reach,
  senderAt,
} from "../../src/reach/index.ts";
import { Router } from "../../src/route/index.ts";
import { Walker } from "../../src/walk/index.ts";
import { compile, type Estate } from "../rules/estate.ts";
import { randomLandscape } from "../rules/random-landscape.ts";
import { flowSamples } from "./flow-samples.ts";

const seed = Number(process.env["SEED"] ?? 20261121);

function reachOf(estate: Estate): Reach {
  return new Reach(new Walker(new Router(compile(estate).model)));
}

function setOf(text: string): PrefixSet {
  return prefixSet(text.split(" ").map((one) => parsePrefix(one)!));
}

// What no network carries is left out.
const destinations = setOf(
  "1.0.0.0/8 8.0.0.0/8 10.0.0.0/8 20.0.0.0/8 172.16.0.0/12 192.168.0.0/16 203.0.113.0/24 fd00::/14",
);

/** Everybody who sends, with the addresses that they send from. */
function originsOf({ model }: Reach): readonly (readonly [Origin, PrefixSet])[] {
  return [
    ...[...model.networks.values()].map(
      ({ key, addressSpace }) =>
        [
          { kind: "network", network: key },
          prefixSet(addressSpace.map(({ prefix }) => prefix)),
        ] as const,
    ),
    ...[...model.sites.values()].map(
      ({ key, prefixes }) =>
        [{ kind: "site", site: key }, prefixSet(prefixes.map(({ prefix }) => prefix))] as const,
    ),
    [{ kind: "internet" }, setOf("203.0.113.0/25 8.8.8.8/32")] as const,
  ];
}

const known: readonly Ip[] = [
  "10.1.0.4",
  "10.1.0.5",
  "10.1.0.6",
  "10.1.0.100",
  "10.1.2.4",
  "10.1.3.9",
  "10.1.4.4",
  "10.2.0.4",
  "10.2.0.5",
  "10.2.3.9",
  "10.2.0.99",
  "10.3.1.77",
  "192.168.0.4",
  "192.168.9.9",
  "20.150.74.9",
  "20.150.0.9",
  "20.0.0.1",
  "8.8.8.8",
  "8.8.9.9",
].map((text) => parseIp(text)!);

/** What becomes of a flow that is followed by itself. */
function followed(reach: Reach, origin: Origin, flow: FlowCell["example"]): string | undefined {
  const sender = senderAt(reach, origin, flow.source);
  if (sender === undefined || flow.source === flow.destination) return undefined;
  const supposedIn = reach.subnetsAt(flow.destination);
  return outcomeOf(reach.walker.trace({ sender, flow, supposedIn })).key;
}

test("every flow of a cell fares as the one that was followed for it", () => {
  const seen = { cells: 0, flows: 0, working: 0 };
  fc.assert(
    fc.property(randomLandscape, fc.nat(100_000), (estate, pick) => {
      const reach = reachOf(estate);
      for (const [origin, sources] of originsOf(reach)) {
        const isPublic = origin.kind === "internet";
        const receivers = isPublic ? publicFaces([reach]) : destinations;
        if (isEmptySet(receivers)) continue;
        const set: FlowSet = { sources, destinations: receivers, services: everyService };
        let left = 30;
        exploreFlows([reach], { origin, set }, (cell) => {
          const [trace] = cell.traces;
          const want = trace && outcomeOf(trace).key;
          seen.cells += 1;
          if (trace?.works === true) seen.working += 1;
          for (const flow of flowSamples(cell.set, { most: 4, pick: pick + left, known })) {
            const got = followed(reach, origin, flow);
            if (got === undefined) continue;
            seen.flows += 1;
            if (got !== want) {
              expect(
                got,
                `${JSON.stringify(origin)} ${formatFlow(flow)} for ${formatFlow(cell.example)}`,
              ).toBe(want);
            }
          }
          left -= 1;
          return left > 0;
        });
      }
    }),
    { seed, numRuns: Number(process.env["RUNS"] ?? 30) },
  );
  expect(seen.flows).toBeGreaterThan(8000);
  expect(seen.working).toBeGreaterThan(500);
});
