import { expect, test } from "vitest";
import { allOf, anyOf, assuming, type Match, no, unknownOf, yes } from "./match.ts";

const words: Readonly<Record<string, Match>> = { yes, no, unknown: unknownOf("x") };

function read(text: string): Match[] {
  return text === "" ? [] : text.split(" ").map((word) => words[word]!);
}

// The whole table of three-valued and and or.
test.each([
  ["", "yes", "no"],
  ["yes", "yes", "yes"],
  ["no", "no", "no"],
  ["unknown", "unknown", "unknown"],
  ["yes no", "no", "yes"],
  ["yes unknown", "unknown", "yes"],
  ["no unknown", "no", "unknown"],
  ["unknown yes no", "no", "yes"],
  ["unknown unknown", "unknown", "unknown"],
])("of '%s' all: %s, any: %s", (text, all, any) => {
  const parts = read(text);
  expect(allOf(parts.map((part) => () => part)).answer).toBe(all);
  expect(allOf(parts.toReversed().map((part) => () => part)).answer).toBe(all);
  expect(anyOf(parts).answer).toBe(any);
  expect(anyOf(parts.toReversed()).answer).toBe(any);
});

test("what stood in the way is named, and only where it does", () => {
  const both = [unknownOf("a"), unknownOf("b")];
  expect(anyOf(both).about).toEqual(["a", "b"]);
  expect(allOf(both.map((part) => () => part)).about).toEqual(["a", "b"]);
  expect(anyOf([...both, yes]).about).toEqual([]);
  expect(allOf([...both, no].map((part) => () => part)).about).toEqual([]);
});

test("what was taken for granted goes along with the answer that it led to", () => {
  const taken = assuming(yes, "tagAsDocumented", "T");
  expect(allOf([() => taken, () => yes]).assumed).toEqual([
    { code: "tagAsDocumented", about: ["T"] },
  ]);
  expect(allOf([() => taken, () => no]).assumed).toEqual([]);
  expect(anyOf([no, taken]).assumed).toHaveLength(1);
  expect(anyOf([assuming(no, "tagAsDocumented", "T"), no]).assumed).toHaveLength(1);
});

test("later parts are not asked once one says no", () => {
  const asked: string[] = [];
  const part = (name: string, match: Match) => () => {
    asked.push(name);
    return match;
  };
  allOf([part("a", yes), part("b", no), part("c", yes)]);
  expect(asked).toEqual(["a", "b"]);
});
