import { expect, test } from "vitest";
import { parseText } from "./parse.ts";
import { yamlReader } from "./yaml-reader.ts";

const deep = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);

test.each([
  ["a.json", " \n\t"],
  ["a.json", "\ufeff"],
  ["a.yaml", "# only a comment\n"],
  ["a.yaml", "---\n---\n"],
])("finds %s with %j empty", (file, text) => {
  expect(parseText(file, text, yamlReader)).toEqual({ kind: "empty" });
});

// Faults of JSON: text, problem, line, column.
test.each([
  ["[1, 2", "the text breaks off before the value is complete", 1, 6],
  ['{"a": "b', "the text breaks off before the value is complete", 1, 7],
  ['{"a": "b\n, "c": 1}', "a text is not closed with a double quote on its line", 1, 7],
  ['{"a" 1}', "a colon is expected after the property name", 1, 6],
  ['{\n "a": 1\n "b": 2}', "a comma is expected", 3, 2],
  ['{\r\n "a": 1\r\n "b": 2}', "a comma is expected", 3, 2],
  ["{'a': 1}", "a word or sign that JSON does not know", 1, 2],
  ['{"a": nul}', "a word or sign that JSON does not know", 1, 7],
  ["[1]\n[2]", "there is more text after the value", 2, 1],
  ['{"a": }', "a value is expected", 1, 7],
  ['["\\x"]', "an escape that JSON does not know", 1, 2],
  ["[1] /* open", "a comment is not closed", 1, 5],
  ["Please run 'az login' to set up an account.", "a word or sign that JSON does not know", 1, 1],
  [deep(201), "it nests deeper than 200 levels", 1, 201],
  [deep(100_000), "it nests deeper than 200 levels", 1, 201],
  ["[".repeat(100_000), "it nests deeper than 200 levels", 1, 201],
  [`// note\n${deep(100_000)}`, "it nests deeper than 200 levels", 2, 201],
  [`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, "it nests deeper than 200 levels", 1, 1001],
])("finds the fault in JSON %#", (text, problem, line, column) => {
  const position = { line, column };
  expect(parseText("a.json", text)).toEqual({
    kind: "invalid",
    language: "json",
    problem,
    position,
  });
});

// What ARM takes beyond JSON: text and value.
test.each([
  ['{"a": "b\n  c"}', { a: "b\n  c" }],
  ['["a\r\nb", "c\td", // "open\n]', ["a\r\nb", "c\td"]],
  ['["it\\"s\n", /* " \n */ 1]', ['it"s\n', 1]],
])("takes texts over several lines %#", (text, value) => {
  expect(parseText("a.json", text)).toEqual({ kind: "documents", values: [value] });
});

// Faults of YAML: text, problem, line, column.
test.each([
  ["a: 1\na: 2", "a key is there twice", 2, 1],
  ["a:\n  b: 1\n  c: 2\n  b: 3", "a key is there twice", 4, 3],
  ["a: 1\n\tb: 2", "a tab in the indentation; use spaces", 2, 1],
  ["a: *b", "an alias without an anchor", 1, 4],
  ["a: &b 1\n---\nc: *b", "an alias without an anchor", 3, 4],
  ["a: &b &c 1", "a value has two anchors", 1, 7],
  ['a: "\\q"', "an escape that YAML does not know", 1, 5],
  [deep(1000), "it nests deeper than 200 levels", 1, 201],
  ["- ".repeat(100_000), "it nests deeper than 200 levels", 1, 399],
  ["? ".repeat(100_000), "it nests deeper than 200 levels", 1, 399],
])("finds the fault in YAML %#", (text, problem, line, column) => {
  const position = { line, column };
  expect(parseText("a.yaml", text, yamlReader)).toEqual({
    kind: "invalid",
    language: "yaml",
    problem,
    position,
  });
});

// A small text that aliases blow up to billions of parts, or that contains itself.
test.each([
  ["&a [*a]", "it nests too deeply, or an alias contains itself or multiplies"],
  [bomb(10, 9), "its aliases multiply without end"],
  [
    `a: &a [${"x,".repeat(5000)}]\nb: [${"*a,".repeat(900)}]`,
    "it nests too deeply, or an alias contains itself or multiplies",
  ],
])("refuses aliases that multiply %#", (text, problem) => {
  expect(parseText("a.yaml", text, yamlReader)).toEqual({
    kind: "invalid",
    language: "yaml",
    problem,
    position: undefined,
  });
});

function bomb(levels: number, width: number): string {
  const rows = Array.from({ length: levels }, (_, level) => {
    const parts = level === 0 ? "lol" : `*a${level - 1}`;
    return `k${level}: &a${level} [${Array(width).fill(parts).join(", ")}]`;
  });
  return rows.join("\n");
}

test("follows aliases that stay small", () => {
  const text = `a: &a {x: 1}\nb: [${Array(500).fill("*a").join(", ")}]`;
  const parsed = parseText("a.yaml", text, yamlReader);
  expect(parsed).toMatchObject({ kind: "documents", values: [{ a: { x: 1 } }] });
});

test("reads nesting up to the limit", () => {
  expect(parseText("a.json", deep(200)).kind).toBe("documents");
  expect(parseText("a.json", `${deep(200)} // note`).kind).toBe("documents");
  expect(parseText("a.json", `["${"[".repeat(500)}\\"${"{".repeat(500)}"]`).kind).toBe("documents");
});

test("keeps what YAML writes without quotes as JSON would have it", () => {
  const text =
    "a: 1\nb: yes\nc: 2024-01-01\nd: 10.0.0.0/16\ne: ~\nf: !secret x\n7: y\ng: !!binary aGk=";
  expect(parseText("a.yaml", text, yamlReader)).toEqual({
    kind: "documents",
    values: [
      {
        7: "y",
        a: 1,
        b: "yes",
        c: "2024-01-01",
        d: "10.0.0.0/16",
        e: null,
        f: "x",
        g: "aGk=",
      },
    ],
  });
});

test("refuses YAML that would take minutes", () => {
  expect(parseText("a.yaml", "- x\n".repeat(9_000_000), yamlReader)).toEqual({
    kind: "tooLarge",
    size: "35 MiB",
    limit: "32 MiB of YAML",
  });
});

test("never quotes the text in a problem", () => {
  for (const [file, text] of [
    ["a.json", '{"password": "s3cret" "x"}'],
    ["a.json", "s3cret"],
    ["a.yaml", "a: *s3cret"],
    ["a.yaml", "s3cret: 1\ns3cret: 2"],
    ["a.yaml", "- s3cret\ns3cret s3cret: ["],
    ["a.yaml", "%s3cret\n--- !s3cret!x %s3cret"],
  ] as const) {
    const parsed = parseText(file, text, yamlReader);
    expect(parsed.kind).toBe("invalid");
    expect(JSON.stringify(parsed)).not.toContain("s3cret");
  }
});
