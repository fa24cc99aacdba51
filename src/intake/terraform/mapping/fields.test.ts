import { expect, test } from "vitest";
import { createUnknown, type JsonObject } from "../../../arm/index.ts";
import { choice, inverted, record, references, texts, wrapped } from "./convert.ts";
import {
  blocks,
  build,
  constant,
  either,
  firstOf,
  inside,
  itself,
  known,
  named,
  orElse,
  type Row,
  reference,
  referenceIn,
  when,
  within,
} from "./fields.ts";

const later = createUnknown("azurerm_subnet.a.id");

const disabled: Row = ["enforce", "policies", choice({ true: "Disabled", false: "Enabled" })];
const enabled: Row = [
  "policies_enabled",
  "policies",
  choice({ true: "Enabled", false: "Disabled" }),
];

test.each<[string, readonly Row[], JsonObject, JsonObject]>([
  ["a text", [["a", "b.c"]], { a: "x" }, { b: { c: "x" } }],
  [
    "false and zero",
    [
      ["a", "b"],
      ["c", "d"],
    ],
    { a: false, c: 0 },
    { b: false, d: 0 },
  ],
  ["null", [["a", "b"]], { a: null }, {}],
  ["empty text", [["a", "b"]], { a: "" }, {}],
  ["absent", [["a", "b"]], {}, {}],
  ["an inherited name", [["constructor", "b"]], {}, {}],
  ["an object where a text belongs", [["a", "b"]], { a: { c: 1 } }, {}],
  ["a list", [["a", "b"]], { a: ["x", null, "y"] }, { b: ["x", "y"] }],
  ["an empty list", [["a", "b"]], { a: [] }, {}],
  ["an unknown value", [["a", "b.c"]], { a: later }, { b: { c: later } }],
  ["an unknown element", [["a", "b", texts]], { a: ["x", later] }, { b: ["x", later] }],
  ["one text as a list", [["a", "b", texts]], { a: "x" }, { b: ["x"] }],
  ["the opposite", [["a", "b", inverted]], { a: true }, { b: false }],
  ["the opposite of an unknown", [["a", "b", inverted]], { a: later }, { b: later }],
  [
    "another word",
    [["a", "b", choice({ VnetLocal: "VnetLocal" })]],
    { a: "vnetlocal" },
    { b: "VnetLocal" },
  ],
  ["a word of its own", [["a", "b", choice({ x: "y" })]], { a: "z" }, { b: "z" }],
  ["tags", [["a", "b", record]], { a: { k: "v" } }, { b: { k: "v" } }],
  ["a reference", [reference("a", "b.c")], { a: "/x" }, { b: { c: { id: "/x" } } }],
  ["a reference to what is unknown", [reference("a", "b")], { a: later }, { b: { id: later } }],
  ["no reference", [reference("a", "b")], { a: 5 }, {}],
  ["ids", [["a", "b", references]], { a: ["/x", later] }, { b: [{ id: "/x" }, { id: later }] }],
  ["wrapped", [["a", "b", wrapped("c")]], { a: ["x"] }, { b: [{ c: "x" }] }],
  ["the new name", [[either("new", "old"), "b"]], { new: true, old: false }, { b: true }],
  ["the old name", [[either("new", "old"), "b"]], { new: null, old: false }, { b: false }],
  [
    "the name that is known",
    [[either("new", "old"), "b"]],
    { new: later, old: false },
    { b: false },
  ],
  ["names of which none is known", [[either("new", "old"), "b"]], { new: later }, { b: later }],
  ["the first fact", [firstOf(enabled, disabled)], { enforce: true }, { policies: "Disabled" }],
  [
    "the first fact that is known",
    [firstOf(enabled, disabled)],
    { policies_enabled: later, enforce: true },
    { policies: "Disabled" },
  ],
  ["a line before what is otherwise", [orElse(["a", "b"], "b", 2)], { a: 1 }, { b: 1 }],
  ["an unknown one before that", [orElse(["a", "b"], "b", 2)], { a: later }, { b: later }],
  ["otherwise", [orElse(["a", "b"], "b", 2)], { a: null }, { b: 2 }],
  ["an id as a list", [referenceIn("a", "b")], { a: "/x" }, { b: [{ id: "/x" }] }],
  ["an unknown id as a list", [referenceIn("a", "b")], { a: later }, { b: [{ id: later }] }],
  ["no id as a list", [referenceIn("a", "b")], { a: "" }, {}],
  ["an unknown name", named([]), { name: createUnknown("random_id.x") }, { name: "{random_id.x}" }],
  ["a constant", [constant("a.b", "c")], {}, { a: { b: "c" } }],
  ["a condition", [when(({ a }) => a === 1, [constant("b", 2)])], { a: 1 }, { b: 2 }],
  ["a condition that fails", [when(({ a }) => a === 1, [constant("b", 2)])], {}, {}],
  [
    "blocks",
    [blocks("a", "b", named([["c", "d"]]))],
    { a: [{ name: "x", c: 1 }, { name: "y", c: later }, later] },
    { b: [{ name: "x", properties: { d: 1 } }, { name: "y", properties: { d: later } }, later] },
  ],
  ["no blocks", [blocks("a", "b", [["c", "d"]])], { a: [] }, {}],
  ["unknown blocks", [blocks("a", "b", [["c", "d"]])], { a: later }, { b: later }],
  ["a block", [inside("a", [["c", "d"]])], { a: [{ c: 1 }] }, { d: 1 }],
  ["an unknown block", [inside("a", [["c", "d"]])], { a: [later] }, { d: later }],
  ["what Azure has decided", [[known("a"), "b"]], { a: "x" }, { b: "x" }],
  ["what Azure is going to decide", [[known("a"), "b"]], { a: later }, {}],
  ["itself as an entry", [blocks(itself, "a", [["c", "d"]])], { c: 1 }, { a: [{ d: 1 }] }],
  ["below a property", [within("a.b", [["c", "d"]])], { c: 1 }, { a: { b: { d: 1 } } }],
])("%s", (_, rows, attributes, body) => {
  expect(build(rows)(attributes)).toEqual(body);
});

test("a row below an unknown value changes nothing of the input", () => {
  const mark = createUnknown("x");
  const rows: readonly Row[] = [
    ["a", "b"],
    ["c", "b.d"],
  ];
  expect(build(rows)({ a: mark, c: 1 })).toEqual({ b: { d: 1 } });
  expect(mark).toEqual(createUnknown("x"));
});
