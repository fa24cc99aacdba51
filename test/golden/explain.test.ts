// Every row of every case explains itself: the resource and JSON pointer that made it, its rules,
// and for an Invalid row the winner.
import { expect, test } from "vitest";
import { isJsonObject, type Snapshot } from "../../src/arm/index.ts";
import { explainDecision, explainRows, type From } from "../../src/report/index.ts";
import { isRuleId } from "../../src/rule/index.ts";
import { listTargets, Router, targetName } from "../../src/route/index.ts";
import { caseNames, readCase } from "./read-case.ts";

function valueAt(snapshot: Snapshot, { id, pointer }: From): unknown {
  const resource = [...snapshot.resources.values()].find((one) => one.place.resource === id || one.id.text === id);
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (value, step) =>
        Array.isArray(value) ? value[Number(step)] : isJsonObject(value) ? value[step] : undefined,
      resource?.body,
    );
}

let invalidRows = 0;

for (const name of caseNames()) {
  test(`${name}: each row names what made it`, () => {
    const { model, snapshot } = readCase(name);
    const router = new Router(model);
    for (const target of listTargets(model)) {
      if (target.kind === "hub") continue;
      for (const row of explainRows(router, target.view)) {
        const { from, rules, because, overriddenBy } = row.explain;
        const text = `${targetName(model, target)}: ${row.source} ${row.addressPrefix[0]} ${row.nextHopType}`;
        expect(rules.length, text).toBeGreaterThan(0);
        expect(rules.every(isRuleId), text).toBe(true);
        expect(because, text).not.toBe("");
        if (from.id !== "platform") expect(valueAt(snapshot, from), text).toBeDefined();
        if (row.state === "Active") expect(overriddenBy, text).toBeUndefined();
        else {
          invalidRows += 1;
          expect(overriddenBy?.because, text).toBeTruthy();
          expect(overriddenBy?.from.id, text).not.toBe("");
        }
      }
    }
  });

  test(`${name}: the first address of each row is decided, with losers and winner`, () => {
    const { model } = readCase(name);
    const router = new Router(model);
    for (const target of listTargets(model)) {
      if (target.kind === "hub") continue;
      const table = router.tableOf(target.view);
      const addresses = table?.groups.flatMap(({ group }) =>
        group.routes.flatMap(({ prefixes }) => prefixes.slice(0, 1).map((prefix) => prefix.address)),
      );
      for (const asked of new Set(addresses)) {
        const report = explainDecision(router, { view: target.view, name: "x", asked });
        const losers = report?.candidates.filter(({ verdict }) => verdict !== "carries") ?? [];
        expect(report?.candidates.length).toBeGreaterThan(0);
        for (const loser of losers) expect(loser.lostBecause, loser.addressPrefix).toBeTruthy();
      }
    }
  });
}

test("some rows were Invalid", () => {
  expect(invalidRows).toBeGreaterThan(50);
});
