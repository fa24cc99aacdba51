// Changes of damaged exports: nothing throws, what can be made is made once, and every form is
// written.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  embeddedChildren,
  findEmbeddedChild,
  listedChildrenOf,
  normalForm,
} from "../../src/arm/index.ts";
import {
  applyChanges,
  changeForms,
  describeObstacle,
  formatChanges,
} from "../../src/change/index.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import { apart, estate } from "../changes/estate.ts";
import { rows } from "../changes/rows.ts";
import { anyMutation, mutate } from "./mutation.ts";

// More with TRUEROUTE_FUZZ_RUNS=20000; another corner with TRUEROUTE_FUZZ_SEED=1.
const numRuns = Number(process.env["TRUEROUTE_FUZZ_RUNS"] ?? 120);
const seed = Number(process.env["TRUEROUTE_FUZZ_SEED"] ?? 20261121);

const changes = rows.map(([, change]) => change);
const documents = [estate, apart(estate)];

const mutant = fc.record({
  document: fc.constantFrom(...documents),
  mutations: fc.array(anyMutation, { minLength: 1, maxLength: 6 }),
});

test("nothing throws, and made twice is made once", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(mutant, ({ document, mutations }) => {
      const text = JSON.stringify(mutate(document, mutations)) ?? "null";
      const snapshot = createSnapshot([[readText({ file: "a.json", text })]]);
      const once = applyChanges(snapshot, changes);
      compileSnapshot(once.snapshot);
      for (const { obstacle } of once.failures) {
        seen.add(obstacle.kind);
        expect(describeObstacle(obstacle)).toMatch(/\.$/);
      }
      const made = changes.filter((one) => once.failures.every(({ change }) => change !== one));
      const again = applyChanges(applyChanges(snapshot, made).snapshot, made);
      const twice = applyChanges(again.snapshot, made);
      expect(normalForm(twice.snapshot.resources.values())).toEqual(
        normalForm(again.snapshot.resources.values()),
      );
      for (const form of changeForms) formatChanges(changes, snapshot.resources, form);
    }),
    { numRuns, seed },
  );
  expect([...seen].sort()).toContain("missing");
});

test("one child is found as all are", () => {
  let found = 0;
  fc.assert(
    fc.property(mutant, ({ document, mutations }) => {
      const text = JSON.stringify(mutate(document, mutations)) ?? "null";
      const { resources } = createSnapshot([[readText({ file: "a.json", text })]]);
      for (const parent of resources.values()) {
        for (const rule of listedChildrenOf(parent.typeKey)) {
          const all = embeddedChildren(parent, rule, () => {});
          for (const { resource } of all) {
            const last = all.findLast((other) => other.resource.id.key === resource.id.key);
            expect(findEmbeddedChild(parent, rule, resource.id)).toEqual(last);
            found += 1;
          }
        }
      }
    }),
    { numRuns, seed },
  );
  expect(found).toBeGreaterThan(numRuns);
});
