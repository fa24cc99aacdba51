import { expect, test } from "vitest";
import { compile, idOf, resource, to } from "../../test/resources.ts";
import { findHubTable } from "./compare-hub.ts";

const { model } = compile(
  resource("virtualHubs/h", { virtualWan: to("virtualWans/w"), addressPrefix: "10.0.0.0/24" }),
  resource("virtualHubs/h/hubRouteTables/red", { labels: ["red"] }),
  resource("virtualHubs/other", { virtualWan: to("virtualWans/w"), addressPrefix: "10.1.0.0/24" }),
);

// Which table a capture is about: words, id of the table.
test.each<[string, string | undefined]>([
  ["H", "virtualHubs/h/hubRouteTables/defaultRouteTable"],
  [idOf("virtualHubs/H"), "virtualHubs/h/hubRouteTables/defaultRouteTable"],
  [idOf("virtualHubs/h/hubRouteTables/RED"), "virtualHubs/h/hubRouteTables/red"],
  ["h/red", "virtualHubs/h/hubRouteTables/red"],
  ["other/red", undefined],
  ["red", undefined],
])("%s", (about, path) => {
  const found = findHubTable(model, about)?.table.id;
  expect(found).toBe(path === undefined ? undefined : idOf(path));
});
