import { expect, test } from "vitest";
import { formatPrefix } from "../net/index.ts";
import { parseServiceTags } from "./parse.ts";

const tag = (name: string, ...addressPrefixes: unknown[]) => ({
  name,
  properties: { addressPrefixes },
});

// Each row: what the file is, and the problem that is told.
const unusable: readonly [string, unknown, string][] = [
  ["nothing", undefined, 'this is no service-tag file: it has no list "values"'],
  ["null", null, 'this is no service-tag file: it has no list "values"'],
  ["a list", [], 'this is no service-tag file: it has no list "values"'],
  [
    "an ARM resource",
    { id: "/x", properties: {} },
    'this is no service-tag file: it has no list "values"',
  ],
  [
    "values of another kind",
    { values: {} },
    'this is no service-tag file: it has no list "values"',
  ],
  ["no values", { changeNumber: 1, values: [] }, "the file names no service tag"],
];

test.each(unusable)("%s is no service-tag file", (_, json, message) => {
  const { index, problems } = parseServiceTags(json);
  expect(index).toBeUndefined();
  expect(problems.at(-1)?.message).toBe(message);
});

// Each row: the values of a file, the problem, and where it is.
const odd: readonly [string, readonly unknown[], string, string][] = [
  [
    "a tag without a name",
    [tag("A", "1.0.0.0/8"), { properties: {} }],
    "a tag has no name or no properties, and was left out",
    "/values/1",
  ],
  [
    "a tag that is no object",
    [tag("A", "1.0.0.0/8"), 5],
    "a tag has no name or no properties, and was left out",
    "/values/1",
  ],
  [
    "a tag twice",
    [tag("A", "1.0.0.0/8"), tag("a", "2.0.0.0/8")],
    "'a' is there twice; the first was taken",
    "/values/1",
  ],
  [
    "host bits",
    [tag("A", "1.0.0.0/8", "1.2.3.4/8")],
    "'1.2.3.4/8' has host bits set, and was left out",
    "/values/0/properties/addressPrefixes/1",
  ],
  [
    "no prefix",
    [tag("A", "1.0.0.0/8", "x")],
    "'x' is not an address prefix (\"x\" is not an IP address), and was left out",
    "/values/0/properties/addressPrefixes/1",
  ],
  [
    "no text",
    [tag("A", "1.0.0.0/8", 9)],
    "a prefix is not a text, and was left out",
    "/values/0/properties/addressPrefixes/1",
  ],
];

test.each(odd)("%s is told and the rest is read", (_, values, message, pointer) => {
  const { index, problems } = parseServiceTags({ changeNumber: 1, values });
  expect(problems).toContainEqual({ message: expect.stringContaining(message), pointer });
  expect(index?.prefixesOf("A")?.map(formatPrefix)).toEqual(["1.0.0.0/8"]);
  expect(index?.tagCount).toBe(1);
});

test("a tag without prefixes is a tag", () => {
  const { index, problems } = parseServiceTags({
    changeNumber: 1,
    values: [{ name: "A", properties: {} }],
  });
  expect(problems).toEqual([{ message: "'A' has no list of prefixes", pointer: "/values/0" }]);
  expect(index?.prefixesOf("A")).toEqual([]);
});

test("change numbers may be texts, as az prints them", () => {
  const json = { changeNumber: "63", cloud: "AzureGovernment", values: [tag("A", "1.0.0.0/8")] };
  const { index, problems } = parseServiceTags(json);
  expect(problems).toEqual([]);
  expect(index?.edition).toBe("change number 63, cloud AzureGovernment");
});

test("prefixes are sorted, each once, IPv4 before IPv6, whatever their spelling", () => {
  const texts = [
    "2001:db8::/32",
    "10.1.0.0/16",
    "10.0.0.0/8",
    "2001:0db8::/32",
    "9.0.0.0/8",
    "10.0.0.0/8",
  ];
  const { index } = parseServiceTags({ changeNumber: 1, values: [tag("A", ...texts)] });
  expect(index?.prefixesOf("a")?.map(formatPrefix)).toEqual([
    "9.0.0.0/8",
    "10.0.0.0/8",
    "10.1.0.0/16",
    "2001:db8::/32",
  ]);
});
