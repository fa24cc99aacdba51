import { expect, test } from "vitest";
import { showText } from "../../../../test/expressions/evaluate-text.ts";

test.each([
  ["equals(1, 1)", "true"],
  ["equals('a', 'a')", "true"],
  ["equals('a', 'A')", "false"],
  ["equals(1, '1')", "false"],
  ["equals(createArray('a', 'b'), createArray('a', 'b'))", "true"],
  ["equals(createArray('a', 'b'), createArray('b', 'a'))", "false"],
  ["equals(createObject('a', 1, 'b', 2), createObject('b', 2, 'a', 1))", "true"],
  ["equals(createObject('a', 1), createObject('A', 1))", "false"],
  ["equals(null(), null())", "true"],
  ["greater(1, 2)", "false"],
  ["greaterOrEquals(2, 2)", "true"],
  ["less(1, 2)", "true"],
  ["lessOrEquals(3, 2)", "false"],
  // By letter first, then lower case before upper: 'A' > 'a', yet 'A' < 'b'.
  ["greater('A', 'a')", "true"],
  ["less('A', 'b')", "true"],
  ["less('a', 1)", "! less() takes a text, like the other as argument 2, not an integer"],
  ["less(1, 'a')", "! less() takes a number, like the other as argument 2, not a text"],
  ["less(true(), 1)", "! less() takes a number or text as argument 1, not a boolean"],
])("%s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

test.each([
  ["equals(x(), x())", "true"],
  ["equals(concat('a', x()), format('a{0}', x()))", "true"],
  ["equals(x(), y())", '{"$unknown":"equals(x, y)"}'],
  ["equals(x(), 'a')", `{"$unknown":"equals(x, 'a')"}`],
  ["equals(createArray(x(), 1), createArray(x(), 2))", "false"],
  [
    "equals(createArray(x(), 1), createArray(y(), 1))",
    '{"$unknown":"equals(createArray(x, 1), createArray(y, 1))"}',
  ],
  ["less(x(), 1)", '{"$unknown":"less(x, 1)"}'],
])("unknown: %s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});
