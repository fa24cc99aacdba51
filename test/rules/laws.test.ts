// What holds in every estate, whatever it is made of.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  containsIp,
  equalSets,
  formatIp,
  formatPrefix,
  type Ip,
  parseIp,
  parsePrefix,
  prefixSet,
  rangeSet,
} from "../../src/net/index.ts";
import { type AzureRow, azureRows, explainRows, nextHopWord } from "../../src/report/index.ts";
import {
  decidePrefix,
  findTarget,
  lookupRoute,
  nextHopAddresses,
  Router,
  stretchesOf,
  type View,
} from "../../src/route/index.ts";
import { scanRows } from "../oracle/naive-routes.ts";
import { localSite, siteConnection, vpnGateway } from "./build-gateway.ts";
import { network, table } from "./build-network.ts";
import { compile, type Estate, estate, lineOf } from "./estate.ts";
import { type RandomEstate, randomEstate } from "./random-estate.ts";

const seed = 20261121;

/** Opens an estate with one row per prefix, so that equal paths are not several rows. */
function open(base: Estate) {
  const { model } = compile(base, { ecmpRows: "merged" });
  const router = new Router(model);
  const viewOf = (target: string): View => {
    const found = findTarget(model, target);
    if (found.kind !== "found" || found.target.kind === "hub") throw new Error(target);
    return found.target.view;
  };
  const tableOf = (target: string) => router.tableOf(viewOf(target))!;
  const rowsOf = (target: string): readonly AzureRow[] =>
    azureRows(tableOf(target), model.behavior);
  return { router, viewOf, tableOf, rowsOf };
}

/** Runs a law over random estates, with each target and its rows. */
function forEveryTable(
  numRuns: number,
  law: (at: { readonly opened: ReturnType<typeof open>; readonly target: string }) => void,
): void {
  fc.assert(
    fc.property(randomEstate, ({ base, targets }: RandomEstate) => {
      const opened = open(base);
      for (const target of targets) law({ opened, target });
    }),
    { seed, numRuns },
  );
}

test("one row in force per prefix", () => {
  let checked = 0;
  forEveryTable(300, ({ opened, target }) => {
    const active = opened.rowsOf(target).filter(({ state }) => state === "Active");
    const prefixes = active.map(({ addressPrefix }) => addressPrefix.join());
    expect(prefixes.length).toBe(new Set(prefixes).size);
    checked += prefixes.length;
  });
  expect(checked).toBeGreaterThan(20_000);
});

test("the order of the resources changes nothing", () => {
  let moved = 0;
  const shuffled = randomEstate.chain(({ base, targets }) =>
    fc
      .shuffledSubarray([...base.resources], {
        minLength: base.resources.length,
        maxLength: base.resources.length,
      })
      .map((resources) => ({ base, other: { ...base, resources }, targets })),
  );
  fc.assert(
    fc.property(shuffled, ({ base, other, targets }) => {
      const [one, two] = [open(base), open(other)];
      for (const target of targets) expect(two.rowsOf(target)).toEqual(one.rowsOf(target));
      if (base.resources.some((resource, at) => resource !== other.resources[at])) moved += 1;
    }),
    { seed, numRuns: 200 },
  );
  expect(moved).toBeGreaterThan(190);
});

// Where routes begin and end, and one beside: that is where a look-up goes wrong.
function edgesOf(rows: readonly AzureRow[]): readonly Ip[] {
  return rows.flatMap(({ addressPrefix }) =>
    addressPrefix.flatMap((text) => {
      const prefix = parsePrefix(text)!;
      if (prefix.family === 6) return [];
      const first = prefix.address as number;
      const last = first + 2 ** (32 - prefix.length) - 1;
      return [first, last, first - 1, last + 1].filter((ip) => ip >= 0 && ip < 2 ** 32) as Ip[];
    }),
  );
}

test("a look-up finds what a scan over the listed rows finds", () => {
  const winners = new Map<string, number>();
  forEveryTable(200, ({ opened, target }) => {
    const rows = opened.rowsOf(target);
    const { groups } = opened.tableOf(target);
    for (const ip of new Set(edgesOf(rows))) {
      const match = lookupRoute(groups, ip);
      const naive = scanRows(rows, formatIp(ip));
      const found =
        match === undefined
          ? undefined
          : [
              formatPrefix(match.prefix),
              nextHopWord(match.route.nextHop),
              ...new Set(nextHopAddresses(match.route.nextHop)),
            ].join(" ");
      const expected =
        naive === undefined
          ? undefined
          : [
              naive.prefix,
              naive.row.nextHopType,
              ...naive.row.nextHopIpAddress.map((text) => parseIp(text)),
            ].join(" ");
      if (found !== expected) expect.fail(`${target} ${formatIp(ip)}: ${found}, not ${expected}`);
      const kind = naive?.row.nextHopType ?? "nothing";
      winners.set(kind, (winners.get(kind) ?? 0) + 1);
    }
  });
  for (const kind of [
    "VnetLocal",
    "VNetPeering",
    "VNetGlobalPeering",
    "VirtualNetworkGateway",
    "Internet",
    "None",
    "VirtualAppliance",
    "InterfaceEndpoint",
  ]) {
    expect(winners.get(kind) ?? 0, kind).toBeGreaterThan(100);
  }
});

