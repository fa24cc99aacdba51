import { expect, test } from "vitest";
import { createSnapshot, readText } from "../index.ts";

const network = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
const vnet = (name: string, subscription = "s") => ({
  id: `${network.replace("/s/", `/${subscription}/`)}/virtualNetworks/${name}`,
  properties: {},
});

/** What is said about files of one layer that hold these values. */
function say(...values: readonly unknown[]): readonly string[] {
  const results = values.map((value, index) =>
    readText({ file: `p${index + 1}.json`, text: JSON.stringify(value) }),
  );
  return createSnapshot([results]).diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

const graph = (rows: readonly unknown[], total: number, more: object = {}) => ({
  count: rows.length,
  data: rows,
  skip_token: null,
  total_records: total,
  ...more,
});

// What is said: files.
test.each<[string, readonly unknown[], string]>([
  ["one page", [graph([vnet("a")], 1)], ""],
  ["all pages", [graph([vnet("a")], 2, { skip_token: "x" }), graph([vnet("b")], 2)], ""],
  [
    "the first page",
    [graph([vnet("a")], 3, { skip_token: "x" })],
    "list-incomplete: p1.json is one page of several: 1 of 3 rows are there",
  ],
  [
    "the last page",
    [graph([vnet("a")], 3)],
    "list-incomplete: p1.json is one page of several: 1 of 3 rows are there",
  ],
  [
    "the REST form as a table",
    [
      {
        totalRecords: 2,
        count: 1,
        resultTruncated: "true",
        $skipToken: "x",
        data: { columns: [{ name: "id" }], rows: [[vnet("a").id]] },
      },
    ],
    "list-incomplete: p1.json is one page of several: 1 of 2 rows are there",
  ],
  [
    "PowerShell without a total",
    [{ SkipToken: "x", Data: [vnet("a")] }],
    "list-incomplete: p1.json is one page of several: the next one is not there",
  ],
  ["a list of ARM", [{ value: [vnet("a")], nextLink: "" }], ""],
  [
    "a list of ARM with more",
    [{ value: [vnet("a")], nextLink: "https://x" }, { value: [vnet("b", "other")] }],
    "list-incomplete: p1.json is one page of several: the next one is not there",
  ],
  [
    "a list of ARM and its end",
    [{ value: [vnet("a")], nextLink: "https://x" }, { value: [vnet("b")] }],
    "",
  ],
  ["no rows", [{ value: [] }], ""],
])("%s", (_, values, said) => {
  expect(say(...values).join("\n")).toBe(said);
});

test("pages belong together within one input only", () => {
  const [first, second] = [graph([vnet("a")], 2), graph([vnet("b")], 2)].map((value, index) =>
    readText({ file: `p${index}.json`, text: JSON.stringify(value) }),
  );
  const { diagnostics } = createSnapshot([[first!], [second!]]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["list-incomplete", "list-incomplete"]);
});

test("subscriptions and groups are resources, whoever lists them", () => {
  const subscription = "11111111-2222-3333-4444-555555555555";
  const values = [
    [{ id: subscription, tenantId: "t", name: "prod", state: "Enabled" }],
    graph(
      [
        {
          id: `/subscriptions/${subscription}/resourceGroups/rg`,
          type: "microsoft.resources/subscriptions/resourcegroups",
          location: "westeurope",
        },
      ],
      1,
    ),
  ];
  const read = values.map((value) => readText({ file: "a.json", text: JSON.stringify(value) }));
  expect(read.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  expect(
    read.flatMap(({ resources }) => resources.map(({ id }) => `${id.type} ${id.text}`)),
  ).toEqual([
    `Microsoft.Resources/subscriptions /subscriptions/${subscription}`,
    `Microsoft.Resources/subscriptions/resourceGroups /subscriptions/${subscription}/resourceGroups/rg`,
  ]);
});
