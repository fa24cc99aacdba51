import fc from "fast-check";
import { expect, test } from "vitest";
import { findNearest, suggest } from "./nearest.ts";

const names = ["nic-web", "nic-web2", "nic-db", "hub-fw", "Storage.WestEurope", "Storage.WestUS"];

// Each row: what was typed, and what is offered.
const typed: readonly [string, readonly string[]][] = [
  ["nic-wbe", ["nic-web", "nic-db", "nic-web2"]],
  ["NIC-DB", ["nic-db"]],
  ["storage.westeurop", ["Storage.WestEurope"]],
  ["web", ["nic-web", "nic-web2"]],
  ["zzzzzz", []],
  ["", []],
];

test.each(typed)("%j is near %j", (word, nearest) => {
  expect(findNearest(word, names)).toEqual(nearest);
});

test("the question names one, two or three", () => {
  expect(suggest("web", ["nic-web"])).toBe("Did you mean 'nic-web'?");
  expect(suggest("ab", ["ac", "ad"])).toBe("Did you mean 'ac' or 'ad'?");
  expect(suggest("ab", ["ac", "ad", "ae", "af"])).toBe("Did you mean 'ac', 'ad' or 'ae'?");
  expect(suggest("ab", ["xyz"])).toBe("");
});

test("one typing slip in a longer word is always found", () => {
  const word = fc.stringMatching(/^[a-z]{5,12}$/);
  fc.assert(
    fc.property(
      word,
      fc.nat({ max: 4 }),
      fc.constantFrom("drop", "swap", "change"),
      (name, at, slip) => {
        const [before, one, after] = [name.slice(0, at), name[at]!, name.slice(at + 1)];
        const wrong = {
          drop: before + after,
          swap: before.slice(0, -1) + one + (before.at(-1) ?? "") + after,
          change: `${before}0${after}`,
        };
        expect(findNearest(wrong[slip], [name, "0123456789012345"])).toEqual([name]);
      },
    ),
    { seed: 20261121, numRuns: 300 },
  );
});
