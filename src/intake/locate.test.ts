import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPointer } from "../diagnostic/index.ts";
import { loadYaml, locate, locateAll } from "./index.ts";

const reader = await loadYaml();

const json = [
  "// exported",
  "[",
  '  { "id": "a", "list": [1, [2, 3], { "x/y": 4, "m~n": 5 }] },',
  '  { "id": "b" /* here */, "text": "} ] \\" {",',
  '    "after": true, },',
  "]",
].join("\n");

// Pointer, line, column: a value begins there; what is not written has the innermost value around
// it.
const places: readonly (readonly [string, number, number])[] = [
  ["", 2, 1],
  ["/0", 3, 3],
  ["/0/id", 3, 11],
  ["/0/list/1/1", 3, 32],
  ["/0/list/2/x~1y", 3, 45],
  ["/0/list/2/m~0n", 3, 55],
  ["/1/after", 5, 14],
  ["/1/missing", 4, 3],
  ["/1/id/deeper/still", 4, 11],
  ["/7", 2, 1],
  ["/0/list/-1", 3, 24],
];

test.each(places)("finds %s in JSON at %i:%i", (pointer, line, column) => {
  expect(locate({ file: "a.json", text: json }, pointer)).toEqual({ line, column });
});

test("finds what follows a text over several lines", () => {
  const text = '{\n "a": "one\r\n  two",\n "b": [ 7 ]\n}';
  expect(locate({ file: "a.json", text }, "/a")).toEqual({ line: 2, column: 7 });
  expect(locate({ file: "a.json", text }, "/b/0")).toEqual({ line: 4, column: 9 });
});

test("finds many pointers at once, in any order", () => {
  const pointers = places.map(([pointer]) => pointer).toReversed();
  const found = locateAll({ file: "a.json", text: `\ufeff${json}` }, pointers);
  expect(pointers.map((pointer) => found.get(pointer))).toEqual(
    places.map(([, line, column]) => ({ line, column })).toReversed(),
  );
});

const yaml = ["base: &base", "  x: 1", "list:", "- a", "- *base", "- {k: v}", "1: one"].join("\n");

test.each([
  ["", 1, 1],
  ["/base/x", 2, 6],
  ["/list/0", 4, 3],
  ["/list/1", 5, 3],
  ["/list/1/x", 2, 6],
  ["/list/2/k", 6, 7],
  ["/list/9", 4, 1],
  ["/1", 7, 4],
] as const)("finds %s in YAML at %i:%i", (pointer, line, column) => {
  expect(locate({ file: "a.yaml", text: yaml }, pointer, reader)).toEqual({ line, column });
});

test("finds places in later documents of a YAML file, and in JSON named YAML", () => {
  const text = "a: 1\n---\nb:\n  - c\n";
  expect(locate({ file: "a.yml", text }, "/1/b/0", reader)).toEqual({ line: 4, column: 5 });
  expect(locate({ file: "a.yml", text: '{\n"a": [7]}' }, "/a/0", reader)).toEqual({
    line: 2,
    column: 7,
  });
});

// Texts that hold no value or are broken: nothing is thrown, and a place is given only where there
// is one.
test.each([
  ["a.json", "", undefined],
  ["a.json", "// nothing", undefined],
  ["a.json", '{"a": [1, 2', { line: 1, column: 11 }],
  ["a.json", '{"a" [1, 2', { line: 1, column: 10 }],
  ["a.json", "]]]", { line: 1, column: 1 }],
  ["a.yaml", "a: [1", undefined],
  ["a.yaml", "", { line: 1, column: 1 }],
])("survives %s with %j", (file, text, position) => {
  expect(locate({ file, text }, "/a/1", reader)).toEqual(position);
});

test("agrees with the parser on every value of any JSON", () => {
  let deepest = 0;
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat({ max: 3 }), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      for (const steps of leavesOf(value)) {
        deepest = Math.max(deepest, steps.length);
        const position = locate({ file: "a.json", text }, formatPointer(steps));
        const rest = text.split("\n").slice((position?.line ?? 0) - 1);
        const [first = "", ...others] = rest;
        const tail = [first.slice((position?.column ?? 0) - 1), ...others].join("\n");
        const leaf = steps.reduce<unknown>((part, step) => (part as never)[step], value);
        expect(tail.startsWith(JSON.stringify(leaf))).toBe(true);
      }
    }),
    { seed: 20261121, numRuns: 300 },
  );
  expect(deepest).toBeGreaterThan(2);
});

// Paths of all scalars. A key that is there twice cannot come out of JSON.stringify, so each path
// names one value.
function leavesOf(value: unknown): readonly (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [[]];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([step, part]) => leavesOf(part).map((steps) => [step, ...steps]));
}
