import { expect, test } from "vitest";
import { showText } from "../../../../test/expressions/evaluate-text.ts";

test.each([
  ["and(true(), true(), false())", "false"],
  ["and(true(), true())", "true"],
  ["or(false(), true())", "true"],
  ["or(false(), false())", "false"],
  ["not(equals(1, 2))", "true"],
  ["and(true())", "! and() takes at least 2 arguments, not 1"],
  ["and('true', true())", "! and() takes a boolean as argument 1, not a text"],
  ["bool('true')", "true"],
  ["bool('FALSE')", "false"],
  ["bool(1)", "true"],
  ["bool(0)", "false"],
  ["bool('1')", "! bool(): the text is neither true nor false"],
  ["bool(null())", "! bool() takes a boolean, number or text as argument 1, not null"],
  ["if(equals('a', 'a'), 'yes', 'no')", '"yes"'],
  ["if('true', 1, 2)", "! if() takes a boolean as argument 1, not a text"],
  ["coalesce(null(), 'fallback')", '"fallback"'],
  ["coalesce(null(), null())", "null"],
  ["fail('no luck')", "! fail(): no luck"],
  ["fail(secret())", "! fail(): the template gives up"],
])("%s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

// `a` has no member, so that evaluating it is a fault.
test.each([
  ["if(true(), 1, createObject().a)", "1"],
  ["if(false(), createObject().a, 2)", "2"],
  ["and(false(), createObject().a)", "false"],
  ["or(true(), createObject().a)", "true"],
  ["coalesce(1, createObject().a)", "1"],
])("what is not needed is not evaluated: %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});

test.each([
  ["and(x(), false())", "false"],
  ["and(false(), x())", "false"],
  ["and(true(), x())", '{"$unknown":"and(true(), x)"}'],
  ["or(x(), true())", "true"],
  ["or(x(), false())", '{"$unknown":"or(x, false())"}'],
  ["not(x())", '{"$unknown":"not(x)"}'],
  ["coalesce(x(), 'a')", '{"$unknown":"x"}'],
  ["coalesce('a', x())", '"a"'],
  ["if(true(), 'a', x())", '"a"'],
  ["if(x(), 'a', 'b')", `{"$unknown":"if(x, 'a', 'b')"}`],
  ["if(x(), 'a', 'a')", '"a"'],
  // Azure may take the branch that has a value, or end before the fault.
  ["if(x(), createObject().a, 'b')", `{"$unknown":"if(x, ..., 'b')"}`],
  ["if(x(), createObject().a, createObject().b)", '! there is no member "a": the object is empty'],
  ["and(x(), createObject().a)", '{"$unknown":"and(x, ...)"}'],
])("unknown: %s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});
