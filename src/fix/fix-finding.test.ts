// Plans are tried before they are offered. The trap of these tests is a full route table, since
// what repairs it can be chosen freely.
import { expect, test } from "vitest";
import { compile, idOf, network, resource, route, to } from "../../test/resources.ts";
import { snapshotOf } from "../../test/snapshot-of.ts";
import type { Finding, Repair } from "../finding/index.ts";
import { keyOf } from "../model/index.ts";
import { type Fix, fixFinding } from "./fix-finding.ts";
import { type CheckedEstate, checkSnapshot } from "./prove.ts";

const many = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, at) => route(`r${at}`, `10.${at >> 8}.${at & 255}.0/24`));

const resources = [
  network("one", "10.200.0.0/16", {
    subnets: { app: { addressPrefix: "10.200.0.0/24", routeTable: to("routeTables/full") } },
  }),
  resource("routeTables/full", { routes: many(401) }),
  resource("routeTables/nearly", { routes: many(319) }),
];
const table = keyOf(idOf("routeTables/full"));
const nearly = keyOf(idOf("routeTables/nearly"));
const estate = checkSnapshot(snapshotOf(resources), {});
const [full] = estate.findings;
if (full === undefined) throw new Error("the full table is not found");

function fix(
  repair: Repair | undefined,
  brokenIn = (_: CheckedEstate): readonly string[] => [],
): Fix {
  const finding: Finding = { ...(full as Finding), repair };
  const findings = [finding];
  const routes = { form: "tag", region: undefined, most: undefined } as const;
  return fixFinding({ ...estate, findings }, finding, {
    compile: {},
    routes,
    demands: { brokenIn },
  });
}

const names = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => `r${from + at}`);
const removal = (count: number, from = table): Repair => ({
  kind: "removeRoutes",
  table: from,
  routes: names(401 - count, 401),
});

test("what makes the finding go is offered, and the input stays as it was", () => {
  const fixed = fix(removal(100));
  expect(fixed.kind).toBe("fixed");
  if (fixed.kind !== "fixed") return;
  expect(fixed.plan.changes).toMatchObject([
    { kind: "removeRoutes", table: idOf("routeTables/full") },
  ]);
  expect(fixed.proof.after.findings).toEqual([]);
  const before = compile(...resources).model.routeTables.get(table);
  expect(estate.compilation.model.routeTables.get(table)?.routes.length).toBe(
    before?.routes.length,
  );
});

// Each row: what is done, what is demanded, and why it is not offered.
test.each<readonly [string, Repair | undefined, string]>([
  [
    "the trap stays",
    { kind: "setPropagation", table, isOn: false },
    "The finding would still be there.",
  ],
  ["the trap stays, in a milder form", removal(1), "The finding would still be there."],
  ["there is no repair", undefined, "No change can be named for it: only people can decide."],
  [
    "what it is about is gone",
    removal(3, keyOf(idOf("routeTables/gone"))),
    "The route table is not in the snapshot.",
  ],
])("refused: %s", (_, repair, reason) => {
  const refused = fix(repair);
  expect(refused.kind).toBe("refused");
  expect(refused.rejected.map((one) => one.reason)[0]).toContain(reason);
});

test("what brings another trap is refused, and the trap is named", () => {
  const moving: Finding = { ...(full as Finding), subject: ["another"] };
  const before = { ...estate, findings: [moving] };
  const repair: Repair = { kind: "setPropagation", table: nearly, isOn: false };
  const routes = { form: "tag", region: undefined, most: undefined } as const;
  const demands = { brokenIn: () => [] };
  // The estate's own finding is not among those known before, so that it counts as brought.
  const refused = fixFinding(before, { ...moving, repair }, { compile: {}, routes, demands });
  expect(refused.kind).toBe("refused");
  expect(refused.rejected[0]?.reason).toMatch(/^It would bring TR701: Route table full has 401/);
});

test("what breaks a demand is refused; one that was broken before does not count", () => {
  const isAfter = (checked: CheckedEstate) => checked.findings.length === 0;
  const broken = fix(removal(100), (one) => (isAfter(one) ? ["web reaches db"] : []));
  expect(broken.rejected[0]?.reason).toBe("It would break what is asserted: web reaches db");
  expect(fix(removal(100), () => ["web reaches db"]).kind).toBe("fixed");
});
