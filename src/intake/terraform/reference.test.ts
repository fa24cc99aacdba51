import { expect, test } from "vitest";
import { parseReferences } from "./reference.ts";
import { formatSteps, parseTraversal } from "./traversal.ts";

test.each([
  ["azurerm_subnet.a.id", ["azurerm_subnet", "a", "id"]],
  ["a.b[0].c", ["a", "b", 0, "c"]],
  ['module.x["a.b[0]"].out', ["module", "x", "a.b[0]", "out"]],
  ['a["say \\"hi\\""]', ["a", 'say "hi"']],
  ["a[", undefined],
  ["a[x]", undefined],
  ["", undefined],
])("%s is taken apart", (text, expected) => {
  const steps = parseTraversal(text);
  expect(steps?.map((step) => ("name" in step ? step.name : step.key))).toEqual(expected);
  if (steps !== undefined) expect(formatSteps(steps)).toBe(`.${text}`);
});

// Terraform lists each reference with its beginnings; each row has what was written once.
test.each([
  [["azurerm_subnet.a.id", "azurerm_subnet.a"], ["azurerm_subnet.a.id"]],
  [
    ["azurerm_subnet.a", "azurerm_subnet.a"],
    ["azurerm_subnet.a", "azurerm_subnet.a"],
  ],
  [
    ['azurerm_subnet.a["x"].id', 'azurerm_subnet.a["x"]', "azurerm_subnet.a", "azurerm_subnet.a"],
    ['azurerm_subnet.a["x"].id', "azurerm_subnet.a"],
  ],
  [
    ["azurerm_subnet.a.id", "azurerm_subnet.a", "azurerm_subnet.ab.id", "azurerm_subnet.ab"],
    ["azurerm_subnet.a.id", "azurerm_subnet.ab.id"],
  ],
  [
    ['module.m["a"].out.x', 'module.m["a"].out', 'module.m["a"]', "module.m"],
    ['module.m["a"].out.x', "module.m"],
  ],
  [
    ['module.m["a"]', "module.m", "module.m"],
    ['module.m["a"]', "module.m"],
  ],
  [
    ["module.m.out", "module.m", "each.value.x", "each.value"],
    ["module.m.out", "each.value.x"],
  ],
  [
    ["var.o.subnet.id", "var.o.subnet", "var.o", "count.index"],
    ["var.o.subnet.id", "count.index"],
  ],
  [
    ["data.azurerm_subnet.a.id", "data.azurerm_subnet.a", "local.x", "path.module"],
    ["data.azurerm_subnet.a.id", "local.x", "path.module"],
  ],
])("%j was written as %j", (texts, expected) => {
  expect(parseReferences(texts).map(({ text }) => text)).toEqual(expected);
});

test("what is no text is no reference", () => {
  expect(parseReferences([null, 7, {}, "azurerm_subnet.a"]).map(({ text }) => text)).toEqual([
    "azurerm_subnet.a",
  ]);
});
