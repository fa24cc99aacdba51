import { expect, test } from "vitest";
import { locateExpression } from "./locate-expression.ts";
import { parseTraversal } from "./traversal.ts";

const of = (text: string) => ({ references: [text] });
const named = (name: string, text: string) => ({
  name: { constant_value: name },
  subnet_id: of(text),
});

const expressions = {
  location: of("a"),
  identity: { type: of("b") },
  one: [{ subnet_id: of("c") }],
  two: [named("x", "d"), named("Y", "e")],
  body: of("f"),
};
const values = { two: [{ name: "y" }, { name: "X" }] };

test.each([
  ["location", "a"],
  // A block that is there at most once is an object, or a list of one.
  ["identity[0].type", "b"],
  ["one[0].subnet_id", "c"],
  // The values stand in another order than the blocks, and in another case.
  ["two[0].subnet_id", "e"],
  ["two[1].subnet_id", "d"],
  // One expression sets everything below.
  ["body.properties.subnet.id", "f"],
])("%s is set to %s", (path, text) => {
  const located = locateExpression(expressions, values, parseTraversal(path) ?? []);
  expect(located).toEqual({ kind: "expression", expression: of(text) });
});

test.each([
  ["tags", "unset"],
  ["one[0].primary", "unset"],
  ["rule[0].priority", "hidden"],
])("%s is %s", (path, kind) => {
  expect(locateExpression(expressions, values, parseTraversal(path) ?? []).kind).toBe(kind);
});
