import { expect, test } from "vitest";
import { graphQueries, otherTypesQuery } from "./graph-query.ts";

const columns =
  "id, name, type, location, kind, sku, plan, identity, zones, tags, managedBy, extendedLocation, properties";
const containers =
  "'microsoft.resources/subscriptions/resourcegroups', 'microsoft.resources/subscriptions'";

test("each table is asked for its types", () => {
  const texts = graphQueries(["microsoft.network/privatednszones"], []).map(({ text }) => text);
  expect(texts).toEqual([
    `resources | where type in~ ('microsoft.network/privatednszones', 'microsoft.network/privatednszones/virtualnetworklinks') | project ${columns} | order by id asc`,
    `dnsresources | where type in~ ('microsoft.network/privatednszones/a', 'microsoft.network/privatednszones/aaaa', 'microsoft.network/privatednszones/cname') | project ${columns} | order by id asc`,
    `resourcecontainers | where type in~ (${containers}) | project ${columns} | order by id asc`,
  ]);
});

test("names of groups are quoted", () => {
  const [first, last] = graphQueries(["a.b/c"], ["rg-1", "it's\\"]).map(({ text }) => text);
  expect(first).toContain("| where resourceGroup in~ ('rg-1', 'it\\'s\\\\') |");
  expect(last).toContain(
    "| where resourceGroup in~ ('rg-1', 'it\\'s\\\\') or type =~ 'microsoft.resources/subscriptions' |",
  );
});

test("other types are counted", () => {
  expect(otherTypesQuery(["a.b/c"], ["g"]).text).toBe(
    "resources | where type !in~ ('a.b/c') | where resourceGroup in~ ('g') | summarize number = count() by type | order by type asc",
  );
});
