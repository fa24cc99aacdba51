import { expect, test } from "vitest";
import { pairedRegion } from "../../src/route/region-pair.ts";
import { regions } from "../../src/servicetag/regions.ts";

// The routes know no service tags, so the pairs stand in both folders; they are one fact (SE-3).
test.each(regions)("$location has the same pair in both lists", ({ location, pair }) => {
  expect(pairedRegion(location)).toBe(pair);
});
