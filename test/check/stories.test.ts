// The stories of the examples: what their authors tell is what is found, and nothing else.
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findingsIn } from "./ground-of.ts";

const folder = fileURLToPath(new URL("../../examples/", import.meta.url));

// What the endpoint rules say; rules of other families have their own tests.
function linesIn(story: string, layers: string): readonly string[] {
  const files = layers.split(" ").map((layer) => `${folder}${story}/${layer}.json`);
  return findingsIn(files)
    .filter(({ code }) => /^TR[26]/.test(code))
    .map(({ severity, code, affected }) => {
      const names = affected.map((id) => id.split("/").at(-1));
      return `${severity} ${code} ${names.join(" ")}`;
    });
}

test.each<readonly [string, string, readonly string[]]>([
  ["a: no user route, no wish", "base", []],
  [
    "b: the gateway ignores the /32 routes, which the test machine follows",
    "base stage-b",
    ["warning TR203 vpngw", "info TR205 vpngw vm"],
  ],
  ["c: the policy and one route", "base stage-c", []],
  ["d: a route that is too short", "base stage-d", ["warning TR202 vm", "warning TR203 vpngw"]],
  ["the policy alone changes nothing", "base policy-only", []],
  ["an ExpressRoute gateway instead", "base expressroute", []],
  [
    "X-2: of which nobody knows whether it follows a /32 route",
    "base expressroute stage-b",
    ["warning TR203 ergw", "info TR205 ergw vpngw vm"],
  ],
  ["the policy and one route hold for it, too", "base expressroute stage-c", []],
  [
    "a machine of the endpoints' own network asks outside of the zones",
    "base spoke",
    ["warning TR210 spoke1", "warning TR210 spoke1", "warning TR210 spoke1"],
  ],
  [
    "PE-13: in a virtual WAN a branch goes past the firewall",
    "virtual-wan",
    ["warning TR206 branch"],
  ],
  ["PE-13: but not with the policy", "virtual-wan virtual-wan-policy", []],
])("private-link, %s", (_, layers, expected) => {
  expect(linesIn("private-link", layers)).toEqual(expected);
});

test.each<readonly [string, string, readonly string[]]>([
  ["1: nothing yet", "test-1", []],
  [
    "1, X-16: the account lets in an address that it never sees",
    "test-1 storage-firewall",
    ["error TR602 vm-app-nic snet-app"],
  ],
  ["2: a default route to nobody", "test-1 test-2", []],
  ["3: the endpoint goes past it", "test-1 test-2 test-3", ["info TR601 snet-app"]],
  [
    "SE-16: and takes the effect from the rule",
    "test-1 test-2 test-3 storage-firewall",
    ["error TR603 snet-app", "info TR601 snet-app"],
  ],
  ["an appliance that is there gets the upload", "test-1 nva test-2", []],
  ["and does not with the endpoint", "test-1 nva test-2 test-3", ["info TR601 snet-app"]],
])("service-endpoints, test %s", (_, layers, expected) => {
  expect(linesIn("service-endpoints", layers)).toEqual(expected);
});
