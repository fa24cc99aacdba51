import { expect, test } from "vitest";
import { mergeBody } from "./addition.ts";

test.each([
  ["a property", { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
  ["inside an object", { p: { a: 1 } }, { p: { b: 2 } }, { p: { a: 1, b: 2 } }],
  [
    "a new entry",
    { l: [{ name: "a" }] },
    { l: [{ name: "b" }] },
    { l: [{ name: "a" }, { name: "b" }] },
  ],
  [
    "to an entry of that name",
    { l: [{ name: "A", x: 1 }] },
    { l: [{ name: "a", y: 2 }] },
    { l: [{ name: "a", x: 1, y: 2 }] },
  ],
  ["an id that is there", { l: [{ id: "/a" }] }, { l: [{ id: "/A" }] }, { l: [{ id: "/A" }] }],
  ["entries without a name", { l: [1] }, { l: [1] }, { l: [1, 1] }],
  ["in place of an unknown", { p: { $unknown: "x" } }, { p: { b: 2 } }, { p: { b: 2 } }],
])("%s", (_, target, added, expected) => {
  expect(mergeBody(target, added)).toEqual(expected);
});
