import { expect, test } from "vitest";
import { readText } from "../read-text.ts";

const resources = [
  { id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/r" },
];

// What is said: the head of the snapshot.
test.each<[string, object | string]>([
  ["", {}],
  ["", { missing: [] }],
  ["", { missing: "all" }],
  ["", "yesterday"],
  [
    "pull-incomplete: a.json lacks 1 part that could not be read when it was pulled, such as: x was refused",
    { missing: ["x was refused"] },
  ],
  [
    "pull-incomplete: a.json lacks 2 parts that could not be read when it was pulled, such as: x",
    { missing: ["x", "y"] },
  ],
])("'%s' of %j", (said, pulled) => {
  const text = JSON.stringify({ pulled, resources });
  const { resources: read, diagnostics } = readText({ file: "a.json", text });
  expect(read).toHaveLength(1);
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n")).toBe(said);
});
