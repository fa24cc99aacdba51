import { expect, test } from "vitest";
import { createUnknown, type JsonObject } from "../../../arm/index.ts";
import { addTo } from "./add.ts";

const later = createUnknown("azurerm_public_ip.a.id");

test.each<[string, JsonObject, readonly JsonObject[], JsonObject]>([
  ["nothing", { a: 1 }, [], { a: 1 }],
  [
    "a property",
    { properties: { a: 1 } },
    [{ properties: { b: 2 } }],
    { properties: { a: 1, b: 2 } },
  ],
  ["another value", { a: { id: "/x" } }, [{ a: { id: "/y" } }], { a: { id: "/y" } }],
  ["a list", {}, [{ a: [{ id: "/x" }] }], { a: [{ id: "/x" }] }],
  [
    "references, each once",
    { a: [{ id: "/x" }] },
    [{ a: [{ id: "/X" }] }, { a: [{ id: "/y" }] }, { a: [{ id: later }] }, { a: [{ id: later }] }],
    { a: [{ id: "/X" }, { id: "/y" }, { id: later }] },
  ],
  ["texts, each once", { a: ["x"] }, [{ a: ["y", "x"] }], { a: ["x", "y"] }],
  [
    "entries by name",
    {
      list: [
        { name: "a", properties: { x: 1, pools: [{ id: "/p" }] } },
        { name: "b", properties: {} },
      ],
    },
    [
      { list: [{ name: "A", properties: { pools: [{ id: "/q" }] } }] },
      { list: [{ name: "c", properties: { x: 2 } }] },
    ],
    {
      list: [
        { name: "A", properties: { x: 1, pools: [{ id: "/p" }, { id: "/q" }] } },
        { name: "b", properties: {} },
        { name: "c", properties: { x: 2 } },
      ],
    },
  ],
  ["what was unknown", { a: later }, [{ a: ["x"] }], { a: ["x"] }],
  ["what is unknown now", { a: ["x"] }, [{ a: later }], { a: later }],
  ["entries without a name", { a: [{ x: 1 }] }, [{ a: [{ x: 1 }] }], { a: [{ x: 1 }, { x: 1 }] }],
])("%s", (_, target, additions, result) => {
  const before = JSON.stringify([target, additions]);
  expect(addTo(target, additions)).toEqual(result);
  expect(JSON.stringify([target, additions])).toBe(before);
});

test("a name like that of an inherited property is a name", () => {
  const target: JsonObject = JSON.parse('{ "__proto__": { "a": 1 } }');
  const result = addTo(target, [JSON.parse('{ "__proto__": { "b": 2 }, "constructor": 3 }')]);
  expect(JSON.stringify(result)).toBe('{"__proto__":{"a":1,"b":2},"constructor":3}');
});

test("ten thousand rules of one load balancer are added at once", () => {
  const rules = Array.from({ length: 10_000 }, (_, at) => ({ rules: [{ name: `r${at}` }] }));
  expect(addTo({ rules: [] }, rules)["rules"]).toHaveLength(10_000);
});
