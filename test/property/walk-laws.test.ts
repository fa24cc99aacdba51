// What holds for every walk, on random estates with everything that a packet may meet.
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Disposition, dispositions, isSuccess } from "../../src/flow/index.ts";
import { prefixKey } from "../../src/net/index.ts";
import { traceReport } from "../../src/report/index.ts";
import { listRoutes } from "../../src/route/index.ts";
import type { Pass, Trace } from "../../src/walk/index.ts";
import { publicIp } from "../rules/build-egress.ts";
import { network, nic, table } from "../rules/build-network.ts";
import { securityGroup } from "../rules/build-security.ts";
import { type Estate, extend } from "../rules/estate.ts";
import { randomFlow, randomLandscape } from "../rules/random-landscape.ts";
import { tryTrace, walkerOf } from "../rules/walks.ts";
import { runs } from "./arbitraries.ts";

const flows = fc.array(randomFlow, { minLength: 12, maxLength: 12 });

function tracesOf(base: Estate, lines: readonly string[]): readonly (Trace | undefined)[] {
  const walker = walkerOf(base);
  return lines.map((line) => tryTrace(walker, line));
}

function textOf(trace: Trace | undefined): string {
  return trace === undefined ? "" : JSON.stringify(traceReport(trace));
}

function passesOf({ journeys }: Trace): readonly Pass[] {
  return journeys.flatMap(({ forward, reply }) =>
    reply === undefined ? [forward] : [forward, reply],
  );
}

test("every walk ends, once, and says how and why", () => {
  const seen = new Map<Disposition, number>();
  fc.assert(
    fc.property(randomLandscape, flows, (base, lines) => {
      for (const trace of tracesOf(base, lines)) {
        if (trace === undefined) continue;
        for (const { hops, disposition } of passesOf(trace)) {
          seen.set(disposition, (seen.get(disposition) ?? 0) + 1);
          const steps = hops.flatMap((hop) => hop.steps);
          expect(hops.every((hop) => hop.steps.length > 0)).toBe(true);
          const ends = steps.filter(({ kind }) => kind === "end");
          expect(ends).toHaveLength(1);
          expect(steps.at(-1)).toMatchObject({ kind: "end", disposition });
          expect(ends[0]!.rules.length).toBeGreaterThan(0);
          expect(hops.length).toBeLessThanOrEqual(65);
          for (const { flow } of steps.flatMap((one) => (one.kind === "receive" ? [one] : []))) {
            expect(typeof flow.source).toBe(typeof flow.destination);
          }
        }
        expect(trace.works).toBe(passesOf(trace).every((pass) => isSuccess(pass.disposition)));
        expect(JSON.stringify(traceReport(trace))).not.toMatch(/undefined|NaN|\[object/);
      }
    }),
    runs(250),
  );
  // Not vacuous: walks of every kind.
  expect(dispositions.filter((one) => (seen.get(one) ?? 0) < 1)).toEqual([]);
});

test("equal questions have equal answers, in whatever order the resources stand", () => {
  let moved = 0;
  let several = 0;
  fc.assert(
    fc.property(
      randomLandscape,
      flows,
      fc.array(fc.nat(), { maxLength: 60 }),
      (base, lines, keys) => {
        const order = base.resources.map((resource, at) => ({ resource, key: keys[at] ?? 0, at }));
        order.sort((a, b) => a.key - b.key || a.at - b.at);
        const shuffled = { ...base, resources: order.map(({ resource }) => resource) };
        if (order.some(({ at }, now) => at !== now)) moved += 1;
        const walker = walkerOf(base);
        const first = lines.map((line) => textOf(tryTrace(walker, line)));
        expect(lines.map((line) => textOf(tryTrace(walker, line)))).toEqual(first);
        expect(tracesOf(shuffled, lines).map(textOf)).toEqual(first);
        several += first.filter((text) => text.includes('"paths"')).length;
      },
    ),
    runs(80),
  );
  expect(moved).toBeGreaterThan(60);
  expect(several).toBeGreaterThan(3);
});

const unrelated = [
  network("far", {
    space: ["172.30.0.0/16"],
    subnets: { app: "172.30.0.0/24" },
    region: "japaneast",
  }),
  nic("far-vm", "far/app", "172.30.0.4", { enableIPForwarding: true }),
  securityGroup("unused", ["100 in deny * * * *", "100 out deny * * * *"]),
  table("unused", ["0.0.0.0/0 None"]),
  publicIp("unused", "20.0.9.9"),
];

test("what has nothing to do with a flow changes nothing", () => {
  let followed = 0;
  fc.assert(
    fc.property(randomLandscape, flows, (base, lines) => {
      const before = tracesOf(base, lines).map(textOf);
      expect(tracesOf(extend(base, unrelated), lines).map(textOf)).toEqual(before);
      followed += before.filter((text) => text !== "").length;
    }),
    runs(80),
  );
  expect(followed).toBeGreaterThan(150);
});

test("every route that a walk takes is an Active row of its sender's table", () => {
  let checked = 0;
  fc.assert(
    fc.property(randomLandscape, flows, (base, lines) => {
      const walker = walkerOf(base);
      const { router } = walker;
      const { model } = router;
      const active = (name: string) => {
        const [networkName = "", subnetName = ""] = name.split("/");
        const subnet = [...model.subnets.values()].find(
          (one) => one.name === subnetName && model.networks.get(one.network)?.name === networkName,
        )!;
        const gateways = [undefined, ...model.gateways.keys()];
        return gateways.flatMap((gateway) => {
          const rows = router.tableOf({ subnet: subnet.key, gateway });
          return rows === undefined ? [] : listRoutes(rows, model.behavior);
        });
      };
      for (const line of lines) {
        for (const { hops } of passesOf(tryTrace(walker, line) ?? emptyTrace)) {
          for (const one of hops.flatMap(({ steps }) => steps)) {
            if (one.kind !== "route") continue;
            const fitting = active(one.table).filter(
              ({ state, route }) =>
                state === "active" &&
                route.nextHop.kind === one.route.nextHop.kind &&
                route.source === one.route.source &&
                route.prefixes.some((prefix) => prefixKey(prefix) === prefixKey(one.prefix)),
            );
            expect(fitting, `${line} at ${one.table}`).not.toEqual([]);
            checked += 1;
          }
        }
      }
    }),
    runs(60),
  );
  expect(checked).toBeGreaterThan(200);
});

const emptyTrace = { journeys: [] } as unknown as Trace;

test("a symmetric flow meets the same stateful devices there and back", () => {
  const seen = { symmetric: 0, asymmetric: 0, stateful: 0 };
  fc.assert(
    fc.property(randomLandscape, flows, (base, lines) => {
      for (const trace of tracesOf(base, lines)) {
        for (const { forward, reply, isSymmetric } of trace?.journeys ?? []) {
          if (reply === undefined) continue;
          const [there, back] = [forward, reply].map(({ hops }) =>
            [...new Set(hops.filter((hop) => hop.isStateful).map(({ node }) => node.id))].sort(),
          );
          if (there!.length > 0) seen.stateful += 1;
          expect(JSON.stringify(there) === JSON.stringify(back)).toBe(isSymmetric);
          seen[isSymmetric ? "symmetric" : "asymmetric"] += 1;
          if (isSuccess(reply.disposition) && isSuccess(forward.disposition)) {
            expect(reply.flow.destination).toBe(forward.arrived.source);
          }
        }
      }
    }),
    runs(180),
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThanOrEqual(5);
});
