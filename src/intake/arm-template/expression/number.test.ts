import { expect, test } from "vitest";
import { showText } from "../../../../test/expressions/evaluate-text.ts";

test.each([
  ["add(5, 3)", "8"],
  ["sub(7, 3)", "4"],
  ["mul(5, 3)", "15"],
  ["div(8, 3)", "2"],
  ["div(-8, 3)", "-2"],
  ["mod(7, 3)", "1"],
  ["mod(-7, 3)", "-1"],
  ["div(1, 0)", "! div(): the divisor is zero"],
  ["mod(1, 0)", "! mod(): the divisor is zero"],
  ["mul(4611686018427387904, 2)", "! mul(): the result exceeds 64 bits"],
  ["add('1', 2)", "! add() takes an integer as argument 1, not a text"],
  ["add(json('1.5'), 2)", "! add() takes an integer as argument 1, not a number"],
  ["add(1)", "! add() takes 2 arguments, not 1"],
  ["int('4')", "4"],
  ["int(' -4 ')", "-4"],
  ["int(4)", "4"],
  ["int('4.5')", "! int(): the text is no integer"],
  ["int('9223372036854775808')", "! int(): the integer exceeds 64 bits"],
  ["int(true())", "! int() takes an integer or text as argument 1, not a boolean"],
  ["float('3.0')", "3"],
  ["float('-1.5e2')", "-150"],
  ["float('x')", "! float(): the text is no number"],
  ["max(createArray(0, 3, 2, 5, 4))", "5"],
  ["max(0, 3, 2, 5, 4)", "5"],
  ["min(createArray(0, 3, 2, 5, 4))", "0"],
  ["min(0, json('-0.5'))", "-0.5"],
  ["min(createArray())", "! min(): the array is empty"],
  ["min(createArray('a'))", "! min(): element 0 of the array is no number"],
  ["max(1, 'a')", "! max() takes a number as argument 2, not a text"],
  ["add(x(), 1)", '{"$unknown":"add(x, 1)"}'],
  ["max(createArray(x(), 1))", '{"$unknown":"max(createArray(x, 1))"}'],
])("%s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});
