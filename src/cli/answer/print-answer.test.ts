import { expect, test } from "vitest";
import { parse } from "yaml";
import { createTestIo } from "../../../test/run-cli.ts";
import type { OutputFormat, OutputOptions } from "../options.ts";
import { UsageError } from "../usage-error.ts";
import { type Answer, printAnswer } from "./print-answer.ts";

const routes = {
  value: [
    {
      name: "to-nva",
      state: "Active",
      addressPrefix: ["0.0.0.0/0"],
      isOn: true,
      id: "/x",
      note: null,
    },
    { name: 'a "b", c', state: "Invalid", addressPrefix: [], isOn: false, id: "/y", note: "a|b" },
  ],
};

const answer: Answer = {
  json: () => routes,
  table: () => ({
    columns: ["State", "Next Hop IP"],
    rows: [
      ["Active", "10.0.0.4"],
      ["Invalid", ""],
    ],
  }),
};

async function print(options: OutputOptions, from = answer, isTerminal = false): Promise<string> {
  const { io, written } = createTestIo({ isTerminal });
  await printAnswer(io, options, from);
  return written().stdout;
}

// Columns are two wider than their heading, as az's are; an empty last cell keeps its blanks.
const tableText = [
  "State    Next Hop IP",
  "-------  -------------",
  "Active   10.0.0.4",
  "Invalid               ",
  "",
].join("\n");

test("CAP-28: the default is az's table", async () => {
  expect(await print({})).toBe(tableText);
  expect(await print({ output: "table" })).toBe(tableText);
});

test("a table without rows is nothing", async () => {
  expect(await print({}, { ...answer, table: () => ({ columns: ["A"], rows: [] }) })).toBe("");
});

test("a text takes the place of the table only", async () => {
  const withText = { ...answer, text: () => "for people\n" };
  expect(await print({}, withText)).toBe("for people\n");
  expect(await print({ output: "tsv" }, withText)).toBe("Active\t10.0.0.4\nInvalid\t\n");
});

test("json, yaml, csv, md and none", async () => {
  expect(await print({ output: "json" })).toBe(`${JSON.stringify(routes, undefined, 2)}\n`);
  expect(parse(await print({ output: "yaml" }))).toEqual(routes);
  expect(await print({ output: "csv" })).toBe("State,Next Hop IP\nActive,10.0.0.4\nInvalid,\n");
  expect(await print({ output: "md" })).toBe(
    "| State | Next Hop IP |\n| --- | --- |\n| Active | 10.0.0.4 |\n| Invalid |  |\n",
  );
  expect(await print({ output: "none" })).toBe("");
});

// Each row: an expression, a format, and what az prints for it.
const queries: readonly [string, OutputFormat, string][] = [
  ["value[].name", "tsv", 'to-nva\na "b", c\n'],
  ["value[0].isOn", "tsv", "true\n"],
  ["value[].[state,isOn,note]", "tsv", "Active\tTrue\tNone\nInvalid\tFalse\ta|b\n"],
  ["value[0]", "tsv", "to-nva\tActive\t1\tTrue\t/x\tNone\n"],
  ["value[].state", "table", "Result\n--------\nActive\nInvalid\n"],
  [
    "value[].[state,name]",
    "table",
    'Column1    Column2\n---------  ---------\nActive     to-nva\nInvalid    a "b", c\n',
  ],
  ["value[].{state:state,p:addressPrefix,id:id}", "table", "State\n-------\nActive\nInvalid\n"],
  ["value[].{n:name}", "csv", 'N\nto-nva\n"a ""b"", c"\n'],
  ["value[].{n:note}", "md", "| N |\n| --- |\n|  |\n| a\\|b |\n"],
  ["length(value)", "json", "2\n"],
  ["value[?state=='Active'] | [0].addressPrefix", "json", '[\n  "0.0.0.0/0"\n]\n'],
  ["nothing.here", "json", ""],
];

test.each(queries)("--query %s -o %s", async (query, output, text) => {
  expect(await print({ query, output })).toBe(text);
});

test.each(["value[", "nosuch(@)", "value[].name ++"])("--query %s is refused", async (query) => {
  await expect(print({ query })).rejects.toThrow(UsageError);
});

test("colors are for terminals, and change nothing else", async () => {
  const start = String.fromCharCode(27);
  for (const [colored, plain] of [
    ["jsonc", "json"],
    ["yamlc", "yaml"],
  ] as const) {
    const text = await print({ output: colored }, answer, true);
    expect(text).toContain(`${start}[`);
    expect(text.replaceAll(new RegExp(`${start}\\[\\d+m`, "g"), "")).toBe(
      await print({ output: plain }),
    );
    expect(await print({ output: colored })).toBe(await print({ output: plain }));
  }
});

test("line breaks inside a cell do not break the table", async () => {
  const table = () => ({ columns: ["A", "B"], rows: [["x\ny", "z\t1"]] });
  expect(await print({}, { ...answer, table })).toBe("A    B\n---  ---\nx y  z 1\n");
  expect(await print({ output: "tsv" }, { ...answer, table })).toBe("x y\tz 1\n");
});
