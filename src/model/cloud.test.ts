import { expect, test } from "vitest";
import { cloudOf } from "./cloud.ts";

test.each([
  [undefined, "public"],
  ["westeurope", "public"],
  ["germanywestcentral", "public"],
  ["germanycentral", "germany"],
  ["usgovvirginia", "usGovernment"],
  ["usdodeast", "usGovernment"],
  ["chinanorth3", "china"],
])("%s is in the cloud %s", (region, cloud) => {
  expect(cloudOf(region)).toBe(cloud);
});
