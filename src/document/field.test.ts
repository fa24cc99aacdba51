import { expect, test } from "vitest";
import {
  booleanAt,
  choicesAt,
  fieldsAt,
  itemsAt,
  type Mistake,
  type Spot,
  textAt,
  textsAt,
} from "./field.ts";

function spotOf(value: unknown): { readonly spot: Spot; readonly mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  return { spot: { value, pointer: "", report: (one) => mistakes.push(one) }, mistakes };
}

test("a mapping gives its fields; null counts as absent, and unknown keys are mistakes", () => {
  const { spot, mistakes } = spotOf({ name: "a", other: null, "na/me": 1 });
  const fields = fieldsAt(spot, ["name", "other"], "a thing");
  expect(fields?.at("name")).toMatchObject({ value: "a", pointer: "/name" });
  expect(fields?.at("other")).toBeUndefined();
  expect(mistakes).toEqual([
    {
      pointer: "/na~1me",
      key: "na/me",
      message: "'na/me' is not a field of a thing",
      word: "na/me",
      known: ["name", "other"],
    },
  ]);
});

test("names of Object's own are no fields", () => {
  const { spot } = spotOf({});
  expect(fieldsAt(spot, ["constructor"], "a thing")?.at("constructor")).toBeUndefined();
});

test.each<[string, (spot: Spot) => unknown, unknown, unknown, string | undefined]>([
  ["a mapping", (spot) => fieldsAt(spot, ["a"], "it"), [], undefined, "it must be a mapping"],
  ["a mapping", (spot) => fieldsAt(spot, ["a"], "it"), "x", undefined, "it must be a mapping"],
  ["a list", (spot) => itemsAt(spot, "it").map(({ pointer }) => pointer), ["a"], ["/0"], undefined],
  ["a list", (spot) => itemsAt(spot, "it"), {}, [], "it must be a list"],
  ["a text", (spot) => textAt(spot, "it"), " a ", "a", undefined],
  ["a text", (spot) => textAt(spot, "it"), 5, "5", undefined],
  ["a text", (spot) => textAt(spot, "it"), "", undefined, "it must be a text"],
  ["a text", (spot) => textAt(spot, "it"), true, undefined, "it must be a text"],
  ["texts", (spot) => textsAt(spot, "it"), "a", ["a"], undefined],
  ["texts", (spot) => textsAt(spot, "it"), ["a", "b"], ["a", "b"], undefined],
  ["texts", (spot) => textsAt(spot, "it"), ["a", {}], ["a"], "it must be a text"],
  ["choices", (spot) => choicesAt(spot, ["Yes", "no"], "it"), "yes", ["Yes"], undefined],
  ["choices", (spot) => choicesAt(spot, ["yes"], "it"), ["yse"], [], "'yse' is not known as it"],
  ["a truth value", (spot) => booleanAt(spot, "it"), false, false, undefined],
  ["a truth value", (spot) => booleanAt(spot, "it"), "no", undefined, "it must be true or false"],
])("%s is read from %#", (_, read, value, result, message) => {
  const { spot, mistakes } = spotOf(value);
  expect(read(spot)).toEqual(result);
  expect(mistakes.map((one) => one.message)).toEqual(message === undefined ? [] : [message]);
});
