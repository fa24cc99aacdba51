import { expect, test } from "vitest";
import type { Diagnostic } from "../diagnostic/index.ts";
import { embeddedChildren } from "./child.ts";
import { type ArmId, parseArmId } from "./id.ts";
import { type ChildKind, childKinds } from "./kind.ts";

const parentId =
  "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/Hub";

function childrenOf(body: Readonly<Record<string, unknown>>) {
  const diagnostics: Diagnostic[] = [];
  const id = parseArmId(parentId) as ArmId;
  const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
  const children = embeddedChildren(
    { id, typeKey: "t", body, place },
    childKinds.subnet as ChildKind,
    (diagnostic) => diagnostics.push(diagnostic),
  );
  return {
    ids: children.map(({ resource }) => resource.id.text.slice(parentId.length)),
    pointers: children.map(({ resource }) => resource.place.pointer),
    bare: children.map(({ isBare }) => isBare),
    said: diagnostics.map(({ code, place: at }) => `${code} ${at.pointer}`),
  };
}

test("children stand inside `properties`, or beside it in flattened output", () => {
  const subnets = [{ name: "a", properties: {} }];
  expect(childrenOf({ properties: { subnets } }).pointers).toEqual(["/properties/subnets/0"]);
  expect(childrenOf({ subnets }).pointers).toEqual(["/subnets/0"]);
  expect(childrenOf({}).ids).toEqual([]);
  expect(childrenOf({ properties: { subnets: null } })).toMatchObject({ ids: [], said: [] });
});

test.each([
  ["the id", { id: `${parentId}/subnets/A`, properties: {} }, "/subnets/A"],
  [
    "the id in another casing",
    { id: `${parentId.toLowerCase()}/subnets/A`, properties: {} },
    "/subnets/a",
  ],
  ["the name alone", { name: "A", properties: {} }, "/subnets/A"],
  ["the full name", { name: "Hub/A", properties: {} }, "/subnets/A"],
  ["an id of another parent", { id: `${parentId}2/subnets/A`, properties: {} }, "/subnets/A"],
])("a child is identified by %s", (_, child, want) => {
  const { ids, said } = childrenOf({ properties: { subnets: [child] } });
  expect(ids.map((id) => id.toLowerCase())).toEqual([want.toLowerCase()]);
  expect(said).toEqual([]);
});

test("a child that only names itself is bare", () => {
  const subnets = [
    { id: `${parentId}/subnets/a`, resourceGroup: "g" },
    { name: "b", addressPrefix: "10.0.0.0/24" },
  ];
  expect(childrenOf({ properties: { subnets } }).bare).toEqual([true, false]);
});

test("what is no child is said", () => {
  const { ids, said } = childrenOf({
    properties: { subnets: [7, {}, { name: "" }, { name: "a" }] },
  });
  expect(ids).toEqual(["/subnets/a"]);
  expect(said).toEqual([
    "resource-unidentified /properties/subnets/0",
    "resource-unidentified /properties/subnets/1",
    "resource-unidentified /properties/subnets/2",
  ]);
  expect(childrenOf({ properties: { subnets: "a" } }).said).toEqual([
    "property-invalid /properties/subnets",
  ]);
});