// A network that nobody knows, with a table and a gateway of its own.
const unrelated = estate(
  network("stranger", {
    space: ["10.1.0.0/16", "203.0.113.0/24"],
    subnets: {
      app: { prefix: "10.1.0.0/24", table: "rt-stranger" },
      GatewaySubnet: "10.1.255.0/27",
    },
  }),
  table("rt-stranger", ["0.0.0.0/0 None"]),
  vpnGateway("gw-stranger", "stranger", { public: "20.9.9.9" }),
  localSite("site-stranger", ["192.168.0.0/16", "10.2.0.0/16"]),
  siteConnection("conn-stranger", "gw-stranger", "site-stranger"),
);

test("the stretches of a table are what look-ups say, end to end", () => {
  let cut = 0;
  forEveryTable(200, ({ opened, target }) => {
    const table = opened.tableOf(target);
    const spaces = ["0.0.0.0/0 ::/0", "10.0.0.0/14 10.2.7.0/25 172.20.0.0/14 fd00::/8"];
    for (const text of spaces) {
      const space = prefixSet(text.split(" ").map((one) => parsePrefix(one)!));
      const stretches = stretchesOf(table, space);
      expect(equalSets(rangeSet(stretches.map(({ range }) => range)), space)).toBe(true);
      for (const [at, { range, route }] of stretches.entries()) {
        const [first, end] = range;
        const last = (typeof end === "number" ? end - 1 : end - 1n) as Ip;
        for (const ip of [first as Ip, last]) {
          expect(lookupRoute(table.groups, ip)?.route, `${target} ${formatIp(ip)}`).toBe(route);
        }
        const next = stretches[at + 1];
        if (next?.range[0] === end) expect(next.route).not.toBe(route);
        cut += 1;
      }
    }
  });
  expect(cut).toBeGreaterThan(10_000);
});

test("a network that nobody is connected to changes no row of the others", () => {
  let compared = 0;
  fc.assert(
    fc.property(randomEstate, ({ base, targets }) => {
      const alone = open(base);
      const joined = open({ ...base, resources: [...base.resources, ...unrelated.resources] });
      for (const target of targets) {
        const rows = alone.rowsOf(target);
        expect(joined.rowsOf(target)).toEqual(rows);
        compared += rows.length;
      }
    }),
    { seed, numRuns: 200 },
  );
  expect(compared).toBeGreaterThan(10_000);
});

test("every Invalid row has an Active row that beats it", () => {
  const beaten = new Map<string, number>();
  forEveryTable(300, ({ opened, target }) => {
    const rows = opened.rowsOf(target);
    const users = rows.filter(({ source, state }) => source === "User" && state === "Active");
    for (const row of rows.filter(({ state }) => state === "Invalid")) {
      const [prefix = ""] = row.addressPrefix;
      const isEqual = users.some(({ addressPrefix }) => addressPrefix.includes(prefix));
      // Of a private endpoint a covering user route is enough (PE-4); it is then what carries the
      // address.
      const address = prefix.split("/")[0]!;
      const carrier = scanRows(rows, address)?.row;
      const isCovered = row.nextHopType === "InterfaceEndpoint" && carrier?.source === "User";
      expect(isEqual || isCovered, lineOf(row)).toBe(true);
      beaten.set(row.nextHopType, (beaten.get(row.nextHopType) ?? 0) + 1);
    }
  });
  for (const kind of [
    "VnetLocal",
    "VNetPeering",
    "VirtualNetworkGateway",
    "Internet",
    "InterfaceEndpoint",
  ]) {
    expect(beaten.get(kind) ?? 0, kind).toBeGreaterThan(20);
  }
});

test("every row tells a place that made it, a rule, and what beat it", () => {
  let explained = 0;
  forEveryTable(40, ({ opened, target }) => {
    for (const row of explainRows(opened.router, opened.viewOf(target))) {
      const { from, rules, because, overriddenBy } = row.explain;
      expect(from.id, lineOf(row)).not.toBe("");
      expect(rules.length, lineOf(row)).toBeGreaterThan(0);
      expect(because, lineOf(row)).not.toBe("");
      expect(overriddenBy !== undefined, lineOf(row)).toBe(row.state === "Invalid");
      explained += 1;
    }
  });
  expect(explained).toBeGreaterThan(2000);
});

test("the parts of a prefix go where their addresses go", () => {
  const kinds = new Map<string, number>();
  forEveryTable(40, ({ opened, target }) => {
    const rows = opened.rowsOf(target);
    const table = opened.tableOf(target);
    for (const text of ["0.0.0.0/0", "10.0.0.0/8", "192.168.0.0/16"]) {
      const asked = parsePrefix(text)!;
      const { shares, candidates } = decidePrefix(table, asked);
      for (const ip of edgesOf(rows).filter((one) => containsIp(asked, one))) {
        const share = shares.find(({ prefixes }) => prefixes.some((part) => containsIp(part, ip)));
        expect(share?.route, formatIp(ip)).toBe(lookupRoute(table.groups, ip)?.route);
      }
      const carriers = new Set(shares.flatMap(({ route }) => route ?? []));
      for (const { route, verdict } of candidates) {
        kinds.set(verdict.kind, (kinds.get(verdict.kind) ?? 0) + 1);
        if (verdict.kind === "carries") expect(carriers).toContain(route);
        else if (verdict.kind !== "withheld") expect(carriers).not.toContain(route);
      }
    }
  });
  for (const kind of ["carries", "shadowed", "lost"]) {
    expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(100);
  }
});
