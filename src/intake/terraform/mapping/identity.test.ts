import { expect, test } from "vitest";
import { createUnknown, type JsonObject } from "../../../arm/index.ts";
import { below, firstIdentity, type Identity, idBelow, inGroup } from "./identity.ts";

const table = "Microsoft.Network/routeTables";
const inTable = inGroup(`${table}/routes`, "route_table_name", "name");
const scope = "/subscriptions/s/resourceGroups";

test.each<[string, Identity, JsonObject, string | undefined]>([
  [
    "in a group",
    inGroup(table),
    { resource_group_name: "g", name: "n" },
    `${scope}/g/providers/Microsoft.Network/routeTables/n`,
  ],
  [
    "a child in a group",
    inTable,
    { resource_group_name: "g", route_table_name: "t", name: "n" },
    `${scope}/g/providers/Microsoft.Network/routeTables/t/routes/n`,
  ],
  [
    "an unknown name",
    inGroup(table),
    { resource_group_name: createUnknown("random_id.x.hex"), name: "n" },
    `${scope}/{random_id.x.hex}/providers/Microsoft.Network/routeTables/n`,
  ],
  ["no group", inGroup(table), { name: "n" }, undefined],
  ["no name", inTable, { resource_group_name: "g", name: "n" }, undefined],
  ["below a parent", below("parent_id", "x"), { parent_id: "/p/", name: "n" }, "/p/x/n"],
  ["below nothing", below("parent_id", "x"), { name: "n" }, undefined],
  ["below what is no id", below("parent_id", "x"), { parent_id: "p", name: "n" }, undefined],
  [
    "the second of two",
    firstIdentity(below("parent_id", "x"), below("old_id", "x")),
    { old_id: "/o", name: "n" },
    "/o/x/n",
  ],
])("%s", (_, identity, attributes, id) => {
  expect(identity(attributes, { subscription: "s" })).toBe(id);
});

test("an id below an unknown parent is as unknown", () => {
  const mark = createUnknown("azurerm_lb.x.id");
  expect(idBelow("lb_id", "fronts", "front")({ lb_id: mark, front: "f" })).toBe(mark);
  expect(idBelow("lb_id", "fronts", "front")({ lb_id: "/lb", front: "f" })).toBe("/lb/fronts/f");
});
