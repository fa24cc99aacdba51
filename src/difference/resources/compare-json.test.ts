import { expect, test } from "vitest";
import { compareJson } from "./compare-json.ts";

function show(before: unknown, after: unknown): readonly string[] {
  return compareJson(before, after).map((change) => {
    const values = [change.before, change.after].map((value) => JSON.stringify(value) ?? "");
    return `${change.kind} ${change.path.join("/")}: ${values.join(" -> ")}`;
  });
}

const id = "/subscriptions/s/resourceGroups/RG/providers/Microsoft.Network/routeTables/t";

// Each row: what the values are, the values, and what differs.
test.each<[string, unknown, unknown, readonly string[]]>([
  ["equal", { a: 1, b: [1] }, { b: [1], a: 1 }, []],
  ["a value", { a: { b: 1 } }, { a: { b: 2 } }, ["changed a/b: 1 -> 2"]],
  ["a name more", {}, { a: 0 }, ["added a:  -> 0"]],
  ["a name less", { a: 0 }, {}, ["removed a: 0 -> "]],
  // Clients write names and ids in their own letters.
  ["names in other letters", { privateIpAddress: "x" }, { privateIPAddress: "x" }, []],
  ["ids in other letters", { id }, { id: id.toLowerCase() }, []],
  [
    "other texts in other letters",
    { a: "Allow" },
    { a: "allow" },
    ['changed a: "Allow" -> "allow"'],
  ],
  ["regions", { location: "West Europe" }, { location: "westeurope" }, []],
  // Elements with names are told apart by these.
  [
    "a list of parts in another order",
    [
      { name: "a", x: 1 },
      { name: "b", x: 1 },
    ],
    [
      { name: "b", x: 2 },
      { name: "a", x: 1 },
    ],
    ["changed b/x: 1 -> 2"],
  ],
  [
    "references",
    [{ id }],
    [{ id }, { id: `${id}2` }],
    [`added t2:  -> ${JSON.stringify({ id: `${id}2` })}`],
  ],
  // Others by what they are.
  ["a list of texts in another order", ["a", "b"], ["b", "a"], []],
  ["a text more", { a: ["x"] }, { a: ["x", "y"] }, ['added a:  -> "y"']],
  ["one of two equal texts", ["x", "x"], ["x"], ['removed : "x" -> ']],
  [
    "objects without names",
    [{ network: "10.0.0.0/8", hop: 1 }],
    [{ hop: 2, network: "10.0.0.0/8" }],
    [
      'removed : {"network":"10.0.0.0/8","hop":1} -> ',
      'added :  -> {"hop":2,"network":"10.0.0.0/8"}',
    ],
  ],
  [
    "two of one name",
    [{ name: "a" }, { name: "a" }],
    [{ name: "a" }],
    ['removed : {"name":"a"} -> '],
  ],
  [
    "a mark is one value",
    { a: "x" },
    { a: { $unknown: "y" } },
    ['changed a: "x" -> {"$unknown":"y"}'],
  ],
])("%s", (_, before, after, want) => {
  expect(show(before, after)).toEqual(want);
});
