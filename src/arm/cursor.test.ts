import { expect, test } from "vitest";
import type { Diagnostic } from "../diagnostic/index.ts";
import { formatIp, formatPrefix } from "../net/index.ts";
import { Cursor } from "./cursor.ts";
import type { ArmId } from "./id.ts";
import { parseArmId } from "./id.ts";

function read(body: Readonly<Record<string, unknown>>): {
  readonly cursor: Cursor;
  readonly said: () => readonly string[];
} {
  const diagnostics: Diagnostic[] = [];
  const id = parseArmId("/subscriptions/s/resourceGroups/g/providers/N/t/x") as ArmId;
  const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
  const resource = { id, typeKey: "n/t", body, place };
  return {
    cursor: Cursor.of(resource, (diagnostic) => diagnostics.push(diagnostic)),
    said: () => diagnostics.map(({ code, place: at }) => `${code} ${at.pointer}`),
  };
}

// Nested as ARM has it, flat as the command line has it, and in the casing of other clients.
test.each([
  ["inside properties", { properties: { enableX: true } }],
  ["beside id", { enableX: true }],
  ["in another casing", { properties: { EnablEx: true } }],
  ["as text", { properties: { enableX: "True" } }],
])("a flag is read %s", (_, body) => {
  const { cursor, said } = read(body);
  expect(cursor.flag("enableX")).toBe(true);
  expect(said()).toEqual([]);
});

test("a property inside `properties` wins over one beside it", () => {
  expect(read({ sku: "outer", properties: { sku: "inner" } }).cursor.text("sku")).toBe("inner");
});

test.each([[null], [undefined], [""]])("%j reads as absent", (value) => {
  const { cursor, said } = read({ properties: { a: value } });
  expect(cursor.text("a")).toBeUndefined();
  expect(cursor.number("a")).toBeUndefined();
  expect(cursor.flag("a")).toBeUndefined();
  expect(cursor.reference("a")).toBeUndefined();
  expect(cursor.list("a")).toEqual([]);
  expect(said()).toEqual([]);
});

const wrong: readonly (readonly [string, (cursor: Cursor) => unknown])[] = [
  ["text", (cursor) => cursor.text("a")],
  ["number", (cursor) => cursor.number("a")],
  ["flag", (cursor) => cursor.flag("a")],
  ["choice", (cursor) => cursor.choice("a", { X: 1 })],
  ["ip", (cursor) => cursor.ip("a")],
  ["prefix", (cursor) => cursor.prefix("a")],
];

test.each(wrong)("a list where a %s belongs is said once and reads as absent", (_, readIt) => {
  const { cursor, said } = read({ properties: { a: [1] } });
  expect(readIt(cursor)).toBeUndefined();
  expect(said()).toEqual(["property-invalid /properties/a"]);
});

test("list elements are read one by one, and broken ones are left out", () => {
  const { cursor, said } = read({
    properties: { p: ["10.0.0.0/24", "10.0.0.1/24", "10.0.0.0/33", 7, "2001:db8::/32"] },
  });
  const prefixes = cursor.prefixes("p").map(({ prefix }) => formatPrefix(prefix));
  expect(prefixes).toEqual(["10.0.0.0/24", "2001:db8::/32"]);
  expect(said()).toEqual([
    "prefix-host-bits /properties/p/1",
    "prefix-invalid /properties/p/2",
    "property-invalid /properties/p/3",
  ]);
});

test("addresses are read, and what is none is said", () => {
  const { cursor, said } = read({ properties: { a: ["10.0.0.4", "10.0.0.256", "fd00::1"] } });
  expect(cursor.ips("a").map(({ address }) => formatIp(address))).toEqual(["10.0.0.4", "fd00::1"]);
  expect(said()).toEqual(["address-invalid /properties/a/1"]);
});

test("a choice is compared without regard to case, and an unknown one is said", () => {
  const { cursor, said } = read({ properties: { good: "VNETLOCAL", bad: "Teleport" } });
  expect(cursor.choice("good", { VnetLocal: "network" })).toBe("network");
  expect(cursor.choice("bad", { VnetLocal: "network" })).toBeUndefined();
  expect(said()).toEqual(["property-invalid /properties/bad"]);
});

// References come as objects, and from some clients as the id alone.
test.each([
  ["object", { id: "/a/b" }],
  ["text", "/a/b"],
  ["with a slash at the end", "/a/b/"],
])("a reference is read as %s", (_, value) => {
  const { cursor } = read({ properties: { subnet: value } });
  const reference = cursor.reference("subnet");
  expect(reference?.id).toBe("/a/b");
  expect(reference?.place.pointer).toBe("/properties/subnet");
});

test("the place of an absent property is that of its holder", () => {
  const { cursor } = read({ properties: { a: { b: 1 } } });
  expect(cursor.at("a").placeOf("b").pointer).toBe("/properties/a/b");
  expect(cursor.at("a").placeOf("c").pointer).toBe("/properties/a");
});

test("names that JavaScript knows are ordinary names", () => {
  const body = JSON.parse('{"properties": {"__proto__": {"a": 1}}}');
  const { cursor } = read(body);
  expect(cursor.number("a")).toBeUndefined();
  expect(cursor.text("constructor")).toBeUndefined();
  expect(cursor.text("toString")).toBeUndefined();
});
