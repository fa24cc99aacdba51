import { expect, test } from "vitest";
import { copyIndexOf, type Loop } from "./loop.ts";

const resource: Loop = { name: "nets", index: 3, around: undefined, isInner: false };
const property: Loop = { name: "subnets", index: 5, around: resource, isInner: true };

test.each([
  ["the resource's own turn needs no name", property, undefined, 3],
  ["a loop is found by its name", property, "SUBNETS", 5],
  ["so is one further out", property, "nets", 3],
  [
    "a loop of properties is meant where there is no other",
    { ...property, around: undefined },
    undefined,
    5,
  ],
] as const)("%s", (_, loop, name, index) => {
  expect(copyIndexOf(loop, name)).toBe(index);
});

test("a loop that is not there has no turn", () => {
  expect(() => copyIndexOf(undefined, undefined)).toThrow("copyIndex() stands outside of a copy");
  expect(() => copyIndexOf(property, "x")).toThrow("copyIndex() names no copy around it: x");
});
