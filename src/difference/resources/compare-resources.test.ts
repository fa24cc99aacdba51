import { expect, test } from "vitest";
import { idOf, network, peering, resource, route, to } from "../../../test/resources.ts";
import { snapshotOf } from "../../../test/snapshot-of.ts";
import { compareResources } from "./compare-resources.ts";

function show(before: readonly object[], after: readonly object[]): readonly string[] {
  const changes = compareResources(snapshotOf(before).resources, snapshotOf(after).resources);
  return changes.map((change) => {
    const path = change.id.split("/").slice(8).join("/");
    if (change.kind === "changed") {
      return `~ ${path}: ${change.values.map((value) => value.path.join("/")).join(", ")}`;
    }
    const children = change.children.map(({ name }) => name).join(", ");
    return `${change.kind === "added" ? "+" : "-"} ${path}${children === "" ? "" : ` with ${children}`}`;
  });
}

const hub = network("hub", "10.0.0.0/16", { subnets: { a: "10.0.0.0/24", b: "10.0.1.0/24" } });
const table = (...routes: readonly object[]) => resource("routeTables/t", { routes });

test.each<[string, readonly object[], readonly object[], readonly string[]]>([
  ["the same", [hub], [structuredClone(hub)], []],
  ["a new network comes with its subnets", [], [hub], ["+ hub with a, b"]],
  ["a network goes with its subnets", [hub], [], ["- hub with a, b"]],
  [
    "a child is told by itself",
    [hub],
    [network("hub", "10.0.0.0/16", { subnets: { a: "10.0.0.0/25" } })],
    ["~ hub/subnets/a: properties/addressPrefix", "- hub/subnets/b"],
  ],
  [
    "a route changes",
    [table(route("one", "10.0.0.0/8"))],
    [table(route("one", "10.0.0.0/9"), route("two", "0.0.0.0/0"))],
    ["~ t/routes/one: properties/addressPrefix", "+ t/routes/two"],
  ],
  [
    "the order of parts does not count",
    [table(route("one", "10.0.0.0/8"), route("two", "0.0.0.0/0"))],
    [table(route("two", "0.0.0.0/0"), route("one", "10.0.0.0/8"))],
    [],
  ],
  // A child may stand alone on one side.
  [
    "a peering inside and beside its network",
    [network("hub", "10.0.0.0/16", { peerings: [peering("hub", "spoke")] })],
    [network("hub", "10.0.0.0/16"), peering("hub", "spoke")],
    [],
  ],
  // What Azure adds by itself.
  [
    "etags, states and back references",
    [
      resource(
        "routeTables/t",
        { provisioningState: "Updating", subnets: [to("x")] },
        { etag: "1" },
      ),
    ],
    [resource("routeTables/t", { provisioningState: "Succeeded" }, { etag: "2" })],
    [],
  ],
  [
    "properties beside `properties`",
    [{ id: idOf("routeTables/t"), name: "t", disableBgpRoutePropagation: true }],
    [resource("routeTables/t", { disableBgpRoutePropagation: true })],
    [],
  ],
])("%s", (_, before, after, want) => {
  expect(show(before, after)).toEqual(want);
});
