// What holds for the difference of any two estates.
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileSnapshot } from "../../src/compile/index.ts";
import {
  type Difference,
  differenceOf,
  hopKey,
  isSame,
  type Side,
} from "../../src/difference/index.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import { formatIp, hasIp, type Ip } from "../../src/net/index.ts";
import { listRoutes, lookupRoute, Router, type View } from "../../src/route/index.ts";
import { Walker } from "../../src/walk/index.ts";
import type { Estate } from "../rules/estate.ts";
import { mixed } from "../rules/mixed-estates.ts";
import { randomEstate } from "../rules/random-estate.ts";
import { randomLandscape } from "../rules/random-landscape.ts";

const seed = 20261121;

function sideOf({ resources }: Estate): Side {
  const text = JSON.stringify(resources);
  const snapshot = createSnapshot([[readText({ file: "estate.json", text })]]);
  const { model } = compileSnapshot(snapshot);
  return { resources: snapshot.resources, walker: new Walker(new Router(model)) };
}

const estates = fc.oneof(
  randomEstate.map(({ base }) => base),
  randomLandscape,
);

test("an estate does not differ from itself, in whatever order it is written", () => {
  const shuffled = estates.chain((base) =>
    fc
      .shuffledSubarray([...base.resources], { minLength: base.resources.length })
      .map((resources) => ({ base, other: { ...base, resources } })),
  );
  fc.assert(
    fc.property(shuffled, ({ base, other }) => {
      const difference = differenceOf(sideOf(base), sideOf(other));
      expect(difference.resources).toEqual([]);
      expect(isSame(difference)).toBe(true);
    }),
    { seed, numRuns: 60 },
  );
});

/** Where packets from a view to an address go next, as text. */
function hopAt(side: Side, view: View, ip: Ip): string | undefined {
  const table = side.walker.router.tableOf(view);
  const route = table && lookupRoute(table.groups, ip)?.route;
  return table && hopKey(route && { kind: "route", route });
}

/** First and last addresses of all prefixes of a view's tables on both sides. */
function edgesOf(sides: readonly Side[], view: View): readonly Ip[] {
  const ips = sides.flatMap(({ walker: { router } }) => {
    const table = router.tableOf(view);
    const rows = table === undefined ? [] : listRoutes(table, router.model.behavior);
    return rows.flatMap(({ route }) =>
      route.prefixes.flatMap((prefix) => {
        if (prefix.family === 6) return [prefix.address];
        const last = (prefix.address + 2 ** (32 - prefix.length) - 1) as Ip;
        return [prefix.address, last];
      }),
    );
  });
  return [...new Set(ips)];
}

function viewsOf({ walker }: Side): readonly View[] {
  const { subnets, gateways } = walker.router.model;
  return [
    ...[...subnets.keys()].map((subnet) => ({ subnet, gateway: undefined })),
    ...[...gateways.values()].map(({ key, subnet }) => ({ subnet, gateway: key })),
  ];
}

function changeAt({ tables }: Difference, view: View, ip: Ip): string | undefined {
  const change = tables.find(({ owners }) =>
    owners.some((one) => one.view.subnet === view.subnet && one.view.gateway === view.gateway),
  );
  const shift = change?.shifts.find(({ space }) => hasIp(space, ip));
  return shift && `${hopKey(shift.before)} > ${hopKey(shift.after)}`;
}

test("an address is in a shift of a table exactly when its next hop changes", () => {
  const seen = { changed: 0, unchanged: 0 };
  const pairs = fc.oneof(
    mixed(
      randomEstate.map(({ base }) => base),
      3,
    ),
    mixed(randomLandscape, 3),
  );
  fc.assert(
    fc.property(pairs, (pair) => {
      const [before, after] = [sideOf(pair.before), sideOf(pair.after)];
      const difference = differenceOf(before, after, { mostFlows: 0 });
      const there = viewsOf(after);
      for (const view of viewsOf(before)) {
        if (view.gateway !== undefined && !there.some(({ gateway }) => gateway === view.gateway)) {
          continue;
        }
        // Nobody sends from the subnet of a gateway but the gateway.
        const isItself = view.gateway === undefined;
        if (isItself && there.some((one) => one.gateway && one.subnet === view.subnet)) continue;
        for (const ip of edgesOf([before, after], view)) {
          const [old, now] = [hopAt(before, view, ip), hopAt(after, view, ip)];
          if (old === undefined || now === undefined) continue;
          const want = old === now ? undefined : `${old} > ${now}`;
          const got = changeAt(difference, view, ip);
          expect(got, `${view.subnet} ${view.gateway} ${formatIp(ip)}`).toBe(want);
          seen[want === undefined ? "unchanged" : "changed"] += 1;
        }
      }
    }),
    { seed, numRuns: 300 },
  );
  expect(seen.changed).toBeGreaterThan(2000);
  expect(seen.unchanged).toBeGreaterThan(20_000);
});

test("both ways round the same things differ", () => {
  fc.assert(
    fc.property(mixed(estates, 3), (pair) => {
      const [before, after] = [sideOf(pair.before), sideOf(pair.after)];
      const there = differenceOf(before, after, { mostFlows: 0 });
      const back = differenceOf(after, before, { mostFlows: 0 });
      const opposite = { added: "removed", removed: "added", changed: "changed" } as const;
      expect(back.resources.map(({ kind, id }) => `${kind} ${id}`)).toEqual(
        there.resources.map(({ kind, id }) => `${opposite[kind]} ${id}`),
      );
      expect(back.tables.length).toBe(there.tables.length);
    }),
    { seed, numRuns: 60 },
  );
});
